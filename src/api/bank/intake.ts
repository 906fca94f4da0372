import { accounts } from '../../domain/ledger.ts';
import { trustBank } from '../../domain/order/postings.ts';
import { type Actor, bankDesk } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import {
  bookSuspense,
  type BankEntry,
  findBankEntry,
  keepBankEntries,
  lookedAtEntry,
  type KeptBankEntry,
  pendingBankEntries,
  settleBankEntry,
} from '../../persistence/bank.ts';
import { tellOfWholeReturn } from '../../persistence/closed-orders.ts';
import { noteDebit } from '../../persistence/reported-payments.ts';
import { openReversalCase, type ReversalCase } from '../../persistence/reversed-credits.ts';
import { settleReturn } from '../../persistence/suspense-returns.ts';
import { offsetInSuspense } from '../../persistence/suspense-offset.ts';
import { payCharge } from '../../persistence/unpaid-charges.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { inTransaction } from '../../persistence/sql.ts';
import { DeskUnavailable } from '../../temporal/desk.ts';
import type { ApiDeps } from '../deps.ts';
import { commandIdOf } from '../idempotency.ts';
import { movementOf } from './movements.ts';
import { type MovementConcern, recordSight, type Resolution, resolve } from './resolution.ts';

/** What became of a movement, and by which facts of which order. */
export interface Outcome {
  disposition: KeptBankEntry['disposition'];
  order: string | null;
  why: string | null;
  facts: string[];
}

/** Who brings a credit to its order when no person does: the relay, on the bank's behalf. */
const relay: Actor = { user: 'bank-notifications', company: bankDesk, roles: ['bank'] };
const relayLock = 7_310_001;
const keepingLock = 7_310_002;

let keeping: Promise<unknown> = Promise.resolve();

/**
 * Runs one intake at a time over all processes, so that two messages about one booking see each other. Within the
 * process they queue first: each holds only one connection while it waits for the others.
 */
export function oneIntakeAtATime<T>(deps: ApiDeps, work: () => Promise<T>): Promise<T> {
  const mine = keeping.then(() =>
    inTransaction(deps.orm, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [keepingLock]);
      return work();
    }),
  );
  keeping = mine.catch(() => undefined);
  return mine;
}

/** Keeps a bank's message and its movements, each once. */
export const keep = (deps: ApiDeps, message: { sha256: string; xml: string }, entries: BankEntry[]) =>
  keepBankEntries(deps.orm, { ...message, receivedAt: deps.now() }, entries);

/**
 * Applies one pending movement: a command to its order under an id of the movement's own, or suspense. An engine that
 * does not answer leaves it pending, for the next round.
 */
export async function apply(deps: ApiDeps, entry: KeptBankEntry, by: Actor = relay): Promise<Outcome> {
  try {
    return await applied(deps, entry, by);
  } catch (error) {
    if (!(error instanceof DeskUnavailable)) throw error;
    deps.logger.warn({ entry: entry.dedupeKey, kind: error.kind }, 'bank entry stays pending');
    return {
      disposition: 'pending',
      order: null,
      why: 'the engine does not answer now; it is applied as soon as it does',
      facts: [],
    };
  }
}

async function applied(deps: ApiDeps, entry: KeptBankEntry, by: Actor): Promise<Outcome> {
  const commandId = commandIdOf(['bank', entry.dedupeKey]);
  const resolution = await resolve(recordSight(deps.orm), movementOf(entry));
  const finished = await finishedBefore(deps, entry, commandId);
  if (finished !== null) return finished;
  if (resolution.action === 'wait') return { disposition: 'pending', order: null, why: resolution.why, facts: [] };
  if (resolution.action === 'settle-return') return settleReturned(deps, entry, resolution.id);
  if (resolution.action === 'offset') return offset(deps, entry, resolution);
  if (resolution.action === 'pay-charge') return chargePaid(deps, entry, resolution);
  if (resolution.action === 'note-debit') return debitNoted(deps, entry, resolution);
  if (resolution.action === 'suspense') return park(deps, entry, resolution.why, resolution.concern);
  const { order, name, input } = resolution;
  const answered = await deps.desk.issue(order.order, { commandId, name, input, by, seen: order.version }, order.stage);
  if ('rejection' in answered) {
    return (
      (await finishedBefore(deps, entry, commandId)) ??
      park(deps, entry, `order ${order.order}: ${answered.rejection.detail}`)
    );
  }
  return noted(deps, entry, commandId, { order: order.order, answer: answered.answer });
}

/**
 * What became of an entry whose command is on the record: a crash, or somebody quicker, came between that and the note
 * that it is applied. The order may have closed by it: looked at afresh the money would belong to nobody and be booked
 * twice.
 */
async function finishedBefore(deps: ApiDeps, entry: KeptBankEntry, commandId: string): Promise<Outcome | null> {
  const recorded = await recordedCommand(deps.orm, commandId);
  if (recorded === null) return null;
  await deps.desk.catchUp(recorded.order, recorded.version);
  return noted(deps, entry, commandId, recorded);
}

/** What a person has to look into once an order has taken it. */
const casesOf: Record<string, ReversalCase | undefined> = {
  PaymentReversed: 'credit-reversed',
  DisbursementReturned: 'payment-returned',
};

async function noted(
  deps: ApiDeps,
  entry: KeptBankEntry,
  commandId: string,
  { order, answer }: { order: string; answer: Answer },
): Promise<Outcome> {
  const { facts = [] } = answer.body as { facts?: string[] };
  const why = facts.length === 0 ? 'it changed nothing' : facts.join(', ');
  const caseOf = facts.map((type) => casesOf[type]).find((kind) => kind !== undefined);
  if (caseOf !== undefined) await openReversalCase(deps.orm, caseOf, entry, order, deps.now());
  return settled(deps, entry, { disposition: 'applied', order, why, facts }, commandId);
}

async function settleReturned(deps: ApiDeps, entry: KeptBankEntry, id: string): Promise<Outcome> {
  const { dedupeKey, amountMinor, currency } = entry;
  const trust = accounts.trust(trustBank, currency);
  const settled = await settleReturn(deps.orm, id, { entry: dedupeKey, amountMinor, currency, trust });
  const current = await findBankEntry(deps.orm, dedupeKey);
  if (current !== null && (settled || current.disposition !== 'pending')) return asItStands(current);
  return park(deps, entry, `${id} is not on its way over this amount: nothing was to leave for it`);
}

/** Where somebody settled the charge meanwhile, the next round sees it so. */
async function chargePaid(
  deps: ApiDeps,
  entry: KeptBankEntry,
  charge: Extract<Resolution, { action: 'pay-charge' }>,
): Promise<Outcome> {
  const { dedupeKey, currency } = entry;
  const trust = accounts.trust(trustBank, currency);
  const paid = await payCharge(deps.orm, charge, { entry: dedupeKey, trust, why: charge.why });
  const current = await findBankEntry(deps.orm, dedupeKey);
  if (current !== null && (paid || current.disposition !== 'pending')) return asItStands(current);
  return { disposition: 'pending', order: null, why: 'the charge it pays has been settled', facts: [] };
}

async function debitNoted(
  deps: ApiDeps,
  entry: KeptBankEntry,
  { order, payment, why }: Extract<Resolution, { action: 'note-debit' }>,
): Promise<Outcome> {
  const { dedupeKey, amountMinor, currency } = entry;
  const noted = await noteDebit(deps.orm, dedupeKey, { order, payment, amountMinor, currency }, why);
  const current = await findBankEntry(deps.orm, dedupeKey);
  if (current !== null && (noted || current.disposition !== 'pending')) return asItStands(current);
  return park(deps, entry, `${payment} is settled: nothing was to leave for it`);
}

/** What belongs to no order waits in suspense; what belongs to a closed one has a case besides, that names it. */
async function park(
  deps: ApiDeps,
  entry: KeptBankEntry,
  why: string,
  concern?: MovementConcern,
): Promise<Outcome> {
  const current = await findBankEntry(deps.orm, entry.dedupeKey);
  if (current !== null && current.disposition !== 'pending') return asItStands(current);
  // The case first: were it lost in a crash, nothing would bring this movement up again.
  if (concern !== undefined) await noteConcern(deps, entry, concern);
  const { order = null, party = null } = concern ?? {};
  const parked = { why, ...(order === null ? {} : { concern: { order, party } }) };
  await bookSuspense(deps.orm, entry.dedupeKey, accounts.trust(trustBank, entry.currency), parked);
  return { disposition: 'suspense', order, why, facts: [] };
}

async function noteConcern(deps: ApiDeps, entry: KeptBankEntry, { kind, order }: MovementConcern): Promise<void> {
  if (kind !== 'paid-in-time') return openReversalCase(deps.orm, kind, entry, order, deps.now());
  if (order !== null) await tellOfWholeReturn(deps.orm, entry, order, deps.now());
}

/** Money that came and went needs nobody's decision; where something came between, the next round looks again. */
async function offset(
  deps: ApiDeps,
  entry: KeptBankEntry,
  { parked, why }: Extract<Resolution, { action: 'offset' }>,
): Promise<Outcome> {
  const trust = accounts.trust(trustBank, entry.currency);
  const done = await offsetInSuspense(deps.orm, { pending: entry.dedupeKey, parked, trust, why, at: deps.now() });
  const current = await findBankEntry(deps.orm, entry.dedupeKey);
  if (done || (current !== null && current.disposition !== 'pending'))
    return current === null ? { disposition: 'applied', order: null, why, facts: [] } : asItStands(current);
  return { disposition: 'pending', order: null, why: 'what it would make up for has moved', facts: [] };
}

async function settled(
  deps: ApiDeps,
  entry: KeptBankEntry,
  outcome: Outcome & { order: string },
  commandId?: string,
): Promise<Outcome> {
  const { order, why } = outcome;
  const written = await settleBankEntry(deps.orm, entry.dedupeKey, {
    disposition: 'applied',
    order,
    ...(why === null ? {} : { why }),
    ...(commandId === undefined ? {} : { commandId }),
  });
  if (typeof written === 'string') return outcome;
  const current = await findBankEntry(deps.orm, entry.dedupeKey);
  return current === null ? outcome : asItStands(current);
}

/** What was written down about a movement before. */
export const asItStands = ({ disposition, order, why }: KeptBankEntry): Outcome => ({
  disposition,
  order,
  why,
  facts: [],
});

/** Carries on with what a crash left pending, in one process at a time. Answers how many were dealt with. */
export function applyPendingEntries(deps: ApiDeps): Promise<number> {
  return inTransaction(deps.orm, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [relayLock]);
    if (rows[0]?.mine !== true) return 0;
    const pending = await pendingBankEntries(deps.orm);
    let done = 0;
    for (const entry of pending) {
      // One that fails keeps no other from its turn.
      const outcome = await apply(deps, entry).catch((error: unknown) => {
        deps.logger.error({ err: error, entry: entry.dedupeKey }, 'a bank entry waits for its next turn');
        return null;
      });
      if (outcome === null || outcome.disposition === 'pending') await lookedAtEntry(deps.orm, entry.dedupeKey);
      else done += 1;
    }
    return done;
  });
}
