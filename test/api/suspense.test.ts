import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOnSuspense } from '../../src/api/suspense/carrying-out.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { findReturn, noteReturn } from '../../src/persistence/suspense-returns.ts';
import { type Office, openOffice } from '../support/api.ts';
import { debit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, openTrade, unpaid } from '../support/http-trade.ts';

let office: Office;
let desk: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  desk = await openTrade(office);
});
afterAll(() => office?.close());

const total = 1_250_000;
const amountOn = async (account: string, currency = 'USD'): Promise<number> => {
  const rows = await balances(office.orm, account);
  return 0 - (rows.find((each) => each.account === account && each.currency === currency)?.amountMinor ?? 0);
};
const sound = async () => {
  for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
};

let strays = 0;
/** A payment that says nothing of what it is for. */
async function stray(amountMinor: number, from: { account?: string } = { account: '6200000000000000041' }) {
  strays += 1;
  const [done] = await desk.bank(
    notice([
      {
        creditDebit: 'CRDT',
        bankReference: `STRAY-${strays}-${randomUUID().slice(0, 8)}`,
        bookingDate: '2026-11-22',
        transactions: [{ amountMinor, text: ['THANK YOU'], debtor: { name: 'Harbour Trading', ...from } }],
      },
    ]),
  );
  expect(done).toMatchObject({ disposition: 'suspense' });
  return (done as unknown as { entry: string }).entry;
}

const path = (entry: string, verb: string) => `/v1/suspense/${entry}/${verb}`;
const propose = async (entry: string, body: object) => {
  const answer = await office.post('adviser', path(entry, 'proposals'), { reason: 'the payer says so', ...body });
  return { status: answer.status, body: answer.body as { hash: string; code?: string; plan: object; id: number } };
};
const approve = (entry: string, hash: string, who = 'adviser-two') =>
  office.post(who, path(entry, 'approvals'), { hash });

async function waiting(entry: string) {
  for (let after = ''; ; ) {
    const { body } = await office.get('auditor', `/v1/suspense?limit=2${after}`).expect(200);
    const found = body.items.find((each: { entry: string }) => each.entry === entry);
    if (found !== undefined || body.next === null) return found;
    after = `&after=${body.next}`;
  }
}

describe('money in suspense', () => {
  it('is shown page by page to the people of the platform only, with what is proposed', async () => {
    const entry = await stray(88_800);
    expect(await waiting(entry)).toMatchObject({ amountMinor: 88_800, senderName: 'Harbour Trading', proposal: null });
    const { body } = await propose(entry, { action: 'RETURN' });
    expect((await waiting(entry)).proposal).toMatchObject({ hash: body.hash, state: 'open', proposedBy: 'u-adviser' });
    for (const who of ['buyer', 'supplier', 'carrier']) await office.get(who, '/v1/suspense').expect(403);
  });

  it('is decided by two different advisers, on the hash of what is to be done', async () => {
    const entry = await stray(90_000);
    await office.post('operator', path(entry, 'proposals'), { action: 'RETURN', reason: 'x' }).expect(403);
    const { body } = await propose(entry, { action: 'RETURN' });
    expect((await approve(entry, body.hash, 'adviser')).body).toMatchObject({ status: 403, code: 'same-person' });
    expect((await approve(entry, 'f'.repeat(64))).body).toMatchObject({ status: 409, code: 'stale-hash' });
    expect((await propose(entry, { action: 'WRITE_OFF' })).body).toMatchObject({ code: 'proposal-open' });
    await office.post('adviser', path(entry, 'refusals'), { hash: body.hash, reason: 'not sure' }).expect(200);
    expect((await approve(entry, body.hash)).body).toMatchObject({ code: 'no-proposal' });
    expect((await approve('ab'.repeat(32), body.hash)).body).toMatchObject({ status: 404, code: 'suspense-unknown' });
  });

  it('assigned to a payment request funds it when it is exact, and leaves suspense', async () => {
    const { trade } = await unpaid(office);
    const before = await amountOn('suspense');
    const entry = await stray(total);
    const { body } = await propose(entry, { action: 'ASSIGN', order: trade.number, request: 'P1' });
    expect(body.plan).toMatchObject({ action: 'ASSIGN', asks: { amountMinor: total, status: 'OPEN' } });
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(0);
    await approve(entry, body.hash).expect(200);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(total);
    expect(await amountOn('suspense')).toBe(before);
    expect((await trade.state()).stage).toBe('production');
    expect(await waiting(entry)).toBeUndefined();
    await sound();
  });

  it('assigned but not exact goes back like any payment that is not exact', async () => {
    const { trade } = await unpaid(office);
    const entry = await stray(total - 7);
    const { body } = await propose(entry, { action: 'ASSIGN', order: trade.number, request: 'P1' });
    await approve(entry, body.hash).expect(200);
    expect((await trade.contracted()).disbursements).toMatchObject([{ kind: 'RETURN', amountMinor: total - 7 - 2500 }]);
    await sound();
  });

  it('cannot be assigned any more when the request was paid meanwhile: the proposal is void', async () => {
    const { trade, reference } = await unpaid(office);
    const entry = await stray(total);
    const { body } = await propose(entry, { action: 'ASSIGN', order: trade.number, request: 'P1' });
    await trade.bank(notice([{ ...paying(reference, total) }]));
    expect((await approve(entry, body.hash)).body).toMatchObject({ state: 'void' });
    expect(await waiting(entry)).toMatchObject({ proposal: null });
    expect(await propose(entry, { action: 'ASSIGN', order: 'none', request: 'P1' })).toMatchObject({ status: 422 });
  });

  it('assigned while the engine is away is taken by the next round, once', async () => {
    const { trade } = await unpaid(office);
    const entry = await stray(total);
    const { body } = await propose(entry, { action: 'ASSIGN', order: trade.number, request: 'P1' });
    office.desk.failNext('unknown', 'after');
    expect((await approve(entry, body.hash)).body).toMatchObject({ state: 'approved' });
    expect((await waiting(entry)).proposal).toMatchObject({ state: 'approved' });
    await Promise.all([carryOnSuspense(office.deps), carryOnSuspense(office.deps)]);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(total);
    expect(await waiting(entry)).toBeUndefined();
    await sound();
  });

  it('goes back to its sender less costs, and leaves the books with the debit of the bank', async () => {
    const before = [await amountOn('suspense'), await amountOn('returns:suspense')];
    const entry = await stray(70_000);
    const { body } = await propose(entry, { action: 'RETURN' });
    expect(body.plan).toEqual({ action: 'RETURN', amountMinor: 67_500, costMinor: 2500 });
    await approve(entry, body.hash).expect(200);
    expect(office.returned).toContain(`SR-${body.id}`);
    expect([await amountOn('suspense'), (await amountOn('returns:suspense')) - 67_500]).toEqual(before);
    await noteReturn(office.orm, `SR-${body.id}`, { status: 'SENT', bankReference: 'B-1' });
    expect(await desk.bank(notice([debit(`SR-${body.id}`, 67_499)]))).toMatchObject([{ disposition: 'suspense' }]);
    expect(await desk.bank(notice([debit(`SR-${body.id}`, 67_500)]))).toMatchObject([{ disposition: 'applied' }]);
    expect(await findReturn(office.orm, `SR-${body.id}`)).toMatchObject({ status: 'SETTLED' });
    expect(await amountOn('returns:suspense')).toBe(before[1]);
    await sound();
  });

  it('is back in suspense, whole, when the bank refuses to return it', async () => {
    const before = await amountOn('house:return-costs');
    const entry = await stray(60_000);
    const { body } = await propose(entry, { action: 'RETURN' });
    await approve(entry, body.hash).expect(200);
    await noteReturn(office.orm, `SR-${body.id}`, { status: 'REJECTED', reason: 'AC04' });
    await noteReturn(office.orm, `SR-${body.id}`, { status: 'SENT', bankReference: 'late' });
    expect(await waiting(entry)).toMatchObject({ disposition: 'suspense', proposal: null });
    expect(await amountOn('house:return-costs')).toBe(before);
    expect((await propose(entry, { action: 'RETURN' })).status).toBe(201);
    await sound();
  });

  it('is written off below the limit only, and returned only to a known account', async () => {
    const large = await stray(5001, {});
    expect((await propose(large, { action: 'WRITE_OFF' })).body).toMatchObject({ code: 'above-write-off-limit' });
    expect((await propose(large, { action: 'RETURN' })).body).toMatchObject({ code: 'sender-unknown' });
    const small = await stray(5000);
    const before = await amountOn('house:write-offs');
    const { body } = await propose(small, { action: 'WRITE_OFF' });
    await approve(small, body.hash).expect(200);
    expect(await amountOn('house:write-offs')).toBe(before + 5000);
    expect(await waiting(small)).toBeUndefined();
    await sound();
  });
});

const paying = (reference: string, amountMinor: number) => ({
  creditDebit: 'CRDT' as const,
  bankReference: randomUUID().slice(0, 20),
  bookingDate: '2026-11-22',
  transactions: [{ amountMinor, reference, debtor: { name: 'Harbour Trading' } }],
});
