import { describe, expect, it } from '@jest/globals';
import type { HappenedFact } from '../../../src/domain/order/facts.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { faultsOfDues } from '../../support/dues.ts';
import { issue, type Played, running } from '../../support/played.ts';
import { credit, onward, settleAll, surrendered, upTo } from '../../support/play.ts';
import { receiptOf } from '../../support/deal.ts';

const late = {
  deliveryDays: 3,
  lateDelivery: { perDayBp: 50, capBp: 500, graceDays: 1, measuredBy: 'GOODS_RECEIVED' as const },
};
const onReceipt = { settlement: { trigger: 'RECEIPT_CONFIRMED' as const } };
const total = 1_411_195;

/** Received on the fifth day after the delivery date, one of them of grace: two per cent of the value. */
function delivered(clauses: Parameters<typeof upTo>[1]): Played {
  const waiting = upTo('warehouse', { ...late, ...clauses });
  const at = addDays(waiting.now, 8);
  const receipt = { ...receiptOf(running(waiting).contract.terms), at };
  return issue(waiting, 'warehouse', 'issueGoodsReceipt', receipt, at);
}
function until(played: Played, stage: string): Played {
  let on = played;
  while (on.order.stage !== stage) on = onward(on);
  return on;
}
const released = () => settleAll(issue(until(delivered({}), 'release'), 'warehouse', 'transferTitle', { act: 'A' }));

/** Accepted in part: of line 1 all but 100, and the supplier takes the offer. */
function acceptedInPart(): Played {
  const there = surrendered(until(delivered(onReceipt), 'receipt'));
  const lines = [
    { line: 1, accepted: 900, damaged: 100 },
    { line: 2, accepted: 199 },
  ];
  const offered = issue(there, 'buyer', 'confirmReceipt', { lines });
  return settleAll(issue(offered, 'supplier', 'acceptSettlement', { hash: running(offered).dispute?.offer?.hash }));
}

function left(): Played {
  const quoted = upTo('production');
  const fee = { reason: 'no need any more', feeMinor: Math.round(total / 10) };
  return settleAll(issue(issue(quoted, 'buyer', 'cancel', fee), 'supplier', 'consentCancellation'));
}

/** The facts with what the first that fits says changed. */
const doctored = (facts: readonly HappenedFact[], fits: (each: HappenedFact) => boolean, change: object) => {
  const at = facts.findIndex(fits);
  const one = facts[at] as HappenedFact;
  const data =
    one.type === 'DisbursementOpened'
      ? { disbursement: { ...one.data.disbursement, ...change } }
      : { ...one.data, ...change };
  return facts.with(at, { ...one, data } as HappenedFact);
};
const opened = (kind: string) => (each: HappenedFact) =>
  each.type === 'DisbursementOpened' && each.data.disbursement.kind === kind;

describe('what contract and facts make due, reckoned again', () => {
  it('finds nothing wrong with a late release, a partial acceptance, a fee and a dispute', () => {
    for (const played of [released(), acceptedInPart(), left()]) expect(faultsOfDues(played.facts)).toEqual([]);
  });

  it('notices damages that are not deducted, or not in full', () => {
    const { facts } = released();
    const payout = facts.find(opened('PAYOUT')) as Extract<HappenedFact, { type: 'DisbursementOpened' }>;
    expect(payout.data.disbursement.amountMinor).toBe(total - Math.round(total * 0.02));
    const refund = facts.findIndex(opened('REFUND'));
    const dropped = doctored(facts, opened('PAYOUT'), { amountMinor: total }).toSpliced(refund, 1);
    expect(faultsOfDues(dropped)).toContain('the damages for late delivery are 0, not 28224');
    expect(faultsOfDues(doctored(facts, opened('REFUND'), { amountMinor: 1 }))).not.toEqual([]);
  });

  it('notices a part for the buyer that is not what was not accepted', () => {
    const { facts } = acceptedInPart();
    expect(faultsOfDues(doctored(facts, opened('REFUND'), { amountMinor: 1 }))).not.toEqual([]);
    const wrong = doctored(facts, opened('PAYOUT'), { amountMinor: 1 });
    expect(faultsOfDues(wrong)[0]).toMatch(/^accepted in part/);
  });

  it('notices a fee that is not the profile’s, and money that came or left twice', () => {
    const { facts } = left();
    const dearer = doctored(facts, (each) => each.type === 'CancellationProposed', {
      cancellation: { by: 'buyer', feeMinor: 1, reason: 'x', at: '2026-03-02T00:00:00.000Z' },
    });
    expect(faultsOfDues(dearer)[0]).toBe('leaving in production costs the buyer 141120, not 1');
    const twice = (type: string) => facts.flatMap((each) => (each.type === type ? [each, each] : [each]));
    expect(faultsOfDues(twice('PaymentReceived'))).not.toEqual([]);
    expect(faultsOfDues(twice('DisbursementOpened'))).not.toEqual([]);
  });

  it('notices a return whose cost is lost', () => {
    const waiting = upTo('escrow');
    const [request] = running(waiting).payments;
    const short = issue(waiting, 'bank', 'creditReceived', credit(request!, { amountMinor: 5000 }));
    expect(faultsOfDues(short.facts)).toEqual([]);
    const free = doctored(short.facts, (each) => each.type === 'PaymentMismatched', { costMinor: 0 });
    expect(faultsOfDues(free)).not.toEqual([]);
  });
});
