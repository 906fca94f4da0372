import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Actor, Role } from '../../src/domain/parties.ts';
import { documentContent, documentsOf, keepDocument } from '../../src/persistence/documents.ts';
import { keepMessage, keepTrackingEvent } from '../../src/persistence/kept.ts';
import { ledgerOfOrder } from '../../src/persistence/ledger-store.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { factsOf, findOrder, listOrders } from '../../src/persistence/order-reader.ts';
import { record } from '../../src/persistence/order-store.ts';
import { read, seenBy } from '../../src/persistence/party-view.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { timeline } from '../../src/persistence/timeline.ts';
import { freshDb } from '../support/db.ts';
import { aRecord, funding, momentAt, releasing } from './recorded.ts';

const order = '26000001';
let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
  await record(orm, aRecord(order, 1, 3, { ledger: [funding(order, 500), releasing(order, 200)] }));
  const from = { user: 'u-buyer', company: 'c-harbour', role: 'buyer' as const };
  const said = { order, from, stage: 'quote', text: 'said', document: null, at: momentAt(9) };
  await keepMessage(orm, { ...said, id: 'm-open', internal: false });
  await keepMessage(orm, { ...said, id: 'm-internal', internal: true });
  await keepTrackingEvent(orm, { order, eventId: 'e-1', eventAt: momentAt(9), content: {} });
  const paper = { order, type: '271', version: 1, issuer: 'supplier' as const, mediaType: 'application/json' };
  for (const [id, reader] of [
    ['d-buyer', 'buyer'],
    ['d-carrier', 'carrier'],
  ] as const) {
    const kept = { ...paper, id, title: id, sha256: id, visibleTo: [reader], content: { id }, at: momentAt(9) };
    await keepDocument(orm, kept);
  }
});
afterAll(() => orm?.close());

const as = (company: string, ...roles: Role[]) => seenBy(orm, { company, roles });
const buyer = () => as('c-harbour', 'buyer');
const supplier = () => as('c-brightworks', 'supplier');
const carrier = () => as('c-carrier', 'carrier');
const platform = () => as('c-platform', 'auditor');
const stranger = () => as('c-lantau', 'buyer');
const everybody: Actor = { user: 'u-auditor', company: 'c-platform', roles: ['auditor'] };
const parts = ['order_view', 'fact', 'message', 'tracking_event', 'document', 'ledger_transaction', 'ledger_posting'];
const count = async (view: ReturnType<typeof as>, table: string): Promise<number> =>
  (await read<{ count: number }>(view, { text: `select count(*)::int as count from ${table}` }))[0]!.count;

describe('with the first lock off, a company that has no part in an order', () => {
  it('sees nothing of it by any reader', async () => {
    const view = stranger();
    expect(await findOrder(view, order)).toBeNull();
    expect((await listOrders(view, { actor: everybody, limit: 10 })).orders).toEqual([]);
    expect(await factsOf(view, order)).toEqual([]);
    expect((await timeline(view, order, { limit: 10, internal: true })).entries).toEqual([]);
    expect(await documentsOf(view, order, ['buyer', 'carrier'])).toEqual([]);
    expect(await documentContent(view, order, 'd-buyer')).toBeNull();
    expect(await ledgerOfOrder(view, order)).toEqual([]);
  });

  it.each(parts)('sees no row of %s, of which a party of the order sees some', async (table) => {
    expect(await count(stranger(), table)).toBe(0);
    expect(await count(buyer(), table)).toBeGreaterThan(0);
    expect(await count(platform(), table)).toBeGreaterThan(0);
  });

  it('cannot name itself into another company by its id', async () => {
    for (const company of ["c-harbour', true), set_config('trade.platform', 'yes", "'; commit; --", '', '\\']) {
      expect(await count(as(company, 'buyer'), 'order_view')).toBe(0);
    }
  });
});

describe('with the first lock off, a party of an order', () => {
  it('reads no internal note, and no paper for others', async () => {
    const kinds = (await timeline(supplier(), order, { limit: 10, internal: true })).entries;
    expect(kinds.flatMap((entry) => (entry.kind === 'message' ? [entry.id] : []))).toEqual(['m-open']);
    const every: Role[] = ['buyer', 'carrier', 'supplier'];
    const titles = async (view: ReturnType<typeof as>) => (await documentsOf(view, order, every)).map(({ id }) => id);
    expect(await titles(buyer())).toEqual(['d-buyer']);
    expect(await titles(carrier())).toEqual(['d-carrier']);
    expect(await titles(supplier())).toEqual([]);
    expect(await titles(platform())).toEqual(['d-buyer', 'd-carrier']);
    expect(await documentContent(supplier(), order, 'd-buyer')).toBeNull();
  });

  it('reads the postings on its own accounts and the escrow it has a side in', async () => {
    const accounts = async (view: ReturnType<typeof as>) => [
      ...new Set((await ledgerOfOrder(view, order)).flatMap(({ postings }) => postings.map(({ account }) => account))),
    ];
    expect(await accounts(buyer())).toEqual([`orders:${order}:escrow`]);
    expect((await accounts(supplier())).sort()).toEqual([`orders:${order}:escrow`, 'parties:c-brightworks:payable']);
    expect(await accounts(carrier())).toEqual([]);
    expect(await accounts(platform())).toContain('trust:bank:USD');
  });

  it('reads no bank account, user, key or folder of another company', async () => {
    expect(await count(supplier(), 'payout_account')).toBe(1);
    expect(await count(buyer(), 'payout_account')).toBe(0);
    const users = await read<{ company: string }>(buyer(), { text: 'select distinct company from platform_user' });
    expect(users).toEqual([{ company: 'c-harbour' }]);
    for (const table of ['bank_entry', 'bank_message', 'api_key', 'invitation'])
      expect(await count(buyer(), table)).toBe(0);
  });
});

describe('the role parties are read for as', () => {
  const refused = /permission denied|read-only transaction/;

  it.each([
    'select password_hash from platform_user',
    'select token_hash from invitation',
    'select key_hash from api_key',
    'select * from session',
    'select * from idempotency',
    'select * from sign_up',
    'select * from password_reset',
    'select * from outbox_letter',
    `update order_view set buyer = 'c-lantau'`,
    'delete from message',
    `insert into company values ('x', 'x', 'HK', '{}')`,
  ])('may not: %s', async (text) => {
    await expect(read(platform(), { text })).rejects.toThrow(refused);
  });

  it('sees nothing while nobody has said for whom', async () => {
    const rows = await inTransaction(orm, async (client) => {
      await client.query('set local role trade_party');
      return (await client.query(`select order_no from order_view union all select order_no from fact`)).rows;
    });
    expect(rows).toEqual([]);
  });

  it('reads no table without a policy, so a new table is closed until it has one', async () => {
    const open = await query(orm, {
      text: `select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and has_any_column_privilege('trade_party', c.oid, 'select')
        and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
    });
    expect(open).toEqual([]);
  });

  it("is left after every read, also a failed one: the connection is the engine's again", async () => {
    const reads = Array.from({ length: 60 }, (_, turn) =>
      turn % 3 === 0
        ? read(stranger(), { text: 'select * from session' }).catch(() => undefined)
        : turn % 3 === 1
          ? findOrder(stranger(), order)
          : findOrder(orm, order),
    );
    const answers = await Promise.all(reads);
    expect(answers.filter((_, turn) => turn % 3 === 1).every((found) => found === null)).toBe(true);
    expect(answers.filter((_, turn) => turn % 3 === 2).every((found) => found !== null)).toBe(true);
  });
});

describe('a database of an owner who is no superuser', () => {
  it('is migrated once the role is granted to it, says so before, and is held to the same policies', async () => {
    const server = process.env.TEST_PG_URL as string;
    const [owner, name] = [`o_${randomUUID().slice(0, 8)}`, `t_${randomUUID().replaceAll('-', '')}`];
    await query(orm, { text: `create role ${owner} login password 'x'` });
    await query(orm, { text: `create database ${name} owner ${owner}` });
    const url = new URL(`${server}${name}`);
    [url.username, url.password] = [owner, 'x'];
    await expect(migrate(url.href)).rejects.toThrow('the role trade_party cannot be made or taken');
    await query(orm, { text: `grant trade_party to ${owner}` });
    expect((await migrate(url.href, { withSeed: true })).length).toBeGreaterThan(10);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      const { rows: everything } = await client.query('select id from platform_user order by id');
      await client.query(`begin; set local role trade_party; select set_config('trade.company', 'c-harbour', true)`);
      const { rows } = await client.query('select distinct company from platform_user');
      expect(rows).toEqual([{ company: 'c-harbour' }]);
      expect(everything.length).toBeGreaterThan(10);
    } finally {
      await client.end();
    }
  });
});
