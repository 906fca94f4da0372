import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { wordLetter } from '../../../src/api/letters/wording.ts';
import { letterWords } from '../../../src/domain/words/letters.ts';
import { orderLetters } from '../../../src/domain/words/letters/order.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import { upTo } from '../../support/play.ts';
import { toldIn } from '../../support/told.ts';
import { tellingFacts } from './telling-facts.ts';

interface Element {
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
}
const literal = 0;
const pound = 7;

/** The names a pattern asks for, those inside its choices too. */
function asked(elements: Element[]): string[] {
  return elements.flatMap(({ type, value, options }) => [
    ...(type === literal || type === pound ? [] : [value]),
    ...Object.values(options ?? {}).flatMap((option) => asked(option.value)),
  ]);
}
const namesIn = (pattern: string): string[] => asked(new IntlMessageFormat(pattern, 'en').getAst() as Element[]);
const standing = ['order', 'reader', 'buyer', 'supplier'];
const names = { reader: 'Ada', order: '26000001', buyer: 'Harbour', supplier: 'Brightworks' };

describe('the words of letters', () => {
  const letters = toldIn([...upTo('completed').facts]);
  const samples = [...letters, ...tellingFacts()];

  it.each(Object.entries(letterWords))('of %s ask for the same in every language', (_kind, words) => {
    const wanted = locales.map((locale) => {
      const { subject, text } = words[locale];
      return [...new Set(namesIn(`${subject}\n${text}`))].filter((name) => !standing.includes(name)).sort();
    });
    for (const each of wanted) expect(each).toEqual(wanted[0]);
  });

  it.each(Object.keys(orderLetters))('of %s are filled by what the order tells', (kind) => {
    const told = samples.filter((each) => each.kind === kind);
    expect(told.length).toBeGreaterThan(0);
    for (const { data } of told) {
      for (const locale of locales) {
        const { subject, text } = wordLetter({ kind, locale, ...names, data });
        expect(`${subject}${text}`).not.toMatch(/undefined|null|NaN|1970|[{}]/);
        expect(subject).toMatch(/^\[26000001\] \S/);
      }
    }
  });

  const dated = /At$|Until$|Day$|^(at|until|by|from|expires|deadline|maturity|autoConfirmAt|confirmBy|answerBy)$/;
  it.each(Object.entries(letterWords))('of %s say how each date is written', (_kind, words) => {
    for (const locale of locales) {
      const bare = [...`${words[locale].subject} ${words[locale].text}`.matchAll(/\{(\w+)\}/g)];
      expect(bare.map(([, name]) => name as string).filter((name) => dated.test(name))).toEqual([]);
    }
  });

  it('write a date in full where a pattern does not say how', () => {
    const data = { until: '2026-11-22T16:30:00.000Z', reason: '2026-11-22' };
    const { text } = wordLetter({ kind: 'receipt-rejected', locale: 'cs', ...names, data });
    expect(text).toContain('22. listopadu 2026');
    expect(text).not.toContain('GMT+0000');
  });

  it('write dates in Hong Kong time and in the language of the reader', () => {
    const data = { amount: 'USD 1,000.00', reference: 'RF18', deadline: '2026-11-22T16:30:00.000Z' };
    const [english, simplified, traditional, czech] = locales.map((locale) =>
      wordLetter({ kind: 'payment-request', locale, ...names, data }),
    );
    expect(english?.text).toContain('November 23, 2026 at 12:30');
    expect(simplified?.text).toContain('2026年11月23日');
    expect(simplified?.text).toContain('付款参考号：RF18');
    expect(traditional?.text).toContain('付款參考編號：RF18');
    expect(czech?.text).toContain('Do: 23. listopadu 2026 v 0:30');
  });

  it('count as the language does', () => {
    const counted = (booked: number) =>
      wordLetter({ kind: 'goods-announced', locale: 'cs', ...names, data: { cartons: booked, booking: 'B1' } }).subject;
    expect([1, 3, 5, 22].map(counted)).toEqual([
      '[26000001] Ohlášen příjem: 1 karton',
      '[26000001] Ohlášen příjem: 3 kartony',
      '[26000001] Ohlášen příjem: 5 kartonů',
      '[26000001] Ohlášen příjem: 22 kartonů',
    ]);
  });

  it('leave what people wrote as it is, whatever it looks like', () => {
    const data = { question: "{oops} <b>it's</b> # {x, date}\n\nBcc: a@b" };
    const { subject, text } = wordLetter({ kind: 'details-asked', locale: 'en', ...names, data });
    expect(text).toContain(data.question);
    expect(subject).not.toContain('\n');
  });

  it('never let a name break the subject over lines', () => {
    const letter = {
      kind: 'details-asked',
      locale: 'en' as const,
      ...names,
      supplier: 'A\r\nBcc: x@y',
      data: { question: '?' },
    };
    expect(wordLetter(letter).subject).toBe('[26000001] A Bcc: x@y asks for details');
  });

  it('tell each difference between the papers in the reader’s language', () => {
    const list =
      'line 2: contract 478, packing list 480, goods receipt 478 pieces; 0 allowed\n' +
      'line 3 is missing on the packing list and the goods receipt';
    const letter = { kind: 'discrepancies', ...names, data: { count: 2, list } };
    expect(wordLetter({ ...letter, locale: 'zh-HK' }).text).toContain(
      '第2行：合約478，裝箱單480，收貨單478，單位：件；容許偏差0\n第3行沒有列於：裝箱單、收貨單\n',
    );
    expect(wordLetter({ ...letter, locale: 'en' }).text).toContain(`${list}\n`);
  });

  it('tell the reason of a rule in the reader’s language, and what people wrote as they wrote it', () => {
    const data = { subject: 'PO 7', reason: 'There is no case 7.' };
    const said = (kind: string) => wordLetter({ kind, locale: 'zh-CN', ...names, data }).text;
    expect(said('mail-refused')).toContain('没有差异7。');
    expect(said('receipt-rejected')).toContain('There is no case 7.');
  });

  it('are refused where a kind has none, or a letter does not bring what they name', () => {
    const letter = { kind: 'payment-request', locale: 'en' as const, ...names, data: {} };
    expect(() => wordLetter({ ...letter, kind: 'toString' })).toThrow('no words');
    expect(() => wordLetter(letter)).toThrow(/amount|reference|deadline/);
    expect(() => wordLetter({ ...letter, data: { amount: '1', reference: '1', deadline: null } })).toThrow();
  });
});
