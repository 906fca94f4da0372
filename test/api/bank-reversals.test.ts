import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { holds } from '../../src/persistence/reconciliation/orders.ts';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, debit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, playTo, unpaid } from '../support/http-trade.ts';
import type { PlayedEntry } from '../../src/gateways/bank/reports.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const total = 1_250_000;

/** The debit by which the bank takes back a credit, under the payer's reference. */
const takenBack = (reference: string, amountMinor: number): PlayedEntry => ({
  ...credit(reference, amountMinor),
  creditDebit: 'DBIT',
  reversal: true,
});

const amountOn = async (account: string): Promise<number> =>
  0 - ((await balances(office.orm, account)).find((each) => each.account === account)?.amountMinor ?? 0);

async function expectSoundBooks(): Promise<void> {
  for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
  const all = await inTransaction(office.orm, (client) => holds(client));
  expect(all.filter(({ ledgerMinor, requestsMinor }) => ledgerMinor !== requestsMinor)).toEqual([]);
}

async function funded(): Promise<{ trade: HttpTrade; reference: string }> {
  const { trade, reference } = await unpaid(office);
  await trade.bank(notice([credit(reference, total)]));
  return { trade, reference };
}

describe('a credit the bank takes back', () => {
  it('leaves the hold, asks for the payment again, and goes on when it is paid again', async () => {
    const { trade, reference } = await funded();
    const [done] = await trade.bank(notice([takenBack(reference, total)]));
    expect(done).toMatchObject({ disposition: 'applied', order: trade.number });
    expect(done?.facts).toEqual(['PaymentReversed', 'AttentionRaised', 'PaymentRequestReopened']);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(0);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'OPEN', reference, reversedMinor: total }]);
    const { body } = await office.get('adviser', `/v1/reconciliation/cases?order=${trade.number}`).expect(200);
    expect(body.cases).toMatchObject([{ kind: 'credit-reversed', state: 'open', amountMinor: total }]);
    const { body: list } = await office.get('adviser', '/v1/orders?attention=true').expect(200);
    expect(list.orders.map(({ order }: { order: string }) => order)).toContain(trade.number);
    await trade.bank(notice([credit(reference, total)]));
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(total);
    await expectSoundBooks();
  });

  it('is taken back once, however often it is reported', async () => {
    const { trade, reference } = await funded();
    const entry = takenBack(reference, total);
    await Promise.all([trade.bank(notice([entry])), trade.bank(notice([entry]))]);
    expect((await trade.contracted()).reversals).toHaveLength(1);
    const [other] = await trade.bank(notice([takenBack(reference, total)]));
    expect(other).toMatchObject({ disposition: 'suspense', why: expect.stringContaining('not among those') });
  });

  it('in part leaves the rest held, and asks for that part under a reference of its own', async () => {
    const { trade, reference } = await funded();
    await trade.bank(notice([takenBack(reference, 200_000)]));
    const { payments } = await trade.contracted();
    expect(payments).toMatchObject([
      { status: 'FUNDED', reversedMinor: 200_000 },
      { status: 'OPEN', amountMinor: 200_000, replaces: 'P1' },
    ]);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(total - 200_000);
    await trade.bank(notice([credit(payments[1]?.reference ?? '', 200_000)]));
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(total);
    await expectSoundBooks();
  });

  it('after the payout is owed by the buyer, and never makes the hold negative', async () => {
    const trade = await playTo(office, 'shipment');
    const [{ reference = '' } = {}] = (await trade.contracted()).payments;
    const owedBefore = await amountOn('parties:c-harbour:receivable');
    const [done] = await trade.bank(notice([takenBack(reference, total)]));
    expect(done?.facts).toContain('PaymentReversed');
    const order = await trade.contracted();
    expect(order.claimMinor).toBe(total);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(0);
    expect(await amountOn('parties:c-harbour:receivable')).toBe(owedBefore - total);
    const refused = await office.post('carrier', `${trade.path}/handOver`, {
      carrier: 'Sandbox Lines',
      transportDocument: { type: '705', number: 'BL-9' },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'payment-reversed' } });
    await trade.bank(notice([credit(reference, total)]));
    expect(await amountOn('parties:c-harbour:receivable')).toBe(owedBefore);
    await expectSoundBooks();
  });

  it('waits for its credit when the bank tells of both at once', async () => {
    const { trade, reference } = await unpaid(office);
    const [paid, back] = await trade.bank(notice([credit(reference, total), takenBack(reference, total)]));
    expect(paid?.disposition).toBe('applied');
    if (back?.disposition === 'pending') await applyPendingEntries(office.deps);
    expect((await trade.contracted()).reversals).toHaveLength(1);
    await expectSoundBooks();
  });
});

describe('a payment of the house that comes back', () => {
  it('after its debit is owed again and approved anew by two people', async () => {
    const { trade, reference } = await unpaid(office);
    await trade.bank(notice([credit(reference, total - 1)]));
    const [{ id, amountMinor } = { id: '', amountMinor: 0 }] = (await trade.contracted()).disbursements;
    await trade.bank(notice([debit(id, amountMinor)]));
    const returned: PlayedEntry = {
      ...debit(id, amountMinor - 500),
      creditDebit: 'CRDT',
      transactions: [{ amountMinor: amountMinor - 500, endToEndId: id, returnReason: 'AC04' }],
    };
    const [done] = await trade.bank(notice([returned]));
    expect(done).toMatchObject({ disposition: 'applied', facts: ['DisbursementReturned'] });
    const [one] = (await trade.contracted()).disbursements;
    expect(one).toMatchObject({ status: 'AWAITING_APPROVAL', approvals: [], amountMinor });
    expect(await amountOn(`orders:${trade.number}:returns`)).toBe(amountMinor);
    const hash = one?.hash;
    await trade.issue('adviser', 'approveRefund', { disbursement: id, hash });
    await trade.issue('adviser-two', 'approveRefund', { disbursement: id, hash });
    await trade.bank(notice([debit(id, amountMinor)]));
    expect(await amountOn(`orders:${trade.number}:returns`)).toBe(0);
    await expectSoundBooks();
  });
});
