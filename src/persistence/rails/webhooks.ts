import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient, QueryResultRow } from 'pg';
import type { Attempt } from '../../domain/rails/attempt.ts';
import type { RailEvent } from '../../domain/rails/event.ts';
import { gathering } from '../gathering.ts';
import { inTransaction, query, untilUndisturbed, whole } from '../sql.ts';
import { changeAttempt } from './attempts.ts';
import { noteRefund } from './refunds.ts';

/** A webhook that was proved to be its provider's. */
export interface ProvedWebhook {
  provider: string;
  eventId: string;
  subject: string;
  occurredAt: string;
  receivedAt: string;
  body: string;
  /** Null where nobody can say what it means: such a webhook is dead at once, for a person to look at. */
  event: RailEvent | null;
  why: string | null;
}

/** Keeps a webhook, once for ever by its provider and event id; those that come at the same time share a commit. */
export function keepWebhook(orm: MikroORM, webhook: ProvedWebhook): Promise<'new' | 'known'> {
  const keep = keepers.get(orm) ?? gathering((webhooks) => keepWebhooks(orm, webhooks));
  keepers.set(orm, keep);
  return keep(webhook);
}

const keepers = new WeakMap<MikroORM, ReturnType<typeof gathering<ProvedWebhook, 'new' | 'known'>>>();

const keyOf = ({ provider, eventId }: Named): string => JSON.stringify([provider, eventId]);

/** Of several with one key the first is kept, and new if none was kept before. */
async function keepWebhooks(orm: MikroORM, webhooks: readonly ProvedWebhook[]): Promise<('new' | 'known')[]> {
  const column = <Value>(of: (webhook: ProvedWebhook) => Value): Value[] => webhooks.map(of);
  const rows = await query<Named & QueryResultRow>(orm, {
    name: 'keep_webhooks',
    text: `insert into incoming_webhook (provider, event_id, subject, occurred_at, received_at, body, event, state,
        next_attempt_at, last_error)
      select provider, event_id, subject, occurred_at, received_at, body, event,
          case when event is null then 'dead' else 'pending' end, received_at, why
        from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::jsonb[],
          $8::text[]) with ordinality
          as given (provider, event_id, subject, occurred_at, received_at, body, event, why, place)
        order by place
      on conflict do nothing returning provider, event_id as "eventId"`,
    values: [
      column(({ provider }) => provider),
      column(({ eventId }) => eventId),
      column(({ subject }) => subject),
      column(({ occurredAt }) => occurredAt),
      column(({ receivedAt }) => receivedAt),
      column(({ body }) => body),
      column(({ event }) => (event === null ? null : JSON.stringify(event))),
      column(({ why }) => why),
    ],
  });
  const fresh = new Set(rows.map(keyOf));
  return webhooks.map((webhook) => (fresh.delete(keyOf(webhook)) ? 'new' : 'known'));
}

/** Counts a webhook that could not be proved; nothing of it is kept but why. */
export async function countRefusal(orm: MikroORM, provider: string, why: string, at: string): Promise<void> {
  await query(orm, {
    text: `insert into webhook_refusal as kept (provider, count, last_at, last_why) values ($1, 1, $2, $3)
      on conflict (provider) do update set count = kept.count + 1, last_at = $2, last_why = $3`,
    values: [provider, at, why],
  });
}

/** How many webhooks of each provider were refused. */
export const refusals = async (orm: MikroORM) =>
  (
    await query<{ provider: string; count: string; lastAt: string; lastWhy: string }>(orm, {
      text: `select provider, count, iso(last_at) as "lastAt", last_why as "lastWhy" from webhook_refusal
      order by provider`,
    })
  ).map((row) => ({ ...row, count: whole(row.count) }));

/** A kept webhook as it is to be applied. */
export interface DueWebhook {
  provider: string;
  eventId: string;
  subject: string;
  event: RailEvent;
  attempts: number;
}

/**
 * The webhooks that are due, in the order their subjects lived them. A later event about a thing waits for an earlier
 * one that is kept and not applied, unless that one gave up.
 */
export const dueWebhooks = (orm: MikroORM, now: string, limit = 200): Promise<DueWebhook[]> =>
  query<DueWebhook & QueryResultRow>(orm, {
    text: `select provider, event_id as "eventId", subject, event, attempts from incoming_webhook w
      where state = 'pending' and next_attempt_at <= $1 and not exists (
        select from incoming_webhook e where e.state = 'pending' and e.provider = w.provider and e.subject = w.subject
          and (e.occurred_at, e.position) < (w.occurred_at, w.position) and e.next_attempt_at > $1)
      order by occurred_at, position limit $2`,
    values: [now, limit],
  });

/** Runs `work` alone over all processes; null when another one is at it. */
export const alone = <T>(orm: MikroORM, lock: number, work: () => Promise<T>): Promise<T | null> =>
  inTransaction(orm, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock]);
    return rows[0]?.mine === true ? work() : null;
  });

/** Marks a webhook applied, in the transaction of what it led to. */
const webhookApplied = (client: PoolClient, { provider, eventId }: Pick<DueWebhook, 'provider' | 'eventId'>) =>
  client.query(
    `update incoming_webhook set state = 'applied', last_error = null, attempts = attempts + 1
      where provider = $1 and event_id = $2`,
    [provider, eventId],
  );

/** Puts a webhook off until later, or gives it up. */
export async function deferWebhook(
  orm: MikroORM,
  { provider, eventId }: Pick<DueWebhook, 'provider' | 'eventId'>,
  { why, until, dead }: { why: string; until: string; dead: boolean },
): Promise<void> {
  await query(orm, {
    text: `update incoming_webhook set attempts = attempts + 1, next_attempt_at = $3, last_error = $4, state = $5
      where provider = $1 and event_id = $2 and state = 'pending'`,
    values: [provider, eventId, until, why, dead ? 'dead' : 'pending'],
  });
}

/** A webhook as operators see it. */
export interface ShownWebhook {
  position: number;
  provider: string;
  eventId: string;
  subject: string;
  occurredAt: string;
  receivedAt: string;
  state: 'pending' | 'applied' | 'dead';
  attempts: number;
  lastError: string | null;
  kind: string | null;
}

/** Webhooks that were given up or wait, oldest first; `next` is what to give as `after` for the page that follows. */
export async function listWebhooks(
  orm: MikroORM,
  { state, after = 0, limit }: { state: 'dead' | 'pending'; after?: number; limit: number },
): Promise<{ webhooks: ShownWebhook[]; next: number | null }> {
  const rows = await query<Omit<ShownWebhook, 'position'> & { position: string }>(orm, {
    text: `select position, provider, event_id as "eventId", subject, iso(occurred_at) as "occurredAt",
        iso(received_at) as "receivedAt", state, attempts, last_error as "lastError", event ->> 'kind' as kind
      from incoming_webhook where state = $1 and position > $2 order by position limit $3`,
    values: [state, after, limit + 1],
  });
  const webhooks = rows.slice(0, limit).map((row) => ({ ...row, position: whole(row.position) }));
  return { webhooks, next: rows.length > limit ? (webhooks.at(-1)?.position ?? null) : null };
}

/** Lets a dead webhook be tried again; `unknown` when no dead one has that number. */
export async function reviveWebhook(
  orm: MikroORM,
  position: number,
  now: string,
): Promise<'revived' | 'unknown' | 'unreadable'> {
  const rows = await query<{ readable: boolean }>(orm, {
    text: `with found as (select provider, event_id, event is not null as readable from incoming_webhook
        where state = 'dead' and position = $1 for update), revived as (
        update incoming_webhook w set state = 'pending', attempts = 0, next_attempt_at = $2 from found f
          where w.provider = f.provider and w.event_id = f.event_id and f.readable returning 1)
      select readable, (select count(*) from revived) as revived from found`,
    values: [position, now],
  });
  const [row] = rows;
  if (row === undefined) return 'unknown';
  return row.readable ? 'revived' : 'unreadable';
}

type Named = Pick<DueWebhook, 'provider' | 'eventId'>;

/** Nothing follows from it, or what followed is written down already. */
export const noteApplied = (orm: MikroORM, webhook: Named): Promise<unknown> =>
  inTransaction(orm, (client) => webhookApplied(client, webhook));

/** Changes an attempt by what a webhook says, both or neither. */
export const applyOutcome = (
  orm: MikroORM,
  webhook: Named,
  attempt: string,
  change: (one: Attempt) => Attempt,
): Promise<Attempt> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const after = await changeAttempt(client, attempt, change);
      await webhookApplied(client, webhook);
      return after;
    }),
  );

/** Notes how a refund ended; false, and nothing noted, when there is no such refund. */
export const applyRefund = (
  orm: MikroORM,
  webhook: Named,
  { key, refund, status, reason }: Extract<RailEvent, { kind: 'REFUND' }>,
): Promise<boolean> =>
  inTransaction(orm, async (client) => {
    const outcome = status === 'FAILED' ? { status, reason } : { status, refund };
    if (!(await noteRefund(client, key, outcome))) return false;
    await webhookApplied(client, webhook);
    return true;
  });
