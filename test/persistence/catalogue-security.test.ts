import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { queryTerms } from '../../src/domain/catalogue/search-words.ts';
import { createPriceList, listsFor, setTier } from '../../src/persistence/catalogue/price-lists.ts';
import { changeProduct, createProduct } from '../../src/persistence/catalogue/products.ts';
import { countProducts, searchProducts } from '../../src/persistence/catalogue/search.ts';
import { searchSuppliers } from '../../src/persistence/catalogue/suppliers.ts';
import { type PartyView, read, seenBy } from '../../src/persistence/party-view.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { listWith, productWith } from '../domain/catalogue/sample.ts';
import { freshDb } from '../support/db.ts';

const [supplier, buyer, at] = ['c-brightworks', 'c-harbour', '2026-06-01T00:00:00.000Z'];
const deed = { at, by: { user: 'u-supplier', company: supplier } };
let orm: MikroORM;

const add = (sku: string, changes: object = {}, of = supplier) =>
  inTransaction(orm, (db) =>
    createProduct(db, { id: `p-${sku}`, supplier: of, content: productWith({ sku, ...changes }) }, deed));
const hidden = { visibility: 'PRIVATE', names: { en: 'Zeppelin lantern' }, category: 'lighting/secret' };

beforeAll(async () => {
  orm = await freshDb({ seeded: true });
  await add('OPEN');
  await add('OFF', { onSale: false });
  await add('SHOWN', hidden);
  await add('HIDDEN', hidden);
  await add('THEIRS', hidden, 'c-pearlriver');
  await query(orm, {
    text: `insert into catalogue_grant (id, supplier, buyer, state, subject, nda, products, steps, requested_at) values
      ('g-1', $1, $2, 'APPROVED', '-', '{}', '{p-SHOWN,p-THEIRS}', '[]', $3),
      ('g-2', $1, $2, 'REVOKED', '-', '{}', '{p-HIDDEN}', '[]', $3)`,
    values: [supplier, buyer, at],
  });
});
afterAll(() => orm?.close());

const as = (company: string): PartyView => seenBy(orm, { company, roles: [] });
// The first lock off: what the API would check says that the reader is whoever owns or was shown everything.
const opened = [{ buyer, supplier }, { buyer, supplier: 'c-pearlriver' }];
const everything = { sort: 'name', limit: 100 } as const;

async function told(view: PartyView): Promise<{ found: string[]; counted: number[]; categories: string[] }> {
  const [found, counted, categories] = [new Set<string>(), [] as number[], new Set<string>()];
  for (const reader of opened) {
    for (const filter of [{}, { terms: queryTerms('zeppelin') }, { category: 'lighting/secret' }]) {
      const { products } = await searchProducts(view, reader, { ...everything, ...filter });
      for (const { product } of products) found.add(product);
      const { total, facets } = await countProducts(view, reader, filter);
      counted.push(total);
      for (const { value } of facets.category) categories.add(value);
      const { suppliers } = await searchSuppliers(view, reader, { limit: 100, ...filter });
      for (const each of suppliers) for (const category of each.categories) categories.add(category);
    }
  }
  return { found: [...found].sort(), counted, categories: [...categories].sort() };
}

describe('with the first lock off, the search', () => {
  it('finds, counts and names for a stranger what everybody may find', async () => {
    expect(await told(as('c-lantau'))).toEqual({
      found: ['p-OPEN'], counted: [1, 0, 0, 1, 0, 0], categories: ['lighting/led-lamps'],
    });
  });

  it('finds for a buyer what its suppliers have shown it, each only of its own', async () => {
    expect((await told(as(buyer))).found).toEqual(['p-OPEN', 'p-SHOWN']);
  });

  it('finds for a supplier its own, and nothing of another', async () => {
    expect((await told(as(supplier))).found).toEqual(['p-HIDDEN', 'p-OFF', 'p-OPEN', 'p-SHOWN']);
    expect((await told(as('c-pearlriver'))).found).toEqual(['p-OPEN', 'p-THEIRS']);
  });

  it('stands on a table that holds nothing else, whatever statement a company is read with', async () => {
    const rows = await read<{ product: string }>(as('c-lantau'), { text: 'select product from catalogue_public' });
    expect(rows).toEqual([{ product: 'p-OPEN' }]);
  });
});

describe('what everybody may find', () => {
  it('is refused for a product that is private or off sale, whoever writes it', async () => {
    const copied = (id: string) => query(orm, {
      text: `insert into catalogue_public select $1, supplier, category, origin, hs_code, name, search, list_prices,
        updated_at from catalogue_public limit 1`,
      values: [id],
    });
    const ids = ['p-HIDDEN', 'p-OFF', 'p-NONE'];
    for (const id of ids) await expect(copied(id)).rejects.toThrow('not public and on sale');
  });

  it('follows every change of a product, in whatever order they come', async () => {
    const version = fc.record({ visibility: fc.constantFrom('PUBLIC', 'PRIVATE'), onSale: fc.boolean() });
    let turn = 0;
    await fc.assert(fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 4 }), async (versions) => {
      turn += 1;
      const sku = `TURN-${turn}`;
      await add(sku, { ...versions[0], stock: 1 });
      for (const [made, changes] of versions.slice(1).entries()) {
        const content = productWith({ sku, ...changes, stock: made + 2 });
        const change = { product: `p-${sku}`, supplier, basedOn: made + 1, content };
        expect(await inTransaction(orm, (db) => changeProduct(db, change, deed))).toMatchObject({ version: made + 2 });
      }
      const rows = await query(orm, { text: `select product from catalogue_public where product = 'p-${sku}'` });
      const last = versions.at(-1)!;
      expect(rows).toHaveLength(last.onSale && last.visibility === 'PUBLIC' ? 1 : 0);
    }), { numRuns: 15 });
  });
});

describe('with the first lock off, prices', () => {
  const scopes = {
    everybody: { kind: 'EVERYBODY' }, gold: { kind: 'TIER', tier: 'GOLD' }, silver: { kind: 'TIER', tier: 'SILVER' },
    harbour: { kind: 'COMPANY', company: buyer }, lantau: { kind: 'COMPANY', company: 'c-lantau' },
  } as const;
  /** Asks for the lists of a company by naming it; the view may be another's. */
  const lists = async (view: PartyView, company: string, tier: string): Promise<string[]> => {
    const asked = { suppliers: [supplier], company, at: '2026-07-01T00:00:00.000Z', tier };
    return (await listsFor(view, asked)).lists.map(({ id }) => id).sort();
  };
  const member = (company: string, tier: string | null) => query(orm, {
    text: `insert into membership (company, state, tier, since, expires) values ($1, 'running', $2, $3, '2027-06-01')
      on conflict (company) do update set tier = $2, state = 'running'`,
    values: [company, tier, at],
  });

  beforeAll(async () => {
    for (const [id, scope] of Object.entries(scopes)) {
      const { content } = listWith(id, scope, [{ subject: { kind: 'ALL' }, from: 1, discountBp: 100 }]);
      await inTransaction(orm, (db) => createPriceList(db, { id, supplier, content }, deed));
    }
  });

  it('come from lists for everybody while the company is no member', async () => {
    await query(orm, { text: 'delete from membership where company = $1', values: [buyer] });
    expect(await lists(as(buyer), buyer, 'GOLD')).toEqual(['everybody']);
  });

  it("come from the member's own lists and those of the tier the membership gives, whoever is named", async () => {
    await member(buyer, 'GOLD');
    await member('c-lantau', null);
    expect(await lists(as(buyer), buyer, 'GOLD')).toEqual(['everybody', 'gold', 'harbour']);
    expect(await lists(as(buyer), buyer, 'SILVER')).toEqual(['everybody', 'harbour']);
    expect(await lists(as(buyer), 'c-lantau', 'SILVER')).toEqual(['everybody']);
    expect(await lists(as('c-lantau'), buyer, 'GOLD')).toEqual(['everybody']);
  });

  it("follow the tier the supplier decided, and end with it", async () => {
    const decide = (tier: string | null) =>
      inTransaction(orm, (db) => setTier(db, { supplier, company: buyer, tier }, deed));
    await decide('SILVER');
    expect(await lists(as(buyer), buyer, 'GOLD')).toEqual(['everybody', 'harbour', 'silver']);
    await decide(null);
    expect(await lists(as(buyer), buyer, 'GOLD')).toEqual(['everybody', 'harbour']);
    const rows = await read<{ id: string }>(as(buyer), { text: 'select id from price_list order by id' });
    expect(rows.map(({ id }) => id)).toEqual(['everybody', 'harbour']);
  });

  it('are all told to the supplier whose they are, and none to another', async () => {
    const ids = async (company: string) =>
      (await read<{ id: string }>(as(company), { text: 'select id from price_list order by id' })).map(({ id }) => id);
    expect(await ids(supplier)).toEqual(Object.keys(scopes).sort());
    expect(await ids('c-pearlriver')).toEqual(['everybody']);
  });
});
