import { type Charge, type CreditDebit, saidAmount } from './entry.ts';
import { at, attribute, children, textAt, type XmlNode } from './xml.ts';

/**
 * The charges of an entry or a transaction detail. Up to camt version .02 each `Chrgs` is one charge; from .03 on it
 * is a total with records. A total without records is one charge.
 */
export function readCharges(node: XmlNode | undefined): Charge[] {
  return children(node, 'Chrgs').flatMap((charges) => {
    const records = children(charges, 'Rcrd');
    if (records.length > 0) return records.flatMap((record) => chargeOf(record, 'Amt'));
    return at(charges, 'Amt') === undefined ? chargeOf(charges, 'TtlChrgsAndTaxAmt') : chargeOf(charges, 'Amt');
  });
}

function chargeOf(record: XmlNode, amountName: 'Amt' | 'TtlChrgsAndTaxAmt'): Charge[] {
  const amount = textAt(record, amountName);
  const currency = attribute(at(record, amountName), 'Ccy');
  if (amount === null || currency === null) return [];
  const included = textAt(record, 'ChrgInclInd');
  return [
    {
      ...saidAmount(amount, currency),
      creditDebit: creditDebitOf(textAt(record, 'CdtDbtInd')),
      includedInd: included === null ? null : isTrue(included),
      bearer: textAt(record, 'Br'),
    },
  ];
}

export const creditDebitOf = (text: string | null): CreditDebit | null =>
  text === 'CRDT' || text === 'DBIT' ? text : null;

/** XML Schema boolean. */
export const isTrue = (text: string | null): boolean => text === 'true' || text === '1';

/**
 * The charges of one detail, each once. Banks repeat a detail's charges on the entry: as they are for a single
 * payment, summed up for a batch. So a batch detail has only its own, and a single one has the entry's as well unless
 * they come to the same total.
 */
export function chargesOfDetail(own: Charge[], entryCharges: Charge[], details: number): Charge[] {
  if (details > 1) return own;
  if (own.length === 0 || totals(own) === totals(entryCharges)) return own.length === 0 ? entryCharges : own;
  const repeated = own.map(identity);
  const further = entryCharges.filter((charge) => {
    const position = repeated.indexOf(identity(charge));
    if (position >= 0) repeated.splice(position, 1);
    return position < 0;
  });
  return [...own, ...further];
}

const identity = ({ amount, currency, minor, creditDebit }: Charge): string =>
  `${minor ?? amount} ${currency} ${creditDebit ?? 'DBIT'}`;

/** Net charges per currency as one comparable text. */
function totals(charges: Charge[]): string {
  const sums = new Map<string, number>();
  for (const { currency, minor, creditDebit } of charges) {
    sums.set(currency, (sums.get(currency) ?? 0) + (creditDebit === 'CRDT' ? -1 : 1) * (minor ?? Number.NaN));
  }
  return [...sums]
    .map(([currency, sum]) => `${sum} ${currency}`)
    .sort()
    .join(' ');
}
