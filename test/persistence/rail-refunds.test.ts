import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sendOverRail } from '../../activities/rail-refunds.ts';
import type { Payment } from '../../activities/payments.ts';
import { afterOutcome } from '../../src/domain/rails/attempt.ts';
import type { Refund, RefundOutcome } from '../../src/domain/rails/gateway.ts';
import { attemptStore } from '../../src/persistence/rails/attempts.ts';
import { untoldRefunds } from '../../src/persistence/rails/refunds.ts';
import { freshDb } from '../support/db.ts';
import { at, attemptWith } from '../support/rail-attempts.ts';
import { toldGateway } from '../support/rails-office.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb();
});
afterAll(() => orm?.close());

let count = 0;
/** A collected charge of 125 dollars. */
async function collected(rail: 'card' | 'alipay' = 'card'): Promise<string> {
  count += 1;
  const [attempt, charge] = [`A${count}`, `ch_${count}`];
  const store = attemptStore(orm);
  await store.create(attemptWith({ attempt, rail, request: `P${count}`, order: '26000001', gateway: 'one' }));
  await store.change(
    attempt,
    (one) =>
      afterOutcome(one, {
        status: 'CAPTURED',
        providerId: `pi_${count}`,
        charge,
        amountMinor: 12_500,
        currency: 'USD',
        feeMinor: 0,
        capturedAt: at,
      }),
    true,
  );
  return charge;
}
const payment = (entry: string, changes: Partial<Payment> = {}): Payment => ({
  id: `D-${entry}`,
  kind: 'REFUND',
  company: 'c-harbour',
  amountMinor: 12_500,
  currency: 'USD',
  cause: 'cancelled',
  entry,
  hash: '',
  openedAt: at,
  order: '26000001',
  orderedAt: '2026-06-10T00:00:00.000Z',
  ...changes,
});
function refunding(...answers: RefundOutcome[]) {
  const asked: Refund[] = [];
  const gateway = {
    ...toldGateway('one').gateway,
    refund: (refund: Refund) => {
      asked.push(refund);
      return Promise.resolve<RefundOutcome>(answers.shift() ?? { status: 'UNKNOWN', reason: 'no more answers' });
    },
  };
  return { asked, tools: { orm, railGateways: { one: gateway } } };
}

describe('money that came over a rail', () => {
  it('goes back over it, under one key, and what is settled is not asked for again', async () => {
    const charge = await collected();
    const { asked, tools } = refunding(
      { status: 'UNKNOWN', reason: 'timeout' },
      { status: 'SUCCEEDED', refund: 're_1' },
    );
    expect(await sendOverRail(tools, payment(charge), 'k1')).toMatchObject({ status: 'UNKNOWN' });
    const sent = { status: 'ACCEPTED', bankReference: 're_1' };
    expect(await sendOverRail(tools, payment(charge), 'k1')).toEqual(sent);
    expect(await sendOverRail(tools, payment(charge), 'k1')).toEqual(sent);
    expect(asked.map(({ key, charge: of, amountMinor }) => [key, of, amountMinor])).toEqual([
      ['k1', charge, 12_500],
      ['k1', charge, 12_500],
    ]);
    expect(await untoldRefunds(orm)).toMatchObject([{ key: 'k1', state: 'SUCCEEDED', refund: 're_1' }]);
  });

  it('goes back by bank when it came by bank, and payouts always do', async () => {
    const { tools, asked } = refunding();
    expect(await sendOverRail(tools, payment('a bank entry'), 'k2')).toBeNull();
    expect(await sendOverRail(tools, payment(await collected(), { kind: 'PAYOUT' }), 'k3')).toBeNull();
    expect(asked).toEqual([]);
  });

  it.each([
    ['after the days the rail gives', { orderedAt: '2026-12-31T00:00:00.000Z' }, /within 180 days/],
    ['in another currency', { currency: 'EUR' }, /paid in USD/],
    ['for more than was collected', { amountMinor: 12_501 }, /only 12500/],
  ])('is refused %s, before the provider is asked', async (_when, changes, reason) => {
    const { tools, asked } = refunding({ status: 'SUCCEEDED', refund: 're_x' });
    const outcome = await sendOverRail(tools, payment(await collected(), changes), `k-${String(reason)}`);
    expect(outcome).toMatchObject({ status: 'REJECTED', reason: expect.stringMatching(reason) });
    expect(asked).toEqual([]);
  });

  it('cannot go back twice over: refunds of one charge never come to more than it', async () => {
    const charge = await collected();
    const { tools, asked } = refunding({ status: 'PENDING', refund: 're_2' }, { status: 'SUCCEEDED', refund: 're_3' });
    expect(await sendOverRail(tools, payment(charge, { amountMinor: 7500 }), 'half')).toMatchObject({
      status: 'ACCEPTED',
    });
    const more = await sendOverRail(tools, payment(charge, { amountMinor: 7500 }), 'other half');
    expect(more).toMatchObject({ status: 'REJECTED' });
    expect(asked).toHaveLength(1);
  });
});
