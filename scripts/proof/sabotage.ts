import type pg from 'pg';
import { type CheckName, type Evidence, lookFor } from './verify.ts';

/** One thing a crash must never do to an order, done by hand: the check that is there for it has to notice. */
interface Sabotage {
  check: CheckName;
  what: string;
  /** Takes the number of the order to damage. */
  sql: string;
}

const sabotages: Sabotage[] = [
  {
    check: 'acknowledged commands are on the record once',
    what: 'a recorded command is gone',
    sql: "delete from command where order_no = $1 and command = 'acceptQuote'",
  },
  {
    check: 'the same key gets the same answer',
    what: 'a kept answer is another',
    sql: "update idempotency set body = '{}' where order_no = $1 and route like '%/draftContract'",
  },
  {
    check: 'facts are whole',
    what: 'a fact says something else',
    sql: `update fact set data = data || '{"reason": "sabotage"}' where order_no = $1 and seq = 4`,
  },
  {
    check: 'orders end as without kills',
    what: 'a paper is gone',
    sql: "delete from document where order_no = $1 and type = '315'",
  },
  {
    check: 'the books balance',
    what: 'a cent too much is booked',
    sql: `update ledger_posting set amount_minor = amount_minor + 1 where line = 1
      and transaction_seq = (select min(seq) from ledger_transaction where order_no = $1)`,
  },
  {
    check: 'the bank is served once',
    what: 'a bank entry is left pending',
    sql: "update bank_entry set disposition = 'pending' where order_no = $1",
  },
  {
    check: 'workflows are done',
    what: 'the read model is ahead of the workflow',
    sql: `update order_view set state = state || '{"version": 999}' where order_no = $1`,
  },
  {
    check: 'every fact has its letters',
    what: 'a letter is gone',
    sql: `delete from outbox_letter where key = (select min(key) from outbox_letter where key like $1 || ':%')`,
  },
  {
    check: 'sourcings are awarded once',
    what: 'the award of a sourcing failed in its order',
    sql: `update sourcing_outcome set result = 'failed' where result = 'awarded' and $1 <> ''`,
  },
  {
    check: 'subscribers are told',
    what: 'an event is missing in the feed',
    sql: 'delete from event_feed where order_no = $1 and seq = 4',
  },
];

/** Does it behind the back of every rule of the database. */
async function damage(database: pg.Pool, sql: string, order: string): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    const { rowCount } = await client.query(sql, [order]);
    await client.query('commit');
    if (rowCount === 0) throw new Error(`sabotage found nothing to damage on order ${order}: ${sql}`);
  } finally {
    client.release();
  }
}

/**
 * Damages one played order in the way each check is there for, and answers the checks that did not notice: a proof that
 * cannot fail proves nothing. Nothing of the data is of use afterwards.
 */
export async function unnoticedSabotage(evidence: Evidence): Promise<string[]> {
  const order = evidence.played.find(({ failure }) => failure === null)?.order;
  if (order === undefined) throw new Error('no trade went to its end: there is nothing to damage');
  const unnoticed: string[] = [];
  for (const { check, what, sql } of sabotages) {
    const before = await lookFor(check, evidence);
    await damage(evidence.database, sql, order);
    const after = await lookFor(check, evidence);
    if (after.violations.length <= before.violations.length) unnoticed.push(`"${check}" did not notice that ${what}`);
  }
  return unnoticed;
}
