import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { held, openRequests, paid } from '../../src/domain/order/escrow.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { actionsOf, judgeClocks } from '../../src/domain/order/judge.ts';
import { isContracted, type Order, type Stage } from '../../src/domain/order/order.ts';
import { postingsOf } from '../../src/domain/order/postings.ts';
import { runningClocks, tradeProcess, waitingOn } from '../../src/domain/order/process.ts';
import { everyone } from './actors.ts';
import type { Played } from './played.ts';

type Balances = Record<string, number>;
const total = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** What every account of the ledger holds after these facts; a credit is positive, as on the books of the house. */
export function balancesOf({ facts, order }: Played): Balances {
  const balances: Balances = {};
  facts.forEach((happened, at) => {
    for (const { id, postings } of postingsOf(order, happened, at + 1)) {
      const perCurrency: Balances = {};
      for (const { account, currency, amountMinor } of postings) {
        const key = account.startsWith('trust:') ? account : `${account} ${currency}`;
        balances[key] = (balances[key] ?? 0) - amountMinor;
        perCurrency[currency] = (perCurrency[currency] ?? 0) + amountMinor;
      }
      if (Object.values(perCurrency).some((sum) => sum !== 0)) throw new Error(`${id} is out of balance`);
    }
  });
  return balances;
}

/** Money is neither made nor lost: every account says what the order says, and the trust account holds all of it. */
export function expectMoneyConserved(played: Played): void {
  const { order } = played;
  if (!isContracted(order)) return;
  const balances = balancesOf(played);
  const { currency } = order.contract.terms;
  const open = (kinds: string[], of: string) =>
    total(
      order.disbursements
        .filter(({ kind, status, ...each }) => kinds.includes(kind) && status !== 'SETTLED' && each.currency === of)
        .map(({ amountMinor }) => amountMinor),
    );
  const account = (name: string, of = currency) => balances[`${name} ${of}`] ?? 0;
  expect(held(order)).toBeGreaterThanOrEqual(0);
  expect(account(`orders:${order.order}:escrow`)).toBe(held(order));
  expect(account(`parties:${order.companies.supplier}:payable`)).toBe(open(['PAYOUT'], currency));
  expect(account(`parties:${order.companies.buyer}:payable`)).toBe(open(['REFUND'], currency));
  for (const code of ['USD', 'EUR', 'JPY']) {
    expect(account(`orders:${order.order}:returns`, code)).toBe(open(['RETURN'], code));
    const owed = total(
      Object.entries(balances)
        .filter(([name]) => name.endsWith(` ${code}`))
        .map(([, amount]) => amount),
    );
    expect(owed + (balances[`trust:main:${code}`] ?? 0)).toBe(0);
  }
  const asked = paid(order) + total(openRequests(order).map(({ amountMinor }) => amountMinor));
  expect(asked).toBeLessThanOrEqual(order.contract.totalMinor);
  const payouts = order.disbursements.filter(({ kind }) => kind === 'PAYOUT').map(({ amountMinor }) => amountMinor);
  expect(total(payouts)).toBeLessThanOrEqual(order.contract.totalMinor);
}

/** Somebody the order waits for can do something, or a clock runs: no order is forgotten. */
export function expectAlive(order: Order, now: string): void {
  if (order.stage === 'closed') return;
  const waiting = waitingOn(order);
  const able = everyone
    .flatMap((actor) => actionsOf(order, actor, now))
    .filter(({ party, allowed }) => allowed && waiting.includes(party));
  const clocks = runningClocks(order);
  if (waiting.length > 0 && able.length === 0)
    throw new Error(`${order.stage} waits for ${waiting.join(', ')}, who can do nothing`);
  if (waiting.length === 0 && clocks.length === 0) throw new Error(`${order.stage} waits for nobody and no clock runs`);
}

/** Plain JSON: a worker that takes the order over from its snapshot holds the same order. */
export function expectPlain(order: Order): void {
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(order)), order)) throw new Error('the order does not survive JSON');
}

/** Each stage is left only for those the process table names. */
export function expectOnTheMap(facts: readonly HappenedFact[]): void {
  let stage: Stage = 'enquiry';
  for (const each of facts) {
    const next: Stage | null =
      each.type === 'StageEntered' ? each.data.stage : each.type === 'OrderClosed' ? 'closed' : null;
    if (next === null) continue;
    if (stage === 'closed' || !tradeProcess[stage].leadsTo.includes(next))
      throw new Error(`${stage} does not lead to ${next}`);
    stage = next;
  }
}

export function expectSound(played: Played): void {
  expectMoneyConserved(played);
  expectAlive(played.order, played.now);
  expectPlain(played.order);
  expect(played.order.version).toBe(played.facts.length);
  const elapsed = judgeClocks(played.order, played.now).order;
  expect(judgeClocks(elapsed, played.now).facts).toEqual([]);
}
