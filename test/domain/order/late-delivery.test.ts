import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { held, received } from '../../../src/domain/order/escrow.ts';
import { earned } from '../../../src/domain/order/earned.ts';
import { reckonLateDelivery } from '../../../src/domain/order/late-delivery.ts';
import { papersOf } from '../../../src/domain/order/papers.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import { addDays, endOfDay } from '../../../src/domain/order/time.ts';
import { type Clauses, receiptOf, termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { onward, settleAll, upTo } from '../../support/play.ts';

const total = 1_411_195;
const clause = { perDayBp: 50, capBp: 500, graceDays: 2, measuredBy: 'GOODS_RECEIVED' as const };
const clauses: Clauses = { lateDelivery: clause, deliveryDays: 5, inspection: { mode: 'NONE' } };

/** The goods come so many days after the end of the delivery date. */
function receivedLate(start: Played, days: number, pieces = {}): Played {
  const due = endOfDay(running(start).contract.terms.deliverBy);
  const receipt = (at: string) => ({ ...receiptOf(running(start).contract.terms, { counted: pieces }), at });
  const at = addDays(due, days);
  return issue(elapse(start, at), 'warehouse', 'issueGoodsReceipt', receipt(at), at);
}

/** From the goods receipt to the transfer of title. */
function titled(played: Played): Played {
  let next = played;
  for (let steps = 0; next.order.stage !== 'release'; steps += 1) {
    if (steps > 10) throw new Error(`stays in ${next.order.stage}`);
    next = onward(next);
  }
  return issue(next, 'warehouse', 'transferTitle', { act: 'ACT-1' });
}
const parts = (played: Played) =>
  running(played).disbursements.map(({ kind, amountMinor, purpose = null }) => [kind, amountMinor, purpose]);

describe('a late delivery', () => {
  it('costs the supplier days times rate of the delivered value, out of the payout, to the buyer', () => {
    const played = titled(receivedLate(upTo('warehouse', clauses), 6));
    // Six days begun, two of grace: four days of 0.5 % of 14,111.95.
    expect(parts(played)).toEqual([
      ['PAYOUT', total - 28_224, null],
      ['REFUND', 28_224, 'LATE_DELIVERY'],
    ]);
    expect(held(running(played))).toBe(0);
    expect(settleAll(played).order.stage).toBe('shipment');
  });

  it.each([
    [0, 0],
    [2, 0],
    [2.01, 7056],
    [3, 7056],
    [12, 70_560],
    [25, 70_560],
  ])('%d days after the date costs %i: grace first, then the cap', (days, damages) => {
    const sheet = reckonLateDelivery(running(receivedLate(upTo('warehouse', clauses), days)), '2030-01-01T00:00:00Z');
    expect(sheet?.damagesMinor).toBe(damages);
    expect(sheet?.perLine.reduce((sum, each) => sum + each.damagesMinor, 0)).toBe(damages);
  });

  it('is counted to the day the goods were declared ready, where the clause says so', () => {
    const making = upTo('production', { ...clauses, lateDelivery: { ...clause, measuredBy: 'GOODS_READY' } });
    const booked = onward(issue(making, 'supplier', 'readyForDispatch'));
    expect(parts(titled(receivedLate(booked, 20)))).toEqual([['PAYOUT', total, null]]);
  });

  it('comes with a calculation sheet for both sides', () => {
    const played = titled(receivedLate(upTo('warehouse', clauses), 6));
    const sheet = last(played, 'LateDeliveryAssessed');
    expect(sheet).toMatchObject({ daysLate: 6, damagesMinor: 28_224, deductedMinor: 28_224, baseMinor: total });
    const fact = played.facts.find(({ type }) => type === 'LateDeliveryAssessed');
    if (fact === undefined) throw new Error('no sheet');
    expect(papersOf(played.order, fact, 9)).toMatchObject([{ type: '383', issuer: 'house' }]);
  });

  it('costs nothing where the contract has no such clause, whose hash stays what it was', () => {
    expect(termsOf({}, '2026-03-02T02:00:00Z')).not.toHaveProperty('lateDelivery');
    const played = titled(receivedLate(upTo('warehouse', { ...clauses, lateDelivery: undefined } as Clauses), 6));
    expect(parts(played)).toEqual([['PAYOUT', total, null]]);
  });

  it('needs a cap that reaches at least one day', () => {
    const terms = { ...termsOf(clauses, '2026-03-02T02:00:00Z'), lateDelivery: { ...clause, capBp: 49 } };
    expect(termsSchema.safeParse(terms).error?.issues).toMatchObject([{ path: ['lateDelivery', 'capBp'] }]);
  });

  it('adds up to the cent, whatever is delivered, however late, in however many releases', () => {
    const kinds = fc.record({
      perDayBp: fc.integer({ min: 1, max: 10_000 }),
      days: fc.integer({ min: 0, max: 29 }),
      one: fc.integer({ min: 980, max: 1019 }),
      two: fc.integer({ min: 196, max: 199 }),
      split: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(kinds, ({ perDayBp, days, one, two, split }) => {
        const milestones = [
          { at: 'CONTRACT_FUNDED' as const, share: split },
          { at: 'TITLE_TRANSFER' as const, share: 10_000 - split },
        ];
        const start = upTo('warehouse', {
          ...clauses,
          lateDelivery: { ...clause, perDayBp, capBp: 10_000 },
          settlement: { trigger: 'MILESTONES', milestones },
        });
        const moved = titled(receivedLate(start, days, { 1: one, 2: two }));
        const order = running(moved);
        const worth = (kind: string, purpose?: string) =>
          order.disbursements
            .filter((each) => each.kind === kind && each.purpose === purpose)
            .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        // What a milestone released before the goods came short stays with the supplier.
        const early = order.disbursements[0]?.amountMinor ?? 0;
        const damages = reckonLateDelivery(order, moved.now)?.damagesMinor ?? 0;
        expect(held(order)).toBe(0);
        expect(worth('PAYOUT') + worth('REFUND') + worth('REFUND', 'LATE_DELIVERY')).toBe(received(order));
        expect(worth('PAYOUT') + worth('REFUND', 'LATE_DELIVERY')).toBe(Math.max(earned(order), early));
        expect(worth('REFUND', 'LATE_DELIVERY')).toBe(Math.min(damages, Math.max(0, earned(order) - early)));
        expect(settleAll(moved).order.stage).toBe('shipment');
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('force majeure', () => {
  const start = upTo('warehouse', clauses);
  const due = endOfDay(running(start).contract.terms.deliverBy);
  const claim = (played: Played) =>
    issue(played, 'supplier', 'claimForceMajeure', { since: played.now, detail: 'typhoon', evidence: 'port notice' });
  const hashOf = (played: Played) => ({ hash: running(played).forceMajeure?.at(-1)?.hash ?? '' });

  it('excuses the time it took once the buyer accepts it, and the delivery clocks stand still meanwhile', () => {
    const accepted = issue(claim(start), 'buyer', 'acceptForceMajeure', hashOf(claim(start)));
    const waited = elapse(accepted, addDays(due, 40));
    expect(waited.order.stage).toBe('warehouse');
    const ended = issue(waited, 'supplier', 'endForceMajeure', {});
    const played = titled(receivedLate(ended, 42));
    expect(parts(played)).toEqual([['PAYOUT', total, null]]);
    expect(reckonLateDelivery(running(played), played.now)).toMatchObject({ daysLate: 0, damagesMinor: 0 });
  });

  it('is accepted by two different advisers in the buyer’s place, not by one', () => {
    const claimed = claim(start);
    const once = issue(claimed, 'adviser', 'acceptForceMajeure', hashOf(claimed));
    expect(running(once).forceMajeure).toMatchObject([{ status: 'CLAIMED' }]);
    given(once).when('adviser', 'acceptForceMajeure', hashOf(claimed)).thenRejected('already-approved');
    const both = issue(once, 'secondAdviser', 'acceptForceMajeure', hashOf(claimed));
    expect(running(both).forceMajeure).toMatchObject([{ status: 'ACCEPTED' }]);
    given(both).when('buyer', 'acceptForceMajeure', hashOf(claimed)).thenRejected('no-force-majeure');
  });

  it('that nobody accepts excuses nothing', () => {
    const played = titled(receivedLate(claim(start), 6));
    expect(parts(played)).toHaveLength(2);
  });

  it('begins within the contract, not in the future, one at a time', () => {
    const input = { detail: 'typhoon', evidence: 'port notice' };
    const since = (at: string) => ({ ...input, since: at });
    given(start)
      .when('supplier', 'claimForceMajeure', since(addDays(start.now, 1)))
      .thenRejected('since-out-of-range');
    given(start)
      .when('supplier', 'claimForceMajeure', since('2026-01-01T00:00:00Z'))
      .thenRejected('since-out-of-range');
    given(claim(start)).when('supplier', 'claimForceMajeure', since(start.now)).thenRejected('force-majeure-open');
    given(start).when('supplier', 'endForceMajeure', {}).thenRejected('no-force-majeure');
    given(start).when('buyer', 'claimForceMajeure', since(start.now)).thenRejected('not-your-move');
  });
});
