import { describe, expect, it } from '@jest/globals';
import { openTelling, tally, wrap } from '../../scripts/demo/telling.ts';

function told(paper: { colours: boolean; unicode: boolean }): string[] {
  const lines: string[] = [];
  const teller = openTelling({ ...paper, print: (line) => lines.push(line) });
  teller.step('buyer', 'acceptQuote', { says: 'quote → contract: 480 × LED台灯 at 8.60…' });
  teller.step('buyer', 'acceptQuote', { refused: true, says: 'REFUSED  409 stale-hash' });
  teller.note('why', 'word '.repeat(60));
  return lines;
}

describe('the telling of a played trade', () => {
  it('numbers its steps and keeps its columns, in lines of at most 120 characters', () => {
    const [first = '', second = '', ...notes] = told({ colours: false, unicode: true });
    expect(first.indexOf('quote →')).toBe(second.indexOf('REFUSED'));
    expect([first, second].map((line) => line.trim().split(' ')[0])).toEqual(['1', '2']);
    expect(notes.length).toBeGreaterThan(1);
    for (const line of [first, second, ...notes]) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('writes nothing but ASCII where the place knows nothing else', () => {
    const text = told({ colours: false, unicode: false }).join('\n');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).toContain('quote -> contract: 480 x LED at 8.60');
  });

  it('uses colours only when told to', () => {
    expect(told({ colours: false, unicode: true }).join('')).not.toContain('\u001b');
    expect(told({ colours: true, unicode: true }).join('')).toContain('\u001b[31m');
  });

  it('wraps at spaces, and counts words in the order they first come', () => {
    expect(wrap('a bb ccc dddddd', 6)).toEqual(['a bb', 'ccc', 'dddddd']);
    expect(tally(['OK', 'UNKNOWN', 'OK'])).toBe('2 OK, 1 UNKNOWN');
  });
});
