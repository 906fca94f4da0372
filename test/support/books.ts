import { expect } from '@jest/globals';
import { held } from '../../src/domain/order/escrow.ts';
import { fold } from '../../src/domain/order/evolve.ts';
import type { HappenedFact } from '../../src/domain/order/facts.ts';
import { isContracted, type Outcome } from '../../src/domain/order/order.ts';
import { verifyFacts, verifyLedger } from '../../src/persistence/ledger-verify.ts';
import { balances, ledgerOfOrder, trialBalance } from '../../src/persistence/ledger-store.ts';
import { factsOf } from '../../src/persistence/order-reader.ts';
import type { Trade } from './trade.ts';
import type { Workshop } from './workshop.ts';

/** Who got what of the money that came in, in minor units; `costs` is what the banks took for sending money back. */
export interface Cash {
  received: number;
  supplier: number;
  buyer: number;
  costs: number;
}

/** The way of a trade that is inspected and settled on title transfer, when all goes well. */
export const happyPath = [
  'enquiry quote contract escrow production warehouse inspection matching customs release',
  'shipment receipt completed closed',
].join(' ');

/** The stages an order went through, first to last. */
export async function pathOf({ orm }: Workshop, { number }: Trade): Promise<string> {
  const stages = (await factsOf(orm, number)).flatMap(({ type, data }) => {
    if (type === 'OrderOpened') return ['enquiry'];
    return type === 'StageEntered' ? [data.stage as string] : type === 'OrderClosed' ? ['closed'] : [];
  });
  return stages.join(' ');
}

/** What moved over the trust account for one order, read from the ledger and not from the order. */
export async function cashOf({ orm }: Workshop, { number }: Trade, currency = 'USD'): Promise<Cash> {
  const booked = await ledgerOfOrder(orm, number);
  const sum = (...kinds: string[]) =>
    booked
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ postings }) => postings)
      .filter((posting) => posting.currency === currency && posting.amountMinor > 0)
      .reduce((total, { amountMinor }) => total + amountMinor, 0);
  return {
    received: sum('payment-received', 'payment-mismatched'),
    supplier: sum('payout-settled'),
    buyer: sum('refund-settled', 'return-settled'),
    costs: sum('return-cost'),
  };
}

/**
 * Asserts that a trade is over and its books are sound: closed as expected, by the expected way, every account of the
 * order cleared, the ledger balanced, the facts chained, the read model what the facts make of it, and the worker
 * without a fault.
 */
export async function expectClosed(
  shop: Workshop,
  trade: Trade,
  expected: { outcome: Outcome; path: string; cash?: Cash },
): Promise<void> {
  await trade.finish();
  const { orm } = shop;
  const order = await trade.order();
  const facts = await factsOf(orm, trade.number);
  const last = fold(
    facts.slice(0, facts.findLastIndex(({ type }) => type !== 'OrderClosed') + 1) as unknown as HappenedFact[],
  );
  const cash = await cashOf(shop, trade);
  expect({
    stage: order.stage,
    outcome: order.stage === 'closed' ? order.outcome : null,
    path: await pathOf(shop, trade),
    held: isContracted(last) ? held(last) : 0,
    unsettled: isContracted(last)
      ? last.disbursements.filter(({ status }) => status !== 'SETTLED').map(({ id, status }) => `${id} ${status}`)
      : [],
  }).toEqual({ stage: 'closed', outcome: expected.outcome, path: expected.path, held: 0, unsettled: [] });
  expect(fold(facts as unknown as HappenedFact[])).toEqual(order);
  expect(await verifyLedger(orm)).toEqual([]);
  expect(await verifyFacts(orm, trade.number)).toEqual([]);
  expect((await trialBalance(orm)).filter(({ differenceMinor }) => differenceMinor !== 0)).toEqual([]);
  expect((await balances(orm, `orders:${trade.number}:`)).filter(({ amountMinor }) => amountMinor !== 0)).toEqual([]);
  expect(cash.received).toBe(cash.supplier + cash.buyer + cash.costs);
  if (expected.cash) expect(cash).toEqual(expected.cash);
  expect(shop.troubles()).toEqual([]);
}
