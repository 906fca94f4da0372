import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { transfer } from '../../../src/domain/ledger.ts';
import { book, bookBatch } from '../../../src/persistence/ledger-store.ts';
import { inTransaction, query } from '../../../src/persistence/sql.ts';
import { perSecond } from '../measure.ts';
import { type Load, pgbench, tps } from './pgbench.ts';

/**
 * Where the money of a transfer goes: out of one trust account into a thousand escrows, out of a thousand trust
 * accounts, or out of accounts that must not be overdrawn, one or a thousand.
 */
export type Shape = 'hot' | 'many' | 'hotDebit' | 'manyDebit';

const width = 1000;
const funds = 1_000_000_000_000;
const numbers = Array.from({ length: width }, (_, index) => index + 1);

const shapes: Record<Shape, (n: string | number) => [from: string, to: string]> = {
  hot: (n) => ['trust:main:USD', `orders:${n}:escrow`],
  many: (n) => [`trust:bank-${n}:USD`, `orders:${n}:escrow`],
  hotDebit: (n) => ['parties:hot:payable', `trust:bank-${n}:USD`],
  manyDebit: (n) => [`parties:${n}:payable`, `trust:bank-${n}:USD`],
};

/** A base to compare with, and transfers through the ledger; each answers transactions a second. */
export interface Runners {
  against: string;
  base(): Promise<number>;
  ledger(shape: Shape): Promise<number>;
}

/** The databases of both sides, and where the scripts go. */
export type Places = Record<'baseUrl' | 'ledgerUrl' | 'folder', string>;

/** Gives the guarded accounts something to spend. */
export const fund = (orm: MikroORM) =>
  bookBatch(orm, ['hot', ...numbers].map((n) =>
    transfer(`fund:${n}`, 'fund', 'USD', funds, 'trust:main:USD', `parties:${n}:payable`)));

/** The same client, protocol and server for both sides: pgbench with prepared statements. */
export async function pgbenchRunners(
  program: string, { baseUrl, ledgerUrl, folder }: Places, load: Load & { scale: number },
): Promise<Runners> {
  const { scale } = load;
  await pgbench(program, baseUrl, ['-i', '-q', '-s', `${scale}`]);
  const fileOf = (shape: Shape) => join(folder, `${shape}.sql`);
  for (const shape of Object.keys(shapes) as Shape[]) writeFileSync(fileOf(shape), scriptOf(shape));
  return {
    against: `pgbench TPC-B-like, scale ${scale}`,
    base: () => tps(program, baseUrl, load, ['-b', 'tpcb-like']),
    ledger: (shape) => tps(program, ledgerUrl, load, ['-f', fileOf(shape)]),
  };
}

/** pgbench takes every colon for a variable, also within a text; \\x3a is one it does not see. */
function scriptOf(shape: Shape): string {
  const text = (part: string) => `E'${part.replaceAll(':', '\\x3a')}'`;
  const place = (account: string) => account.split('{n}').map(text).join(' || :n || ');
  const [from, to] = shapes[shape]('{n}').map(place);
  const posting = (account: string | undefined, amountMinor: number) =>
    `jsonb_build_object('account', ${account}, 'currency', 'USD', 'amountMinor', ${amountMinor})`;
  return `\\set n random(1, ${width})
select book_transaction(null, clock_timestamp(), jsonb_build_object('id', uuidv7(), 'kind', 'bench',
  'postings', jsonb_build_array(${posting(from, 100)}, ${posting(to, -100)})));
`;
}

let count = 0;
/** Rising, as the ids of the engine are, which begin with the number of the order. */
const nextId = (): string => {
  count += 1;
  return `${process.pid}:${String(count).padStart(9, '0')}`;
};

const random = () => Math.ceil(Math.random() * width);

/** One transfer through the store, as the engine books it. */
export const throughStore = (orm: MikroORM, shape: Shape, { seconds, clients }: Load): Promise<number> =>
  until(seconds, clients, () =>
    book(orm, null, transfer(nextId(), 'bench', 'USD', 100, ...shapes[shape](random()))));

/** Without pgbench: a bare transaction of two inserts stands in for it, and both sides go through the driver. */
export async function driverRunners(orm: MikroORM, load: Load): Promise<Runners> {
  await query(orm, { text: 'create table bare_line (account text not null, amount_minor bigint not null)' });
  const insert = 'insert into bare_line (account, amount_minor) values ($1, $2)';
  const bare = () => inTransaction(orm, async (client) => {
    const n = random();
    await client.query(insert, [`trust:bank-${n}:USD`, 100]);
    await client.query(insert, [`orders:${n}:escrow`, -100]);
  });
  return {
    against: 'a bare transaction of two inserts, because this machine has no pgbench',
    base: () => until(load.seconds, load.clients, bare),
    ledger: (shape) => throughStore(orm, shape, load),
  };
}

/** Does it over and over for so many seconds; answers how often a second. */
async function until(seconds: number, clients: number, act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    for (; performance.now() - from < seconds * 1000; done += 1) await act();
  }));
  return done / ((performance.now() - from) / 1000);
}

/** Batches of a thousand transfers, two at a time; answers transfers a second. */
export async function batchesPerSecond(orm: MikroORM, shape: Shape, count: number): Promise<number> {
  const batch = () => numbers.map((n) => transfer(nextId(), 'bench', 'USD', 100, ...shapes[shape](n)));
  return width * (await perSecond(count, 2, () => bookBatch(orm, batch())));
}
