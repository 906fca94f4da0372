import { checkDigits97 } from './iso-7064.ts';

/** What is wrong with an ISO 11649 creditor reference (electronic form, without spaces), or null. */
export function faultOfCreditorReference(value: string): string | null {
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(value)) {
    return 'An ISO 11649 reference is RF, two check digits and 1 to 21 capital letters or digits.';
  }
  const expected = checkDigits97(`${value.slice(4)}RF`);
  return value.slice(2, 4) === expected ? null : `The check digits must be ${expected} by ISO 7064 MOD 97-10.`;
}

/** The ISO 11649 creditor reference of a reference of 1 to 21 capital letters or digits; RangeError for any other. */
export function makeRf(reference: string): string {
  if (!/^[A-Z0-9]{1,21}$/.test(reference)) {
    throw new RangeError('reference: must be 1 to 21 capital letters or digits (ISO 11649)');
  }
  return `RF${checkDigits97(`${reference}RF`)}${reference}`;
}
