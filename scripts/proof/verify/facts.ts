import { createHash } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson } from '../../../src/domain/hash.ts';
import { fold } from '../../../src/domain/order/evolve.ts';
import type { HappenedFact } from '../../../src/domain/order/facts.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import { openOrm } from '../../../src/persistence/orm.ts';
import { verifyFacts } from '../../../src/persistence/ledger-verify.ts';
import type { Evidence } from '../verify.ts';

/** One fact as its row has it. */
export interface FactRow {
  order_no: string;
  seq: number;
  type: string;
  at: Date;
  by_party: string;
  by_user: string;
  by_company: string;
  data: Record<string, unknown>;
  hash: string;
  text: string;
}

/** The facts of every order, in order. */
export async function factsByOrder(database: pg.Pool): Promise<Map<string, FactRow[]>> {
  const { rows } = await database.query<FactRow>(
    `select order_no, seq, type, at, by_party, by_user, by_company, data, hash, fact_text(fact) as text
     from fact order by order_no, seq`,
  );
  const orders = new Map<string, FactRow[]>();
  for (const row of rows) orders.set(row.order_no, [...(orders.get(row.order_no) ?? []), row]);
  return orders;
}

/** The facts folded again, as `evolve` would have it. */
export const foldedOf = (rows: FactRow[]): Order =>
  fold(
    rows.map(
      (row) =>
        ({
          type: row.type,
          at: row.at.toISOString(),
          data: row.data,
          by: { party: row.by_party, user: row.by_user, company: row.by_company },
        }) as unknown as HappenedFact,
    ),
  );

interface StoredView {
  order_no: string;
  version: number;
  stage: string;
  state: Order;
}

/** Numbered from 1 without a gap, chained by their hashes, and folding them gives the state that is stored. */
export async function factsAreWhole({ database, stack }: Evidence): Promise<string[]> {
  const facts = await factsByOrder(database);
  const { rows: views } = await database.query<StoredView>('select order_no, version, stage, state from order_view');
  const violations = [...facts.values()].flatMap((rows) => [...gapsIn(rows), ...breaksIn(rows)]);
  for (const view of views) violations.push(...differencesOf(view, facts.get(view.order_no) ?? []));
  const unseen = [...facts.keys()].filter((order) => !views.some(({ order_no }) => order_no === order));
  violations.push(...unseen.map((order) => `order ${order} has facts and no row in the read model`));
  const orm = await openOrm(stack.databaseUrl);
  const breaks = await verifyFacts(orm).finally(() => orm.close());
  return [...violations, ...breaks.map(({ kind, where, detail }) => `${kind} at ${where}: ${detail}`)];
}

const gapsIn = (rows: FactRow[]): string[] =>
  rows.flatMap(({ order_no, seq }, index) =>
    seq === index + 1 ? [] : [`order ${order_no}: fact ${seq} stands at place ${index + 1}`],
  );

function breaksIn(rows: FactRow[]): string[] {
  let before = '';
  return rows.flatMap(({ order_no, seq, hash, text }) => {
    const expected = createHash('sha256').update(`${before}\n${text}`).digest('hex');
    before = hash;
    return expected === hash ? [] : [`order ${order_no}: the hash of fact ${seq} does not follow from the fact before`];
  });
}

function differencesOf({ order_no, version, stage, state }: StoredView, rows: FactRow[]): string[] {
  if (rows.length === 0) return [`order ${order_no} is in the read model and has no facts`];
  const folded = foldedOf(rows);
  const faults: string[] = [];
  if (version !== rows.length)
    faults.push(`order ${order_no}: the read model is at version ${version}, the facts at ${rows.length}`);
  if (folded.stage !== stage)
    faults.push(`order ${order_no}: the read model says ${stage}, the facts say ${folded.stage}`);
  if (canonicalJson(folded) !== canonicalJson(state))
    faults.push(`order ${order_no}: the stored state is not what the facts make`);
  return faults;
}
