const tableDirectory = 12;
const tableRecord = 16;

/** Where the table of that four-letter name begins in a TrueType font (OpenType 1.9, font file). */
function tableAt(font: DataView, name: string): number {
  for (let index = 0; index < font.getUint16(4); index += 1) {
    const record = tableDirectory + index * tableRecord;
    const tag = [0, 1, 2, 3].map((letter) => String.fromCharCode(font.getUint8(record + letter))).join('');
    if (tag === name) return font.getUint32(record + 8);
  }
  throw new Error(`the font has no table ${name}`);
}

/** The segments of a subtable of format 4, for code points of two bytes (OpenType 1.9, cmap). */
function* twoByteCodes(font: DataView, at: number): Generator<number> {
  const segments = font.getUint16(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4];
  for (let segment = 0; segment < segments; segment += 1) {
    const [first, last] = [font.getUint16(starts + segment * 2), font.getUint16(ends + segment * 2)];
    const offset = font.getUint16(offsets + segment * 2);
    for (let code = first; code <= last && code !== 0xff_ff; code += 1) {
      const glyph =
        offset === 0
          ? (code + font.getInt16(deltas + segment * 2)) & 0xff_ff
          : font.getUint16(offsets + segment * 2 + offset + (code - first) * 2);
      if (glyph !== 0) yield code;
    }
  }
}

/** The groups of a subtable of format 12, for every code point. */
function* allCodes(font: DataView, at: number): Generator<number> {
  for (let group = 0; group < font.getUint32(at + 12); group += 1) {
    const record = at + 16 + group * 12;
    for (let code = font.getUint32(record); code <= font.getUint32(record + 4); code += 1) yield code;
  }
}

/** The code points a TrueType font has a glyph for, read from its character map (OpenType 1.9, cmap). */
export function codePointsOf(ttf: Uint8Array): Set<number> {
  const font = new DataView(ttf.buffer, ttf.byteOffset, ttf.byteLength);
  const cmap = tableAt(font, 'cmap');
  const known = new Set<number>();
  for (let index = 0; index < font.getUint16(cmap + 2); index += 1) {
    const at = cmap + font.getUint32(cmap + 4 + index * 8 + 4);
    const format = font.getUint16(at);
    if (format === 4) for (const code of twoByteCodes(font, at)) known.add(code);
    if (format === 12) for (const code of allCodes(font, at)) known.add(code);
  }
  return known;
}
