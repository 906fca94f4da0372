import { describe, expect, it } from '@jest/globals';
import type { Contracted } from '../../src/domain/order/order.ts';
import { planInspection } from '../../src/domain/order/inspection.ts';
import { type InspectedLot, switchingAfter } from '../../src/domain/sampling/switching.ts';
import { last } from '../support/played.ts';
import { upTo } from '../support/play.ts';

/** Lots of 3,000 pieces at 2.5 and 4.0, K 125/7 and 125/10: `+` accepted clean, `!` accepted barely, `-` refused. */
const lots = (results: string, changes: Partial<InspectedLot> = {}): InspectedLot[] =>
  [...results].map((result, at) => ({
    at: `2026-01-${String(at + 1).padStart(2, '0')}T00:00:00.000Z`,
    accepted: result !== '-',
    pieces: 3000,
    level: 'II',
    major: { aql: '2.5', allowed: 7, found: { '+': 0, '!': 6, '-': 8 }[result] ?? 0 },
    minor: { aql: '4.0', allowed: 10, found: 0 },
    ...changes,
  }));
const series = (results: string) => switchingAfter(lots(results));

describe('the severity of inspection', () => {
  it('begins as normal, and becomes tightened when two of five consecutive lots or fewer are not accepted', () => {
    expect(series('')).toMatchObject({ severity: 'normal', since: null, lots: 0 });
    expect(series('-')).toMatchObject({ severity: 'normal', notAccepted: 1 });
    expect(series('--')).toMatchObject({ severity: 'tightened', since: '2026-01-02T00:00:00.000Z' });
    expect(series('-+++-')).toMatchObject({ severity: 'tightened' });
    expect(series('-++++-')).toMatchObject({ severity: 'normal' });
  });

  it('becomes normal again after five consecutive lots that were accepted, and begins anew', () => {
    expect(series('--++++')).toMatchObject({ severity: 'tightened' });
    expect(series('--+++++')).toMatchObject({ severity: 'normal', since: '2026-01-07T00:00:00.000Z' });
    expect(series('--++++-+++++')).toMatchObject({ severity: 'normal' });
    expect(series('--+++++-')).toMatchObject({ severity: 'normal' });
    expect(series('--+++++--')).toMatchObject({ severity: 'tightened' });
  });

  it('is discontinued when five lots are not accepted while it is tightened', () => {
    expect(series('------').discontinued).toBe(false);
    expect(series('-------').discontinued).toBe(true);
    expect(series('--+-+-+-+-')).toMatchObject({ discontinued: false });
    expect(series('--+-+-+-+-+-')).toMatchObject({ severity: 'tightened', discontinued: true });
  });

  it('could be reduced at thirty points: three where a lot passes one AQL tighter, two where Ac is 0 or 1', () => {
    expect(series('+++++++++')).toMatchObject({ score: 27, reducedEligible: false });
    expect(series('++++++++++')).toMatchObject({ severity: 'normal', score: 30, reducedEligible: true });
    // At 1.5 the plan K allows five: six are accepted at 2.5, but not with room to spare.
    expect(series('+++!')).toMatchObject({ score: 0 });
    expect(series('+++-')).toMatchObject({ score: 0 });
    const small = lots('+++', { major: { aql: '2.5', allowed: 1, found: 1 } });
    expect(switchingAfter(small).score).toBe(6);
    expect(series('--+').score).toBe(0);
  });

  it('is told with the last ten lots, and the hash of all', () => {
    const told = series('-++++-++++++');
    expect(told).toMatchObject({ lots: 12, notAccepted: 2 });
    expect(told.last).toHaveLength(10);
    expect(told.last[3]).toEqual({ at: '2026-01-06T00:00:00.000Z', accepted: false });
    expect(told.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(told.sha256).not.toBe(series('-+++++++++++').sha256);
  });
});

describe('an inspection plan', () => {
  const received = upTo('inspection').order as Contracted;
  const planned = (switching?: ReturnType<typeof series>) =>
    planInspection({ ...received, goods: { ...received.goods, ...(switching === undefined ? {} : { switching }) } });

  it('is tightened where the supplier’s lots have made it so, and says what led to it', () => {
    const normal = planned(series('++'));
    const switching = series('--');
    const tightened = planned(switching);
    expect(normal).toMatchObject({ accept: { major: 5 }, switching: { severity: 'normal' } });
    // 1,199 pieces at level II are letter J: 80/5 normal, 80/3 tightened.
    expect(tightened).toMatchObject({ accept: { critical: 0, major: 3 }, switching });
    expect(tightened.basis).toContain('tightened');
    expect(planned().switching).toBeUndefined();
    expect(last(upTo('inspection'), 'InspectionPlanned').plan.basis).not.toContain('tightened');
  });

  it('does without where the contract asks for a percentage', () => {
    const inspection = { mode: 'PERCENT', percent: 10, majorDefectsBp: 250, minorDefectsBp: 400 } as const;
    const contract = { ...received.contract, terms: { ...received.contract.terms, inspection } };
    const plan = planInspection({ ...received, contract, goods: { ...received.goods, switching: series('--') } });
    expect(plan.switching).toBeUndefined();
    expect(plan.basis).not.toContain('tightened');
  });
});
