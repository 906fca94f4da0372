import { BankMessageError } from './xml.ts';

// Letters that Unicode does not decompose into a Latin letter and an accent.
const replacements: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '&': '+',
  _: '-',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  ';': ',',
  '#': '.',
  '@': '(at)',
  '\t': ' ',
  '\n': ' ',
  '\r': ' ',
};

const notAllowed = /[^A-Za-z0-9/\-?:().,'+ ]/u;

/**
 * Text in the character set every bank takes (EPC217-08, SEPA Latin set: letters, digits and / - ? : ( ) . , ' +
 * space), accents dropped and common signs replaced. Throws BankMessageError for a sign without a Latin form, such as
 * a Chinese name: it must be given in Latin letters by whoever owns it, since a guessed name on a payment is
 * returned. Longer than `most` characters is refused, never cut.
 */
export function latin(field: string, text: string, most: number): string {
  const replaced = [...text.normalize('NFC')].map((sign) => replacements[sign] ?? sign).join('');
  const plain = replaced.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ +/g, ' ').trim();
  const sign = notAllowed.exec(plain)?.[0];
  if (sign !== undefined) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: '${sign}' is not in the Latin character set of banks; give it in Latin letters`,
    );
  }
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
  if (text.length === 0 || text.length > 35 || notAllowed.test(text) || /^\/|\/$|\/\/|^ | $/.test(text)) {
    throw new BankMessageError(
      'invalid-field',
      `${field}: '${text}' must be 1 to 35 characters of the Latin set, no slash or space at either end, no '//'`,
    );
  }
  return text;
}
