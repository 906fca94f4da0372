import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import { sourcingWorkflowId } from '../../../workflows/messages.ts';
import type { Evidence, Found } from '../verify.ts';

interface Row {
  number: string;
  state: string;
  awards: number;
  /** The orders that name the sourcing, each with how it was answered, was awarded and stands. */
  orders: { order: string; invited: boolean; result: string | null; accepted: number; ending: string }[];
  letters: number;
}

/**
 * Every sourcing asked each supplier in one order, was awarded once, to one of them; the other was declined, each of
 * them told once; and its workflow has ended.
 */
export async function sourcingsAreAwardedOnce({ database, stack, played, measures }: Evidence): Promise<Found> {
  const rows = await sourcingsIn(database);
  const violations = rows.flatMap(faultsOf);
  const opened = [...played, ...measures].flatMap(({ writes }) =>
    writes.filter(({ command }) => command === 'openSourcing'),
  );
  const lost = opened.filter(
    ({ answer }) => !rows.some(({ number }) => number === (answer as { sourcing: string }).sourcing),
  );
  violations.push(...lost.map(({ trade }) => `${trade}: its sourcing is not in the database`));
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: stack.temporalNamespace });
  try {
    for (const { number } of rows) {
      const { status } = await client.workflow.getHandle(sourcingWorkflowId(number)).describe();
      if (status.name !== 'COMPLETED') violations.push(`the workflow of sourcing ${number} is ${status.name}`);
    }
  } finally {
    await connection.close();
  }
  return { violations, notes: [`${rows.length} sourcings looked at`] };
}

function faultsOf({ number, state, awards, orders, letters }: Row): string[] {
  const faults: string[] = [];
  const fault = (what: string) => faults.push(`sourcing ${number} ${what}`);
  if (state !== 'awarded') fault(`is ${state}`);
  if (awards !== 1) fault(`has ${awards} awards`);
  const strangers = orders.filter(({ invited }) => !invited).map(({ order }) => order);
  if (strangers.length > 0) fault(`has orders that no supplier was asked in: ${strangers.join(', ')}`);
  const results = orders.map(({ result, accepted, ending }) => `${result} ${accepted} ${ending}`).sort();
  const expected = ['awarded 1 completed', 'declined 0 closed declined'];
  if (JSON.stringify(results) !== JSON.stringify(expected)) fault(`ended ${results.join('; ')}`);
  if (letters !== orders.length) fault(`has ${letters} letters to those asked, not ${orders.length}`);
  return faults;
}

async function sourcingsIn(database: pg.Pool): Promise<Row[]> {
  const { rows } = await database.query<Row>(
    `select s.number, s.state,
        (select count(*)::int from sourcing_award a where a.sourcing = s.number) as awards,
        (select count(*)::int from outbox_letter l where l.key like 'sourcing:' || s.number || ':enquiry:%') as letters,
        (select coalesce(jsonb_agg(jsonb_build_object('order', v.order_no,
            'invited', exists (select from sourcing_invitation i
              where i.sourcing = s.number and i.order_no = v.order_no),
            'result', (select string_agg(o.result, '+') from sourcing_outcome o
              where o.sourcing = s.number and o.order_no = v.order_no),
            'accepted', (select count(*) from fact f where f.order_no = v.order_no and f.type = 'QuoteAccepted'),
            'ending', concat_ws(' ', v.stage, v.outcome))), '[]')
          from order_view v where v.state->'sourcing'->>'number' = s.number) as orders
      from sourcing s order by s.number`,
  );
  return rows;
}
