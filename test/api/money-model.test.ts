import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { holds } from '../../src/persistence/reconciliation/orders.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { playTo } from '../support/http-trade.ts';
import { carriedOut, type Fate, movesOf, quiet, type Step, type World } from '../support/money-world.ts';
import { openRailsOffice } from '../support/rails-office.ts';

let world: World;
beforeAll(async () => {
  const office = await openRailsOffice();
  const empty = { bankMinor: 0, railMinor: 0, came: [], charges: [], settled: new Set<string>(), count: 0, minutes: 0 };
  world = { office, trades: [], ...empty };
});
afterAll(() => world?.office.close());

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>(
    ...(['pays', 'pays', 'pays', 'strays', 'strays', 'takesBack', 'collects', 'collects', 'disputes'] as const),
    ...(['goesOn', 'goesOn', 'cancels', 'approves', 'approves', 'carriesOut'] as const),
    ...(['decides', 'decides', 'decides', 'returns'] as const),
  ),
  choices: fc.array(fc.nat(997), { minLength: 8, maxLength: 8 }),
  fate: fc.constantFrom<Fate>('well', 'well', 'before', 'after'),
  times: fc.constantFrom(1, 1, 2),
});

/** What each account holds, as the house sees it: what it owes is positive. */
async function accountsNow(): Promise<Record<string, number>> {
  const rows = await balances(world.office.orm);
  return Object.fromEntries(rows.map(({ account, currency, amountMinor }) => [`${account} ${currency}`, -amountMinor]));
}

const factsOf = async (order: string): Promise<HappenedFact[]> =>
  (
    await query<{ type: string; data: object }>(world.office.orm, {
      text: 'select type, data from fact where order_no = $1 order by seq',
      values: [order],
    })
  ).map((row) => row as unknown as HappenedFact);

/** Money leaves an order once, on two people's word, and never more of it than the contract. */
async function expectTwoPeople(order: string): Promise<void> {
  const approvals = new Map<string, Set<string>>();
  const left = new Set<string>();
  let paidOut = 0;
  let totalMinor = 0;
  for (const each of await factsOf(order)) {
    if (each.type === 'ContractSealed') totalMinor = each.data.contract.totalMinor;
    if (each.type === 'DisbursementOpened') approvals.set(each.data.disbursement.id, new Set());
    if (each.type === 'DisbursementRefusedByBank' || each.type === 'DisbursementReturned')
      approvals.set(each.data.disbursement, new Set());
    if (each.type === 'ApprovalLapsed') approvals.get(each.data.id)?.delete(each.data.user);
    if (each.type === 'DisbursementApproved') approvals.get(each.data.disbursement)?.add(each.data.user);
    if (each.type !== 'DisbursementSent' && each.type !== 'DisbursementSettled') continue;
    const isReturn = each.type === 'DisbursementSettled' && each.data.kind === 'RETURN';
    const opened = (await factsOf(order)).find(
      (one) => one.type === 'DisbursementOpened' && one.data.disbursement.id === each.data.disbursement,
    );
    const unapproved = opened?.type === 'DisbursementOpened' && opened.data.disbursement.status === 'APPROVED';
    if (!isReturn && !unapproved) expect(approvals.get(each.data.disbursement)?.size).toBeGreaterThanOrEqual(2);
    if (each.type !== 'DisbursementSettled') continue;
    expect(left.has(each.data.disbursement)).toBe(false);
    left.add(each.data.disbursement);
    if (each.data.kind === 'PAYOUT') paidOut += each.data.amountMinor;
  }
  expect(paidOut).toBeLessThanOrEqual(totalMinor);
}

async function expectSound(): Promise<void> {
  const { orm } = world.office;
  expect((await trialBalance(orm)).filter(({ differenceMinor }) => differenceMinor !== 0)).toEqual([]);
  const escrow = await inTransaction(orm, (client) => holds(client));
  expect(escrow.filter(({ ledgerMinor, requestsMinor }) => ledgerMinor !== requestsMinor)).toEqual([]);
  const now = await accountsNow();
  const [{ pending }] = (await query<{ pending: string }>(orm, {
    text: `select coalesce(sum(case credit_debit when 'CRDT' then amount_minor else -amount_minor end), 0) as pending
      from bank_entry where disposition = 'pending'`,
  })) as [{ pending: string }];
  // What the bank and the provider have, by their own word, is what the house says it has there.
  expect(0 - (now['trust:main:USD USD'] ?? 0)).toBe(world.bankMinor - Number(pending));
  expect(0 - (now['rail:card:USD USD'] ?? 0)).toBe(world.railMinor);
  // Held, due, on its way back, in suspense, kept for costs and owed: all that was received and has not left.
  const inHouse = Object.entries(now).filter(([name]) => !/^(trust|rail):/.test(name));
  const sum = inHouse.reduce((total, [, amount]) => total + amount, 0);
  expect(sum).toBe(world.bankMinor - Number(pending) + world.railMinor);
  for (const [name, amount] of inHouse)
    if (/^orders:|:payable |^returns:/.test(name)) expect([name, amount >= 0]).toEqual([name, true]);
  for (const { number } of world.trades) await expectTwoPeople(number);
  for (const { id, first, second } of await carriedOut(world)) expect([id, second]).not.toEqual([id, first]);
}

/** What the runs have to come to between them, so that the property is about something; a few runs need not. */
const everything = [
  ...['PaymentReceived', 'PaymentMismatched', 'PaymentReversed', 'ChargesIncurred', 'ChargesPaid'],
  ...['DisbursementSettled', 'DisbursementVoided', 'OrderCancelled', 'TitleTransferred'],
  ...['suspense', 'returned', 'written-off', 'WON', 'LOST', 'made up for'],
];
async function reached(): Promise<string[]> {
  const rows = await query<{ what: string }>(world.office.orm, {
    text: `select distinct type as what from fact union select distinct disposition from bank_entry
      union select distinct state from rail_dispute
      union select 'made up for' from bank_entry where why like 'made up for%'`,
  });
  return rows.map(({ what }) => what);
}

describe('all the money of the house, whatever the bank, providers and people do, told late, twice or lost', () => {
  it(
    'adds up to the cent with what they know, leaves once, and on two people’s word',
    async () => {
      const runs = Number(process.env.MONEY_RUNS ?? 3);
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 16, maxLength: 30, size: 'max' }), async (steps) => {
          world.trades = [];
          for (let trade = 0; trade < 2; trade += 1) world.trades.push(await playTo(world.office, 'escrow'));
          for (const each of steps) {
            await movesOf(world, each)[each.kind]();
            world.office.desk.heal();
          }
          await quiet(world);
          await expectSound();
        }),
        { numRuns: runs, endOnFailure: true },
      );
      expect(await verifyLedger(world.office.orm)).toEqual([]);
      const came = await reached();
      const wanted = runs < 20 ? ['PaymentReceived', 'suspense'] : everything;
      expect(wanted.filter((what) => !came.includes(what))).toEqual([]);
    },
    600_000,
  );
});
