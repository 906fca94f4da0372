import type { MikroORM } from '@mikro-orm/postgresql';
import { approvalLetters } from '../../domain/approvals/letters.ts';
import type { ApprovalRequest } from '../../domain/approvals/request.ts';
import type { Db } from '../catalogue/write-once.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { post } from '../outbox.ts';
import { inTransaction, query, untilUndisturbed } from '../sql.ts';
import { read, type Source } from '../party-view.ts';

/** Keeps a new request and tells those who are to decide it, in the transaction it was found necessary in. */
export async function keepRequest(db: Db, request: ApprovalRequest): Promise<void> {
  const { id, company, order, hash, state, version, requestedAt } = request;
  await db.query(
    `insert into approval_request (id, company, order_no, hash, state, version, content, requested_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, company, order, hash, state, version, JSON.stringify(request), requestedAt],
  );
  for (const letter of approvalLetters(null, request)) await post(db, letter);
}

/** One request; null when there is none. */
export async function findRequest(source: Source, id: string): Promise<ApprovalRequest | null> {
  const rows = await read<{ content: ApprovalRequest }>(source, {
    text: 'select content from approval_request where id = $1',
    values: [id],
  });
  return rows[0]?.content ?? null;
}

/** The requests of an order, newest first. */
export async function requestsOf(db: Db, order: string): Promise<ApprovalRequest[]> {
  const { rows } = await db.query<{ content: ApprovalRequest }>(
    'select content from approval_request where order_no = $1 order by requested_at desc, id',
    [order],
  );
  return rows.map(({ content }) => content);
}

/** The request as a recorded step left it; null when no step has this id. */
export async function recordedStep(orm: MikroORM, commandId: string): Promise<ApprovalRequest | null> {
  const rows = await query<{ content: ApprovalRequest }>(orm, {
    text: 'select content from approval_step where command_id = $1',
    values: [commandId],
  });
  return rows[0]?.content ?? null;
}

/** One step of a request, from the version before it. */
export interface Step {
  commandId: string;
  before: ApprovalRequest;
  after: ApprovalRequest;
}

/** `missed`: the record knows another request than `before`, or this very step; nothing was written. */
export type StepOutcome = { status: 'written' } | { status: 'missed'; request: ApprovalRequest; done: boolean };

/**
 * Writes one step of a request whole, with its letters, in one transaction; once by its id. Throws when there is no
 * such request.
 */
export const recordStep = (orm: MikroORM, { commandId, before, after }: Step): Promise<StepOutcome> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const {
        rows: [kept],
      } = await client.query<{ content: ApprovalRequest; done: boolean }>(
        `select content, exists (select from approval_step s where s.command_id = $2) as done
        from approval_request where id = $1 for update`,
        [before.id, commandId],
      );
      if (kept === undefined) throw new RangeError(`there is no approval request ${before.id}`);
      if (kept.done || kept.content.version !== before.version) {
        return { status: 'missed', request: kept.content, done: kept.done };
      }
      await client.query('insert into approval_step (request, version, command_id, content) values ($1, $2, $3, $4)', [
        after.id,
        after.version,
        commandId,
        JSON.stringify(after),
      ]);
      await client.query('update approval_request set state = $2, version = $3, content = $4 where id = $1', [
        after.id,
        after.state,
        after.version,
        JSON.stringify(after),
      ]);
      for (const letter of approvalLetters(before, after)) await post(client, letter);
      return { status: 'written' };
    }),
  );

/** Open requests nobody watches over yet: a crash came between keeping them and starting their workflow. */
export const unstartedRequests = async (orm: MikroORM, limit = 100): Promise<ApprovalRequest[]> =>
  (
    await query<{ content: ApprovalRequest }>(orm, {
      text: `select content from approval_request where not started and state = 'OPEN' order by requested_at limit $1`,
      values: [limit],
    })
  ).map(({ content }) => content);

/** Notes that a workflow watches over a request. */
export async function noteStarted(orm: MikroORM, id: string): Promise<void> {
  await query(orm, { text: 'update approval_request set started = true where id = $1', values: [id] });
}

export interface RequestFilter {
  /** Left out: the requests of every company, for the platform. */
  company?: string;
  state?: ApprovalRequest['state'];
  after?: string;
  limit: number;
}

/** Requests, newest first, at most `limit`; RangeError for a cursor that is none of this list's. */
export async function listRequests(
  source: Source,
  { company, state, after, limit }: RequestFilter,
): Promise<{ approvals: ApprovalRequest[]; next: string | null }> {
  const [at, id] = after === undefined ? ['infinity', ''] : cursorValues(after, 2);
  const rows = await read<{ content: ApprovalRequest; at: string }>(source, {
    text: `select content, requested_at::text as at from approval_request
      where ($1::text is null or company = $1) and ($2::text is null or state = $2)
        and (requested_at, id) < ($3::timestamptz, $4)
      order by requested_at desc, id desc limit $5`,
    values: [company ?? null, state ?? null, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    approvals: page.map(({ content }) => content),
    next: last === undefined ? null : cursorAfter([last.at, last.content.id]),
  };
}
