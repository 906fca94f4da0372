import type { MikroORM } from '@mikro-orm/postgresql';
import type { Letter } from '../../domain/words/letter.ts';
import { cursorAfter, cursorValues } from '../cursor.ts';
import { post } from '../outbox.ts';
import { inTransaction, query } from '../sql.ts';

/** A mail that was kept. `pending`: its order is not opened yet; `reason` says why it was refused. */
export interface KeptMail {
  id: string;
  messageId: string | null;
  from: string | null;
  subject: string;
  sha256: string;
  kind: 'order' | 'qualification' | 'other';
  state: 'pending' | 'opened' | 'case' | 'refused';
  reason: string | null;
  user: string | null;
  order: string | null;
  receivedAt: string;
}

/** What is kept of a mail whose order is still to be opened, or whose application to be taken. */
export type PendingMail = KeptMail & { user: string } & (
    | { kind: 'order'; input: object; order: string }
    | { kind: 'qualification' }
  );

const columns = `id, message_id as "messageId", from_address as "from", subject, sha256, kind, state, reason,
  user_id as "user", order_no as "order", iso(received_at) as "receivedAt"`;

/**
 * Keeps a mail once by its id, with the letter that answers it, in one transaction. Answers it as it was kept first;
 * `known` tells that it had come before.
 */
export const keepMail = (
  orm: MikroORM,
  mail: KeptMail & { raw: Buffer; input: object | null },
  letters: Letter[],
): Promise<KeptMail & { known: boolean }> =>
  inTransaction(orm, async (client) => {
    const { id, messageId, from, subject, sha256, raw, kind, state, reason, input, user, order, receivedAt } = mail;
    const { rows } = await client.query<KeptMail>(
      `insert into mail (id, message_id, from_address, subject, sha256, raw, kind, state, reason, input, user_id,
          order_no, received_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing
        returning ${columns}`,
      [
        id,
        messageId,
        from,
        subject,
        sha256,
        raw,
        kind,
        state,
        reason,
        input === null ? null : JSON.stringify(input),
        user,
        order,
        receivedAt,
      ],
    );
    if (rows[0] !== undefined) {
      for (const letter of letters) await post(client, letter);
      return { ...rows[0], known: false };
    }
    const kept = await client.query<KeptMail>(`select ${columns} from mail where id = $1`, [id]);
    return { ...kept.rows[0]!, known: true };
  });

/** Writes down what became of a pending mail, with the letter that says so; once. Answers the mail as it is then. */
export const settleMail = (
  orm: MikroORM,
  { id, state, reason }: { id: string; state: 'opened' | 'case' | 'refused'; reason: string | null },
  letter: Letter | null,
): Promise<KeptMail> =>
  inTransaction(orm, async (client) => {
    const { rows: settled } = await client.query<KeptMail>(
      `update mail set state = $2, reason = $3, order_no = case when $2 = 'opened' then order_no end
        where id = $1 and state = 'pending' returning ${columns}`,
      [id, state, reason],
    );
    if (settled[0] !== undefined) {
      if (letter !== null) await post(client, letter);
      return settled[0];
    }
    const { rows } = await client.query<KeptMail>(`select ${columns} from mail where id = $1`, [id]);
    return rows[0]!;
  });

/** Mails that a crash left between being kept and being carried out, oldest first. */
export const pendingMails = (orm: MikroORM, limit = 50): Promise<PendingMail[]> =>
  query<PendingMail>(orm, {
    text: `select ${columns}, input from mail where state = 'pending' order by received_at limit $1`,
    values: [limit],
  });

/** One pending mail with what it asks for; null when there is none, or none that is pending. */
export async function pendingMail(orm: MikroORM, id: string): Promise<PendingMail | null> {
  const rows = await query<PendingMail>(orm, {
    text: `select ${columns}, input from mail where id = $1 and state = 'pending'`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** A mail as it came, byte for byte; null when there is none. */
export async function rawMail(orm: MikroORM, id: string): Promise<Buffer | null> {
  const rows = await query<{ raw: Buffer }>(orm, { text: 'select raw from mail where id = $1', values: [id] });
  return rows[0]?.raw ?? null;
}

export interface MailFilter {
  kind?: KeptMail['kind'];
  state?: KeptMail['state'];
  after?: string;
  limit: number;
}

/** Mails, last received first, at most `limit`; RangeError for a cursor that is none of this list's. */
export async function listMails(
  orm: MikroORM,
  { kind, state, after, limit }: MailFilter,
): Promise<{ mails: KeptMail[]; next: string | null }> {
  const [at, id] = after === undefined ? ['infinity', ''] : cursorValues(after, 2);
  const rows = await query<KeptMail & { key: string }>(orm, {
    text: `select ${columns}, received_at::text as key from mail
      where ($1::text is null or kind = $1) and ($2::text is null or state = $2)
        and (received_at, id) < ($3::timestamptz, $4) order by received_at desc, id desc limit $5`,
    values: [kind ?? null, state ?? null, at, id, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    mails: page.map(({ key: _, ...mail }) => mail),
    next: last === undefined ? null : cursorAfter([last.key, last.id]),
  };
}
