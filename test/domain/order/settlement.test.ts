import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { held } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { receiptOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';
import { examined, onward, settleAll, upTo } from '../../support/play.ts';
import { amendedTerms, first, milestones } from '../../support/terms.ts';

const total = 1_411_195;
const sumOf = (played: Played, kind: string): number =>
  running(played)
    .disbursements.filter((one) => one.kind === kind)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const payouts = (played: Played) =>
  running(played)
    .disbursements.filter(({ kind }) => kind === 'PAYOUT')
    .map(({ cause, amountMinor }) => [cause, amountMinor]);

describe('the clause settlement', () => {
  it('TITLE_TRANSFER releases all of it when title passes', () => {
    expect(payouts(upTo('completed'))).toEqual([['settlement on TITLE_TRANSFER', total]]);
  });

  it('RECEIPT_CONFIRMED keeps it until the buyer has confirmed, and title with it', () => {
    const clauses = { settlement: { trigger: 'RECEIPT_CONFIRMED' as const } };
    expect(running(upTo('receipt', clauses)).titleTransferredAt).toBeNull();
    expect(payouts(upTo('completed', clauses))).toEqual([['settlement on RECEIPT_CONFIRMED', total]]);
  });

  it('MILESTONES release a share at each, and their sum is the total to the cent', () => {
    const settlement = milestones(
      ['CONTRACT_FUNDED', 1000],
      ['TITLE_TRANSFER', 4000],
      ['BILL_OF_LADING', 3000],
      ['RECEIPT_CONFIRMED', 2000],
    );
    const done = upTo('completed', { settlement });
    expect(payouts(done)).toEqual([
      ['settlement on CONTRACT_FUNDED', 141_120],
      ['settlement on TITLE_TRANSFER', 564_478],
      ['settlement on BILL_OF_LADING', 423_358],
      ['settlement on RECEIPT_CONFIRMED', 282_239],
    ]);
    expect(sumOf(done, 'PAYOUT')).toBe(total);
  });

  it('whatever the shares, milestones pay out the total exactly and leave nothing behind', () => {
    const shares = fc.tuple(
      fc.integer({ min: 1, max: 9997 }),
      fc.integer({ min: 1, max: 9997 }),
      fc.integer({ min: 1, max: 9997 }),
    );
    fc.assert(
      fc.property(
        shares.map((cuts) => [...new Set(cuts)].sort((a, b) => a - b)),
        fc.constantFrom('SEA_FCL', 'COURIER'),
        (cuts, transport) => {
          const parts = [...cuts, 10_000].map((cut, at) => cut - (cuts[at - 1] ?? 0));
          const events = ['CONTRACT_FUNDED', 'TITLE_TRANSFER', 'BILL_OF_LADING', 'RECEIPT_CONFIRMED'] as const;
          const settlement = milestones(
            ...parts.map((share, at) => [events[at] ?? 'RECEIPT_CONFIRMED', share] as const),
          );
          const done = upTo('completed', { settlement, transport: transport as 'COURIER' });
          expect([sumOf(done, 'PAYOUT'), held(running(done))]).toEqual([total, 0]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('makes a milestone good that came before the money, or never came', () => {
    const paymentPlan = [
      { share: 3000, due: 'ON_CONTRACT' as const },
      { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
    ];
    expect(payouts(upTo('completed', { paymentPlan, settlement: milestones(['CONTRACT_FUNDED', 10_000]) }))).toEqual([
      ['settlement on CONTRACT_FUNDED', 423_359],
      ['settlement on TITLE_TRANSFER', 987_836],
    ]);
    const parcel = upTo('completed', {
      transport: 'COURIER',
      settlement: milestones(['TITLE_TRANSFER', 3333], ['BILL_OF_LADING', 6667]),
    });
    expect(payouts(parcel)).toEqual([
      ['settlement on TITLE_TRANSFER', 470_351],
      ['settlement on RECEIPT_CONFIRMED', 940_844],
    ]);
  });

  it('sees a milestone through before the trade counts as done', () => {
    const settlement = milestones(['TITLE_TRANSFER', 5000], ['BILL_OF_LADING', 5000]);
    const confirmed = onward(upTo('receipt', { settlement }));
    expect(confirmed.order.stage).toBe('release');
    expect(waitingOn(confirmed.order)).toEqual(['adviser']);
    expect(settleAll(confirmed).order.stage).toBe('completed');
  });

  it('asks for two people for each of several payouts', () => {
    const settlement = milestones(['CONTRACT_FUNDED', 5000], ['TITLE_TRANSFER', 5000]);
    const moved = issue(upTo('release', { settlement }), 'warehouse', 'transferTitle', { act: 'ACT-1' });
    const naming = running(moved).disbursements.map(({ id, hash }) => ({ disbursement: id, hash }));
    expect(naming).toHaveLength(2);
    const once = issue(moved, 'adviser', 'approvePayout', naming[0]);
    given(once).when('adviser', 'approvePayout', naming[0]).thenRejected('already-approved');
    given(once).when('adviser', 'approvePayout', naming[1]).thenFacts('DisbursementApproved');
  });

  it('still lets the buyer dispute what a milestone has not released', () => {
    const settlement = milestones(['TITLE_TRANSFER', 5000], ['RECEIPT_CONFIRMED', 5000]);
    given(upTo('receipt', { settlement }))
      .when('buyer', 'openDispute', { reason: 'scratched' })
      .thenFacts('DisputeOpened');
  });
});

describe('what the supplier has earned', () => {
  it('follows the pieces the warehouse received, within the tolerance, and the rest goes back', () => {
    const booked = upTo('warehouse');
    const terms = running(booked).contract.terms;
    const received = issue(booked, 'warehouse', 'issueGoodsReceipt', receiptOf(terms, { counted: { 1: 985 } }));
    const passed = issue(examined(received, 0), 'inspector', 'giveVerdict', { verdict: 'accept' });
    const moved = issue(onward(onward(passed)), 'warehouse', 'transferTitle', { act: 'ACT-1' });
    expect(sumOf(moved, 'PAYOUT')).toBe(total - 15 * 1251);
    expect(sumOf(moved, 'REFUND')).toBe(15 * 1251);
  });

  it('is never more than the contract, whatever was delivered on top', () => {
    const booked = upTo('warehouse');
    const terms = running(booked).contract.terms;
    const received = issue(booked, 'warehouse', 'issueGoodsReceipt', receiptOf(terms, { counted: { 1: 1019 } }));
    const passed = issue(examined(received, 0), 'inspector', 'giveVerdict', { verdict: 'accept' });
    const moved = issue(onward(onward(passed)), 'warehouse', 'transferTitle', { act: 'ACT-1' });
    expect([sumOf(moved, 'PAYOUT'), sumOf(moved, 'REFUND')]).toEqual([total, 0]);
  });
});

describe('a refund', () => {
  it('leaves what a milestone had released before with the supplier, and sees both through', () => {
    const early = upTo('inspection', { settlement: milestones(['CONTRACT_FUNDED', 1000], ['TITLE_TRANSFER', 9000]) });
    const rejected = issue(examined(early, 1), 'inspector', 'giveVerdict', { verdict: 'reject' });
    expect([sumOf(rejected, 'PAYOUT'), sumOf(rejected, 'REFUND')]).toEqual([141_120, total - 141_120]);
    expect(settleAll(rejected).order).toMatchObject({ stage: 'closed', outcome: 'refunded' });
  });

  it('withdraws what is still asked, and answers a payment of it with a return', () => {
    const clauses = { paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }] };
    const clearing = upTo('customs', clauses);
    const [clock] = runningClocks(clearing.order);
    const over = elapse(clearing, clock?.at ?? '');
    expect(last(over, 'PaymentRequestWithdrawn').reason).toBe('the trade ends');
    expect(over.order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
  });

  it('ends every dispute, amendment and cancellation that was open', () => {
    const early = examined(upTo('inspection'), 1);
    const disputed = issue(early, 'buyer', 'openDispute', { reason: 'poor' });
    const terms = amendedTerms(running(early).contract.terms, first);
    const amending = issue(disputed, 'supplier', 'proposeAmendment', { terms, reason: 'cheaper' });
    const rejected = issue(amending, 'inspector', 'giveVerdict', { verdict: 'reject' });
    expect(rejected.order).toMatchObject({ stage: 'refund', dispute: null, amendment: null, cancellation: null });
  });
});
