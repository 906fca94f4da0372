import { describe, expect, it } from '@jest/globals';
import { indexTerms, queryTerms } from '../../../src/domain/catalogue/search-words.ts';

describe('what a text is found by', () => {
  it('is its words, folded to one spelling, each once', () => {
    expect(indexTerms('LED-9W Café ｌｅｄ café').words).toEqual(['led', '9w', 'cafe']);
  });

  it('is every character of Chinese and every pair of neighbours', () => {
    expect(indexTerms('LED球泡灯').grams).toEqual(['球', '泡', '灯', '球泡', '泡灯']);
    expect(indexTerms('LED球泡灯').words).toEqual(['led']);
  });

  it('keeps characters beyond the first plane whole', () => {
    expect(indexTerms('𠮷野').grams).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('is nothing for a text without letters and digits', () => {
    expect(indexTerms(' -- !? ')).toEqual({ words: [], grams: [] });
  });
});

describe('what somebody looks for', () => {
  it('is the pairs of a run, or the one character it is', () => {
    expect(queryTerms('球泡灯 灯 lamp')).toEqual({ words: ['lamp'], grams: ['球泡', '泡灯', '灯'] });
  });

  it('is at most ten terms of each kind, no longer than sixty characters', () => {
    const many = queryTerms(
      `${Array.from({ length: 30 }, (_, at) => `w${at}`).join(' ')} ${'一二三四五六七八九十百千萬'}`,
    );
    expect([many.words.length, many.grams.length]).toEqual([10, 10]);
    expect(queryTerms('x'.repeat(200)).words[0]).toHaveLength(60);
  });

  it('is always among what the text itself is found by', () => {
    for (const text of ['LED 球泡灯 9瓦', '可調光慳電膽', 'ランプ lamp 램프']) {
      const { words, grams } = queryTerms(text);
      const index = indexTerms(text);
      expect(index.words).toEqual(expect.arrayContaining(words));
      expect(index.grams).toEqual(expect.arrayContaining(grams));
    }
  });
});
