import { describe, expect, it } from '@jest/globals';
import { breakKinds } from '../../../src/domain/reconciliation/breaks.ts';
import { playDays } from '../../../scripts/proof/recon/play.ts';

describe('the reconciler, over played days of bank and ledger', () => {
  it('finds every kind of break for what it is, and raises no alarm on a sound day', () => {
    const kinds = Object.keys(breakKinds).length;
    const { wrong, ...findings } = playDays({ seed: 20_260_302, each: 2, cleanDays: 30, movements: 40 });
    expect(wrong).toEqual([]);
    expect(findings).toMatchObject({ injected: 2 * kinds, found: 2 * kinds, cleanDays: 30, falseAlarms: 0 });
  }, 120_000);
});
