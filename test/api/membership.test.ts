import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { catalogueProducts, enquiryTo } from './membership-orders.ts';
import { found, importList, type Newcomer } from './companies.ts';
import { shopIn } from './catalogue-shop.ts';
import { tender } from './sourcing-tender.ts';

let office: Office;
let newcomer: Newcomer;
beforeAll(async () => {
  office = await openOffice();
  newcomer = await found(office, 'c-new', { name: 'Kestrel Maritime Holding Ltd' });
});
afterAll(() => office.close());

const soon = new Date(Date.now() + 10 * 86_400_000).toISOString();

const makeMember = (company: string, tier: string | null = null) =>
  query(office.orm, {
    text: `insert into membership (company, state, tier, since, expires)
    values ($1, 'running', $2, '2020-01-01Z', '2090-01-01Z')`,
    values: [company, tier],
  });

describe('a buyer without membership', () => {
  it('sees public prices only, is told why, and sees the others on the day it becomes a member', async () => {
    const shop = shopIn(office);
    const product = await shop.create();
    const list = (scope: object, name: string, minor: number) =>
      shop.post(
        'supplier',
        '/v1/catalogue/price-lists',
        {
          name,
          currency: 'USD',
          scope,
          validFrom: '2020-01-01T00:00:00Z',
          validUntil: null,
          entries: [{ subject: { kind: 'ALL' }, from: 1, discountBp: minor }],
        },
        201,
      );
    await list({ kind: 'TIER', tier: 'GOLD' }, 'gold', 1_000);
    await list({ kind: 'COMPANY', company: 'c-new' }, 'theirs', 2_000);
    const price = async () => (await newcomer.get(catalogueProducts.price(product)).expect(200)).body;
    const before = await price();
    expect(before).toMatchObject({ tier: null, wholesale: { unlocked: false } });
    expect(before.wholesale.reason).toContain('for members');
    expect(before.offer.rules.join()).not.toContain('discount');
    await makeMember('c-new', 'GOLD');
    const after = await price();
    expect(after).toMatchObject({ tier: 'GOLD', wholesale: { unlocked: true } });
    expect(after.offer.rules.join()).toContain('discount/2000');
    expect(after.offer.amountMinor).toBeLessThan(before.offer.amountMinor);
    await query(office.orm, { text: `update membership set state = 'ended' where company = 'c-new'` });
    expect((await price()).offer).toEqual(before.offer);
  });

  it("has the tier a supplier gave it, not the platform's, once that supplier has decided", async () => {
    const third = await found(office, 'c-third', { name: 'Third Limited' });
    await makeMember('c-third', 'GOLD');
    const product = await shopIn(office).create({ sku: 'LAMP-3' });
    await shopIn(office).post('supplier', '/v1/catalogue/tiers', { company: 'c-third', tier: null }, 200);
    expect((await third.get(catalogueProducts.price(product)).expect(200)).body.tier).toBeNull();
  });

  it('opens no orders, and nobody orders of a supplier that is no member', async () => {
    const refused = await newcomer.post('/v1/orders', enquiryTo('c-brightworks')).expect(403);
    expect(refused.body.code).toBe('not-qualified');
    await found(office, 'c-maker', { name: 'Maker Limited', role: 'supplier' });
    const other = await office.post('buyer', '/v1/orders', enquiryTo('c-maker')).expect(409);
    expect(other.body.code).toBe('supplier-not-qualified');
    await makeMember('c-maker');
    await office.post('buyer', '/v1/orders', enquiryTo('c-maker')).expect(201);
  });
});

describe('every other way to open an order', () => {
  const asking = (suppliers: string[]) => tender({ suppliers, deadline: soon });

  it('asks for membership as well: an enquiry to several suppliers names the one it fails for', async () => {
    const refused = await newcomer.post('/v1/sourcings', asking(['c-brightworks', 'c-pearlriver'])).expect(403);
    expect(refused.body.code).toBe('not-qualified');
    await found(office, 'c-later', { name: 'Later Limited', role: 'supplier' });
    const strange = await office.post('buyer', '/v1/sourcings', asking(['c-brightworks', 'c-later'])).expect(409);
    expect(strange.body).toMatchObject({ code: 'supplier-not-qualified', data: { path: 'suppliers.1' } });
    expect(strange.body.detail).toContain('suppliers.1: c-later');
    expect((await office.get('buyer', '/v1/sourcings').expect(200)).body.sourcings).toEqual([]);
  });

  it('does so for a call-off from a frame agreement', async () => {
    const content = {
      kind: 'FRAME',
      validFrom: '2020-01-01',
      validUntil: '2099-12-31',
      currency: 'USD',
      lines: [{ line: 1, sku: 'L', description: 'Lamp', quantity: 25, unit: 'C62', price: { minor: 1200, per: 1 } }],
    };
    const { body } = await newcomer.post('/v1/agreements', { partner: 'c-brightworks', content }).expect(201);
    await office.post('supplier', `/v1/agreements/${body.id}/sign`, { hash: body.hash }).expect(200);
    const wanted = { lines: [{ line: 1, quantity: 5 }], destination: 'Hong Kong' };
    const refused = await newcomer.post(`/v1/agreements/${body.id}/call-offs`, wanted).expect(403);
    expect(refused.body.code).toBe('not-qualified');
    const { remaining, callOffs } = (await newcomer.get(`/v1/agreements/${body.id}`).expect(200)).body;
    expect([remaining, callOffs]).toEqual([[{ line: 1, remaining: 25 }], []]);
  });
});

describe('screening', () => {
  const say = (person: string, hit: number, command: string, status: number) =>
    office.post(person, `/v1/screening/hits/${hit}/${command}`, { reason: 'compared the register' }).expect(status);
  const hits = async (state = 'open') =>
    (await office.get('operator', `/v1/screening/hits?state=${state}`).expect(200)).body.hits as {
      hit: number;
      company: string;
    }[];

  it('takes a list whole or not at all, once, and screens everybody anew', async () => {
    const faulty = await importList(office, ['EX-1,Orient Nordwind,,RU,X', 'EX-1,,,Russia,X'], 422);
    expect(faulty.data.faults.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([
      [3, 'name'],
      [3, 'country'],
      [3, 'id'],
    ]);
    expect(office.companies.rescreened).toEqual([]);
    const list = await importList(office, [
      'EX-2,Petro Kestrel,Kestrel Maritime Holding,IR,X',
      'EX-3,Harbor Trading,,,X',
    ]);
    expect(list).toMatchObject({ entries: 2, version: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(office.companies.rescreened).toEqual([list.version]);
    await importList(office, ['EX-2,Petro Kestrel,Kestrel Maritime Holding,IR,X', 'EX-3,Harbor Trading,,,X'], 409);
    await office.get('buyer', '/v1/screening/hits').expect(403);
    expect((await office.get('auditor', '/v1/screening/lists').expect(200)).body.lists).toHaveLength(1);
  });

  it('lets a company with an open hit ask for a quote, in view of the operators, and seal nothing', async () => {
    const { body } = await office.post('buyer', '/v1/orders', enquiryTo('c-brightworks')).expect(201);
    const { body: order } = await office.get('operator', `/v1/orders/${body.order}`).expect(200);
    expect(order.attention).toBe('screening-hit: Screening hits wait for a decision: c-harbour.');
    expect((await hits()).map(({ company }) => company)).toEqual(['c-harbour']);
    const sealing = await office
      .post('buyer', `/v1/orders/${body.order}/confirmContract`, { hash: 'a'.repeat(64) })
      .expect(409);
    expect(sealing.body.code).toBe('screening-open');
    const { checks } = (await office.get('auditor', `/v1/screening/checks?order=${body.order}`).expect(200)).body;
    expect(checks.map((each: Record<string, unknown>) => [each.occasion, each.company, each.outcome])).toEqual([
      ['contract', 'c-harbour', 'pending'],
      ['contract', 'c-brightworks', 'clear'],
      ['order', 'c-harbour', 'pending'],
      ['order', 'c-brightworks', 'clear'],
    ]);
    await office.get('buyer', '/v1/screening/checks').expect(403);
  });

  const several = () => tender({ suppliers: ['c-brightworks', 'c-pearlriver'], deadline: soon });

  it('shows the operators every order of an enquiry to several suppliers whose hits wait', async () => {
    const { body } = await office.post('buyer', '/v1/sourcings', several()).expect(201);
    const { invitations } = (await office.get('buyer', `/v1/sourcings/${body.sourcing}`).expect(200)).body;
    expect(invitations).toHaveLength(2);
    for (const { order } of invitations as { order: string }[]) {
      const { attention } = (await office.get('operator', `/v1/orders/${order}`).expect(200)).body;
      expect(attention).toMatch(/^screening-hit: .*c-harbour/);
      const { checks } = (await office.get('operator', `/v1/screening/checks?order=${order}`).expect(200)).body;
      expect(checks.map(({ company }: { company: string }) => company)).toContain('c-harbour');
    }
  });

  it('stops the orders of a company two people have confirmed, and of nobody they have cleared', async () => {
    const [open] = await hits();
    await say('operator', open!.hit, 'confirm', 200);
    await say('operator', open!.hit, 'confirm', 403);
    expect(await hits()).toHaveLength(1);
    await say('account-manager', open!.hit, 'confirm', 200);
    const denied = await office.post('buyer', '/v1/orders', enquiryTo('c-brightworks')).expect(403);
    expect(denied.body.code).toBe('denied-party');
    expect((await office.post('buyer', '/v1/sourcings', several()).expect(403)).body.code).toBe('denied-party');
    await say('account-manager', open!.hit, 'clear', 200);
    await say('operator', open!.hit, 'clear', 200);
    expect(await hits('cleared')).toHaveLength(1);
    await office.post('buyer', '/v1/orders', enquiryTo('c-brightworks')).expect(201);
    await say('operator', 999, 'clear', 404);
  });

  it('keeps what was cleared cleared on a new list, unless the entry is another', async () => {
    await importList(office, ['EX-3,Harbor Trading,,,X', 'EX-9,Somebody Else,,,X']);
    await office.post('buyer', '/v1/orders', enquiryTo('c-brightworks')).expect(201);
    expect(await hits()).toEqual([]);
    await importList(office, ['EX-3,Harbor Trading,,HK,X']);
    await office.post('buyer', '/v1/orders', enquiryTo('c-brightworks')).expect(201);
    expect((await hits()).map(({ company }) => company)).toEqual(['c-harbour']);
  });
});
