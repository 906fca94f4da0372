import type { MikroORM } from '@mikro-orm/postgresql';
import { query } from '../../persistence/sql.ts';
import type { TakenDetail } from './reader.ts';

/** The details kept before of these entries, by entry: what tells a repetition from news. */
export async function takenDetails(orm: MikroORM, entryKeys: string[]): Promise<Map<string, TakenDetail[]>> {
  const rows = await query<TakenDetail & { entryKey: string }>(orm, {
    text: `select dedupe_key as "dedupeKey", content->>'messageId' as "messageId",
        (content->>'txIndex')::int as "txIndex", content->>'entryKey' as "entryKey"
      from bank_entry where content->>'entryKey' = any($1)`,
    values: [entryKeys],
  });
  const found = new Map<string, TakenDetail[]>();
  for (const { entryKey, ...detail } of rows) found.set(entryKey, [...(found.get(entryKey) ?? []), detail]);
  return found;
}
