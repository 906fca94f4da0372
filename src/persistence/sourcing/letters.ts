import type { MikroORM } from '@mikro-orm/postgresql';
import type { Role } from '../../domain/parties.ts';
import type { LetterData } from '../../domain/words/letter.ts';
import type { Invitation, Sourcing } from '../../domain/sourcing/sourcing.ts';
import { post } from '../outbox.ts';
import type { Db } from '../catalogue/write-once.ts';
import { inTransaction } from '../sql.ts';

/** A letter to everybody of a company who has a role; `key` names the event, each reader gets one of their own. */
export interface CompanyLetter {
  company: string;
  role: Role;
  key: string;
  kind: string;
  order: string | null;
  data: LetterData;
  at: string;
}

/** Posts a letter to the people of a company, in the transaction of what it tells of. */
export async function postTo(db: Db, { company, role, key, ...letter }: CompanyLetter): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    'select id from platform_user where company = $1 and $2 = any(roles) and deactivated_at is null order by id',
    [company, role],
  );
  for (const { id } of rows) await post(db, { ...letter, key: `${key}:${id}`, to: { user: id } });
}

/** Tells the people of a supplier that they are asked, in which order they answer, and until when. */
export const postInvitation = (
  orm: MikroORM,
  { number, title, deadline, sealed }: Sourcing,
  { supplier, order }: Invitation,
  at: string,
): Promise<void> =>
  inTransaction(orm, (db) =>
    postTo(db, {
      company: supplier,
      role: 'supplier',
      key: `sourcing:${number}:enquiry:${order}`,
      kind: 'sourced-enquiry-received',
      order,
      data: { sourcing: number, title, deadline, order, sealed: sealed ? 'yes' : 'no' },
      at,
    }),
  );
