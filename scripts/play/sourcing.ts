import { setTimeout as sleep } from 'node:timers/promises';
import type { Terms } from '../../src/domain/order/terms.ts';
import { offerOf, sign } from './steps.ts';
import { type Clauses, demand, termsWith } from './terms.ts';
import type { Trade } from './trade.ts';

/** A sourcing as its buyer reads it, as far as it is played. */
interface Seen {
  state: string;
  invitations: { supplier: string; order: string; stage: string | null }[];
}

/** Long enough for two quotes while whatever brings them is killed and comes back. */
const ANSWER_MS = 30_000;
const LOOK_AGAIN_MS = 250;
const COMES_ABOUT_WITHIN_MS = 180_000;

async function until(trade: Trade, path: string, what: string, holds: (seen: Seen) => boolean): Promise<Seen> {
  for (const giveUp = performance.now() + COMES_ABOUT_WITHIN_MS; performance.now() < giveUp; ) {
    const seen = await trade.read<Seen>('buyer', path);
    if (holds(seen)) return seen;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`${path}: ${what} did not come about within ${COMES_ABOUT_WITHIN_MS / 1000} s`);
}

/**
 * Supplier and rival are asked under seal, each answers in an order of its own, and the supplier's is awarded; the
 * trade goes on in that order until its contract is signed by both. Answers the terms.
 */
export async function source(trade: Trade, clauses: Clauses = {}): Promise<Terms> {
  const terms = termsWith(clauses);
  const { supplier, rival } = trade.cast;
  const opened = await trade.write('buyer', 'openSourcing', '/v1/sourcings', {
    title: `Lamps ${trade.index + 1}`,
    demand,
    suppliers: [supplier.company, rival.company],
    sealed: true,
    deadline: new Date(Date.now() + ANSWER_MS).toISOString(),
    split: 'WHOLE',
    compare: { incoterm: terms.incoterm, place: terms.namedPlace, currency: terms.currency },
    weights: { landedCost: 10_000, leadTime: 0, rating: 0, validity: 0, paymentTerms: 0 },
  });
  const path = `/v1/sourcings/${(opened.body as { sourcing: string }).sourcing}`;
  const everyOneAsked = ({ invitations }: Seen) => invitations.every(({ stage }) => stage !== null);
  const { invitations } = await until(trade, path, 'an order for each supplier', everyOneAsked);
  const orderOf = (company: string): string => invitations.find((each) => each.supplier === company)?.order ?? '';
  await trade.write('rival', 'submitQuote', `/v1/orders/${orderOf(rival.company)}/submitQuote`, offerOf(terms));
  trade.adopt(orderOf(supplier.company));
  await trade.issue('supplier', 'submitQuote', offerOf(terms));
  await until(trade, path, 'the deadline', ({ state }) => state === 'evaluating');
  await awardTo(trade, path);
  return terms;
}

async function awardTo(trade: Trade, path: string): Promise<void> {
  const judged = await trade.write('buyer', 'recordEvaluation', `${path}/evaluation`, { reason: 'both compared' });
  const { version } = judged.body as { version: number };
  const { options } = await trade.read<{ options: { order: string; hash: string }[] }>('buyer', `${path}/comparison`);
  const chosen = options.find(({ order }) => order === trade.order());
  if (chosen === undefined) throw new Error(`${path}: the quote of order ${trade.order()} is not compared`);
  const { order, hash } = chosen;
  const reason = 'the better of two';
  await trade.write('buyer', 'awardSourcing', `${path}/award`, {
    evaluation: version,
    reason,
    shares: [{ order, hash }],
  });
  await until(trade, path, 'the award', ({ state }) => state === 'awarded');
  await sign(trade, hash);
}
