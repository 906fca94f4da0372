import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, termsOf } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  office.moveTo('2026-03-02T02:00:00.000Z');
});
afterAll(() => office?.close());

const frame = {
  kind: 'FRAME',
  validFrom: '2026-03-01',
  validUntil: '2026-12-31',
  currency: 'USD',
  lines: [
    { line: 1, sku: 'LAMP-1', description: 'LED lamp', quantity: 2500, unit: 'C62', price: { minor: 1200, per: 1 } },
  ],
};
const territory = {
  kind: 'COOPERATION',
  validFrom: '2026-03-01',
  validUntil: '2026-06-30',
  countries: ['DE'],
  hsPrefixes: ['9405'],
};

async function agreed(content: object, proposer = 'buyer', partner = 'c-brightworks', signer = 'supplier') {
  const { body } = await office.post(proposer, '/v1/agreements', { partner, content }).expect(201);
  await office.post(signer, `/v1/agreements/${body.id}/sign`, { hash: body.hash }).expect(200);
  return body as { id: string; hash: string };
}
const call = (id: string, quantity: number, who = 'buyer', key?: string) => {
  const body = { lines: [{ line: 1, quantity }], destination: 'Hong Kong' };
  return office.post(who, `/v1/agreements/${id}/call-offs`, body, key);
};
const quote = (
  order: string,
  changes: (terms: ReturnType<typeof termsOf>) => object,
  who = 'supplier',
  alternatives?: object[],
) => {
  const now = office.deps.now();
  const validUntil = new Date(Date.parse(now) + 86_400_000).toISOString();
  const offer = { terms: changes(termsOf(now)), validUntil, ...(alternatives === undefined ? {} : { alternatives }) };
  return office.post(who, `/v1/orders/${order}/submitQuote`, offer);
};
const buildUp = [{ line: 1, components: { goods: 1200, mainCarriage: 1 } }];
const priced =
  (quantity: number, minor: number, per = 1) =>
  (terms: ReturnType<typeof termsOf>) => ({
    ...terms,
    lines: terms.lines.map((line) => ({ ...line, quantity, price: { minor, per } })),
  });
const remaining = async (id: string) => (await office.get('buyer', `/v1/agreements/${id}`)).body.remaining[0].remaining;

describe('an agreement', () => {
  it('counts when the partner has signed the very hash, and is nobody else’s to see', async () => {
    const { body } = await office.post('buyer', '/v1/agreements', { partner: 'c-brightworks', content: frame });
    expect(body).toMatchObject({ state: 'PROPOSED', signatures: [{ side: 'buyer' }] });
    const sign = `/v1/agreements/${body.id}/sign`;
    expect((await office.post('buyer', sign, { hash: body.hash }).expect(403)).body.code).toBe('not-your-move');
    expect((await office.post('supplier', sign, { hash: 'a'.repeat(64) }).expect(409)).body.code).toBe('stale-hash');
    expect((await call(body.id, 1).expect(409)).body.code).toBe('not-in-force');
    await office.post('supplier-two', sign, { hash: body.hash }).expect(404);
    await office.get('buyer-two', `/v1/agreements/${body.id}`).expect(404);
    expect((await office.post('supplier', sign, { hash: body.hash }).expect(200)).body.state).toBe('SIGNED');
    expect((await office.post('supplier', sign, { hash: body.hash }).expect(409)).body.code).toBe('not-proposed');
    expect((await office.get('buyer-two', '/v1/agreements')).body.agreements).toEqual([]);
    expect((await office.get('supplier', '/v1/agreements')).body.agreements).toHaveLength(1);
  });

  it('is declined by the partner, or ended when both sides ask', async () => {
    const { body } = await office.post('supplier', '/v1/agreements', { partner: 'c-harbour', content: frame });
    expect((await office.post('buyer', `/v1/agreements/${body.id}/decline`).expect(200)).body.state).toBe('DECLINED');
    const { id } = await agreed(frame);
    const end = `/v1/agreements/${id}/end`;
    expect((await office.post('buyer', end).expect(200)).body).toMatchObject({ state: 'SIGNED', endAskedBy: 'buyer' });
    await office.post('buyer', end).expect(403);
    expect((await office.post('supplier', end).expect(200)).body.state).toBe('ENDED');
    expect((await call(id, 1).expect(409)).body.code).toBe('not-in-force');
  });

  it('is refused between companies that cannot trade, and with a term that ends before it begins', async () => {
    const propose = (who: string, partner: string, content: object = frame) =>
      office.post(who, '/v1/agreements', { partner, content });
    expect((await propose('buyer', 'c-lantau').expect(422)).body.code).toBe('unknown-partner');
    expect((await propose('carrier', 'c-harbour').expect(403)).body.code).toBe('not-a-trader');
    const backwards = { ...frame, validUntil: '2026-02-28' };
    expect((await propose('buyer', 'c-brightworks', backwards).expect(422)).body.detail).toContain('validUntil');
  });
});

describe('a frame', () => {
  it('gives orders at its price, each once, until nothing is left; what comes to nothing comes back', async () => {
    const { id } = await agreed(frame);
    const first = await call(id, 1000, 'buyer', 'call-1').expect(201);
    expect((await call(id, 1000, 'buyer', 'call-1').expect(201)).body.order).toBe(first.body.order);
    expect(await remaining(id)).toBe(1500);
    const { order } = first.body;
    const dear = await quote(order, priced(1000, 1250)).expect(409);
    expect(dear.body).toMatchObject({ code: 'frame-terms', data: { path: 'lines.0.price' } });
    expect((await quote(order, priced(1001, 1200)).expect(409)).body.data.path).toBe('lines.0.quantity');
    expect((await quote(order, (terms) => ({ ...terms, currency: 'EUR' })).expect(409)).body.data.path).toBe(
      'currency',
    );
    const dearer = { incoterm: 'CIF', namedPlace: 'Hamburg', buildUp };
    const hidden = await quote(order, priced(1000, 1200), 'supplier', [dearer]).expect(409);
    expect(hidden.body).toMatchObject({ code: 'frame-terms', data: { path: 'lines.0.price' } });
    await quote(order, priced(1000, 12_000, 10)).expect(200);
    const beyond = await call(id, 1501).expect(409);
    expect(beyond.body).toMatchObject({ code: 'frame-exhausted', data: { remaining: [{ line: 1, remaining: 1500 }] } });
    await call(id, 1500).expect(201);
    expect(await remaining(id)).toBe(0);
    await office.post('buyer', `/v1/orders/${order}/withdraw`, { reason: 'not needed' }).expect(200);
    expect(await remaining(id)).toBe(1000);
  });

  it('is never called off beyond what is left by two orders at once', async () => {
    const { id } = await agreed(frame);
    const answers = await Promise.all([1, 2, 3, 4].map(() => call(id, 1000)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(await remaining(id)).toBe(500);
  });

  it('holds within its term, days counted in Hong Kong, and is called off by its buyer', async () => {
    const { id } = await agreed({ ...frame, validFrom: '2026-03-03', validUntil: '2026-03-03' });
    const at = async (instant: string) => {
      office.moveTo(instant);
      return (await call(id, 1)).status;
    };
    expect(await at('2026-03-02T15:59:59.999Z')).toBe(409);
    expect(await at('2026-03-02T16:00:00.000Z')).toBe(201);
    expect(await at('2026-03-03T15:59:59.999Z')).toBe(201);
    expect(await at('2026-03-03T16:00:00.000Z')).toBe(409);
    office.moveTo('2026-03-03T02:00:00.000Z');
    expect((await call(id, 1, 'supplier').expect(403)).body.code).toBe('not-your-move');
    await call(id, 1, 'buyer-two').expect(404);
  });
});

describe('an exclusive territory', () => {
  const open = (who: string, destination: string, sku?: string) => {
    const items = [{ description: 'LED lamp', quantity: 10, ...(sku === undefined ? {} : { sku }) }];
    return office.post(who, '/v1/orders', { ...enquiry, demand: { items, destination } });
  };

  it('keeps other buyers’ quotes out, citing the agreement and not its partner, while it lasts', async () => {
    office.moveTo('2026-03-04T02:00:00.000Z');
    const { id } = await agreed(territory);
    // The demand does not say what HS code it is of, so the quote is where it shows.
    const into = (await open('buyer-two', 'Hamburg, Germany').expect(201)).body.order;
    const refused = await quote(into, (terms) => terms).expect(409);
    expect(refused.body).toMatchObject({ code: 'exclusive-territory', data: { agreement: id, country: 'DE' } });
    expect(JSON.stringify(refused.body)).not.toContain('harbour');
    const shades = (terms: ReturnType<typeof termsOf>) => ({
      ...terms,
      lines: terms.lines.map((line) => ({ ...line, hsCode: '940310' })),
    });
    await quote(into, shades).expect(200);
    const own = (await open('buyer', 'Hamburg, DE').expect(201)).body.order;
    await quote(own, (terms) => terms).expect(200);
    const elsewhere = (await open('buyer-two', 'Rotterdam, Netherlands').expect(201)).body.order;
    await quote(elsewhere, (terms) => ({ ...terms, namedPlace: '德国汉堡' })).expect(409);
    const delivered = { incoterm: 'DDP', namedPlace: 'Hamburg, Germany', buildUp };
    await quote(elsewhere, (terms) => terms, 'supplier', [delivered]).expect(409);
    const unclear = (await open('buyer-two', 'Hamburg').expect(201)).body.order;
    const { body } = await quote(unclear, (terms) => terms).expect(422);
    expect(body).toMatchObject({ code: 'destination-unclear', data: { path: 'demand.destination' } });
    await quote(elsewhere, (terms) => terms).expect(200);
    const after = (await open('buyer-two', 'Hamburg, DE').expect(201)).body.order;
    office.moveTo('2026-06-30T16:00:00.000Z');
    expect((await quote(after, (terms) => terms)).body.code).not.toBe('exclusive-territory');
  });

  it('keeps other buyers from opening orders for goods it names, by where they are or where the goods go', async () => {
    office.moveTo('2026-03-04T02:00:00.000Z');
    const content = { ...territory, countries: ['HK'], hsPrefixes: [], skus: ['ONLY-1'] };
    await agreed(content, 'supplier-two', 'c-harbour', 'buyer');
    const ask = (who: string, sku: string) => {
      const demand = { items: [{ description: 'Lamp', sku, quantity: 1 }], destination: 'Rotterdam' };
      return office.post(who, '/v1/orders', { supplier: 'c-pearlriver', demand });
    };
    expect((await ask('buyer-two', 'ONLY-1').expect(409)).body.code).toBe('exclusive-territory');
    await ask('buyer-two', 'OTHER-1').expect(201);
    await ask('buyer', 'ONLY-1').expect(201);
  });

  it('is given to one buyer at a time: another cooperation over the same goods cannot be signed', async () => {
    office.moveTo('2026-03-04T02:00:00.000Z');
    const content = { ...territory, countries: ['FR', 'ES'], hsPrefixes: ['8539'] };
    const { id } = await agreed(content);
    const sign = async (changes: object) => {
      const wish = { partner: 'c-brightworks', content: { ...content, ...changes } };
      const { body } = await office.post('buyer-two', '/v1/agreements', wish).expect(201);
      return office.post('supplier', `/v1/agreements/${body.id}/sign`, { hash: body.hash });
    };
    const refused = await sign({ countries: ['ES', 'PT'], hsPrefixes: ['853952'] });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'exclusive-territory', data: { agreement: id, country: 'ES' } });
    expect((await sign({ hsPrefixes: [], skus: [] })).status).toBe(409);
    expect((await sign({ countries: ['PT'] })).status).toBe(200);
    expect((await sign({ hsPrefixes: ['9403'] })).status).toBe(200);
    expect((await sign({ validFrom: '2026-07-01', validUntil: '2026-12-31' })).status).toBe(200);
    await agreed({ ...content, countries: ['ES'] });
  });
});
