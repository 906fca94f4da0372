import type { CreditDiscrepancy } from '../documents.ts';
import { invoiceTypes, transportArticles } from '../terms.ts';
import { lastDayAfterShipment, openDayFrom } from '../banking.ts';
import { calledFor, faceFindings, requirementFindings } from './called-for.ts';
import { conflictFindings } from './conflicts.ts';
import type { Examined } from './examined.ts';
import { insuranceFindings } from './insurance.ts';
import { drawingFindings, invoiceFindings } from './invoice.ts';
import { shipmentDate, transportFindings } from './transport.ts';

/**
 * Every discrepancy of a presentation, in the order of its documents: against the credit field by field, and of the
 * documents among each other (UCP 600, articles 14, 17 to 28, 30 and 31). Empty when it complies. The same function
 * answers the pre-check before documents are presented.
 */
export function examine(examined: Examined, credit: string): CreditDiscrepancy[] {
  const documents = calledFor(examined);
  const set = { ...examined, documents };
  return [
    ...timeFindings(set),
    ...examined.terms.documents.flatMap((required) => requirementFindings(required, set)),
    ...documents.flatMap((document) => [
      ...faceFindings(document, set, credit),
      ...(invoiceTypes.includes(document.type) ? invoiceFindings(document, set) : []),
      ...transportFindings(document, set),
      ...insuranceFindings(document, set),
    ]),
    ...drawingFindings(set),
    ...conflictFindings(documents),
  ];
}

/**
 * Not after the credit expired (6(e)), nor later than its days after shipment (14(c)), which bind originals only; an
 * instalment within its period (32).
 */
function timeFindings(examined: Examined): CreditDiscrepancy[] {
  const { terms, documents, presentedOn, lastDay, instalment } = examined;
  const late = (article: string, last: string): CreditDiscrepancy => ({
    article,
    document: null,
    field: 'presentedOn',
    expected: `at latest ${last}`,
    found: presentedOn,
  });
  const shipped = documents.some(({ type, originals }) => transportArticles[type] !== undefined && originals > 0)
    ? shipmentDate(documents)
    : null;
  const after = shipped === null ? null : lastDayAfterShipment(shipped, terms);
  const period = instalment === null ? null : openDayFrom(instalment.until, terms);
  const early = instalment?.from !== undefined && presentedOn < instalment.from ? instalment.from : null;
  return [
    ...(presentedOn > lastDay ? [late('6(e)', lastDay)] : []),
    ...(after !== null && presentedOn > after ? [late('14(c)', after)] : []),
    ...(period !== null && presentedOn > period ? [late('32', period)] : []),
    ...(early === null ? [] : [{ ...late('32', early), expected: `from ${early}` }]),
  ];
}
