import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { sentenceIn } from '../../../src/api/sentences.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import { sentences } from '../../../src/domain/words/sentences.ts';
import { everythingSaid } from '../../support/said.ts';

const slotless = (text: string): string => text.replaceAll(/\{\w*\}/g, '{}');
const slotsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name as string).sort();
const others = locales.filter((locale) => locale !== 'en');

describe('the sentences of refusals', () => {
  const said = everythingSaid();
  const known = new Set(Object.keys(sentences).map(slotless));
  const english = new Set(readFileSync('test/golden/english-only.txt', 'utf8').split('\n').filter(Boolean));

  it('are found where rules refuse', () => {
    expect(said.length).toBeGreaterThan(400);
    expect(said.map(({ sentence }) => sentence)).toContain('The quote was valid until {}.');
  });

  it('have words in every language: write them in src/domain/words/sentences', () => {
    const missing = said.filter(({ sentence }) => !known.has(sentence) && !english.has(sentence));
    expect(missing.map(({ sentence, at }) => `${at} ${sentence}`)).toEqual([]);
  });

  it('are struck from the list of those in English only once they have words, or are said no more', () => {
    const everything = new Set(said.map(({ sentence }) => sentence));
    expect([...english].filter((sentence) => known.has(sentence) || !everything.has(sentence))).toEqual([]);
  });

  it('are said somewhere: words for nothing are struck out', () => {
    const everything = new Set(said.map(({ sentence }) => sentence));
    expect(Object.keys(sentences).filter((sentence) => !everything.has(slotless(sentence)))).toEqual([]);
  });

  it.each(Object.entries(sentences))('"%s" names the same in every language', (sentence, words) => {
    for (const each of words) expect([...new Set(slotsOf(each))]).toEqual(slotsOf(sentence));
  });

  it.each(Object.keys(sentences))('"%s" is found again by what it says', (sentence) => {
    const filledIn = sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'stage' ? 'quote' : '7'));
    for (const locale of others) {
      const words = sentenceIn(locale, filledIn);
      expect(words).not.toBe(filledIn);
      expect(words).not.toMatch(/[{}]/);
    }
  });
});

describe('a sentence in its reader’s language', () => {
  it('keeps its values, and writes parties, stages and dates as the reader does', () => {
    expect(sentenceIn('zh-CN', 'submitQuote is for: supplier, buyer.')).toBe(
      'submitQuote仅供以下角色使用：供应商、买方。',
    );
    expect(sentenceIn('zh-HK', 'submitQuote is not taken in the stage escrow.')).toBe(
      '「託管付款」階段不接受submitQuote。',
    );
    expect(sentenceIn('zh-CN', 'The quote was valid until 2026-11-22T16:30:15.000Z.')).toBe(
      '报价有效期至2026年11月23日 GMT+8 00:30:15，已过期。',
    );
  });

  it('says in words where something stands, and leaves what it does not know', () => {
    expect(sentenceIn('zh-CN', 'The agreement is DECLINED.')).toBe('该协议的状态：已谢绝。');
    expect(sentenceIn('zh-HK', 'There is no access to revoke: revoked.')).toBe('沒有可撤銷的存取權限：已撤銷。');
    expect(sentenceIn('cs', 'honour is not taken while the credit is examining.')).toBe(
      'Příkaz honour se nepřijímá, když je stav akreditivu „dokumenty se zkoumají“.',
    );
    expect(sentenceIn('cs', 'Still wanted: BUSINESS_LICENCE, NEWS.')).toBe(
      'Ještě chybí: živnostenské oprávnění, NEWS.',
    );
    expect(sentenceIn('zh-CN', 'submit is for the reviewer.')).toBe('submit仅供审核人使用。');
  });

  it('counts as the language does', () => {
    const told = (days: number) => sentenceIn('cs', `until: more than ${days} days are not given at once.`);
    expect(told(3)).toBe('until: najednou lze prodloužit nejvýše o 3 dny.');
    expect(told(90)).toBe('until: najednou lze prodloužit nejvýše o 90 dní.');
    expect(sentenceIn('cs', 'submitQuote is for: supplier.')).toBe(
      'Příkaz submitQuote přísluší těmto rolím: dodavatel.',
    );
  });

  it('is translated inside a sentence that tells it of a field', () => {
    const told = 'By the profile secured@1, lines.2.hsCode: goods need an HS code.';
    expect(sentenceIn('zh-CN', told)).toBe('按流程配置secured@1：lines.2.hsCode：货物须有HS编码。');
  });

  it('is made of what a rule says of a field, and of the roles it names', () => {
    expect(sentenceIn('cs', 'password: must have at least 12 characters.')).toBe(
      'password: musí mít nejméně 12 znaků.',
    );
    expect(sentenceIn('zh-HK', 'roles: bank is not for a company of the kinds buyer, supplier.')).toBe(
      'roles：銀行不適用於類別為買方、供應商的公司。',
    );
  });

  it('is what the rule says where nobody has put it into words, whatever it holds', () => {
    expect(sentenceIn('zh-HK', 'No {such} sentence [x (')).toBe('No {such} sentence [x (');
    expect(sentenceIn('en', 'There is no command x.')).toBe('There is no command x.');
    expect(sentenceIn('zh-CN', 'There is no command {x, plural}\n<b>.')).toBe('没有{x, plural}\n<b>这一指令。');
  });
});
