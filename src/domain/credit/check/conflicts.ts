import type { CreditDiscrepancy, PresentedDocument } from '../documents.ts';
import { invoiceTypes } from '../terms.ts';
import { finding, sameText } from './examined.ts';

/** The data that several documents state of the same thing, as text; one entry a field. */
function dataOf(document: PresentedDocument): Record<string, string> {
  const { packages, grossGrams, netGrams, origin, incoterm, carriage } = document;
  const isInvoice = invoiceTypes.includes(document.type);
  const invoice = isInvoice ? document.number : document.invoice;
  const quantities = (document.lines ?? []).map(({ line, quantity }) => [`lines.${line}.quantity`, quantity]);
  const stated = {
    invoice,
    packages,
    grossGrams,
    netGrams,
    origin,
    incoterm,
    'carriage.container': carriage?.container,
  };
  return Object.fromEntries(
    [...Object.entries(stated), ...quantities].flatMap(([field, value]) =>
      value === undefined ? [] : [[field as string, String(value)]],
    ),
  );
}

/** The invoice before all others, which stay in the order they were presented in. */
const invoiceFirst = (documents: readonly PresentedDocument[]): PresentedDocument[] =>
  [...documents].sort(
    (left, right) => Number(invoiceTypes.includes(right.type)) - Number(invoiceTypes.includes(left.type)),
  );

/**
 * Data in one document must not conflict with data in another (article 14(d)); it need not be there. Each field is
 * measured by the first document that states it, the invoice before all.
 */
export function conflictFindings(documents: readonly PresentedDocument[]): CreditDiscrepancy[] {
  const first = new Map<string, { value: string; type: string }>();
  return invoiceFirst(documents).flatMap((document) =>
    Object.entries(dataOf(document)).flatMap(([field, value]) => {
      const known = first.get(field);
      if (known === undefined) first.set(field, { value, type: document.type });
      if (known === undefined || sameText(known.value, value)) return [];
      return [finding(document, '14(d)', field, `${known.value} (document ${known.type})`, value)];
    }),
  );
}
