import type { MikroORM } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import { canonicalJson, sha256Hex } from '../../domain/hash.ts';
import type {
  CreditLetter,
  CreditRecord,
  CreditRecordOutcome,
  MissedCreditCommand,
  RecordedCreditFact,
} from '../../domain/credit/record.ts';
import { post } from '../outbox.ts';
import { inTransaction, query, untilUndisturbed } from '../sql.ts';
import { StoreError } from '../store-error.ts';
import { read, type Source } from '../party-view.ts';

/** What the hash of a fact is over, together with the hash before it. */
const chained = (before: string, credit: string, { seq, type, at, by, data }: RecordedCreditFact): string =>
  sha256Hex(`${before}\n${canonicalJson([credit, seq, type, at, by, data])}`);

/**
 * Stores everything one accepted command writes, in one transaction: facts (hash-chained), the command with its
 * answer, the read model, letters, and the answer of the idempotency row. `missed` when its numbers are taken or its
 * id is known: every command holding a number from facts[0].seq on, and this one; nothing is written then. Throws
 * StoreError when facts are not contiguous.
 */
export const recordCredit = (orm: MikroORM, record: CreditRecord): Promise<CreditRecordOutcome> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      const { credit, commandId, facts } = record;
      // Two workers that record for one credit take turns, so the later one sees what the earlier one wrote.
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 9))', [credit]);
      const { seq: last, hash } = await lastFact(client, credit);
      const first = facts[0]?.seq ?? last + 1;
      const known = await client.query('select 1 from credit_command where id = $1', [commandId]);
      if (known.rowCount !== 0 || last >= first) {
        return { status: 'missed', commands: await commandsFrom(client, credit, first - 1, commandId) };
      }
      await append(client, record, { last, hash });
      await keepCommand(client, record, last + 1);
      await moveView(client, record);
      for (const letter of record.letters) await postToReaders(client, letter, record.view.order);
      await client.query(
        `update idempotency set state = 'done', status = $2, body = $3::json, confirmed = true
          where command_id = $1 and state = 'running'`,
        [commandId, record.answer.status, JSON.stringify(record.answer.body)],
      );
      return { status: 'written' };
    }),
  );

async function lastFact(client: PoolClient, credit: string): Promise<{ seq: number; hash: string }> {
  const { rows } = await client.query<{ seq: number; hash: string }>(
    'select seq, hash from credit_fact where credit_no = $1 order by seq desc limit 1',
    [credit],
  );
  return rows[0] ?? { seq: 0, hash: '' };
}

async function append(
  client: PoolClient,
  { credit, facts }: CreditRecord,
  { last, hash }: { last: number; hash: string },
): Promise<void> {
  let before = hash;
  for (const [index, fact] of facts.entries()) {
    if (fact.seq !== last + 1 + index) {
      const cause = new Error(`fact ${fact.seq} of credit ${credit} should have seq ${last + 1 + index}`);
      throw new StoreError('facts-not-contiguous', cause);
    }
    before = chained(before, credit, fact);
    const { seq, type, at, by, data } = fact;
    await client.query(
      `insert into credit_fact (credit_no, seq, type, at, by_party, by_user, by_company, data, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [credit, seq, type, at, by.party, by.user, by.company, JSON.stringify(data), before],
    );
  }
}

const keepCommand = (client: PoolClient, { credit, commandId, command, facts, answer }: CreditRecord, first: number) =>
  client.query(
    `insert into credit_command (id, credit_no, command, first_seq, fact_count, status, body, recorded_at)
      values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [commandId, credit, command, first, facts.length, answer.status, JSON.stringify(answer.body)],
  );

const moveView = (client: PoolClient, { view }: CreditRecord) =>
  client.query(
    `insert into credit_view as kept (credit_no, order_no, version, stage, outcome, applicant, beneficiary,
        issuing_bank, advising_bank, confirming_bank, currency, amount_minor, drawn_minor, waiting_on, next_deadline,
        attention, state, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, clock_timestamp())
      on conflict (credit_no) do update set version = excluded.version, stage = excluded.stage,
        outcome = excluded.outcome, amount_minor = excluded.amount_minor, drawn_minor = excluded.drawn_minor,
        waiting_on = excluded.waiting_on, next_deadline = excluded.next_deadline, attention = excluded.attention,
        state = excluded.state, updated_at = excluded.updated_at
      where kept.version < excluded.version`,
    [
      view.credit,
      view.order,
      view.version,
      view.stage,
      view.outcome,
      view.applicant,
      view.beneficiary,
      view.issuingBank,
      view.advisingBank,
      view.confirmingBank,
      view.currency,
      view.amountMinor,
      view.drawnMinor,
      view.waitingOn,
      view.nextDeadline,
      view.attention,
      JSON.stringify(view.state),
    ],
  );

/** A letter to a company goes to each of its people who act in the role. */
async function postToReaders(client: PoolClient, letter: CreditLetter, order: string): Promise<void> {
  const { key, kind, to, data, at } = letter;
  const { rows } = await client.query<{ id: string }>(
    'select id from platform_user where company = $1 and $2 = any(roles) order by id',
    [to.company, to.role],
  );
  for (const { id } of rows) await post(client, { key: `${key}:${id}`, kind, to: { user: id }, order, data, at });
}

const factColumns = `jsonb_build_object('seq', f.seq, 'type', f.type, 'at', f.at, 'data', f.data,
  'by', jsonb_build_object('party', f.by_party, 'user', f.by_user, 'company', f.by_company))`;

async function commandsFrom(
  client: Pick<PoolClient, 'query'>,
  credit: string,
  version: number,
  commandId: string,
): Promise<MissedCreditCommand[]> {
  const { rows } = await client.query<MissedCreditCommand>(
    `select c.id as "commandId", json_build_object('status', c.status, 'body', c.body) as answer,
        coalesce((select jsonb_agg(${factColumns} order by f.seq) from credit_fact f where f.credit_no = c.credit_no
          and f.seq >= c.first_seq and f.seq < c.first_seq + c.fact_count), '[]') as facts
      from credit_command c where c.credit_no = $1 and (c.id = $3 or c.first_seq + c.fact_count > $2 + 1)
      order by c.first_seq, c.fact_count desc`,
    [credit, version, commandId],
  );
  return rows;
}

/** Every command that holds a fact after number `version` of a credit: what a workflow that lost them takes over. */
export const creditCommandsSince = (orm: MikroORM, credit: string, version: number): Promise<MissedCreditCommand[]> =>
  inTransaction(orm, (client) => commandsFrom(client, credit, version, ''));

/** Every fact of a credit, first to last, at most `limit` after number `after`. */
export async function creditFacts(
  source: Source,
  credit: string,
  { after, limit }: { after: number; limit: number },
): Promise<RecordedCreditFact[]> {
  const rows = await read<{ fact: RecordedCreditFact }>(source, {
    text: `select ${factColumns} as fact from credit_fact f where credit_no = $1 and seq > $2 order by seq limit $3`,
    values: [credit, after, limit],
  });
  return rows.map(({ fact }) => fact);
}

/** The numbers of facts whose hash is not what the record says; empty when the chain of a credit is whole. */
export async function brokenCreditFacts(orm: MikroORM, credit: string): Promise<number[]> {
  const rows = await query<{ fact: RecordedCreditFact; hash: string }>(orm, {
    text: `select ${factColumns} as fact, hash from credit_fact f where credit_no = $1 order by seq`,
    values: [credit],
  });
  let before = '';
  return rows.flatMap(({ fact, hash }) => {
    const right = chained(before, credit, fact);
    before = hash;
    return right === hash ? [] : [fact.seq];
  });
}
