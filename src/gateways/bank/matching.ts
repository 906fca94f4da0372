import { faultOfCreditorReference } from '../../domain/identifiers/creditor-reference.ts';
import type { BankEntry } from './entry.ts';

export type Candidate = {
  /**
   * As it would stand in our books: upper case without white space for creditor references, else as the bank said it.
   */
  reference: string;
  from: 'CREDITOR_REFERENCE' | 'END_TO_END_ID' | 'DOCUMENT_NUMBER' | 'FREE_TEXT';
};

/** ISO 11649: RF, two check digits and 1 to 21 letters or digits. */
const LONGEST_RF = 25;
// Printed with signs between; and far more text than any bank carries, so that a hostile one costs no time.
const LONGEST_PRINTED_RF = 80;
const LONGEST_TEXT = 10_000;

/**
 * What a payer may have meant to pay, best first: structured creditor references whose ISO 11649 check passes, the
 * EndToEndId, invoice numbers, then anything in the free text whose check passes. The caller takes the first that
 * names an open payment request.
 */
export function matchReferences(entry: BankEntry): Candidate[] {
  const structured = entry.structuredReferences
    .map((reference, index) => ({
      reference: compact(reference),
      scor: entry.structuredReferenceTypes[index] === 'SCOR',
    }))
    .filter(({ reference }) => isRf(reference))
    .sort((left, right) => Number(right.scor) - Number(left.scor));
  const candidates: Candidate[] = [
    ...structured.map(({ reference }) => ({ reference, from: 'CREDITOR_REFERENCE' as const })),
    ...(entry.endToEndId === null ? [] : [{ reference: endToEnd(entry.endToEndId), from: 'END_TO_END_ID' as const }]),
    ...entry.documentNumbers.map((reference) => ({ reference, from: 'DOCUMENT_NUMBER' as const })),
    ...[entry.unstructured, entry.additionalInfo]
      .flatMap(creditorReferencesIn)
      .map((reference) => ({ reference, from: 'FREE_TEXT' as const })),
  ];
  return candidates.filter(
    ({ reference }, index) => candidates.findIndex((other) => other.reference === reference) === index,
  );
}

const isRf = (text: string): boolean => faultOfCreditorReference(text) === null;

const compact = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

const endToEnd = (id: string): string => (isRf(compact(id)) ? compact(id) : id);

/**
 * Creditor references written in free text: in any case, with spaces or hyphens, cut into pieces by the bank, or
 * glued to other words. Every length whose check passes is a candidate (one wrong length in 97 passes by chance);
 * those that end where a word ends come first, longest first.
 */
export function creditorReferencesIn(text: string): string[] {
  const beginnings = text.slice(0, LONGEST_TEXT).matchAll(/R[\s-]?F(?=[\s-]?\d[\s-]?\d)/gi);
  const found = [...beginnings].flatMap(({ index }) => beginningAt(text.slice(index, index + LONGEST_PRINTED_RF)));
  const ordered = found.sort(
    (left, right) => Number(right.wordEnd) - Number(left.wordEnd) || right.reference.length - left.reference.length,
  );
  return [...new Set(ordered.map(({ reference }) => reference))];
}

function beginningAt(text: string): { reference: string; wordEnd: boolean }[] {
  const passing: { reference: string; wordEnd: boolean }[] = [];
  let reference = '';
  for (let position = 0; position < text.length && reference.length < LONGEST_RF; position++) {
    const sign = text[position] as string;
    if (/[\s-]/.test(sign)) continue;
    if (!/[A-Za-z0-9]/.test(sign)) break;
    reference += sign.toUpperCase();
    if (isRf(reference)) passing.push({ reference, wordEnd: !/[A-Za-z0-9]/.test(text[position + 1] ?? ' ') });
  }
  return passing;
}
