import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyPendingEntries } from '../../src/api/bank/intake.ts';
import type { PlayedEntry } from '../../src/gateways/bank/reports.ts';
import { findBankEntry } from '../../src/persistence/bank.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { type Office, openOffice } from '../support/api.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { type HttpTrade, openTrade, unpaid } from '../support/http-trade.ts';

let office: Office;
let desk: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  desk = await openTrade(office);
});
afterAll(() => office?.close());

interface Done {
  entry: string;
  disposition: string;
  why: string | null;
}
const tell = async (...entries: PlayedEntry[]) => (await desk.bank(notice(entries))) as unknown as Done[];
const newReference = () => `STRAY ${randomUUID().slice(0, 12)}`;
/** A payment under a reference no order gave out, and its being taken back. */
const came = (endToEndId: string, amountMinor: number): PlayedEntry => ({
  ...credit('', amountMinor),
  transactions: [{ amountMinor, endToEndId, debtor: { name: 'Harbour Trading', account: '6200000000000000041' } }],
});
const went = (endToEndId: string, amountMinor: number): PlayedEntry => ({
  ...came(endToEndId, amountMinor),
  creditDebit: 'DBIT',
  reversal: true,
});
const amountOn = async (account: string): Promise<number> =>
  0 - ((await balances(office.orm, account)).find((each) => each.account === account)?.amountMinor ?? 0);
const sound = async () => {
  for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
};
const cases = async () =>
  (await office.get('adviser', '/v1/reconciliation/cases?kind=credit-reversed&limit=200').expect(200)).body.cases;
const propose = (entry: string, body: object) =>
  office.post('adviser', `/v1/suspense/${entry}/proposals`, { reason: 'the payer says so', ...body }).expect(201);
const approve = (entry: string, hash: string) =>
  office.post('adviser-two', `/v1/suspense/${entry}/approvals`, { hash });

describe('a credit in suspense and the reversal that takes it back', () => {
  it('make up for each other, each naming the other, with nobody asked', async () => {
    const before = await amountOn('suspense');
    const reference = newReference();
    const [paid] = await tell(came(reference, 70_000));
    expect(paid?.disposition).toBe('suspense');
    expect(await amountOn('suspense')).toBe(before + 70_000);
    const [back] = await tell(went(reference, 70_000));
    expect(back).toMatchObject({ disposition: 'applied', why: expect.stringContaining(paid?.entry ?? '-') });
    expect(await findBankEntry(office.orm, paid?.entry ?? '')).toMatchObject({
      disposition: 'applied',
      why: expect.stringContaining(back?.entry ?? '-'),
    });
    expect(await amountOn('suspense')).toBe(before);
    await sound();
  });

  it('do so as well when the reversal is told of first, or both at once', async () => {
    const before = await amountOn('suspense');
    const [late, both] = [newReference(), newReference()];
    const [back] = await tell(went(late, 60_000));
    expect(back?.disposition).toBe('suspense');
    const [paid] = await tell(came(late, 60_000));
    expect(paid).toMatchObject({ disposition: 'applied', why: expect.stringContaining(back?.entry ?? '-') });
    await tell(came(both, 50_000), went(both, 50_000));
    await applyPendingEntries(office.deps);
    expect(await amountOn('suspense')).toBe(before);
    await sound();
  });

  it('void a proposal that waited for its second person', async () => {
    const reference = newReference();
    const [paid] = await tell(came(reference, 90_000));
    const { body } = await propose(paid?.entry ?? '', { action: 'RETURN' });
    await tell(went(reference, 90_000));
    const late = await approve(paid?.entry ?? '', body.hash);
    expect(late).toMatchObject({ status: 404, body: { code: 'suspense-unknown' } });
    expect(await amountOn('returns:suspense')).toBe(0);
  });

  it('once: a second reversal of the same credit waits for people, with a case', async () => {
    const reference = newReference();
    await tell(came(reference, 40_000));
    await tell(went(reference, 40_000));
    const [again] = await tell(went(reference, 40_000));
    expect(again?.disposition).toBe('suspense');
    expect(await cases()).toContainEqual(expect.objectContaining({ amountMinor: 40_000, order: null, state: 'open' }));
  });

  it.each([
    ['returned', { action: 'RETURN' }, 91_000],
    ['written-off', { action: 'WRITE_OFF' }, 4_900],
  ])('open a case where two people have decided before: %s', async (disposition, action, amountMinor) => {
    const reference = newReference();
    const [paid] = await tell(came(reference, amountMinor));
    const { body } = await propose(paid?.entry ?? '', action);
    await approve(paid?.entry ?? '', body.hash).expect(200);
    const [back] = await tell(went(reference, amountMinor));
    expect(back).toMatchObject({ disposition: 'suspense', why: expect.stringContaining(`that is ${disposition}`) });
    expect(await cases()).toContainEqual(expect.objectContaining({ amountMinor, order: null }));
    await sound();
  });

  it('make up for each other in part: the rest stays in suspense, and is what people decide about', async () => {
    const before = await amountOn('suspense');
    const reference = newReference();
    const [paid] = await tell(came(reference, 81_000));
    const { body: whole } = await propose(paid?.entry ?? '', { action: 'RETURN' });
    const [back] = await tell(went(reference, 31_000));
    expect(back).toMatchObject({ disposition: 'applied', why: expect.stringContaining(paid?.entry ?? '-') });
    expect(await amountOn('suspense')).toBe(before + 50_000);
    expect(await findBankEntry(office.orm, paid?.entry ?? '')).toMatchObject({
      disposition: 'suspense',
      amountMinor: 81_000,
      offsetMinor: 31_000,
      why: expect.stringContaining(back?.entry ?? '-'),
    });
    expect((await approve(paid?.entry ?? '', whole.hash)).status).toBe(409);
    const { body: rest } = await propose(paid?.entry ?? '', { action: 'RETURN' });
    expect(rest.plan).toEqual({ action: 'RETURN', amountMinor: 47_500, costMinor: 2500 });
    await office.post('adviser', `/v1/suspense/${paid?.entry}/refusals`, { hash: rest.hash, reason: 'x' }).expect(200);
    const [more] = await tell(went(reference, 50_001));
    expect(more?.disposition).toBe('suspense');
    const [last] = await tell(went(reference, 50_000));
    expect(last?.disposition).toBe('applied');
    expect((await findBankEntry(office.orm, paid?.entry ?? ''))?.disposition).toBe('applied');
    expect(await amountOn('suspense')).toBe(before - 50_001);
    await sound();
  });

  it('do so in part as well when the reversal is told of first', async () => {
    const before = await amountOn('suspense');
    const reference = newReference();
    const [back] = await tell(went(reference, 20_000));
    const [paid] = await tell(came(reference, 65_000));
    expect(paid).toMatchObject({ disposition: 'suspense', why: expect.stringContaining(back?.entry ?? '-') });
    expect(await findBankEntry(office.orm, back?.entry ?? '')).toMatchObject({ disposition: 'applied' });
    expect(await amountOn('suspense')).toBe(before + 45_000);
    await sound();
  });

  it('leave a rest that is assigned to an order as the payment of that rest', async () => {
    const { trade } = await unpaid(office);
    const mark = newReference();
    const [{ id: request = '', amountMinor = 0 } = {}] = (await trade.contracted()).payments;
    const [paid] = await tell(came(mark, amountMinor + 12_300));
    await tell(went(mark, 12_300));
    const { body } = await propose(paid?.entry ?? '', { action: 'ASSIGN', order: trade.number, request });
    await approve(paid?.entry ?? '', body.hash).expect(200);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED' }]);
    expect(await amountOn(`orders:${trade.number}:escrow`)).toBe(amountMinor);
    const [back] = await tell(went(mark, amountMinor));
    expect(back).toMatchObject({ disposition: 'applied', order: trade.number });
    await sound();
  });

  it('goes to the order where the credit was assigned to one', async () => {
    const { trade, reference } = await unpaid(office);
    const mark = newReference();
    const [{ id: request = '', amountMinor = 0 } = {}] = (await trade.contracted()).payments;
    const [paid] = await tell(came(mark, amountMinor));
    const { body } = await propose(paid?.entry ?? '', { action: 'ASSIGN', order: trade.number, request });
    await approve(paid?.entry ?? '', body.hash).expect(200);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED', reference }]);
    const [back] = await tell(went(mark, amountMinor));
    expect(back).toMatchObject({ disposition: 'applied', order: trade.number });
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'OPEN' }]);
    await sound();
  });
});
