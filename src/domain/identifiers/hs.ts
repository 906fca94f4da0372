import { hs2022 } from './hs-2022.ts';

const subheadings = new Set(
  hs2022
    .trim()
    .split(/\s+/)
    .flatMap((row) => (row.slice(4).match(/../g) ?? []).map((subheading) => row.slice(0, 4) + subheading)),
);

/**
 * What is wrong with a commodity code, or null. Its first six digits must be a subheading of the Harmonized System,
 * edition 2022; up to seven more are national (China declares 13, the EU and the US 10) and are not checked. Points
 * may stand between the groups. There is no check digit.
 */
export function faultOfHs(value: string): string | null {
  const digits = value.replaceAll('.', '');
  if (!/^\d+(\.\d+)*$/.test(value) || digits.length < 6 || digits.length > 13) return 'An HS code has 6 to 13 digits.';
  const chapter = Number(digits.slice(0, 2));
  if (chapter === 77) return 'Chapter 77 is reserved for future use.';
  if (chapter < 1 || chapter > 97)
    return `Chapter ${digits.slice(0, 2)} is not one of the Harmonized System, 01 to 97.`;
  return subheadings.has(digits.slice(0, 6))
    ? null
    : `${digits.slice(0, 6)} is not a subheading of the Harmonized System 2022.`;
}

/** The six digits of a commodity code that all countries share, whatever points or spaces stand between its groups. */
export const subheadingOf = (code: string): string => code.replace(/\D/g, '').slice(0, 6);

/** Whether some commodity code begins with these digits, of which the first six are held against the edition 2022. */
export const beginsHs = (digits: string): boolean =>
  digits.length >= 6
    ? subheadings.has(digits.slice(0, 6))
    : [...subheadings].some((subheading) => subheading.startsWith(digits));
