import { describe, expect, it } from '@jest/globals';
import type { Paper } from '../../src/domain/words/paper.ts';
import { codePointsOf } from '../../src/gateways/documents/coverage.ts';
import { familiesFor, runsOf } from '../../src/gateways/documents/fonts.ts';
import { renderPdf } from '../../src/gateways/documents/pdf.ts';

const paper: Paper = {
  title: '銷售合同 Sales contract',
  subtitle: 'Order T-1',
  locale: 'zh-HK',
  facts: [{ label: '買方', value: 'Příliš žluťoučký s.r.o. Жук' }],
  sections: [
    {
      heading: '貨物',
      paragraphs: ['賣方按下列條款交付貨物。', 'a'.repeat(300)],
      table: { columns: [{ label: 'SKU' }, { label: 'Amount', align: 'right' }], rows: [['A-1', '15,000.00']] },
    },
  ],
  hash: 'ab'.repeat(32),
  footer: 'made for a test',
};
const withRows = (rows: number): Paper => ({
  ...paper,
  sections: [{ heading: '', paragraphs: [], table: { columns: [{ label: 'n' }], rows: Array(rows).fill(['1']) } }],
});
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;

describe('a paper as PDF', () => {
  it('gives the same bytes for the same paper and others for another', async () => {
    const [first, again] = [await renderPdf(paper), await renderPdf(paper)];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(again.equals(first)).toBe(true);
    expect((await renderPdf({ ...paper, subtitle: 'Order T-2' })).equals(first)).toBe(false);
  });

  it('runs over as many pages as its tables need', async () => {
    expect(pagesOf(await renderPdf(withRows(10)))).toBe(1);
    expect(pagesOf(await renderPdf(withRows(100)))).toBeGreaterThan(2);
  });

  it('draws every letter in a font that has it, and without its accent where none has', async () => {
    const text = '體證单价 Aé Жук Př';
    const families = await familiesFor([text]);
    const runs = runsOf(text, families);
    expect(runs.map(({ text: drawn }) => drawn).join('')).toBe('體證单价 Aé Жук Př');
    for (const run of runs) {
      const { codes } = families.find(({ name }) => name === run.font) ?? { codes: new Set() };
      expect([...run.text].filter((letter) => !codes.has(letter.codePointAt(0) as number))).toEqual([]);
    }
    expect(new Set(runs.map(({ font }) => font)).size).toBeGreaterThan(1);
  });

  it('draws every letter of Czech, and a whole word in one family', async () => {
    const pangram = 'Příliš žluťoučký kůň úpěl ďábelské ódy ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ';
    const runs = runsOf(pangram, await familiesFor([pangram]));
    expect(runs.map(({ text: drawn }) => drawn).join('')).toBe(pangram);
    expect(runs.every(({ font }) => font.startsWith('european'))).toBe(true);
    expect((await familiesFor(['Sales contract, café'])).map(({ name }) => name)).toEqual(['chinese-simplified']);
  });

  it('knows what a font covers from its own character map', async () => {
    const [main] = await familiesFor(['a']);
    const codes = codePointsOf(main?.normal as Buffer);
    expect([...'aé體灣€'].every((letter) => codes.has(letter.codePointAt(0) as number))).toBe(true);
    expect(codes.has('Ж'.codePointAt(0) as number)).toBe(false);
    expect(codes.size).toBe(7946);
  });
});
