/**
 * The remainder modulo 97 of a text of digits and capital letters, a letter standing for two digits (A = 10 … Z = 35),
 * as ISO 7064 MOD 97-10 uses it. A valid number leaves 1.
 */
export function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** The two check digits, 02 to 98, which make `text` followed by them leave 1. */
export const checkDigits97 = (text: string): string => String(98 - mod97(`${text}00`)).padStart(2, '0');
