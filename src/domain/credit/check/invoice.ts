import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import { amountRange, type CreditGoods, invoiceTypes, quantityRange } from '../terms.ts';
import { type Examined, finding, holds, partyFindings, sameText, written } from './examined.ts';

/** What a presentation draws: the sum of its invoices in the credit's currency, in minor units. */
export const drawnBy = ({ documents, terms }: Pick<Examined, 'documents' | 'terms'>): number =>
  documents
    .filter(({ type, amount }) => invoiceTypes.includes(type) && amount?.currency === terms.currency)
    .reduce((sum, { amount }) => sum + (amount?.minor ?? 0), 0);

/**
 * A commercial invoice (article 18): issued by the beneficiary, made out to the applicant, in the currency of the
 * credit, its description that of the credit. It need not be signed (18(a)(iv)).
 */
export function invoiceFindings(document: PresentedDocument, examined: Examined): CreditDiscrepancy[] {
  const { terms } = examined;
  const { amount } = document;
  const incoterm = `${terms.incoterm} ${terms.namedPlace}`;
  const currency =
    amount?.currency === terms.currency
      ? []
      : [finding(document, '18(a)(iii)', 'amount.currency', terms.currency, amount?.currency)];
  const rule =
    document.incoterm !== undefined && !sameText(document.incoterm, incoterm)
      ? [finding(document, '18(c)', 'incoterm', incoterm, document.incoterm)]
      : [];
  return [
    ...partyFindings(document, '18(a)(i)', 'issuer', { expected: terms.beneficiary, stated: document.issuer }),
    ...partyFindings(document, '18(a)(ii)', 'applicant', { expected: terms.applicant, stated: document.applicant }),
    ...currency,
    ...rule,
    ...terms.goods.flatMap((goods) => lineFindings(document, goods, examined)),
    ...foreignLines(document, terms.goods),
  ];
}

function lineFindings(document: PresentedDocument, goods: CreditGoods, { terms, shipped }: Examined) {
  const field = `lines.${goods.line}`;
  const range = quantityRange(terms, goods);
  const line = document.lines?.find((each) => each.line === goods.line);
  const before = shipped[goods.line] ?? 0;
  if (line === undefined) {
    return range.least === 0 || before >= range.least
      ? []
      : [finding(document, '18(c)', field, goods.description, undefined)];
  }
  const found: CreditDiscrepancy[] = [];
  if (line.description === undefined || !holds(line.description, goods.description)) {
    found.push(finding(document, '18(c)', `${field}.description`, goods.description, line.description));
  }
  const total = before + (line.quantity ?? 0);
  if (line.quantity === undefined || total < range.least || total > range.most) {
    const article = total > range.most || terms.partialShipments ? range.article : '31(a)';
    const span = range.least === range.most ? `${range.most}` : `${range.least} to ${range.most}`;
    const stated = line.quantity === undefined ? undefined : `${total} ${goods.unit}`;
    found.push(finding(document, article, `${field}.quantity`, `${span} ${goods.unit}`, stated));
  }
  return [...found, ...priceFindings(document, line, goods, terms)];
}

/** A unit price other than the credit's: "about" is said of it too (30(a)); nothing else lets it differ. */
function priceFindings(
  document: PresentedDocument,
  { price }: NonNullable<PresentedDocument['lines']>[number],
  goods: CreditGoods,
  { currency, tolerance }: Examined['terms'],
): CreditDiscrepancy[] {
  if (price === undefined) return [];
  const stated = BigInt(price.minor) * BigInt(goods.price.per) * 10n;
  const agreed = BigInt(goods.price.minor) * BigInt(price.per) * 10n;
  const free = tolerance.kind === 'ABOUT' ? agreed / 10n : 0n;
  if (stated >= agreed - free && stated <= agreed + free) return [];
  const asText = (of: { minor: number; per: number }) => `${written(of.minor, currency)} for ${of.per}`;
  const field = `lines.${goods.line}.price`;
  return [finding(document, free === 0n ? '18(c)' : '30(a)', field, asText(goods.price), asText(price))];
}

/** Goods the credit does not call for must not be on the invoice, not even free of charge (18(c), ISBP 745 C). */
const foreignLines = (document: PresentedDocument, goods: readonly CreditGoods[]): CreditDiscrepancy[] =>
  (document.lines ?? [])
    .filter(({ line }) => !goods.some((each) => each.line === line))
    .map(({ line, description }) =>
      finding(document, '18(c)', `lines.${line}`, 'no goods the credit does not call for', description ?? `${line}`),
    );

/** What is drawn in all, against the credit and its tolerance (articles 18(b), 30 and 31). */
export function drawingFindings(examined: Examined): CreditDiscrepancy[] {
  const { terms, drawnMinor } = examined;
  const drawing = drawnBy(examined);
  const invoice = examined.documents.find(({ type }) => invoiceTypes.includes(type));
  if (invoice === undefined) return [];
  const { least, most, article } = amountRange(terms);
  const total = drawnMinor + drawing;
  const room = Math.max(0, most - drawnMinor);
  if (total > most) {
    const broken = terms.tolerance.kind === 'ABOUT' ? '30(a)' : '18(b)';
    return [
      finding(invoice, broken, 'amount', `at most ${written(room, terms.currency)}`, written(drawing, terms.currency)),
    ];
  }
  if (total >= least) return [];
  return [
    finding(invoice, article, 'amount', `at least ${written(least, terms.currency)}`, written(total, terms.currency)),
  ];
}
