import type { MikroORM } from '@mikro-orm/postgresql';
import type { LetterData } from '../../src/domain/words/letter.ts';
import { query } from '../../src/persistence/sql.ts';

/** The letters of a kind to a user or an address, first posted first. */
export async function lettersTo(orm: MikroORM, kind: string, reader: string): Promise<LetterData[]> {
  const rows = await query<{ data: LetterData }>(orm, {
    text: `select data from outbox_letter where kind = $1 and $2 in (to_user, to_address) order by at, key`,
    values: [kind, reader],
  });
  return rows.map(({ data }) => data);
}

/** The code in the last letter of a kind. Throws when there is no such letter. */
export async function codeTo(orm: MikroORM, kind: string, reader: string): Promise<string> {
  const last = (await lettersTo(orm, kind, reader)).at(-1);
  if (typeof last?.token !== 'string') throw new Error(`no letter ${kind} to ${reader} holds a code`);
  return last.token;
}
