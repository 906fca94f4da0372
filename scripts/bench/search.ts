import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Product, productSchema } from '../../src/domain/catalogue/product.ts';
import { queryTerms } from '../../src/domain/catalogue/search-words.ts';
import { importProducts } from '../../src/persistence/catalogue/products.ts';
import { countProducts, type ProductPage, searchProducts } from '../../src/persistence/catalogue/search.ts';
import { migrate } from '../../src/persistence/migrate.ts';
import { openOrm } from '../../src/persistence/orm.ts';
import { seenBy, type Source } from '../../src/persistence/party-view.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { commitOfTree } from '../proof/versions.ts';
import { startPostgres } from '../stack/postgres.ts';
import { closeSite, openSite } from '../stack/site.ts';
import { percentile, rounded } from './measure.ts';

const suppliers = 50;
const buyer = 'c-buyer';
const shown = { buyer, supplier: null };
const print = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Searches over a catalogue of 100,000 products (`--products`), a fifth of them private, as the engine reads it and as
 * one company may: what the second lock costs. Prints one line of JSON, times in milliseconds, the median of 15.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { products: { type: 'string', default: '100000' } } });
  const folder = mkdtempSync(join(tmpdir(), 'trade-search-bench-'));
  const site = await openSite(folder, 'random', print);
  try {
    const port = site.ports.postgres;
    const { urlOf } = await startPostgres({ dataDir: site.dataDir, port, durable: true, host: site.host });
    const url = await urlOf('search');
    await migrate(url);
    const orm = await openOrm(url);
    const measured = await measure(orm, Number(values.products)).finally(() => orm.close());
    process.stdout.write(`${JSON.stringify({ bench: 'search', commit: commitOfTree(), ...measured })}\n`);
    return 0;
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
}

const searches: Record<string, Omit<ProductPage, 'limit'>> = {
  'a common word': { sort: 'relevance', terms: queryTerms('lamp') },
  'a rare code': { sort: 'relevance', terms: queryTerms('SKU-77') },
  'two Chinese words': { sort: 'relevance', terms: queryTerms('不锈钢 螺絲') },
  'no word, newest first': { sort: 'newest' },
  'a category by price': { sort: 'price', category: 'goods/c-7', currency: 'USD' },
};

async function measure(orm: MikroORM, count: number) {
  const from = performance.now();
  await fill(orm, count);
  const perSecond = Math.round(count / ((performance.now() - from) / 1000));
  const view = seenBy(orm, { company: buyer, roles: ['buyer'] });
  const times: Record<string, object> = {};
  for (const [name, search] of Object.entries(searches)) {
    const asEngine = await timed(orm, search);
    times[name] = { asEngine, asCompany: await timed(view, search) };
    print(`${name}: ${JSON.stringify(times[name])}`);
  }
  return { products: count, importedPerSecond: perSecond, times };
}

async function timed(source: Source, search: Omit<ProductPage, 'limit'>) {
  const page = await medianOf(() => searchProducts(source, shown, { ...search, limit: 20 }));
  const counts = await medianOf(() => countProducts(source, shown, search));
  const { total } = await countProducts(source, shown, search);
  return { total, page, counts };
}

async function medianOf(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    const from = performance.now();
    await act();
    times.push(performance.now() - from);
  }
  return rounded(percentile(times, 0.5));
}

const goods = ['lamp', 'cable', 'bolt', 'pump', 'valve', 'chair', 'bottle', 'switch', 'motor', 'screw'];
const chinese = ['灯', '电缆', '螺丝', '水泵', '阀门', '椅子', '瓶子', '开关', '电机', '螺钉'];
const makes = ['stainless steel', 'brass', 'plastic', 'ceramic', 'aluminium'];
const chineseMakes = ['不锈钢', '黄铜', '塑料', '陶瓷', '铝'];

const product = (at: number): Product => {
  const [good, make] = [at % goods.length, (at >> 4) % makes.length];
  return productSchema.parse({
    sku: `SKU-${at}`,
    names: { en: `${makes[make]} ${goods[good]} ${at % 997}`, 'zh-CN': `${chineseMakes[make]}${chinese[good]}` },
    descriptions: { en: `A ${goods[good]} of ${makes[make]} for workshops, batch ${at % 5003}, sold by the carton` },
    category: `goods/c-${at % 40}`,
    specifications: [{ name: 'Material', value: makes[make] }, { name: 'Length', value: `${at % 90} mm` }],
    hsCode: ['853952', '854442', '731815', '841370'][at % 4],
    origin: ['CN', 'VN', 'DE', 'TW'][at % 4],
    moq: 100,
    packing: { unitsPerCarton: 50, netGrams: 4000, grossGrams: 4600, lengthMm: 420, widthMm: 320, heightMm: 260 },
    leadTimes: [{ from: 1, days: 15 }],
    prices: [{ currency: 'USD', from: 1, minor: 100 + (at * 7919) % 90_000, per: 1 }],
    visibility: at % 5 === 4 ? 'PRIVATE' : 'PUBLIC',
  });
};

/** Puts so many products in the catalogues of the suppliers, and shows a few private ones to the buyer. */
async function fill(orm: MikroORM, count: number): Promise<void> {
  const each = Math.ceil(count / suppliers);
  for (let supplier = 0; supplier < suppliers; supplier += 1) {
    const products = Array.from({ length: each }, (_, at) => product(supplier * each + at));
    const importing = { supplier: `c-${supplier}`, products, idOf: (sku: string) => sku.toLowerCase() };
    const deed = { at: new Date().toISOString(), by: { user: 'u-bench', company: `c-${supplier}` } };
    await inTransaction(orm, (client) => importProducts(client, importing, deed));
  }
  await query(orm, {
    text: `insert into catalogue_grant (id, supplier, buyer, state, subject, nda, products, steps, requested_at)
      select 'g-' || supplier, supplier, '${buyer}', 'APPROVED', 'bench', '{}', array_agg(id), '[]', now()
      from (select id, supplier from catalogue_product where visibility = 'PRIVATE' and id like '%004') p
      group by supplier`,
  });
  for (const table of ['catalogue_product', 'catalogue_public']) await query(orm, { text: `vacuum analyze ${table}` });
}
