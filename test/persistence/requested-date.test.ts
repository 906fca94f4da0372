import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openPayments, type Payment } from '../../activities/payments.ts';
import { requestedDateOf } from '../../src/domain/order/payment-order.ts';
import { readPain001, sandboxBank } from '../../src/gateways/bank/sandbox.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
  await query(orm, {
    text: `insert into payout_account_change (company, version, name, account, hash, state, proposed_by, proposed_at,
        first_by, first_at, second_by, second_at, in_force_from)
      values ('c-harbour', 2, 'Harbour Trading', '6200000000000000088', 'h', 'approved', 'u-buyer', $1, 'u-adviser',
        $1, 'u-adviser-two', $1, $1)`,
    values: ['2026-01-01T00:00:00.000Z'],
  });
});
afterAll(() => orm?.close());

const lateInTheDay = '2026-06-10T16:30:00.000Z';
const payment = (id: string): Payment => ({
  ...{ id, kind: 'PAYOUT', company: 'c-harbour', amountMinor: 10_000, currency: 'USD', cause: 'delivered' },
  ...{ entry: null, hash: '', openedAt: lateInTheDay, order: '26000901', orderedAt: lateInTheDay },
});
const desk = () => {
  const bank = sandboxBank();
  const trustAccount = { name: 'Trust account', iban: 'GB82WEST12345698765432' };
  return { bank, ...openPayments({ orm, bank, trustAccount } as Parameters<typeof openPayments>[0]) };
};
const dates = (bank: ReturnType<typeof sandboxBank>) =>
  bank.taken().flatMap((xml) => readPain001(xml).transfers.map(({ requestedDate }) => requestedDate));

describe('the day a payment order asks for', () => {
  it.each([
    ['2026-06-10T15:59:59.999Z', '2026-06-10'],
    ['2026-06-10T16:00:00.000Z', '2026-06-11'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
  ])('ordered at %s is %s in Hong Kong', (at, date) => {
    expect(requestedDateOf(at)).toBe(date);
  });

  it('is the one it was ordered with, whatever attempt it is', async () => {
    const { sendPayment, bank } = desk();
    const one = { ...payment('26000901-D1'), requestedDate: requestedDateOf(lateInTheDay) };
    bank.next({ answer: 'lost' });
    expect(await sendPayment(one)).toMatchObject({ status: 'UNKNOWN' });
    expect(await sendPayment(one)).toMatchObject({ status: 'ACCEPTED' });
    expect(dates(bank)).toEqual(['2026-06-11']);
  });

  it('stays the UTC date for an order on its way when no day was said yet, so that it is known again', async () => {
    const { sendPayment, bank } = desk();
    expect(await sendPayment(payment('26000901-D2'))).toMatchObject({ status: 'ACCEPTED' });
    expect(await sendPayment(payment('26000901-D2'))).toMatchObject({ status: 'ACCEPTED' });
    expect(dates(bank)).toEqual(['2026-06-10']);
  });
});
