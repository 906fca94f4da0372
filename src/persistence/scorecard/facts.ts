import type { Period, ScoredFact } from '../../domain/scorecard/scorecard.ts';
import type { Statement } from '../sql.ts';

type Reads = <Row extends object>(statement: Statement) => Promise<Row[]>;

/** What counts, with the part of it that is read; the names are those of `ScoredFact`. */
const parts: Readonly<Record<string, string>> = {
  OrderOpened: `jsonb_build_object('skips', coalesce(f.data->'profile'->'skips', '[]'))`,
  ContractSealed: contractPart(),
  ContractAmended: contractPart(),
  GoodsReady: `'{}'`,
  HandedOver: `'{}'`,
  GoodsReceived: `'{}'`,
  ClockElapsed: `jsonb_build_object('clock', f.data->'clock')`,
  VerdictGiven: `jsonb_build_object('verdict', f.data->'verdict')`,
  DocumentsMatched: `jsonb_build_object('discrepancies', jsonb_array_length(f.data->'discrepancies'))`,
  DisputeOpened: `jsonb_build_object('party', f.data->'dispute'->'by')`,
  DisputeWithdrawn: `'{}'`,
  DisputeResolved: `jsonb_build_object('buyerShareBp', f.data->'buyerShareBp')`,
  ForceMajeureClaimed: `jsonb_build_object('claim', f.data->'claim')`,
  ForceMajeureAccepted: `jsonb_build_object('hash', f.data->'hash')`,
  ForceMajeureEnded: `jsonb_build_object('hash', f.data->'hash', 'endedAt', f.data->'endedAt')`,
  Rated: `jsonb_build_object('party', f.data->'rating'->'party', 'stars', f.data->'rating'->'stars')`,
};

function contractPart(): string {
  const terms = `f.data->'contract'->'terms'`;
  return `jsonb_build_object('deliverBy', ${terms}->'deliverBy', 'measuredBy', ${terms}->'lateDelivery'->'measuredBy')`;
}

const part = Object.entries(parts)
  .map(([type, sql]) => `when '${type}' then ${sql}`)
  .join(' ');

/**
 * What the scorecards of some suppliers are made of, by supplier: the facts, in the order they were recorded, of every
 * order that has moved since the period began. The scorecard leaves out what happened outside of it.
 */
export async function scoredFacts(
  read: Reads,
  suppliers: readonly string[],
  { from }: Pick<Period, 'from'>,
): Promise<Map<string, ScoredFact[]>> {
  const rows = await read<{ supplier: string; fact: ScoredFact }>({
    text: `select o.supplier, jsonb_build_object('order', f.order_no, 'seq', f.seq, 'type', f.type, 'at', iso(f.at))
        || (case f.type ${part} end)::jsonb as fact
      from order_view o join fact f on f.order_no = o.order_no
      where o.supplier = any($1) and o.updated_at >= $2 and f.type = any($3)
        and (f.type <> 'ClockElapsed' or f.data->>'clock' = 'deliveryOverdue')
      order by f.order_no, f.seq`,
    values: [suppliers, from, Object.keys(parts)],
  });
  const bySupplier = Map.groupBy(rows, ({ supplier }) => supplier);
  return new Map(suppliers.map((one) => [one, (bySupplier.get(one) ?? []).map(({ fact }) => fact)]));
}
