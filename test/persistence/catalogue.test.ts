import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { isRefused } from '../../src/domain/catalogue/refusal.ts';
import { queryTerms } from '../../src/domain/catalogue/search-words.ts';
import { setTier, tierRows } from '../../src/persistence/catalogue/price-lists.ts';
import {
  changeProduct,
  createProduct,
  findProduct,
  importProducts,
  previewImport,
  versionsOf,
} from '../../src/persistence/catalogue/products.ts';
import { countProducts, searchProducts } from '../../src/persistence/catalogue/search.ts';
import { type Db, type Deed, writeOnce } from '../../src/persistence/catalogue/write-once.ts';
import { claim } from '../../src/persistence/idempotency.ts';
import { query } from '../../src/persistence/sql.ts';
import { productWith } from '../domain/catalogue/sample.ts';
import { freshDb } from '../support/db.ts';

const deed: Deed = { at: '2026-06-01T00:00:00.000Z', by: { user: 'u-supplier', company: 'c-brightworks' } };
const supplier = 'c-brightworks';
const own = { buyer: null, supplier };
const stranger = { buyer: 'c-harbour', supplier: null };

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(async () => {
  await orm.close();
});

const claimed = async (commandId = randomUUID() as string): Promise<string> => {
  await claim(orm, { actor: 'u-supplier', key: commandId, route: 'r', bodyHash: 'h', commandId, leaseSeconds: 60 });
  return commandId;
};
/** Writes under a command of its own and answers what was written. */
async function writing<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await writeOnce(orm, await claimed(), async (db) => {
    results.push(await work(db));
    return { status: 200, body: {} };
  });
  return results[0] as T;
}
const create = (sku: string, changes: object = {}) =>
  writing(async (db) => {
    const saved = await createProduct(
      db,
      { id: `p-${sku}`, supplier, content: productWith({ sku, ...changes }) },
      deed,
    );
    if (isRefused(saved)) throw new Error(saved.rejection.detail);
    return saved;
  });

describe('a write of the catalogue', () => {
  const made = (db: Db, sku: string) =>
    createProduct(db, { id: `p-${sku}`, supplier, content: productWith({ sku }) }, deed);

  it('is there with its answer or not at all: one that breaks off can be carried out later', async () => {
    const command = await claimed();
    const broken = writeOnce(orm, command, async (db) => {
      await made(db, 'BROKEN');
      throw new Error('the process died');
    });
    await expect(broken).rejects.toThrow('the process died');
    expect(await findProduct(orm, own, 'p-BROKEN')).toBeNull();
    const answer = await writeOnce(orm, command, async (db) => ({ status: 201, body: await made(db, 'BROKEN') }));
    expect(
      await writeOnce(orm, command, () => {
        throw new Error('carried out twice');
      }),
    ).toEqual(answer);
    const [row] = await query(orm, {
      text: 'select state, status, confirmed from idempotency where command_id = $1',
      values: [command],
    });
    expect(row).toEqual({ state: 'done', status: 201, confirmed: true });
  });

  it('sent by two at once is carried out by one', async () => {
    const command = await claimed();
    let runs = 0;
    const write = () =>
      writeOnce(orm, command, async (db) => {
        runs += 1;
        return { status: 201, body: await made(db, 'AT-ONCE') };
      });
    const answers = await Promise.all([write(), write(), write()]);
    expect(runs).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('that is refused leaves nothing written, whatever it had done before', async () => {
    await writeOnce(orm, await claimed(), async (db) => {
      await made(db, 'REFUSED');
      return { status: 409, body: {} };
    });
    expect(await findProduct(orm, own, 'p-REFUSED')).toBeNull();
  });
});

describe('the history of a product', () => {
  it('cannot be changed by anybody, nor can that of price lists and tiers', async () => {
    await create('KEPT');
    await writing((db) => setTier(db, { supplier, company: 'c-harbour', tier: 'GOLD' }, deed));
    for (const text of [
      `update catalogue_version set content = '{}'`,
      'delete from catalogue_version',
      'truncate catalogue_version',
      `update buyer_tier set tier = 'X'`,
      'delete from buyer_tier',
      'truncate price_list_version',
    ])
      await expect(query(orm, { text })).rejects.toMatchObject({ code: 'append-only' });
  });

  it('has every version with its own hash, and the last of a tier counts', async () => {
    const saved = await create('TWO');
    const change = { product: saved.product, supplier, basedOn: 1, content: productWith({ sku: 'TWO', moq: 200 }) };
    expect(await writing((db) => changeProduct(db, change, deed))).toMatchObject({ version: 2 });
    expect((await versionsOf(orm, saved.product)).map(({ version }) => version)).toEqual([2, 1]);
    await writing((db) => setTier(db, { supplier, company: 'c-harbour', tier: null }, deed));
    expect(await tierRows(orm, { company: 'c-harbour' })).toEqual([]);
  });

  it('is not begun again by a product of another supplier', async () => {
    await create('THEIRS');
    const change = {
      product: 'p-THEIRS',
      supplier: 'c-pearlriver',
      basedOn: 1,
      content: productWith({ sku: 'THEIRS', moq: 200 }),
    };
    expect(await writing((db) => changeProduct(db, change, deed))).toMatchObject({
      rejection: { code: 'not-your-product' },
    });
  });
});

describe("a product's list price", () => {
  it('is that of one piece at the minimum order, and goes when the currency goes', async () => {
    await create('UNIT', {
      prices: [
        { currency: 'USD', from: 1, minor: 875, per: 10 },
        { currency: 'EUR', from: 1, minor: 3, per: 7 },
      ],
    });
    const prices = async () => {
      const text = `select p.list_prices as product, f.list_prices as found from catalogue_product p
        join catalogue_public f on f.product = p.id where p.id = 'p-UNIT'`;
      const [row] = await query<{ product: object; found: object }>(orm, { text });
      expect(row!.found).toEqual(row!.product);
      return row!.product;
    };
    expect(await prices()).toEqual({ EUR: 0.4285714286, USD: 87.5 });
    const content = productWith({ sku: 'UNIT', prices: [{ currency: 'USD', from: 1, minor: 9 }] });
    await writing((db) => changeProduct(db, { product: 'p-UNIT', supplier, basedOn: 1, content }, deed));
    expect(await prices()).toEqual({ USD: 9 });
  });
});

describe('an import', () => {
  const many = Array.from({ length: 1200 }, (_, at) =>
    productWith({ sku: `BULK-${at}`, names: { en: `Bulk good ${at}` } }),
  );
  const run = (products = many) =>
    writing((db) => importProducts(db, { supplier, products, idOf: (sku) => `p-${sku}` }, deed));

  it('of many products creates, changes and leaves what there is to create, change and leave', async () => {
    expect(await previewImport(orm, { supplier, products: many })).toEqual({ created: 1200, updated: 0, unchanged: 0 });
    expect(await run()).toEqual({ created: 1200, updated: 0, unchanged: 0 });
    const changed = many.map((product, at) => (at < 3 ? { ...product, stock: at } : product));
    expect(await previewImport(orm, { supplier, products: changed })).toEqual({
      created: 0,
      updated: 3,
      unchanged: 1197,
    });
    expect(await run(changed)).toEqual({ created: 0, updated: 3, unchanged: 1197 });
    const { total } = await countProducts(orm, stranger, { terms: queryTerms('bulk goods') });
    expect(total).toBe(1200);
  });

  it('made twice at once by two gives every product once', async () => {
    const some = Array.from({ length: 20 }, (_, at) => productWith({ sku: `RACE-${at}` }));
    const results = await Promise.all([run(some), run(some)]);
    expect(results.map(({ created }) => created).sort()).toEqual([0, 20]);
  });

  it('is paged through by every sort without a product missing or twice', async () => {
    for (const sort of ['newest', 'name', 'relevance', 'price', 'price-desc'] as const) {
      const seen = new Set<string>();
      let after: string | undefined;
      do {
        const page = {
          sort,
          limit: 500,
          currency: 'USD',
          terms: queryTerms('bulk'),
          ...(after === undefined ? {} : { after }),
        };
        const { products, next } = await searchProducts(orm, stranger, page);
        for (const { product } of products) {
          expect(seen.has(product)).toBe(false);
          seen.add(product);
        }
        after = next ?? undefined;
      } while (after !== undefined);
      expect(seen.size).toBe(1200);
    }
  });
});

describe('a reader', () => {
  it('with no company on either side sees what is public and on sale', async () => {
    await create('PRIV', { visibility: 'PRIVATE' });
    await create('OFF', { onSale: false });
    const nobody = { buyer: null, supplier: null };
    expect(await findProduct(orm, nobody, 'p-PRIV')).toBeNull();
    expect(await findProduct(orm, nobody, 'p-OFF')).toBeNull();
    expect(await findProduct(orm, nobody, 'p-KEPT')).not.toBeNull();
    expect(await findProduct(orm, own, 'p-PRIV')).not.toBeNull();
    expect(await findProduct(orm, own, 'p-OFF')).not.toBeNull();
  });
});
