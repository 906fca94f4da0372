import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, seenBy } from '../../src/persistence/party-view.ts';
import { query } from '../../src/persistence/sql.ts';
import { extendFeed } from '../../src/persistence/webhooks/feed.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { goOn, openTrade } from '../support/http-trade.ts';
import { type Cast, openCast } from '../support/real-cast.ts';
import { openRealPlatform, type RealPlatform } from '../support/real-platform.ts';

let platform: RealPlatform;
let cast: Cast;
beforeAll(async () => {
  platform = await openRealPlatform();
  cast = await openCast(platform);
  await cast.provider('second-warehouse', 'warehouse-operator');
  await cast.provider('second-bank', 'bank');
}, 120_000);
afterAll(() => platform?.close());

const enquiry = (providers: object = {}) => ({
  supplier: cast.companyOf('supplier'),
  demand: { items: [{ description: 'LED lamp', quantity: 1000 }], destination: 'Hong Kong' },
  providers,
});
const seconds = () => ({ warehouse: cast.companyOf('second-warehouse'), bank: cast.companyOf('second-bank') });

/** How many rows of tables that hold something of orders a bank reads, whatever the API would have let it. */
const rowsFor = async (person: string, order: string): Promise<Record<string, number>> => {
  const view = seenBy(platform.orm, { company: cast.companyOf(person), roles: ['bank'] });
  const counts = await Promise.all(
    ['order_view', 'fact', 'ledger_transaction', 'document', 'event_feed'].map(async (table) => {
      const text = `select count(*)::int as count from ${table} where order_no = $1`;
      return [table, (await read<{ count: number }>(view, { text, values: [order] }))[0]!.count] as const;
    }),
  );
  const posted = `select count(*)::int as count
    from ledger_posting p join ledger_transaction t on t.seq = p.transaction_seq
    where t.order_no = $1 and p.account like 'trust:%'`;
  const [postings] = await read<{ count: number }>(view, { text: posted, values: [order] });
  return { ...Object.fromEntries(counts), postings: postings!.count };
};

describe('a trade on a platform without the sandbox', () => {
  it('is served by the companies the order names, from its enquiry to its end', async () => {
    const [seeded] = await query<{ count: number }>(platform.orm, {
      text: "select count(*)::int as count from company where id in ('c-platform', 'c-warehouse', 'c-trustbank')",
    });
    expect(seeded?.count).toBe(0);
    const trade = await openTrade(cast, {}, enquiry(seconds()));
    const { companies } = (await cast.get('buyer', trade.path).expect(200)).body;
    expect(companies).toEqual({
      buyer: cast.companyOf('buyer'),
      supplier: cast.companyOf('supplier'),
      warehouse: cast.companyOf('second-warehouse'),
      inspector: cast.companyOf('inspector'),
      broker: cast.companyOf('broker'),
      carrier: cast.companyOf('carrier'),
      bank: cast.companyOf('second-bank'),
    });
    await goOn(trade, 'escrow');
    const [asked] = (await trade.contracted()).payments;
    const paid = notice([credit(asked?.reference ?? '', asked?.amountMinor ?? 0)]);
    const foreseen = await cast.postXml('bank', '/v1/bank/notifications?dryRun=true', paid).expect(200);
    expect(foreseen.body.entries[0]).toMatchObject({ wouldBook: null, why: expect.stringContaining('another bank') });
    const [by, named] = [cast.people.get('bank'), cast.people.get('second-bank')];
    cast.people.set('bank', named!);
    const keeper = cast.people.get('warehouse');
    await goOn(trade, 'warehouse');
    const scanned = await keeper!.post(`${trade.path}/scanCarton`, { sscc: trade.cartons[0]?.sscc }).expect(404);
    expect(scanned.body.code).toBe('unknown-order');
    cast.people.set('warehouse', cast.people.get('second-warehouse')!);
    await goOn(trade, 'completed');
    cast.people.set('bank', by!).set('warehouse', keeper!);

    await extendFeed(platform.orm);
    const [own, others] = [await rowsFor('second-bank', trade.number), await rowsFor('bank', trade.number)];
    expect(Object.entries(own).filter(([, count]) => count === 0)).toEqual([]);
    expect(Object.entries(others).filter(([, count]) => count > 0)).toEqual([]);
    for (const path of [trade.path, `${trade.path}/ledger`, `${trade.path}/timeline`, `${trade.path}/documents`]) {
      expect((await cast.get('bank', path).expect(404)).body.code).toBe('unknown-order');
      await cast.get('second-bank', path).expect(200);
    }
    const listed = async (person: string) => (await cast.get(person, '/v1/orders').expect(200)).body.orders;
    expect(await listed('bank')).toEqual([]);
    expect(await listed('second-bank')).toMatchObject([{ order: trade.number }]);
    for (const path of ['/v1/reconciliation/cases', '/v1/suspense', '/v1/payout-accounts/proposals', '/v1/approvals']) {
      expect([403, 404]).toContain((await cast.get('second-bank', path)).status);
    }
  }, 120_000);

  it.each([
    ['unknown', { carrier: 'c-nobody' }, 404, 'unknown-provider', 'providers.carrier: '],
    ['a broker', () => ({ inspector: cast.companyOf('broker') }), 422, 'provider-wrong-kind', 'providers.inspector'],
    ['a trader', () => ({ bank: cast.companyOf('supplier') }), 422, 'provider-wrong-kind', 'providers.bank: '],
  ])('is not opened where a company it names is %s', async (_why, named, status, code, detail) => {
    const given = typeof named === 'function' ? named() : named;
    const { body } = await cast.post('buyer', '/v1/orders', enquiry(given)).expect(status);
    expect(body).toMatchObject({ code, detail: expect.stringContaining(detail) });
  });

  it('names no place there is not', async () => {
    const { body } = await cast.post('buyer', '/v1/orders', enquiry({ cook: 'c-nobody' })).expect(422);
    expect(body.issues).toMatchObject([{ path: 'providers.cook' }]);
  });

  it('goes by the company registered longest, says who is suspended, and takes none such anew', async () => {
    const opened = await cast.post('buyer', '/v1/orders', enquiry()).expect(201);
    const path = `/v1/orders/${opened.body.order}`;
    const before = await cast.get('buyer', path).expect(200);
    expect(before.body).toMatchObject({ companies: { warehouse: cast.companyOf('warehouse') }, suspended: [] });
    const warehouse = cast.companyOf('warehouse');
    await cast.post('operator', `/v1/providers/${warehouse}/suspend`, { reason: 'the roof leaks' }).expect(200);
    const after = await cast.get('supplier', path).set('If-None-Match', before.headers.etag ?? '').expect(200);
    expect(after.body.suspended).toMatchObject([{ place: 'warehouse', company: warehouse }]);
    const refused = await cast.post('buyer', '/v1/orders', enquiry({ warehouse })).expect(409);
    expect(refused.body).toMatchObject({ code: 'provider-suspended', detail: expect.stringContaining('warehouse') });
    const next = await cast.post('buyer', '/v1/orders', enquiry()).expect(201);
    const { body } = await cast.get('buyer', `/v1/orders/${next.body.order}`).expect(200);
    expect(body.companies.warehouse).toBe(cast.companyOf('second-warehouse'));
    const shown = await cast.get('operator', `/v1/providers/${warehouse}`).expect(200);
    expect(shown.body).toMatchObject({ runningOrders: 1 });
    const second = cast.companyOf('second-warehouse');
    await cast.post('operator', `/v1/providers/${second}/suspend`, { reason: 'the roof leaks' }).expect(200);
    const nobody = await cast.post('buyer', '/v1/orders', enquiry()).expect(503);
    expect(nobody.body).toMatchObject({ code: 'no-providers', detail: expect.stringContaining('providers.warehouse') });
  });
});
