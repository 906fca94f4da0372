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
  const signs = [...text.normalize('NFC')];
  const sign = signs.find((each) => outsideLatin.test(plainOf(each)));
  return sign === undefined ? { plain: signs.map(plainOf).join('').replace(/ +/g, ' ').trim() } : { sign };
}

const plainOf = (sign: string): string => (replacements[sign] ?? sign).normalize('NFKD').replace(/\p{M}/gu, '');
