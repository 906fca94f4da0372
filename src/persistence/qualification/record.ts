import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { Qualification } from '../../domain/qualification/qualification.ts';
import type {
  QualificationAnswer,
  QualificationOutcome,
  QualificationRecord,
} from '../../domain/qualification/record.ts';
import { assignLeastLoaded } from '../accounts/assignments.ts';
import { notify } from '../notices.ts';
import { inTransaction, untilUndisturbed } from '../sql.ts';

/**
 * Stores what one accepted command writes: facts, the qualification as it is then, its answer, the membership, the
 * account manager and the letters, in one transaction. `overtaken`, with nothing written, when the command is on the
 * record already or another one was recorded since it was judged; the caller goes on from `standing`.
 */
export const recordQualification = (orm: MikroORM, record: QualificationRecord): Promise<QualificationOutcome> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { company, commandId, before, after, answer } = record;
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 6))', [company]);
      const standing = await standingOf(client, company);
      const known = await answerOf(client, commandId);
      if (standing !== null && (known !== null || standing.version !== before)) {
        return { status: 'overtaken', standing, answer: known };
      }
      await keepFacts(client, record);
      const { dueAt, nextDeadline } = record;
      await client.query(
        `insert into qualification (company, version, state, due_at, next_deadline, attention, content, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
        on conflict (company) do update set version = excluded.version, state = excluded.state,
          due_at = excluded.due_at, next_deadline = excluded.next_deadline, attention = excluded.attention,
          content = excluded.content, updated_at = excluded.updated_at`,
        [
          company,
          after.version,
          after.state,
          dueAt,
          nextDeadline,
          after.attention?.code ?? null,
          JSON.stringify(after),
        ],
      );
      await client.query('insert into qualification_command (id, company, version, body) values ($1, $2, $3, $4)', [
        commandId,
        company,
        after.version,
        JSON.stringify(answer),
      ]);
      await keepConsequences(client, record);
      return { status: 'written', answer };
    }),
  );

async function standingOf(client: PoolClient, company: string): Promise<Qualification | null> {
  const { rows } = await client.query<{ content: Qualification }>(
    'select content from qualification where company = $1',
    [company],
  );
  return rows[0]?.content ?? null;
}

async function answerOf(client: PoolClient, commandId: string): Promise<QualificationAnswer | null> {
  const { rows } = await client.query<{ body: QualificationAnswer }>(
    'select body from qualification_command where id = $1',
    [commandId],
  );
  return rows[0]?.body ?? null;
}

async function keepFacts(client: PoolClient, { company, before, facts }: QualificationRecord): Promise<void> {
  const rows = facts.map((fact, at) => ({ ...fact, seq: before + 1 + at }));
  await client.query(
    `insert into qualification_fact (company, seq, type, at, by_party, by_user, by_company, data)
      select $1, f.seq, f.type, f.at, f.by->>'party', f.by->>'user', f.by->>'company', f.data
      from jsonb_to_recordset($2::jsonb) as f (seq int, type text, at timestamptz, by jsonb, data jsonb)`,
    [company, JSON.stringify(rows)],
  );
}

async function keepConsequences(client: PoolClient, record: QualificationRecord): Promise<void> {
  const { company, membership, assign, facts, notices } = record;
  const at = facts.at(-1)?.at ?? '';
  if (membership !== null) {
    const { state, tier, since, expires } = membership;
    await client.query(
      `insert into membership (company, state, tier, since, expires) values ($1, $2, $3, $4, $5)
        on conflict (company) do update set state = excluded.state, tier = excluded.tier, since = excluded.since,
          expires = excluded.expires`,
      [company, state, tier, since, expires],
    );
  }
  if (assign) await assignLeastLoaded(client, company, at);
  for (const { seq, notice } of notices) await notify(client, notice, { event: `${company}:${seq}`, at });
}
