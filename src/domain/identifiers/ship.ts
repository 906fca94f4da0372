/**
 * What is wrong with an IMO ship identification number (IMO Resolution A.1117(30)), with or without its prefix IMO, or
 * null.
 */
export function faultOfImo(value: string): string | null {
  const digits = /^(?:IMO)?(\d{7})$/.exec(value)?.[1];
  if (digits === undefined) return 'An IMO ship number has seven digits, which IMO may precede.';
  const sum = [...digits.slice(0, 6)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0);
  return digits.endsWith(String(sum % 10)) ? null : `The last digit must be ${sum % 10} by the IMO check.`;
}
