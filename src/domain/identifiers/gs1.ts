/**
 * GS1 General Specifications 7.9: weights 3, 1, 3 … from the right, before the check digit; it completes the sum to a
 * multiple of ten.
 */
function gs1CheckDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** What is wrong with a GTIN, or null. */
export function faultOfGtin(value: string): string | null {
  if (!/^(\d{8}|\d{12,14})$/.test(value)) return 'A GTIN has 8, 12, 13 or 14 digits.';
  return faultOfCheckDigit(value);
}

/** What is wrong with a Serial Shipping Container Code, given without its application identifier (00), or null. */
export function faultOfSscc(value: string): string | null {
  if (!/^\d{18}$/.test(value)) return 'An SSCC has 18 digits, without its application identifier 00.';
  return faultOfCheckDigit(value);
}

/**
 * The SSCC of a logistic unit: extension digit, GS1 company prefix (4 to 12 digits), serial filled with zeros to 16
 * digits together with the prefix, check digit. RangeError when a part is not digits or the serial does not fit.
 */
export function makeSscc(extension: number, prefix: string, serial: number): string {
  if (!Number.isInteger(extension) || extension < 0 || extension > 9) {
    throw new RangeError('extension: must be one digit');
  }
  if (!/^\d{4,12}$/.test(prefix)) throw new RangeError('prefix: a GS1 company prefix has 4 to 12 digits');
  const room = 16 - prefix.length;
  if (!Number.isSafeInteger(serial) || serial < 0 || serial >= 10 ** room) {
    throw new RangeError(`serial: must be a whole number of at most ${room} digits`);
  }
  const digits = `${extension}${prefix}${String(serial).padStart(room, '0')}`;
  return digits + gs1CheckDigit(digits);
}

function faultOfCheckDigit(value: string): string | null {
  const expected = gs1CheckDigit(value.slice(0, -1));
  return value.endsWith(expected) ? null : `The last digit must be ${expected} by the GS1 modulo 10 check.`;
}
