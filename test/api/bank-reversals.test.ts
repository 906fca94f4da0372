import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { findReturn } from '../../src/persistence/suspense-returns.ts';
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

/** A payment of the house that comes back, in full unless told otherwise. */
const cameBack = (endToEndId: string, amountMinor: number): PlayedEntry => ({
  ...debit(endToEndId, amountMinor),
  creditDebit: 'CRDT',
  transactions: [{ amountMinor, endToEndId, returnReason: 'AC04' }],
});

describe('a payment that comes back before the bank tells that it left', () => {
  it.each(['one message', 'two messages'])('waits for its debit, in %s, and is owed again', async (how) => {
    const { trade, reference } = await unpaid(office);
    await trade.bank(notice([credit(reference, total - 1)]));
    const [{ id, amountMinor, status } = { id: '', amountMinor: 0, status: '' }] = (await trade.contracted())
      .disbursements;
    expect(status).toBe('SENT');
    const [back, left] = [cameBack(id, amountMinor), debit(id, amountMinor)];
    if (how === 'one message') await trade.bank(notice([back, left]));
    else {
      const [waiting] = await trade.bank(notice([back]));
      expect(waiting).toMatchObject({ disposition: 'pending', why: expect.stringContaining('not reported yet') });
      expect((await trade.contracted()).disbursements).toMatchObject([{ status: 'SENT' }]);
      await trade.bank(notice([left]));
    }
    await applyPendingEntries(office.deps);
    expect((await trade.contracted()).disbursements).toMatchObject([{ status: 'AWAITING_APPROVAL', approvals: [] }]);
    expect(await amountOn(`orders:${trade.number}:returns`)).toBe(amountMinor);
    await expectSoundBooks();
  });
});

/** A movement that waits in suspense, as the advisers see it. */
const inSuspense = async (entry: string) => {
  const { body } = await office.get('adviser', '/v1/suspense?limit=200').expect(200);
  return body.items.find((each: { entry: string }) => each.entry === entry);
};
const casesOf = async (order: string) =>
  (await office.get('operator', `/v1/reconciliation/cases?order=${order}`).expect(200)).body.cases;
const decide = async (entry: string, action: string) => {
  const proposing = { action, reason: 'as the contract says' };
  const { body } = await office.post('adviser', `/v1/suspense/${entry}/proposals`, proposing).expect(201);
  await office.post('adviser-two', `/v1/suspense/${entry}/approvals`, { hash: body.hash }).expect(200);
  return body as { id: number; plan: object };
};

/** A trade that was paid, delivered and is over, as its payment request and its payout were. */
async function overAndDone() {
  const trade = await playTo(office, 'completed');
  const { payments, disbursements } = await trade.contracted();
  office.moveTo(new Date(Date.now() + 800 * 86_400_000).toISOString());
  await office.desk.elapseAll();
  office.moveTo(new Date().toISOString());
  expect((await trade.state()).stage).toBe('closed');
  return { trade, reference: payments[0]?.reference ?? '', payout: disbursements[0]?.id ?? '' };
}

describe('what the bank undoes of an order that is closed', () => {
  it('a payment taken back waits with a case that names the order, and is claimed from the buyer by two', async () => {
    const { trade, reference } = await overAndDone();
    const before = [await amountOn('suspense'), await amountOn('parties:c-harbour:receivable')] as const;
    const [done] = (await trade.bank(notice([takenBack(reference, total)]))) as unknown as { entry: string }[];
    expect(done).toMatchObject({ disposition: 'suspense', order: trade.number });
    expect(await casesOf(trade.number)).toMatchObject([{ kind: 'credit-reversed', state: 'open', amountMinor: total }]);
    const entry = done?.entry ?? '';
    expect(await inSuspense(entry)).toMatchObject({ order: trade.number, party: 'c-harbour', creditDebit: 'DBIT' });
    const { plan } = await decide(entry, 'CLAIM');
    expect(plan).toEqual({ action: 'CLAIM', order: trade.number, company: 'c-harbour', amountMinor: total });
    expect([await amountOn('suspense'), await amountOn('parties:c-harbour:receivable')]).toEqual([
      before[0],
      before[1] - total,
    ]);
    expect(await inSuspense(entry)).toBeUndefined();
    const [{ case: number }] = await casesOf(trade.number);
    const path = `/v1/reconciliation/cases/${number}/resolve`;
    await office.post('operator', path, { reason: 'claimed' }).expect(200);
    expect((await office.post('operator', path, { reason: 'claimed' }).expect(403)).body.code).toBe('same-person');
    expect((await office.post('adviser', path, { reason: 'seen' }).expect(200)).body.state).toBe('resolved');
    await expectSoundBooks();
  });

  it('a payout that comes back waits with a case, and goes on to its payee by two', async () => {
    const { trade, payout } = await overAndDone();
    const [done] = (await trade.bank(notice([cameBack(payout, total)]))) as unknown as { entry: string }[];
    expect(done).toMatchObject({ disposition: 'suspense', order: trade.number });
    expect(await casesOf(trade.number)).toMatchObject([{ kind: 'payment-returned', state: 'open' }]);
    const entry = done?.entry ?? '';
    expect(await inSuspense(entry)).toMatchObject({ order: trade.number, party: 'c-brightworks', creditDebit: 'CRDT' });
    const refused = await office
      .post('adviser', `/v1/suspense/${entry}/proposals`, { action: 'CLAIM', reason: 'x' })
      .expect(409);
    expect(refused.body.code).toBe('not-a-claim');
    const { id } = await decide(entry, 'RETURN');
    expect(await findReturn(office.orm, `SR-${id}`)).toMatchObject({ company: 'c-brightworks', status: 'APPROVED' });
    await expectSoundBooks();
  });
});
