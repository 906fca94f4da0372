import { z } from 'zod';
import { certificateStatus } from '../../domain/catalogue/certificates.ts';
import { earliest, type Offer } from '../../domain/catalogue/pricing.ts';
import { hashOf } from '../../domain/hash.ts';
import { formatAmount } from '../../domain/money.ts';
import { addDays } from '../../domain/order/time.ts';
import type { Actor } from '../../domain/parties.ts';
import { locales } from '../../domain/words/locale.ts';
import type { KeptProduct } from '../../persistence/catalogue/products.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { localeOf } from '../../persistence/people.ts';
import { searchProducts } from '../../persistence/catalogue/search.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { download, everyPage, pageSize } from './download.ts';
import { type CsvCell, writeCsv } from './files/csv-writer.ts';
import { paperCatalogue } from './files/paper-catalogue.ts';
import { type CatalogueLine, type Company, ublCatalogue } from './files/ubl-catalogue.ts';
import { companyNames, filterOf, ownOffers, pricingFor } from './reading.ts';
import { currencyQuery, filterShape } from './schemas.ts';

/** How long downloaded prices hold where no price list ends earlier. */
const holdsDays = 7;

interface Sheet {
  at: string;
  validUntil: string;
  hash: string;
  lines: (CatalogueLine & { supplier: string })[];
}

/** What the reader is offered, with their own prices, as one thing with a hash and an end. */
async function sheetOf(deps: ApiDeps, actor: Actor, products: KeptProduct[], currency?: string): Promise<Sheet> {
  const pricing = await pricingFor(deps, actor, products.map(({ supplier }) => supplier));
  const lines = products.map(({ product, supplier, version, hash, content }) => {
    const offers = ownOffers({ product, supplier, version, content }, pricing, currency);
    return { product, supplier, version, hash, content, offers };
  }).filter(({ offers }) => offers.length > 0);
  const ends = lines.flatMap(({ offers }) => offers.map(({ validUntil }) => validUntil));
  const validUntil = earliest([addDays(pricing.at, holdsDays), ...ends])!;
  const hashed = lines.map(({ product, version, hash, offers }) => ({ product, version, hash, offers }));
  return { at: pricing.at, validUntil, hash: hashOf(hashed), lines };
}

const sheetHeader = [
  'supplier', 'supplier_name', 'sku', 'gtin', 'name_en', 'name_zh_cn', 'name_zh_hk', 'category', 'hs_code', 'origin',
  'unit', 'moq', 'order_multiple', 'quantity_from', 'currency', 'price', 'per', 'lead_time_days', 'units_per_carton',
  'gross_grams', 'length_mm', 'width_mm', 'height_mm', 'certificates', 'price_rules', 'valid_until', 'product',
  'version', 'product_hash', 'catalogue_hash',
];

function sheetRows({ at, validUntil, hash: whole, lines }: Sheet, nameOf: (id: string) => Company): CsvCell[][] {
  return lines.flatMap(({ product, supplier, version, hash, content, offers }) => offers.map((offer) => [
    supplier, nameOf(supplier).name, content.sku, content.gtin ?? '', content.names.en ?? '',
    content.names['zh-CN'] ?? '', content.names['zh-HK'] ?? '',
    content.category, content.hsCode, content.origin, content.unit, content.moq,
    content.orderMultiple, offer.quantity, offer.currency, priceOf(offer), offer.price.per, offer.leadTimeDays,
    content.packing.unitsPerCarton, content.packing.grossGrams, content.packing.lengthMm, content.packing.widthMm,
    content.packing.heightMm,
    content.certificates.map((each) => `${each.type} ${each.number} (${certificateStatus(each, at)})`).join('; '),
    offer.rules.join(' '), validUntil, product, version, hash, whole,
  ]));
}

const priceOf = ({ price, currency }: Offer): string => formatAmount(price.minor, currency);

/** A page holds about thirty; more than this is for machines, which read CSV. */
const mostOnPaper = 500;
const tooMany = problem(422, 'too-many-products', `A PDF holds at most ${mostOnPaper} products: narrow the search.`);

const query = z.strictObject({
  ...filterShape,
  currency: currencyQuery.optional(),
  format: z.enum(['csv', 'ubl', 'pdf']),
  /** Of the PDF; the reader's own where none is named. */
  locale: z.enum(locales).optional(),
}).superRefine(({ format, supplier }, context) => {
  if (format !== 'ubl' || supplier !== undefined) return;
  context.addIssue({ code: 'custom', path: ['supplier'], message: 'a UBL catalogue is of one supplier: say which' });
});

export const exportOperation = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/export', id: 'exportCatalogue', tag: 'catalogue', access: 'signed-in',
  summary: 'Download what you are offered, at your own prices, as CSV, PDF or a UBL 2.4 Catalogue. Catalogue-Hash is '
    + 'over the offers, Catalogue-Valid-Until says how long they hold, Repr-Digest is over the file',
  query,
  answers: { 200: { description: 'The file, of the media type of its format', mediaType: '*/*', schema: z.any() } },
  problems: [400, 401, 404, 422],
  async handle({ actor, query: { format, currency, locale, ...given } }) {
    // The currency chooses prices here; a product without one in it is left out below.
    const filter = filterOf(given);
    const products = await everyPage(async (after) => {
      const page = { ...filter, sort: 'name' as const, limit: pageSize, ...(after === undefined ? {} : { after }) };
      const { products: found, next } = await searchProducts(seenBy(deps.orm, actor), readerOf(actor), page);
      return { found, next };
    });
    const sheet = await sheetOf(deps, actor, products, currency);
    const nameOf = await companyNames(deps, [actor.company, ...sheet.lines.map(({ supplier }) => supplier)]);
    const headers = { 'Catalogue-Hash': sheet.hash, 'Catalogue-Valid-Until': sheet.validUntil };
    if (format === 'csv') {
      const text = writeCsv(sheetHeader, sheetRows(sheet, nameOf));
      return download({ text, mediaType: 'text/csv', name: 'catalogue.csv', headers });
    }
    const { hash, at: issuedAt, validUntil, lines } = sheet;
    if (format === 'pdf') {
      if (lines.length > mostOnPaper) throw tooMany;
      const words = { locale: locale ?? await localeOf(deps.orm, actor.user), reader: nameOf(actor.company) };
      const file = await deps.renderPdf(paperCatalogue({ ...words, issuedAt, validUntil, hash, lines, nameOf }));
      return download({ text: file, mediaType: 'application/pdf', name: 'catalogue.pdf', headers });
    }
    // UBL has no catalogue without a line.
    if (lines.length === 0) throw problem(404, 'empty-catalogue', 'This supplier offers you nothing of that kind.');
    const parties = { supplier: nameOf(lines[0]!.supplier), receiver: nameOf(actor.company) };
    const text = ublCatalogue({ hash, issuedAt, validUntil, lines, ...parties });
    return download({ text, mediaType: 'application/xml', name: 'catalogue.xml', headers });
  },
});
