import type pg from 'pg';
import { lettersOf } from '../../../src/domain/order/letters.ts';
import type { RecordedFact } from '../../../src/domain/record.ts';
import type { Evidence, Found } from '../verify.ts';
import { type FactRow, factsByOrder, foldedOf } from './facts.ts';

interface Reader {
  id: string;
  company: string;
  roles: string[];
}

interface Kept {
  key: string;
  kind: string;
  state: string;
}

/**
 * Every fact that makes the house write has its letters in the outbox, one for each reader, and no order has a letter
 * that no fact made; none was given up. What is still waiting to be sent is told.
 */
export async function lettersAreWritten({ database }: Evidence): Promise<Found> {
  const facts = await factsByOrder(database);
  const { rows: readers } = await database.query<Reader>(
    'select id, company, roles from platform_user where deactivated_at is null',
  );
  const { rows: kept } = await database.query<Kept>('select key, kind, state from outbox_letter');
  const commands = await commandsByOrder(database);
  const violations = kept.filter(({ state }) => state === 'dead').map(({ key }) => `the letter ${key} was given up`);
  const byKey = new Map(kept.map((each) => [each.key, each.kind]));
  let expected = 0;
  for (const [order, rows] of facts) {
    const due = lettersDue(rows, commands.get(order) ?? [], readers);
    expected += due.size;
    for (const [key, kind] of due) {
      if (byKey.get(key) !== kind) violations.push(`the letter ${kind} ${key} is ${byKey.get(key) ?? 'not there'}`);
    }
    const own = [...byKey.keys()].filter((key) => key.startsWith(`${order}:`));
    violations.push(...own.filter((key) => !due.has(key)).map((key) => `no fact made the letter ${key}`));
  }
  const waiting = kept.filter(({ state }) => state === 'waiting').length;
  const left = `${kept.length - waiting} have been sent`;
  return { violations, notes: [`${expected} letters of facts, ${kept.length - expected} others looked at; ${left}`] };
}

/** The number of the last fact of each command of an order, in order: letters see the order as it is after it. */
async function commandsByOrder(database: pg.Pool): Promise<Map<string, number[]>> {
  const { rows } = await database.query<{ order_no: string; last: number }>(
    `select order_no, first_seq + fact_count - 1 as last from command where fact_count > 0
      order by order_no, first_seq`,
  );
  const lasts = new Map<string, number[]>();
  for (const { order_no, last } of rows) lasts.set(order_no, [...(lasts.get(order_no) ?? []), last]);
  return lasts;
}

const recorded = ({ seq, type, at, by_party, by_user, by_company, data }: FactRow): RecordedFact => ({
  seq,
  type,
  at: at.toISOString(),
  by: { party: by_party as RecordedFact['by']['party'], user: by_user, company: by_company },
  data,
});

/** The letters that the facts of an order make, kind by key. */
function lettersDue(rows: FactRow[], lasts: number[], readers: Reader[]): Map<string, string> {
  const due = new Map<string, string>();
  let first = 0;
  for (const last of lasts) {
    const letters = lettersOf(rows.slice(first, last).map(recorded), foldedOf(rows.slice(0, last)));
    for (const { order, fact, kind, company, role } of letters) {
      for (const { id } of readers.filter(
        (each) => each.roles.includes(role) && (company ?? each.company) === each.company,
      ))
        due.set(`${order}:${fact}:${id}`, kind);
    }
    first = last;
  }
  return due;
}
