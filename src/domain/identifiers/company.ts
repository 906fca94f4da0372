import { checkDigits97 } from './iso-7064.ts';

// GB 32100-2015 table 1 leaves out I, O, S, V and Z; the place of a character is its value.
const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * What is wrong with a Legal Entity Identifier (ISO 17442), or null. Whether it is issued and current is not checked.
 */
export function faultOfLei(value: string): string | null {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(value)) return 'An LEI has 18 capital letters or digits and two check digits.';
  const expected = checkDigits97(value.slice(0, 18));
  return value.endsWith(expected) ? null : `The check digits must be ${expected} by ISO 7064 MOD 97-10.`;
}

/** GB 32100-2015: weights are powers of 3 modulo 31; the check character completes the sum to a multiple of 31. */
function usccCheckCharacter(firstSeventeen: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of firstSeventeen) {
    sum += USCC_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

/** What is wrong with a Unified Social Credit Code of mainland China (GB 32100-2015), or null. */
export function faultOfUscc(value: string): string | null {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value)) {
    return 'A USCC has 18 digits or capital letters other than I, O, S, V and Z, the third to eighth being digits.';
  }
  const expected = usccCheckCharacter(value.slice(0, 17));
  return value.endsWith(expected) ? null : `The check character must be ${expected} by GB 32100-2015.`;
}
