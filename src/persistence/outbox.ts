import type { Letter } from '../domain/words/letter.ts';
import type { Statement } from './sql.ts';

/** Anything that runs a statement: the pool, or the client of a transaction. */
export interface Runs {
  query(statement: Statement): Promise<unknown>;
}

/**
 * Puts a letter into the outbox, in the transaction of what it tells of where `client` is in one; a letter posted
 * before is left as it is.
 */
export async function post(client: Runs, letter: Letter): Promise<void> {
  const { key, kind, to, order, data, at } = letter;
  const [user, address, locale] = 'user' in to ? [to.user, null, null] : [null, to.address, to.locale];
  await client.query({
    text: `insert into outbox_letter (key, kind, to_user, to_address, locale, order_no, data, at, next_attempt_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (key) do nothing`,
    values: [key, kind, user, address, locale, order, JSON.stringify(data), at],
  });
}
