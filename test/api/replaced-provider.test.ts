import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, seenBy } from '../../src/persistence/party-view.ts';
import { query } from '../../src/persistence/sql.ts';
import { goOn, type HttpTrade, openTrade } from '../support/http-trade.ts';
import { type Cast, openCast } from '../support/real-cast.ts';
import { openRealPlatform, type RealPlatform, signedIn } from '../support/real-platform.ts';

let platform: RealPlatform;
let cast: Cast;
beforeAll(async () => {
  platform = await openRealPlatform();
  cast = await openCast(platform);
  await cast.provider('second-warehouse', 'warehouse-operator');
  await cast.provider('second-bank', 'bank');
}, 120_000);
afterAll(() => platform?.close());

const enquiry = (providers?: object) => ({
  supplier: cast.companyOf('supplier'),
  demand: { items: [{ description: 'LED lamp', quantity: 1000 }], destination: 'Hong Kong' },
  ...(providers === undefined ? {} : { providers }),
});
const replace = (trade: HttpTrade, place: string, person: string, by = 'adviser') =>
  cast.post(by, `${trade.path}/replaceProvider`, { place, company: cast.companyOf(person), reason: 'the roof leaks' });
const standing = (person: string, way: 'suspend' | 'reactivate') =>
  cast.post('operator', `/v1/providers/${cast.companyOf(person)}/${way}`, { reason: 'the roof' }).expect(200);
const companiesOf = async ({ path }: { path: string }) => (await cast.get('buyer', path).expect(200)).body.companies;

/** How many rows a provider reads of an order, whatever the API would have let it. */
const rowsFor = async (person: string, order: string): Promise<Record<string, number>> => {
  const view = seenBy(platform.orm, { company: cast.companyOf(person), roles: ['warehouse-operator'] });
  const counts = ['order_view', 'fact', 'document', 'carton', 'message'].map(async (table) => {
    const text = `select count(*)::int as count from ${table} where order_no = $1`;
    return [table, (await read<{ count: number }>(view, { text, values: [order] }))[0]!.count] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};

describe('a warehouse that is suspended in the middle of a trade', () => {
  let trade: HttpTrade;

  it('is replaced by an adviser, by a company of the kind that is not suspended', async () => {
    trade = await openTrade(cast, {}, enquiry({ warehouse: cast.companyOf('warehouse') }));
    await goOn(trade, 'inspection');
    const { body: filed } = await cast.people.get('warehouse')!.get(`${trade.path}/documents`).expect(200);
    expect(filed.documents.some(({ issuer }: { issuer: string }) => issuer === 'warehouse-operator')).toBe(true);
    await standing('warehouse', 'suspend');
    expect((await replace(trade, 'warehouse', 'second-warehouse', 'operator').expect(403)).body.code)
      .toBe('not-your-move');
    const { body: wrong } = await replace(trade, 'warehouse', 'carrier').expect(422);
    expect(wrong).toMatchObject({ code: 'provider-wrong-kind', detail: expect.stringMatching(/^company: /) });
    expect((await replace(trade, 'bank', 'second-bank').expect(409)).body.code).toBe('money-at-bank');
    const { body } = await replace(trade, 'warehouse', 'second-warehouse').expect(200);
    expect(body.facts).toEqual(['ProviderReplaced']);
    expect(await companiesOf(trade)).toMatchObject({ warehouse: cast.companyOf('second-warehouse') });
    expect((await cast.get('supplier', trade.path).expect(200)).body.suspended).toEqual([]);
    const again = await replace(trade, 'warehouse', 'warehouse').expect(409);
    expect(again.body.code).toBe('provider-suspended');
  }, 120_000);

  it('sees nothing of the order any more but what it did itself, in both locks', async () => {
    await standing('warehouse', 'reactivate');
    const { user } = cast.people.get('warehouse')!;
    const served = `/v1/served-orders/${trade.number}`;
    const keeper = await signedIn(platform, 'warehouse@providers.example', user);
    for (const path of [trade.path, `${trade.path}/timeline`, `${trade.path}/documents`]) {
      expect((await keeper.get(path).expect(404)).body.code).toBe('unknown-order');
      await cast.get('second-warehouse', path).expect(200);
    }
    expect((await keeper.get('/v1/orders').expect(200)).body.orders).toEqual([]);
    const { body } = await keeper.get(served).expect(200);
    expect(body).toMatchObject({ order: trade.number, served: [{ place: 'warehouse' }] });
    expect(body.facts.map(({ type }: { type: string }) => type)).toContain('GoodsReceived');
    expect(new Set(body.facts.map(({ by }: { by: { company: string } }) => by.company)))
      .toEqual(new Set([cast.companyOf('warehouse')]));
    const [paper] = body.documents as { id: string; issuer: string; typeName: string }[];
    expect(paper).toMatchObject({ issuer: 'warehouse-operator', typeName: 'Goods receipt' });
    await keeper.get(`${served}/documents/${paper?.id}`).expect(200);
    await keeper.get(`${served}/documents/no-such-paper`).expect(404);
    for (const stranger of ['second-warehouse', 'carrier', 'buyer', 'adviser']) {
      expect((await cast.get(stranger, served).expect(404)).body.code).toBe('unknown-order');
    }
    const [rows, others] = [await rowsFor('warehouse', trade.number), await rowsFor('second-bank', trade.number)];
    expect(rows).toEqual({
      order_view: 0, fact: body.facts.length + 1, document: body.documents.length, carton: 0, message: 0,
    });
    expect(Object.values(others)).toEqual([0, 0, 0, 0, 0]);
  });

  it('is followed by the other one to the end of the trade, and everybody is written to', async () => {
    cast.people.set('warehouse', cast.people.get('second-warehouse')!);
    await goOn(trade, 'completed');
    const letters = await query<{ kind: string; reader: string }>(platform.orm, {
      text: `select kind, u.company as reader from outbox_letter l join platform_user u on u.id = l.to_user
        where order_no = $1 and kind in ('provider-replaced', 'order-to-serve', 'order-served-no-more') order by 1, 2`,
      values: [trade.number],
    });
    expect(letters.map(({ kind }) => kind).filter((kind) => kind !== 'provider-replaced'))
      .toEqual(['order-served-no-more', 'order-to-serve']);
    const { body } = await cast.get('buyer', `${trade.path}/timeline?limit=200`).expect(200);
    expect(body.entries.find(({ type }: { type: string }) => type === 'ProviderReplaced').data)
      .toMatchObject({ reason: 'the roof leaks', work: [{ what: 'GOODS_RECEIPT' }] });
    const { body: seen } = await cast.get('carrier', `${trade.path}/timeline?limit=200`).expect(200);
    expect(seen.entries.find(({ type }: { type: string }) => type === 'ProviderReplaced').data.reason)
      .toBeUndefined();
  }, 120_000);
});

describe('whom a company prefers to be served by', () => {
  const prefer = (body: object, by = 'buyer') => cast.post(by, '/v1/company/providers', body);

  it('is set by who administers it, place by place, and shown beside the choice of the platform', async () => {
    const first = (await companiesOf({ path: `/v1/orders/${(await opened()).order}` })).bank;
    const second = cast.companyOf('second-bank');
    expect(second).not.toBe(first);
    const { body } = await prefer({ bank: second }).expect(200);
    const bank = { place: 'bank', preferred: second, suspended: false, platform: first };
    expect(body.places).toContainEqual(bank);
    expect((await cast.get('buyer', '/v1/company/providers').expect(200)).body).toEqual(body);
    expect((await cast.get('supplier', '/v1/company/providers').expect(200)).body.places)
      .toContainEqual({ ...bank, preferred: null });
    expect((await companiesOf({ path: `/v1/orders/${(await opened()).order}` })).bank).toBe(second);
  });

  it.each([
    ['a place there is not', { cook: 'c-x' }, 422, 'cook'],
    ['nothing', {}, 422, 'give a company'],
    ['an unknown company', { carrier: 'c-nobody' }, 404, 'carrier: there is no company'],
  ])('is refused for %s', async (_what, body, status, said) => {
    expect(JSON.stringify((await prefer(body).expect(status)).body)).toContain(said);
  });

  it('is passed over while it is suspended, and taken back by null', async () => {
    const second = cast.companyOf('second-bank');
    await standing('second-bank', 'suspend');
    expect((await companiesOf({ path: `/v1/orders/${(await opened()).order}` })).bank).not.toBe(second);
    const { body } = await cast.get('buyer', '/v1/company/providers').expect(200);
    expect(body.places).toContainEqual(expect.objectContaining({ place: 'bank', preferred: second, suspended: true }));
    expect((await prefer({ bank: second }).expect(409)).body.code).toBe('provider-suspended');
    await standing('second-bank', 'reactivate');
    await prefer({ bank: null }).expect(200);
    expect((await companiesOf({ path: `/v1/orders/${(await opened()).order}` })).bank).not.toBe(second);
  });

  const opened = async (): Promise<{ order: string }> =>
    (await cast.post('buyer', '/v1/orders', enquiry()).expect(201)).body;
});
