// Values of the letters: 10 to 38 without the multiples of 11, which would not change the remainder.
const LETTERS = '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ';

/**
 * ISO 6346 annex A: every character's value times 2 to the power of its position, modulo 11, a remainder of 10
 * counting as 0.
 */
const containerCheckDigit = (firstTen: string): string =>
  String(
    ([...firstTen].reduce((sum, character, position) => sum + LETTERS.indexOf(character) * 2 ** position, 0) % 11) % 10,
  );

/**
 * What is wrong with a container number (ISO 6346), or null. The categories are U (freight container), J (detachable
 * equipment), Z (trailer or chassis) and R (refrigerated). Numbers whose remainder is 10 are discouraged by the
 * standard but are on the road, and so are valid.
 */
export function faultOfContainer(value: string): string | null {
  if (!/^[A-Z]{4}\d{7}$/.test(value)) {
    return 'A container number is three owner letters, a category letter, six serial digits and a check digit.';
  }
  if (!/^...[UJZR]/.test(value))
    return `The fourth letter must be the category U, J, Z or R, not ${value[3]} (ISO 6346).`;
  const expected = containerCheckDigit(value.slice(0, 10));
  return value.endsWith(expected) ? null : `The check digit must be ${expected} by ISO 6346.`;
}
