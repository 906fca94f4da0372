import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawCartons } from '../../src/domain/sampling/carton-draw.ts';
import { verdictOf } from '../../src/domain/sampling/verdict.ts';

const seed = 'ab12'.repeat(8);
const cartons = Array.from({ length: 40 }, (_, index) => `CTN-${String(index + 1).padStart(3, '0')}`);

describe('a carton draw', () => {
  it('takes the cartons with the smallest hash of seed and carton, as anyone can check', () => {
    const hash = (carton: string): string => createHash('sha256').update(`${seed}|${carton}`).digest('hex');
    const chosen = drawCartons(seed, cartons, 5);
    const others = cartons.filter((carton) => !chosen.includes(carton));
    expect(chosen).toHaveLength(5);
    const largestChosen = chosen.map(hash).toSorted().at(-1) ?? '';
    expect(others.every((carton) => hash(carton) > largestChosen)).toBe(true);
  });

  it('does not depend on the order of the list, and comes back sorted', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(cartons, { minLength: cartons.length }),
        fc.nat(cartons.length),
        (shuffled, n) => {
          const chosen = drawCartons(seed, shuffled, n);
          expect(chosen).toEqual(drawCartons(seed, cartons, n));
          expect(chosen).toEqual(chosen.toSorted());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps the cartons already drawn when more are asked for', () => {
    expect(drawCartons(seed, cartons, 9)).toEqual(expect.arrayContaining(drawCartons(seed, cartons, 4)));
  });

  it('differs by seed and gives every carton its chance', () => {
    const drawn = Array.from({ length: 200 }, (_, index) => drawCartons(index.toString(16), cartons, 8)).flat();
    const counts = cartons.map((carton) => drawn.filter((other) => other === carton).length);
    expect(Math.min(...counts)).toBeGreaterThan(15);
    expect(Math.max(...counts)).toBeLessThan(70);
  });

  it('is refused for a carton listed twice, more cartons than there are, or a seed that is not hexadecimal', () => {
    expect(() => drawCartons(seed, ['A', 'A'], 1)).toThrow('cartonIds: every carton must be listed once');
    expect(() => drawCartons(seed, ['A'], 2)).toThrow(/^n: must be a whole number between 0 and the 1 cartons/);
    expect(() => drawCartons(seed, ['A'], -1)).toThrow(/^n:/);
    expect(() => drawCartons('XYZ', ['A'], 1)).toThrow(/^seedHex:/);
    expect(() => drawCartons('', ['A'], 1)).toThrow(/^seedHex:/);
  });
});

describe('the verdict on a lot', () => {
  const plans = { major: { accept: 7, reject: 8 }, minor: { accept: 10, reject: 11 } };

  it('accepts at the acceptance number of every class', () => {
    expect(verdictOf(plans, { critical: 0, major: 7, minor: 10 })).toEqual({ verdict: 'accept', reasons: [] });
  });

  it.each([
    [{ critical: 1, major: 0, minor: 0 }, '1 critical found; 1 or more refuse the lot'],
    [{ critical: 0, major: 8, minor: 0 }, '8 major found; 8 or more refuse the lot'],
    [{ critical: 0, major: 0, minor: 11 }, '11 minor found; 11 or more refuse the lot'],
  ])('refuses for %o', (defects, reason) => {
    expect(verdictOf(plans, defects)).toEqual({ verdict: 'reject', reasons: [reason] });
  });

  it('names every class that refuses, and uses a plan for critical defects where there is one', () => {
    expect(verdictOf(plans, { critical: 2, major: 9, minor: 0 }).reasons).toHaveLength(2);
    expect(
      verdictOf({ ...plans, critical: { accept: 1, reject: 2 } }, { critical: 1, major: 0, minor: 0 }).verdict,
    ).toBe('accept');
  });

  it('is refused for a count that is none', () => {
    expect(() => verdictOf(plans, { critical: 0, major: -1, minor: 0 })).toThrow(
      'major: must be a whole number of defects, at least 0',
    );
    expect(() => verdictOf(plans, { critical: 0, major: 0, minor: 0.5 })).toThrow(RangeError);
  });
});
