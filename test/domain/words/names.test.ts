import { describe, expect, it } from '@jest/globals';
import { type DocumentTypeCode, documentTypes } from '../../../src/domain/document-types.ts';
import { documentTypeIn } from '../../../src/domain/words/document-types.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import { unitIn } from '../../../src/domain/words/units.ts';

const codes = Object.keys(documentTypes) as DocumentTypeCode[];

describe('the names of documents', () => {
  it.each(locales)('differ from one type to the next in %s', (locale) => {
    const names = codes.map((code) => documentTypeIn(locale, code));
    expect(new Set(names).size).toBe(codes.length);
    expect(names.join('')).not.toContain('undefined');
  });

  it('are written in the script of the language', () => {
    expect(documentTypeIn('en', '705')).toBe('Bill of lading');
    expect(documentTypeIn('zh-CN', '705')).toBe('提单');
    expect(documentTypeIn('zh-HK', '705')).toBe('提單');
    expect(documentTypeIn('cs', '705')).toBe('Konosament');
  });
});

describe('units', () => {
  it('are written with the sign of the language, codes without one as they are', () => {
    expect(locales.map((locale) => unitIn(locale, 'C62'))).toEqual(['pcs', '件', '件', 'ks']);
    expect(locales.map((locale) => unitIn(locale, 'KGM'))).toEqual(['kg', 'kg', 'kg', 'kg']);
    expect(locales.map((locale) => unitIn(locale, 'XZ9'))).toEqual(['XZ9', 'XZ9', 'XZ9', 'XZ9']);
  });
});
