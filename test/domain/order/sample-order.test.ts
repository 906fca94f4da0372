import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import type { Contracted } from '../../../src/domain/order/order.ts';
import { samples } from '../../../src/domain/order/profile.ts';
import { lineAmount } from '../../../src/domain/order/line.ts';
import { totalOf } from '../../../src/domain/order/terms.ts';
import { given } from '../../support/given.ts';
import { issue, last } from '../../support/played.ts';
import { onward, upTo } from '../../support/play.ts';

const clauses = { profile: samples };
const contracted = (stage: 'escrow' | 'production' | 'receipt' | 'completed'): Contracted =>
  upTo(stage, clauses).order as Contracted;

describe('an order of samples', () => {
  it('is asked for in one exact amount before anything is made, and held until the buyer has received them', () => {
    const { payments, contract } = contracted('escrow');
    expect(payments).toMatchObject([{ amountMinor: totalOf(contract.terms), status: 'OPEN' }]);
    expect(contract.totalMinor).toBe(contract.terms.lines.reduce((sum, line) => sum + lineAmount(line), 0));
    expect(held(contracted('production'))).toBe(contract.totalMinor);
    expect(held(contracted('receipt'))).toBe(contract.totalMinor);
  });

  it('goes straight from the supplier to the buyer, whose receipt releases the money', () => {
    let played = upTo('escrow', clauses);
    const stages: string[] = [];
    for (; played.order.stage !== 'completed' && stages.length < 12; played = onward(played)) {
      if (stages.at(-1) !== played.order.stage) stages.push(played.order.stage);
    }
    expect(stages).toEqual(['escrow', 'production', 'shipment', 'receipt', 'release']);
    expect(held(played.order as Contracted)).toBe(0);
    const payouts = (played.order as Contracted).disbursements;
    expect(payouts).toMatchObject([{ kind: 'PAYOUT', company: 'c-brightworks', status: 'SETTLED' }]);
  });

  it('is given up before it is paid without a fee, and not while it is on its way', () => {
    const left = issue(upTo('escrow', clauses), 'buyer', 'cancel', { reason: 'no longer needed' });
    expect(left.order).toMatchObject({ stage: 'closed', outcome: 'cancelled' });
    expect(last(left, 'OrderCancelled').feeMinor).toBe(0);
    const shipped = given(upTo('shipment', clauses));
    shipped.when('buyer', 'cancel', { reason: 'too late' }).thenRejected('cancellation-refused');
  });
});
