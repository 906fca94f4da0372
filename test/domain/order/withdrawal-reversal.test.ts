import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { arrived } from '../../support/consumer.ts';
import { elapse, issue, last, type Played, running } from '../../support/played.ts';

const lamps = 125_100;
const refunds = (played: Played) =>
  running(played).disbursements.filter(({ kind }) => kind === 'REFUND').map(({ amountMinor }) => amountMinor);
const withdraw = (quantity: number) =>
  issue(arrived(), 'buyer', 'withdrawFromContract', { lines: [{ line: 1, quantity }] });
const back = (played: Played) => issue(played, 'supplier', 'confirmGoodsBack', { withdrawal: 'T-2601-V1' });
const takenBack = (played: Played, amountMinor: number) => {
  const [{ entry } = { entry: null }] = running(played).payments;
  const taking = { entry: 'R1', original: entry, amountMinor, currency: 'USD', reason: 'disputed' };
  return issue(played, 'bank', 'creditReversed', taking);
};

describe('a withdrawal whose payment the bank takes back', () => {
  it('gives back no more than is there', () => {
    const gone = takenBack(withdraw(40), lamps);
    expect(held(running(gone))).toBe(0);
    const dealtWith = back(gone);
    expect(refunds(dealtWith)).toEqual([]);
    expect(last(dealtWith, 'WithdrawalHonoured').amountMinor).toBe(0);
    expect(held(running(dealtWith))).toBe(0);
  });

  it('gives back the rest when a part of it was taken', () => {
    const gone = takenBack(back(withdraw(80)), 40_000);
    expect(refunds(gone)).toEqual([100_080, 60_080]);
    expect(running(gone).disbursements.map(({ status }) => status)).toEqual(['VOIDED', 'AWAITING_APPROVAL']);
    expect(held(running(gone))).toBe(lamps - 100_080);
  });

  it('gives back nothing of what is left for the goods that the consumer keeps', () => {
    const dealtWith = back(takenBack(withdraw(40), 112_590));
    expect(refunds(dealtWith)).toEqual([]);
    const over = elapse(dealtWith, addDays(dealtWith.now, 60));
    expect(running(over).disbursements).toMatchObject([{ kind: 'PAYOUT', amountMinor: lamps - 112_590 }]);
    expect(held(running(over))).toBe(0);
  });
});
