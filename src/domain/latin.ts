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

/** A sign outside that set. */
export const outsideLatin = /[^A-Za-z0-9/\-?:().,'+ ]/u;

/**
 * A text in the character set every bank takes (EPC217-08, SEPA Latin set: letters, digits and / - ? : ( ) . , ' +
 * space), accents dropped and common signs replaced; or the first sign that has no Latin form, such as a Chinese one.
 */
export function latinForm(text: string): { plain: string } | { sign: string } {
  const replaced = [...text.normalize('NFC')].map((sign) => replacements[sign] ?? sign).join('');
  const plain = replaced.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ +/g, ' ').trim();
  const sign = outsideLatin.exec(plain)?.[0];
  return sign === undefined ? { plain } : { sign };
}
