import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { openPayments, type Payment } from '../../activities/payments.ts';
import { readPain001, sandboxBank } from '../../src/gateways/bank/sandbox.ts';
import { record } from '../../src/persistence/order-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aFact, aRecord, momentAt } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm?.close());

const trustAccount = { name: 'Trust account', iban: 'GB82WEST12345698765432' };
const payment = (order: string, changes: Partial<Payment> = {}): Payment => ({
  id: `${order}-D1`,
  kind: 'RETURN',
  company: 'c-harbour',
  amountMinor: 10_000,
  currency: 'USD',
  cause: 'mismatched payment: SHORT',
  entry: 'a credit whose sender nobody knows',
  hash: '',
  openedAt: momentAt(1),
  order,
  orderedAt: momentAt(1),
  ...changes,
});
const desk = () => {
  const bank = sandboxBank();
  return { bank, ...openPayments({ orm, bank, trustAccount } as Parameters<typeof openPayments>[0]) };
};
const paidTo = (bank: ReturnType<typeof sandboxBank>) =>
  bank.taken().flatMap((xml) => readPain001(xml).transfers.map(({ creditorAccount }) => creditorAccount));

/** The bank's refusal of the payment on the record of its order. */
const refused = (order: string) =>
  record(orm, {
    ...aRecord(order, 1, 2),
    facts: [aFact(1), aFact(2, 'DisbursementRefusedByBank', { disbursement: `${order}-D1`, reason: 'AC04' })],
  });

describe('money that cannot go back the way it came', () => {
  it('is refused while nobody knows where to, and says what helps', async () => {
    await refused('26000901');
    const { sendPayment, bank } = desk();
    const outcome = await sendPayment(payment('26000901', { orderedAt: momentAt(9) }));
    expect(outcome).toMatchObject({ status: 'REJECTED', reason: expect.stringContaining('once the buyer has one') });
    expect(bank.taken()).toEqual([]);
  });

  it('goes, approved anew, to the account its company has on file, every attempt the same way', async () => {
    await query(orm, {
      text: `insert into payout_account_change (company, version, name, account, hash, state, proposed_by, proposed_at,
          first_by, first_at, second_by, second_at, in_force_from)
        values ('c-harbour', 2, 'Harbour Trading', '6200000000000000088', 'h', 'approved', 'u-buyer', $1, 'u-adviser',
          $1, 'u-adviser-two', $1, $2)`,
      values: [momentAt(3), momentAt(20)],
    });
    await refused('26000902');
    const { sendPayment, askBank, bank } = desk();
    // Ordered before that account came into force: as if there were none.
    expect(await sendPayment(payment('26000902', { orderedAt: momentAt(9) }))).toMatchObject({ status: 'REJECTED' });
    const anew = payment('26000902', { orderedAt: momentAt(30) });
    expect(await sendPayment(anew)).toMatchObject({ status: 'ACCEPTED' });
    expect(await sendPayment(anew)).toMatchObject({ status: 'ACCEPTED' });
    expect(await askBank(anew)).toMatchObject({ status: 'ACCEPTED' });
    expect(paidTo(bank)).toEqual(['6200000000000000088']);
  });

  it('goes the way it came where it was never refused', async () => {
    const { sendPayment, bank } = desk();
    expect(await sendPayment(payment('26000903', { orderedAt: momentAt(30) }))).toMatchObject({ status: 'REJECTED' });
    expect(bank.taken()).toEqual([]);
  });
});
