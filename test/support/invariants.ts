import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { held, openRequests, paid, released } from '../../src/domain/order/escrow.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { actionsOf, judgeClocks } from '../../src/domain/order/judge.ts';
import { isContracted, type Order, type Stage } from '../../src/domain/order/order.ts';
import type { Disbursement } from '../../src/domain/order/parts.ts';
import { postingsOf } from '../../src/domain/order/postings.ts';
import { runningClocks, tradeProcess, waitingOn } from '../../src/domain/order/process.ts';
import { everyoneOn } from './actors.ts';
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

const isOpen = (status: Disbursement['status']): boolean => status !== 'SETTLED' && status !== 'VOIDED';

/** What the buyer owes in a currency, by the facts alone: claimed and not made up for. */
function claimed({ facts }: Played, of: string): number {
  return total(
    facts.map((each) => {
      if (each.type === 'PaymentReversed' && each.data.currency === of) return each.data.claimMinor;
      if (each.type === 'DisbursementRevived' && each.data.currency === of) return each.data.claimMinor;
      if (each.type === 'ChargesIncurred' || each.type === 'ChargesReversed')
        return each.data.currency === of ? each.data.amountMinor : 0;
      if (each.type === 'ChargesPaid' || each.type === 'ChargesCovered')
        return each.data.currency === of ? -each.data.amountMinor : 0;
      return each.type === 'ClaimCovered' && each.data.currency === of ? -each.data.amountMinor : 0;
    }),
  );
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
        .filter(({ kind, status, ...each }) => kinds.includes(kind) && isOpen(status) && each.currency === of)
        .map(({ amountMinor }) => amountMinor),
    );
  const account = (name: string, of = currency) => balances[`${name} ${of}`] ?? 0;
  expect(held(order)).toBeGreaterThanOrEqual(0);
  expect(account(`orders:${order.order}:escrow`)).toBe(held(order));
  expect(account(`parties:${order.companies.supplier}:payable`)).toBe(open(['PAYOUT'], currency));
  expect(account(`parties:${order.companies.buyer}:payable`)).toBe(open(['REFUND'], currency));
  for (const code of ['USD', 'EUR', 'JPY']) {
    expect(account(`orders:${order.order}:returns`, code)).toBe(open(['RETURN'], code));
    expect(account(`parties:${order.companies.buyer}:receivable`, code) + claimed(played, code)).toBe(0);
    const owed = total(
      Object.entries(balances)
        .filter(([name]) => name.endsWith(` ${code}`))
        .map(([, amount]) => amount),
    );
    expect(owed + (balances[`trust:main:${code}`] ?? 0)).toBe(0);
  }
  const asked = paid(order) + total(openRequests(order).map(({ amountMinor }) => amountMinor));
  expect(asked).toBeLessThanOrEqual(order.contract.totalMinor);
  expect(released(order)).toBeLessThanOrEqual(order.contract.totalMinor);
  expect(order.claimMinor ?? 0).toBeGreaterThanOrEqual(0);
  const perCredit = (order.charges ?? []).map(({ charges }) => charges);
  expect(new Set(perCredit).size).toBe(perCredit.length);
  expectAccountedFor(played, balances);
}

/**
 * In every currency, what the bank credited is what is held, what is on its way or gone to the supplier and the buyer,
 * and what the house keeps for costs, less what the buyer owes and what the bank took back.
 */
export function expectAccountedFor({ facts, order }: Played, balances: Balances): void {
  const moved = (code: string, type: HappenedFact['type']) =>
    total(
      facts.flatMap((each) => {
        const data = each.data as { currency?: string; amountMinor?: number; costMinor?: number };
        if (each.type !== type || data.currency !== code) return [];
        return [(data.amountMinor ?? 0) - (type === 'DisbursementReturned' ? (data.costMinor ?? 0) : 0)];
      }),
    );
  for (const code of ['USD', 'EUR', 'JPY']) {
    const credited = moved(code, 'PaymentReceived') + moved(code, 'PaymentMismatched') + moved(code, 'ChargesPaid');
    const taken = moved(code, 'PaymentReversed') + moved(code, 'ChargesReversed');
    const gone = moved(code, 'DisbursementSettled') - moved(code, 'DisbursementReturned');
    const at = (name: string) => balances[`${name} ${code}`] ?? 0;
    const { buyer, supplier } = order.companies;
    const inHouse = [
      `orders:${order.order}:escrow`,
      `orders:${order.order}:returns`,
      'house:return-costs',
      // What was charged on stands here until the buyer has paid it.
      'house:fees',
      `parties:${buyer}:payable`,
      `parties:${supplier}:payable`,
      `parties:${buyer}:receivable`,
    ];
    expect(total(inHouse.map(at)) + gone).toBe(credited - taken);
  }
}

/** A trade that is over leaves nothing behind: what was held, due and on its way is gone, to the cent. */
export function expectCleared(played: Played): void {
  const left = Object.entries(balancesOf(played)).filter(
    ([name, amount]) => amount !== 0 && /^orders:|:payable /.test(name),
  );
  expect(left).toEqual([]);
}

/** Somebody the order waits for can do something, or a clock runs: no order is forgotten. */
export function expectAlive(order: Order, now: string): void {
  if (order.stage === 'closed') return;
  const waiting = waitingOn(order);
  const able = everyoneOn(order)
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
