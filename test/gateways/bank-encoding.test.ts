import { describe, expect, it } from '@jest/globals';
import { decodeBankFile } from '../../src/gateways/bank/encoding.ts';

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

describe('the bytes of a bank file', () => {
  it('are UTF-8 unless the file says otherwise', () => {
    expect(decodeBankFile(Buffer.from('<a>Zürich 深圳</a>'))).toBe('<a>Zürich 深圳</a>');
    expect(decodeBankFile(Buffer.from('\uFEFF<a>ü</a>'))).toBe('<a>ü</a>');
  });

  it('are read in the encoding that the declaration names', () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>', 'latin1');
    expect(decodeBankFile(latin)).toContain('<a>Zürich</a>');
  });

  it('are read in the encoding of their byte order mark, whatever the declaration says', () => {
    const text = '<?xml version="1.0" encoding="UTF-8"?><a>深圳</a>';
    expect(decodeBankFile(utf16(text))).toBe(text);
    expect(decodeBankFile(utf16(text).map((_byte, index, all) => all[index ^ 1]!))).toBe(text);
  });

  it('are refused when they are not of that encoding, or when nobody knows it', () => {
    expect(() => decodeBankFile(Buffer.from('<a>Zürich</a>', 'latin1'))).toThrow('cannot be read as utf-8');
    const odd = Buffer.from('<?xml version="1.0" encoding="KLINGON-8"?><a/>');
    expect(() => decodeBankFile(odd)).toThrow('cannot be read as KLINGON-8');
  });
});
