import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { toldBy } from '../../src/domain/order/bank-notice.ts';
import { addMillis } from '../../src/domain/order/time.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const become = (user: string, roles: string[]) =>
  query(office.orm, { text: 'update platform_user set roles = $2 where id = $1', values: [user, roles] });
afterEach(() => become('u-adviser', ['adviser']));

const fee = 300;
const on = async (account: string): Promise<number> =>
  (await balances(office.orm, account)).find((each) => each.account === account)?.amountMinor ?? 0;
const owes = () => on('parties:c-harbour:receivable');
const sound = async () => {
  for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
};

/** An order that closed unpaid; a payment that was short had cost a fee, which its buyer still owes. */
async function closedOwing() {
  office.moveTo('2026-11-30T02:00:00.000Z');
  const trade = await playTo(office, 'escrow');
  const [asked] = (await trade.contracted()).payments;
  if (asked === undefined) throw new Error('nothing is asked');
  const short = credit(asked.reference, asked.amountMinor - 100);
  const charges = [{ minor: fee, included: false }];
  const transactions = short.transactions.map((each) => ({ ...each, charges }));
  await trade.bank(notice([{ ...short, transactions }]));
  const order = await trade.contracted();
  for (const { id, amountMinor } of order.disbursements) await trade.bank(notice([debit(id, amountMinor)]));
  office.moveTo(addMillis(toldBy(order, asked.deadline), 1000));
  await office.desk.elapseAll();
  expect((await trade.state()).stage).toBe('closed');
  const [charge] = order.charges ?? [];
  if (charge === undefined) throw new Error('nothing was charged');
  return { trade, charge, path: `/v1/charges/${trade.number}/${charge.id}/write-offs` };
}

const owed = async ({ number }: HttpTrade) =>
  (await office.get('auditor', '/v1/charges').expect(200)).body.charges.filter(
    ({ order }: { order: string }) => order === number,
  );
const reason = { reason: 'the buyer is gone' };

describe('charges nobody had paid when their order closed', () => {
  it('are listed, and written off by two people: the fee is the house’s again', async () => {
    const { trade, charge, path } = await closedOwing();
    const [before, fees] = [await owes(), await on('house:fees')];
    const [listed] = await owed(trade);
    expect(listed).toMatchObject({ request: 'F1', amountMinor: fee, currency: 'USD', company: 'c-harbour' });
    expect(listed).toMatchObject({ reference: charge.reference, writeOff: null });
    const { body } = await office.post('adviser', path, reason).expect(201);
    const { hash } = body.writeOff;
    expect((await office.post('adviser-two', path, reason).expect(409)).body.code).toBe('proposal-open');
    expect((await office.post('adviser', `${path}/approvals`, { hash }).expect(403)).body.code).toBe('same-person');
    const other = { hash: 'f'.repeat(64) };
    expect((await office.post('adviser-two', `${path}/approvals`, other).expect(409)).body.code).toBe('stale-hash');
    expect(await owes()).toBe(before);
    await office.post('adviser-two', `${path}/approvals`, { hash }).expect(200);
    expect([await owes(), await on('house:fees')]).toEqual([before - fee, fees + fee]);
    expect(await owed(trade)).toEqual([]);
    await office.post('adviser', path, reason).expect(404);
    await sound();
  });

  it('stay owed when the write-off is refused, or proposed by somebody who has lost the role', async () => {
    const { trade, path } = await closedOwing();
    const { body } = await office.post('adviser', path, reason).expect(201);
    await become('u-adviser', ['customer-service']);
    const approval = { hash: body.writeOff.hash };
    const refused = await office.post('adviser-two', `${path}/approvals`, approval).expect(409);
    expect(refused.body.code).toBe('proposal-void');
    const anew = await office.post('adviser-two', path, { reason: 'too little to sue for' }).expect(201);
    await become('u-adviser', ['adviser']);
    const taken = { hash: anew.body.writeOff.hash, reason: 'ask once more' };
    await office.post('adviser', `${path}/refusals`, taken).expect(200);
    expect(await owed(trade)).toMatchObject([{ writeOff: null }]);
    expect((await office.post('buyer', path, reason).expect(403)).body.code).toBe('not-your-role');
  });

  it('are paid under their reference, exactly, and not by another amount', async () => {
    const { trade, charge, path } = await closedOwing();
    const before = await owes();
    const [wrong] = await trade.bank(notice([credit(charge.reference, fee + 1)]));
    expect(wrong).toMatchObject({ disposition: 'suspense' });
    await office.post('adviser', path, reason).expect(201);
    const [paid] = await trade.bank(notice([credit(charge.reference, fee)]));
    expect(paid).toMatchObject({ disposition: 'applied', order: trade.number });
    expect(await owes()).toBe(before - fee);
    expect(await owed(trade)).toEqual([]);
    const [again] = await trade.bank(notice([credit(charge.reference, fee)]));
    expect(again).toMatchObject({ disposition: 'suspense' });
    await sound();
  });

  it('cannot be written off in the database itself on one person’s word', async () => {
    const { trade } = await closedOwing();
    const insert = (decidedBy: string | null) =>
      query(office.orm, {
        text: `insert into unpaid_charge (order_no, request, state, hash, reason, proposed_by, proposed_at, decided_by)
          values ($1, 'F1', 'written-off', 'h', 'r', 'u-adviser', now(), $2)`,
        values: [trade.number, decidedBy],
      });
    for (const decidedBy of [null, 'u-adviser'])
      await expect(insert(decidedBy)).rejects.toMatchObject({
        message: expect.stringContaining('unpaid_charge_two_people_check'),
      });
  });
});
