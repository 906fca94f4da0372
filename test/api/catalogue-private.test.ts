import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lamp } from '../domain/catalogue/sample.ts';
import { type Office, openOffice } from '../support/api.ts';
import { products, type Shop, shopIn } from './catalogue-shop.ts';

const access = '/v1/catalogue/access';
const nda = { title: 'NDA 7', sha256: 'a'.repeat(64) };
const secret = {
  visibility: 'PRIVATE',
  names: { en: 'Zeppelin lantern' },
  category: 'lighting/secret',
  origin: 'MO',
  hsCode: '940542',
};

let office: Office;
let shop: Shop;
let hidden: string;
beforeAll(async () => {
  office = await openOffice();
  shop = shopIn(office);
  await shop.create({ sku: 'OPEN' });
  hidden = await shop.create({ ...secret, sku: 'HIDDEN' });
});
afterAll(() => office?.close());

/** Everything the catalogue tells somebody, as one text. */
async function everythingFor(person: string): Promise<string> {
  const paths = [
    `${products}?limit=100`,
    `${products}?q=zeppelin`,
    `${products}?category=lighting/secret`,
    `${products}?hs=9405`,
    `${products}?origin=MO`,
    `${products}?supplier=c-brightworks&sort=name`,
    '/v1/catalogue/suppliers',
    '/v1/catalogue/suppliers?q=zeppelin',
    '/v1/catalogue/export?format=csv',
    '/v1/catalogue/export?format=csv&q=zeppelin',
    '/v1/catalogue/export?format=ubl&supplier=c-brightworks',
    '/v1/folders',
    '/v1/folders/export?format=csv',
    access,
  ];
  const answers = await Promise.all(paths.map((path) => office.get(person, path)));
  return answers.map(({ text, headers }) => text + JSON.stringify(headers)).join('\n');
}
const tells = /HIDDEN|zeppelin|lighting\/secret|"MO"|940542|"9405"/i;
const outsiders = ['buyer', 'buyer-two', 'supplier-two', 'operator', 'auditor', 'bank'];

describe('a private product', () => {
  it.each(outsiders)('is told of to nobody who was given no access, in no answer: %s', async (person) => {
    expect(await everythingFor(person)).not.toMatch(tells);
  });

  it('is answered like a product there is not, by every path and to every write', async () => {
    const ways = (id: string) => [
      office.get('buyer', `${products}/${id}`),
      office.get('buyer', `${products}/${id}/price?currency=USD&quantity=100`),
      office.get('buyer', `${products}/${id}/offers`),
      office.get('buyer', `${products}/${id}/versions`),
      office.get('supplier-two', `${products}/${id}/versions/1`),
      office.post('supplier-two', `${products}/${id}/versions`, { basedOn: 1, product: lamp }),
      office.post('buyer', `${products}/${id}/versions`, { basedOn: 1, product: lamp }),
      office.post('buyer', '/v1/folders', { product: id }),
    ];
    const none = await Promise.all(ways('0123456789abcdef01234567'));
    const real = await Promise.all(ways(hidden));
    expect(real.map(({ status, body }) => ({ status, body }))).toEqual(
      none.map(({ status, body }) => ({ status, body })),
    );
    expect(real.every(({ status }) => status === 404)).toBe(true);
  });

  it('leaves the counts as if it were not there', async () => {
    const { body } = await office.get('buyer', `${products}?limit=100`).expect(200);
    expect(body.total).toBe(1);
    expect(body.facets.hs).toEqual([{ value: '8539', count: 1 }]);
    const suppliers = await office.get('buyer', '/v1/catalogue/suppliers').expect(200);
    expect(suppliers.body.suppliers.find(({ id }: { id: string }) => id === 'c-brightworks')).toMatchObject({
      products: 1,
      categories: ['lighting/led-lamps'],
    });
  });

  it('is found and counted by its own supplier', async () => {
    expect(await everythingFor('supplier')).toMatch(tells);
  });
});

describe('access to private products', () => {
  it('shows the product to the company approved, to nobody else, and to nobody once it is revoked', async () => {
    const id = await shop.grant([hidden]);
    await office.get('buyer', `${products}/${hidden}`).expect(200);
    expect(await shop.skusFor('buyer', 'q=zeppelin')).toEqual(['HIDDEN']);
    for (const person of outsiders.slice(1)) expect(await everythingFor(person)).not.toMatch(tells);
    await shop.post('supplier', `${access}/${id}/revoke`, { reason: 'The agreement has ended.' }, 200);
    await office.get('buyer', `${products}/${hidden}`).expect(404);
    const { body } = await office.get('buyer', access).expect(200);
    expect(body.grants[0]).toMatchObject({
      id,
      state: 'REVOKED',
      steps: [{}, {}, { reason: 'The agreement has ended.' }],
      actions: [],
    });
    expect(await shop.skusFor('buyer', 'q=zeppelin')).toEqual([]);
  });

  it('is asked for once at a time, and of a supplier', async () => {
    const body = { supplier: 'c-brightworks', subject: 'Another lamp', nda };
    const { id } = await shop.post('buyer-two', access, body, 201);
    expect(await shop.post('buyer-two', access, body, 409)).toMatchObject({ code: 'request-open' });
    await shop.post('supplier', `${access}/${id}/refuse`, { reason: 'Not for your market.' }, 200);
    await shop.post('supplier', `${access}/${id}/refuse`, { reason: 'Again.' }, 409);
    const again = await shop.post('buyer-two', access, body, 201);
    await shop.post('supplier', `${access}/${again.id}/refuse`, { reason: 'Still not.' }, 200);
    for (const supplier of ['c-nobody', 'c-lantau', 'c-platform']) {
      expect(await shop.post('buyer', access, { ...body, supplier }, 422)).toMatchObject({ code: 'unknown-company' });
    }
  });

  it('is answered by the supplier that was asked, under the agreement the buyer named', async () => {
    const { id } = await shop.post('buyer', access, { supplier: 'c-brightworks', subject: 'Our lamp', nda }, 201);
    const approval = { products: [hidden], ndaSha256: nda.sha256 };
    await shop.post('buyer', `${access}/${id}/approve`, approval, 403);
    const others = await shop.post('supplier-two', `${access}/${id}/approve`, approval, 404);
    expect(await shop.post('supplier-two', `${access}/nothing/approve`, approval, 404)).toEqual(others);
    expect(
      await shop.post('supplier', `${access}/${id}/approve`, { ...approval, ndaSha256: 'b'.repeat(64) }, 409),
    ).toMatchObject({ code: 'stale-hash' });
    expect(
      await shop.post('supplier', `${access}/${id}/approve`, { ...approval, products: [hidden, 'nothing'] }, 422),
    ).toMatchObject({
      code: 'unknown-products',
      data: { products: ['nothing'] },
    });
    await office.get('buyer-two', `${access}/${id}`).expect(404);
    await office.get('operator', `${access}/${id}`).expect(404);
    const { body } = await office.get('supplier', `${access}/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'REQUESTED', actions: ['approve', 'refuse'] });
    await shop.post('supplier', `${access}/${id}/refuse`, { reason: 'No.' }, 200);
  });

  it('is listed for both sides, page by page and by state', async () => {
    const listed = async (person: string, query: string) =>
      (await office.get(person, `${access}?${query}`).expect(200)).body;
    const all = await listed('supplier', 'limit=100');
    expect(all.grants.length).toBeGreaterThan(2);
    const first = await listed('supplier', 'limit=1');
    const second = await listed('supplier', `limit=1&after=${first.next}`);
    expect([...first.grants, ...second.grants]).toEqual(all.grants.slice(0, 2));
    expect((await listed('supplier', 'state=APPROVED')).grants).toEqual([]);
    expect((await listed('supplier-two', '')).grants).toEqual([]);
  });
});

describe('a product made private', () => {
  it('is out of sight at once, while who had collected it keeps what was public then', async () => {
    const product = await shop.create({ sku: 'ONCE-OPEN' });
    const { item } = await shop.post('buyer', '/v1/folders', { product }, 201);
    await shop.change(product, { visibility: 'PRIVATE', moq: 500 });
    await office.get('buyer', `${products}/${product}`).expect(404);
    const { body } = await office.get('buyer', `/v1/folders/${item}`).expect(200);
    expect(body).toMatchObject({
      kind: 'PUBLIC',
      offered: false,
      currentVersion: null,
      drift: [],
      snapshot: { content: { moq: 100 } },
    });
    expect(await shop.post('buyer', `/v1/folders/${item}/recollect`, {}, 409)).toMatchObject({
      code: 'no-longer-offered',
    });
    expect(
      await shop.post('buyer', `/v1/folders/${item}/enquiry-draft`, { destination: 'Hong Kong' }, 409),
    ).toMatchObject({ code: 'no-longer-offered' });
  });
});
