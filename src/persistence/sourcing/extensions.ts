import type { MikroORM } from '@mikro-orm/postgresql';
import { recordOf } from '../../domain/order/draft.ts';
import { lettersOf } from '../../domain/order/letters.ts';
import type { Answer } from '../../domain/record.ts';
import type { Answered } from '../../domain/sourcing/comparison.ts';
import {
  type ExtensionInput,
  extensionFact,
  judgeExtension,
  type Lapsing,
  lapsingBefore,
  shownLapsing,
} from '../../domain/sourcing/extension.ts';
import { type Refused, refuse, type Sourcing } from '../../domain/sourcing/sourcing.ts';
import { type Db, writeOnce } from '../catalogue/write-once.ts';
import { holdOrder, recordIn } from '../order-store.ts';
import { refusable } from './awards.ts';
import { answersOf, findSourcing, moveDeadline, type Reads, readerIn } from './sourcings.ts';

/** More time as the buyer gives it; `at` is when it is judged. */
export interface ExtensionDecision {
  number: string;
  user: string;
  at: string;
  input: ExtensionInput;
}

export interface Extension {
  version: number;
  from: string;
  deadline: string;
  reason: string;
  lapsing: Lapsing[];
  at: string;
  user: string;
}

/** The extensions of a sourcing, first to last. */
export const extensionsOf = (read: Reads, number: string): Promise<Extension[]> =>
  read<Extension>({
    text: `select version, content->>'from' as "from", content->>'deadline' as deadline, content->>'reason' as reason,
        content->'lapsing' as lapsing, iso(at) as at, by_user as "user"
      from sourcing_extension where sourcing = $1 order by version`,
    values: [number],
  });

/**
 * Judges more time and gives it to the sourcing and to every order of it in one transaction, once for its command. It
 * races with the orders' own clocks, and the record decides: while it is open no clock of these orders is recorded,
 * and one that was recorded before refuses it.
 */
export function recordExtension(
  orm: MikroORM,
  decision: ExtensionDecision,
  commandId: string,
): Promise<{ answer: Answer } | Refused> {
  return refusable((refused) =>
    writeOnce(orm, commandId, async (db) => {
      const { number, at, input } = decision;
      const sourcing = await findSourcing(readerIn(db), number, true);
      if (sourcing === null) return refused(refuse('unknown-sourcing', 'There is no such sourcing.'));
      for (const { order } of sourcing.invitations) await holdOrder(db, order);
      const extensions = await extensionsOf(readerIn(db), number);
      const again = await db.query<{ version: number }>(
        'select version from sourcing_extension where command_id = $1',
        [commandId],
      );
      const known = extensions.find(({ version }) => version === again.rows[0]?.version);
      const answers = await answersOf(readerIn(db), number);
      if (known !== undefined) return extended(number, known, answers);
      const judged = judgeExtension(sourcing, input, { answers, extensions: extensions.length, now: at });
      if ('rejection' in judged) return refused(judged);
      const content = {
        from: sourcing.deadline,
        deadline: judged.deadline,
        reason: judged.reason,
        lapsing: lapsingBefore(judged.deadline, judged.extended),
      };
      const version = extensions.length + 1;
      await db.query(
        `insert into sourcing_extension (sourcing, version, command_id, content, at, by_user)
          values ($1, $2, $3, $4, $5, $6)`,
        [number, version, commandId, JSON.stringify(content), at, decision.user],
      );
      await moveDeadline(db, number, judged.deadline, at);
      for (const each of judged.extended) await extendOrder(db, sourcing, each, { ...decision, ...judged, version });
      return extended(number, { version, ...content, at, user: decision.user }, answers);
    }),
  );
}

const extended = (sourcing: string, extension: Extension, answers: readonly Answered[]): Answer => ({
  status: 200,
  body: {
    sourcing,
    extension: extension.version,
    from: extension.from,
    deadline: extension.deadline,
    lapsing: shownLapsing(extension.lapsing, answers),
  },
});

/** The orders' workflows read on from the record with their next command, or when their old timer fires. */
async function extendOrder(
  db: Db,
  sourcing: Sourcing,
  { order, state }: Answered,
  given: { user: string; at: string; deadline: string; reason: string; version: number },
): Promise<void> {
  const { user, at, deadline, reason, version } = given;
  const by = { party: 'buyer', user, company: sourcing.buyer } as const;
  const happened = extensionFact(sourcing, { deadline, reason }, { now: at, by });
  const id = `sourcing:${sourcing.number}:extension:${version}:${order}`;
  const { after, ...record } = recordOf(state, [happened], { id, name: 'extendSourcing' });
  const { status } = await recordIn(db, record, lettersOf(record.facts, after));
  if (status !== 'written') throw new Error(`${order} was recorded by somebody else while it was held`);
}
