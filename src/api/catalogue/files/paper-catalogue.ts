import { type Language, textIn } from '../../../domain/catalogue/product.ts';
import { countOf, moneyOf } from '../../../domain/papers/written.ts';
import { catalogueWords } from '../../../domain/words/catalogue.ts';
import type { Locale } from '../../../domain/words/locale.ts';
import type { Paper, PaperSection } from '../../../domain/words/paper.ts';
import { unitIn } from '../../../domain/words/units.ts';
import type { CatalogueLine, Company } from './ubl-catalogue.ts';

type SuppliedLine = CatalogueLine & { supplier: string };

/** What a catalogue on paper shows: the offers made to one company, and until when they hold. */
export interface PaperCatalogue {
  locale: Locale;
  reader: Company;
  issuedAt: string;
  validUntil: string;
  hash: string;
  lines: SuppliedLine[];
  nameOf(supplier: string): Company;
}

const hongKong = (instant: string): string =>
  `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} HKT`;

/** One row for each quantity a price begins at; what the product is stands in its first row only. */
function rowsOf({ content, offers }: SuppliedLine, locale: Locale): string[][] {
  const words = catalogueWords[locale];
  return offers.map(({ quantity, currency, price, leadTimeDays }, index) => {
    const per = price.per === 1 ? '' : ` / ${countOf(locale, price.per)}`;
    const product =
      index === 0 ? [content.sku, textIn(content.names, locale as Language), content.hsCode] : ['', '', ''];
    const amount = `${moneyOf(locale, price.minor, currency)}${per}`;
    const from = `${countOf(locale, quantity)} ${unitIn(locale, content.unit)}`;
    return [...product, from, amount, `${leadTimeDays} ${words.days}`];
  });
}

function sectionOf(supplier: Company, lines: SuppliedLine[], locale: Locale): PaperSection {
  const { sku, name, hsCode, from, price, lead } = catalogueWords[locale];
  const right = (label: string) => ({ label, align: 'right' as const });
  const columns = [{ label: sku }, { label: name }, { label: hsCode }, right(from), right(price), right(lead)];
  const rows = lines.flatMap((line) => rowsOf(line, locale));
  return { heading: `${supplier.name} (${supplier.country})`, paragraphs: [], table: { columns, rows } };
}

/** A catalogue as a paper in its reader's language, supplier by supplier. */
export function paperCatalogue({ locale, reader, issuedAt, validUntil, hash, lines, nameOf }: PaperCatalogue): Paper {
  const words = catalogueWords[locale];
  const suppliers = [...new Set(lines.map(({ supplier }) => supplier))];
  const sections = suppliers.map((supplier) =>
    sectionOf(
      nameOf(supplier),
      lines.filter((line) => line.supplier === supplier),
      locale,
    ),
  );
  return {
    title: words.title,
    subtitle: reader.name,
    locale,
    facts: [
      { label: words.buyer, value: reader.name },
      { label: words.issued, value: hongKong(issuedAt) },
      { label: words.validUntil, value: hongKong(validUntil) },
      { label: words.products, value: String(lines.length) },
    ],
    sections: lines.length === 0 ? [{ heading: '', paragraphs: [words.nothing] }] : sections,
    hash,
    footer: words.footer,
  };
}
