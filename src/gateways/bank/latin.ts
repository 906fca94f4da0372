import { latinForm, outsideLatin } from '../../domain/latin.ts';
import { BankMessageError } from './xml.ts';

/**
 * Text in the character set every bank takes (EPC217-08, SEPA Latin set: letters, digits and / - ? : ( ) . , ' +
 * space), accents dropped and common signs replaced. Throws BankMessageError for a sign without a Latin form, such as
 * a Chinese name: it must be given in Latin letters by whoever owns it, since a guessed name on a payment is
 * returned. Longer than `most` characters is refused, never cut.
 */
export function latin(field: string, text: string, most: number): string {
  const form = latinForm(text);
  if ('sign' in form) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: '${form.sign}' is not in the Latin character set of banks; give it in Latin letters`,
    );
  }
  const { plain } = form;
  if (plain.length === 0) throw new BankMessageError('invalid-field', `${field}: must not be empty`);
  if (plain.length > most) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: has ${plain.length} characters, at most ${most} are allowed`,
    );
  }
  return plain;
}

/**
 * A reference: the Latin set unchanged, at most 35 characters, no slash at either end and no double slash
 * (EPC115-06).
 */
export function reference(field: string, text: string): string {
  if (text.length === 0 || text.length > 35 || outsideLatin.test(text) || /^\/|\/$|\/\/|^ | $/.test(text)) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: '${text}' must be 1 to 35 characters of the Latin set, no slash or space at either end, no '//'`,
    );
  }
  return text;
}
