import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import { insuranceTypes } from '../terms.ts';
import { type Examined, finding, written } from './examined.ts';
import { drawnBy } from './invoice.ts';
import { shipmentDate } from './transport.ts';

const leastPercent = 110n;

/** 110 per cent of an amount, rounded up to a whole minor unit. */
const leastCover = (minor: number): number => Number((BigInt(minor) * leastPercent + 99n) / 100n);

/**
 * An insurance document (article 28): no cover note, signed, all originals, in the currency of the credit, for at
 * least 110 per cent of what is drawn (the CIF or CIP value), in force no later than the shipment.
 */
export function insuranceFindings(document: PresentedDocument, examined: Examined): CreditDiscrepancy[] {
  if (!insuranceTypes.includes(document.type)) return [];
  const { insurance } = document;
  if (insurance === undefined) return [finding(document, '28(f)(i)', 'insurance.sum', 'the sum insured', undefined)];
  const found: CreditDiscrepancy[] = [];
  if (insurance.kind === 'COVER_NOTE') {
    found.push(finding(document, '28(c)', 'insurance.kind', 'policy, certificate or declaration', 'cover note'));
  }
  if (!document.signed) {
    found.push(finding(document, '28(a)', 'signed', 'signed by insurer, underwriter or their agent', 'not signed'));
  }
  return [...found, ...sumFindings(document, insurance, examined), ...dateFindings(document, insurance, examined)];
}

type Insured = NonNullable<PresentedDocument['insurance']>;

function sumFindings(document: PresentedDocument, { sum }: Insured, examined: Examined): CreditDiscrepancy[] {
  const { currency } = examined.terms;
  if (sum.currency !== currency) {
    return [finding(document, '28(f)(i)', 'insurance.sum.currency', currency, sum.currency)];
  }
  const least = leastCover(drawnBy(examined));
  return sum.minor >= least
    ? []
    : [
        finding(
          document,
          '28(f)(ii)',
          'insurance.sum',
          `at least ${written(least, currency)}`,
          written(sum.minor, currency),
        ),
      ];
}

function dateFindings(document: PresentedDocument, { effectiveFrom }: Insured, { documents }: Examined) {
  const shipped = shipmentDate(documents);
  const effective = effectiveFrom ?? document.issuedOn;
  const field = effectiveFrom === undefined ? 'issuedOn' : 'insurance.effectiveFrom';
  const expected = shipped === null ? 'the date cover is effective from' : `at latest ${shipped}`;
  if (effective === undefined) return [finding(document, '28(e)', field, expected, undefined)];
  return shipped !== null && effective > shipped ? [finding(document, '28(e)', field, expected, effective)] : [];
}
