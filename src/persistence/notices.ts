import type { PoolClient } from 'pg';
import type { Role } from '../domain/parties.ts';
import type { Notice } from '../domain/qualification/notices.ts';
import { post } from './outbox.ts';

/** Everybody of the platform who acts in one of some roles and can sign in, by id. */
async function peopleOf(client: Pick<PoolClient, 'query'>, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from platform_user where roles && $1::text[] and deactivated_at is null order by id`,
    [roles],
  );
  return rows.map(({ id }) => id);
}

/** Posts a notice to each of its readers, in the transaction of what it tells of; `event` names that event. */
export async function notify(
  client: Pick<PoolClient, 'query'>,
  { kind, to, data }: Notice,
  { event, at }: { event: string; at: string },
): Promise<void> {
  const readers = 'user' in to ? [to.user] : await peopleOf(client, to.roles);
  for (const user of readers) {
    await post(client, { key: `${kind}:${event}:${user}`, kind, to: { user }, order: null, data, at });
  }
}
