import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toldBy } from '../../src/domain/order/bank-notice.ts';
import { addDays, addMillis } from '../../src/domain/order/time.ts';
import { bankDateOf } from '../../src/domain/reconciliation/banking-days.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** A trade that waits for its payment, and when its time is over. */
async function waiting() {
  office.moveTo('2026-11-30T02:00:00.000Z');
  const trade = await playTo(office, 'escrow');
  const order = await trade.contracted();
  const [asked] = order.payments;
  if (asked === undefined) throw new Error('nothing is asked');
  return { trade, asked, closes: toldBy(order, asked.deadline) };
}
type Asked = Awaited<ReturnType<typeof waiting>>['asked'];

/** The bank tells of a credit with a debtor, booked on a day. */
async function told(trade: HttpTrade, { reference, amountMinor }: Asked, bookingDate: string) {
  const entry = credit(reference, amountMinor);
  const debtor = { name: 'Harbour Trading', account: '6200000000000000041' };
  const transactions = entry.transactions.map((each) => ({ ...each, debtor }));
  const [done] = await trade.bank(notice([{ ...entry, bookingDate, transactions }]));
  return done as NonNullable<typeof done> & { entry: string };
}

const wanted = { action: 'RETURN', reason: 'the order is closed' };
const letters = (order: string) =>
  query<{ to: string; data: object }>(office.orm, {
    text: `select to_user as "to", data from outbox_letter
      where order_no = $1 and kind = 'payment-told-late' order by 1`,
    values: [order],
  });

describe('a payment the bank tells of late', () => {
  it('pays the order that still waits for the bank’s word, if it was booked by the day of the deadline', async () => {
    const { trade, asked, closes } = await waiting();
    office.moveTo(addMillis(closes, -1000));
    expect(await told(trade, asked, bankDateOf(addDays(asked.deadline, 1)))).toMatchObject({
      disposition: 'applied',
      facts: ['PaymentMismatched', 'DisbursementOpened'],
    });
    expect(await told(trade, asked, bankDateOf(asked.deadline))).toMatchObject({
      disposition: 'applied',
      facts: ['PaymentReceived', 'StageEntered'],
    });
  });

  it('goes back whole from an order that closed without it, and its buyer is told; not so what was late', async () => {
    const { trade, asked, closes } = await waiting();
    office.moveTo(addMillis(closes, 1000));
    await office.desk.elapseAll();
    expect(await trade.state()).toMatchObject({ stage: 'closed', outcome: 'unpaid' });

    const inTime = await told(trade, asked, bankDateOf(asked.deadline));
    expect(inTime).toMatchObject({ disposition: 'suspense', order: trade.number });
    const amount = 'USD 12,500.00';
    const readers = ['u-buyer', 'u-buyer-director', 'u-buyer-manager'];
    expect(await letters(trade.number)).toEqual(readers.map((to) => ({ to, data: { amount } })));
    const free = await office.post('adviser', `/v1/suspense/${inTime.entry}/proposals`, wanted).expect(201);
    expect(free.body.plan).toEqual({ action: 'RETURN', amountMinor: asked.amountMinor, costMinor: 0 });
    const approval = { hash: free.body.hash };
    const path = `/v1/suspense/${inTime.entry}/approvals`;
    expect((await office.post('adviser-two', path, approval).expect(200)).body.state).toBe('approved');

    const late = await told(trade, asked, bankDateOf(addDays(asked.deadline, 1)));
    expect(late).toMatchObject({ disposition: 'suspense', order: null });
    const costly = await office.post('adviser', `/v1/suspense/${late.entry}/proposals`, wanted).expect(201);
    expect(costly.body.plan).toMatchObject({ amountMinor: asked.amountMinor - 2500, costMinor: 2500 });
    expect(await letters(trade.number)).toHaveLength(readers.length);
  });
});
