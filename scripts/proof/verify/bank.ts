import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { decimalsOf } from '../../../src/domain/money.ts';
import type { TakenOrder } from '../../play/bank.ts';
import type { Evidence, Found } from '../verify.ts';

interface Opened {
  order_no: string;
  id: string;
  amountMinor: number;
  currency: string;
  settled: string;
}

/**
 * Every disbursement was ordered from the bank by exactly one message, for its exact amount, and settled once; every
 * entry the bank told of was dealt with.
 */
export async function bankIsServedOnce({ database, bank, stack }: Evidence): Promise<Found> {
  const opened = await disbursements(database);
  const taken = bank.take();
  const violations = opened.flatMap((one) => faultsOf(one, taken));
  const known = new Set(opened.map(({ id }) => id));
  violations.push(
    ...taken
      .filter(({ endToEndId }) => !known.has(endToEndId))
      .map(({ file, endToEndId }) => `the bank got ${file} for ${endToEndId}, which no order has opened`),
  );
  const files = readdirSync(join(stack.dataDir, 'bank', 'sent'));
  const records = files.filter((file) => file.endsWith('.xml'));
  if (records.length !== opened.length)
    violations.push(`${records.length} payment orders are kept as sent, ${opened.length} were due`);
  const { rows: open } = await database.query<{ dedupe_key: string; disposition: string; why: string | null }>(
    "select dedupe_key, disposition, why from bank_entry where disposition <> 'applied'",
  );
  violations.push(
    ...open.map(
      ({ dedupe_key, disposition, why }) => `bank entry ${dedupe_key.slice(0, 12)} is ${disposition}: ${why ?? ''}`,
    ),
  );
  const { rows: entries } = await database.query<{ count: string }>('select count(*) from bank_entry');
  const booked = bank.movements().length;
  if (Number(entries[0]?.count) !== booked)
    violations.push(`${entries[0]?.count} bank entries are kept, the bank booked ${booked}`);
  const again = taken.length - new Set(taken.map(({ file }) => file)).size;
  const left = files.length - records.length;
  return {
    violations,
    notes: [
      ...(again === 0
        ? []
        : [
            `${again} payment orders were handed over twice with the same message id and content, ` +
              'which banks recognise',
          ]),
      ...(left === 0 ? [] : [`${left} unfinished drafts were left beside the payment orders`]),
    ],
  };
}

function faultsOf({ order_no, id, amountMinor, currency, settled }: Opened, taken: readonly TakenOrder[]): string[] {
  const orders = taken.filter(({ endToEndId }) => endToEndId === id);
  const where = `${id} of order ${order_no}`;
  const faults: string[] = [];
  if (orders.length === 0) faults.push(`${where} never reached the bank`);
  if (new Set(orders.map(({ messageId, sha256 }) => `${messageId} ${sha256}`)).size > 1)
    faults.push(`${where} was ordered by more than one message`);
  const amount = (amountMinor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));
  if (orders.some((order) => order.amount !== amount || order.currency !== currency))
    faults.push(`${where} was ordered for another amount`);
  if (Number(settled) !== 1) faults.push(`${where} was settled ${settled} times`);
  return faults;
}

async function disbursements(database: pg.Pool): Promise<Opened[]> {
  const { rows } = await database.query<Opened>(
    `select o.order_no, o.data#>>'{disbursement,id}' as id,
       (o.data#>>'{disbursement,amountMinor}')::int as "amountMinor",
        o.data#>>'{disbursement,currency}' as currency,
        (select count(*) from fact s where s.order_no = o.order_no and s.type = 'DisbursementSettled'
          and s.data->>'disbursement' = o.data#>>'{disbursement,id}') as settled
      from fact o where o.type = 'DisbursementOpened'`,
  );
  return rows;
}
