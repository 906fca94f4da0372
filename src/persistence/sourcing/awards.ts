import type { MikroORM } from '@mikro-orm/postgresql';
import { isSealed } from '../../domain/order/sourced.ts';
import type { Order } from '../../domain/order/order.ts';
import { isAfter } from '../../domain/order/time.ts';
import type { Answer } from '../../domain/record.ts';
import { judgeAward, type Outcome, type Share } from '../../domain/sourcing/award.ts';
import type { Answered } from '../../domain/sourcing/comparison.ts';
import {
  type AwardInput,
  type Refused,
  refuse,
  type Sourcing,
  type SourcingState,
} from '../../domain/sourcing/sourcing.ts';
import { type Db, writeOnce } from '../catalogue/write-once.ts';
import { inTransaction } from '../sql.ts';
import { postTo } from './letters.ts';
import { answersOf, findSourcing, moveSourcing, type Reads, readerIn } from './sourcings.ts';
import { lastVersion } from './versions.ts';

/** An award as the buyer decides it. */
export interface AwardDecision {
  number: string;
  user: string;
  at: string;
  input: AwardInput;
}

/** An award on record: what is to be carried out, by whom, and what came of earlier ones. */
export interface RunningAward {
  version: number;
  user: string;
  reason: string;
  shares: Share[];
}

export const outcomesOf = (read: Reads, number: string): Promise<Outcome[]> =>
  read<Outcome>({
    text: `select award, order_no as "order", result, detail from sourcing_outcome
      where sourcing = $1 order by award, order_no`,
    values: [number],
  });

/** The awards of a sourcing, first to last. */
export const awardsOf = (read: Reads, number: string): Promise<(RunningAward & { at: string })[]> =>
  read<RunningAward & { at: string }>({
    text: `select version, by_user as "user", iso(at) as at, content->>'reason' as reason, content->'shares' as shares
      from sourcing_award where sourcing = $1 order by version`,
    values: [number],
  });

/**
 * Judges an award and writes it down, once for its command; from then on the sourcing is being awarded. The judgement
 * and the record are one transaction, so that of two awards at once one is refused.
 */
export function recordAward(
  orm: MikroORM,
  { number, user, at, input }: AwardDecision,
  commandId: string,
): Promise<{ answer: Answer } | Refused> {
  return refusable((refused) =>
    writeOnce(orm, commandId, async (db) => {
      const sourcing = await findSourcing(readerIn(db), number, true);
      if (sourcing === null) return refused(refuse('unknown-sourcing', 'There is no such sourcing.'));
      const known = await db.query<{ version: number }>('select version from sourcing_award where command_id = $1', [
        commandId,
      ]);
      const again = known.rows[0]?.version;
      if (again !== undefined) return awarding(number, again);
      const judged = await judgedAward(db, sourcing, input, at);
      if ('rejection' in judged) return refused(judged);
      const { rows } = await db.query<{ version: number }>(
        `insert into sourcing_award (sourcing, version, command_id, content, at, by_user)
        select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 from sourcing_award where sourcing = $1
        returning version`,
        [number, commandId, JSON.stringify({ ...input, shares: judged.shares }), at, user],
      );
      await moveSourcing(db, number, 'awarding', at);
      return awarding(number, rows[0]!.version);
    }),
  );
}

const awarding = (sourcing: string, award: number): Answer => ({
  status: 202,
  body: { sourcing, award, state: 'awarding' },
});

/**
 * A refusal leaves nothing written, and its answer is made and kept by whoever asked: the transaction is left by an
 * error of its own.
 */
export async function refusable(
  work: (refused: (refusal: Refused) => never) => Promise<Answer>,
): Promise<{ answer: Answer } | Refused> {
  let refusal: Refused | null = null;
  try {
    return {
      answer: await work((given) => {
        refusal = given;
        throw new Error(given.rejection.code);
      }),
    };
  } catch (error) {
    if (refusal === null) throw error;
    return refusal;
  }
}

async function judgedAward(
  db: Db,
  sourcing: Sourcing,
  input: AwardInput,
  now: string,
): Promise<{ shares: Share[] } | Refused> {
  const { number, state, deadline } = sourcing;
  if (state === 'open') return refuse('still-open', `Suppliers answer until ${deadline}.`, { deadline });
  if (state === 'awarding') return refuse('award-running', 'An award is being carried out.');
  if (state !== 'evaluating') return refuse('sourcing-over', `The sourcing is over: ${state}.`, { state });
  const evaluation = await lastVersion(readerIn(db), 'sourcing_evaluation', number);
  if (evaluation === null) return refuse('no-evaluation', 'evaluation: record an evaluation first.');
  if (evaluation.version !== input.evaluation) {
    return refuse('stale-version', `evaluation: version ${evaluation.version} is the last one.`, {
      version: evaluation.version,
    });
  }
  const [answers, outcomes] = [await answersOf(readerIn(db), number), await outcomesOf(readerIn(db), number)];
  return judgeAward(sourcing, input, { answers, outcomes, now });
}

/** How a sourcing stands after its deadline: how many orders have not got there yet, and until when quotes stand. */
export interface Closing {
  waiting: number;
  state: SourcingState;
  standsUntil: string | null;
}

const stands = ({ state }: Answered): boolean => state.stage === 'quote';
const notThereYet = (state: Order): boolean =>
  state.stage === 'enquiry' || (isSealed(state) && state.stage === 'quote');

/**
 * Closes a sourcing to answers when its deadline has passed in every order: none waits for a quote and no quote is
 * sealed any more. The buyer is told that there are quotes, or that there are none.
 */
export function closeAnswers(orm: MikroORM, number: string, at: string): Promise<Closing> {
  return inTransaction(orm, async (db) => {
    const sourcing = await existing(db, number);
    const answers = await answersOf(readerIn(db), number);
    // Extended in the moment the timer fired: suppliers still have time.
    if (isAfter(sourcing.deadline, at)) return { waiting: answers.length, ...standing(sourcing.state, answers) };
    const waiting =
      sourcing.invitations.length - answers.length + answers.filter((each) => notThereYet(each.state)).length;
    if (sourcing.state !== 'open' || waiting > 0) return { waiting, ...standing(sourcing.state, answers) };
    const quotes = answers.filter(stands).length;
    const state = quotes === 0 ? 'unanswered' : 'evaluating';
    await moveSourcing(db, number, state, at);
    const letter = {
      kind: quotes === 0 ? 'quotes-none' : 'quotes-ready',
      order: null,
      data: { ...named(sourcing), quotes },
    };
    await postTo(db, { company: sourcing.buyer, role: 'buyer', key: `sourcing:${number}:closed`, at, ...letter });
    return { waiting: 0, ...standing(state, answers) };
  });
}

/** Ends a sourcing whose quotes have all lapsed or been withdrawn before anybody was awarded anything more. */
export function endWhenNothingStands(orm: MikroORM, number: string, at: string): Promise<Closing> {
  return inTransaction(orm, async (db) => {
    const sourcing = await existing(db, number);
    const answers = await answersOf(readerIn(db), number);
    if (sourcing.state !== 'evaluating' || answers.some(stands))
      return { waiting: 0, ...standing(sourcing.state, answers) };
    const won = (await outcomesOf(readerIn(db), number)).some(({ result }) => result === 'awarded');
    const state = won ? 'awarded' : 'not-awarded';
    await moveSourcing(db, number, state, at);
    return { waiting: 0, ...standing(state, answers) };
  });
}

const standing = (state: SourcingState, answers: readonly Answered[]): Omit<Closing, 'waiting'> => ({
  state,
  standsUntil:
    answers
      .flatMap(({ state: order }) => (order.stage === 'quote' ? (order.versions.at(-1)?.validUntil ?? []) : []))
      .sort()
      .at(-1) ?? null,
});

async function existing(db: Db, number: string): Promise<Sourcing> {
  const sourcing = await findSourcing(readerIn(db), number, true);
  if (sourcing === null) throw new RangeError(`there is no sourcing ${number}`);
  return sourcing;
}

const named = ({ number, title, deadline }: Sourcing) => ({ sourcing: number, title, deadline });

/**
 * Writes down what became of each order, moves the sourcing on and tells every supplier, in one transaction. An award
 * of which a share failed leaves the sourcing to be awarded again; otherwise it is over.
 */
export function recordOutcomes(
  orm: MikroORM,
  number: string,
  outcomes: readonly Outcome[],
  at: string,
): Promise<SourcingState> {
  return inTransaction(orm, async (db) => {
    const sourcing = await existing(db, number);
    if (sourcing.state !== 'awarding') return sourcing.state;
    for (const { award, order, result, detail } of outcomes) {
      await db.query(
        `insert into sourcing_outcome (sourcing, award, order_no, result, detail, at)
          values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [number, award, order, result, detail, at],
      );
    }
    const all = await outcomesOf(readerIn(db), number);
    const failed = outcomes.some(({ result }) => result === 'failed');
    const won = all.some(({ result }) => result === 'awarded');
    const state = failed ? 'evaluating' : won ? 'awarded' : 'not-awarded';
    await moveSourcing(db, number, state, at);
    for (const { order, result, detail } of outcomes) {
      const supplier = sourcing.invitations.find((each) => each.order === order)?.supplier;
      if (supplier === undefined || result === 'failed') continue;
      const kind = result === 'awarded' ? 'awarded' : 'not-awarded';
      const data = { ...named(sourcing), order, reason: detail };
      await postTo(db, {
        company: supplier,
        role: 'supplier',
        key: `sourcing:${number}:${kind}:${order}`,
        kind,
        order,
        data,
        at,
      });
    }
    return state;
  });
}
