import { hashOf } from '../../domain/hash.ts';
import type { ActualCost, ActualCostInput, CostPlan } from '../../domain/landed-cost/actual.ts';
import { nothingStated, type Statement, statementFor } from '../../domain/landed-cost/statement.ts';
import type { Db, Deed } from '../catalogue/write-once.ts';
import type { Reads } from '../sourcing/sourcings.ts';
import { findSourcing } from '../sourcing/sourcings.ts';

/** Makes the writes about the costs of one order queue up until the transaction ends. */
const takeTurn = async (db: Db, order: string): Promise<void> => {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 6))', [`costs ${order}`]);
};

/** Keeps the next version of a plan. */
export async function keepPlan(
  db: Db,
  order: string,
  content: CostPlan,
  { at, by }: Deed,
): Promise<{ version: number; hash: string }> {
  await takeTurn(db, order);
  const hash = hashOf(content);
  const { rows } = await db.query<{ version: number }>(
    `insert into order_cost_plan (order_no, version, content, hash, at, by_user)
      select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 from order_cost_plan where order_no = $1
      returning version`,
    [order, JSON.stringify(content), hash, at, by.user],
  );
  return { version: rows[0]!.version, hash };
}

/** Every cost stated for an order, in the order they came; those put right since are among them. */
export const costsOf = (read: Reads, order: string): Promise<ActualCost[]> =>
  read<ActualCost>({
    text: `select content->>'component' as component, (content->>'minor')::bigint::float8 as minor,
        content->>'currency' as currency, content->>'by' as "by", content->'document' as document,
        content->>'source' as source, content->>'replaces' as replaces, id, company, by_user as "user", iso(at) as at
      from order_cost where order_no = $1 order by order_cost.at, id`,
    values: [order],
  });

/** Keeps a cost that `judge` lets pass in view of those there are; two at once take turns. */
export async function keepCost<Fault>(
  db: Db,
  given: { id: string; order: string; input: ActualCostInput; read: Reads },
  judge: (known: ActualCost[]) => Fault | null,
  { at, by }: Deed,
): Promise<Fault | null> {
  await takeTurn(db, given.order);
  const fault = judge(await costsOf(given.read, given.order));
  if (fault !== null) return fault;
  await db.query(
    'insert into order_cost (id, order_no, content, company, by_user, at) values ($1, $2, $3, $4, $5, $6)',
    [given.id, given.order, JSON.stringify(given.input), by.company, by.user, at],
  );
  return null;
}

/** What was stated before the order: its own last plan, or that of its sourcing's last judgement; null without any. */
export async function planOf(
  read: Reads,
  order: { number: string; supplier: string; sourcing: string | null },
): Promise<(CostPlan & { from: string }) | null> {
  const [own] = await read<{ version: number; content: CostPlan }>({
    text: 'select version, content from order_cost_plan where order_no = $1 order by version desc limit 1',
    values: [order.number],
  });
  if (own !== undefined) return { ...own.content, from: `plan ${own.version}` };
  const sourcing = order.sourcing === null ? null : await findSourcing(read, order.sourcing);
  if (sourcing === null) return null;
  const [stated] = await read<{ version: number; content: Statement }>({
    text: `select s.version, s.content from sourcing_statement s where s.sourcing = $1 and s.version =
        coalesce((select (e.content->'comparison'->>'statement')::int from sourcing_evaluation e
          where e.sourcing = $1 order by e.version desc limit 1), s.version)
      order by s.version desc limit 1`,
    values: [sourcing.number],
  });
  const statement = statementFor(stated?.content ?? nothingStated, order.supplier);
  const from = `${sourcing.number}, statement ${stated?.version ?? 0}`;
  return { compare: sourcing.content.compare, statement, from };
}
