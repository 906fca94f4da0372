import type { MikroORM } from '@mikro-orm/postgresql';
import { hashOf } from '../../domain/hash.ts';
import { bandFor } from '../../domain/catalogue/bands.ts';
import { keeping, type silentFields } from '../../domain/catalogue/import.ts';
import { normalised, type Product, productHash, type ProductVersion, textIn } from '../../domain/catalogue/product.ts';
import { refuse, type Refused } from '../../domain/catalogue/refusal.ts';
import { indexTerms } from '../../domain/catalogue/search-words.ts';
import { query } from '../sql.ts';
import { parameters, type Reader, visibleTo } from './visibility.ts';
import { type Db, type Deed, takeTurn } from './write-once.ts';
import { read, type Source } from '../party-view.ts';

/** A product as it is kept now. */
export interface KeptProduct extends ProductVersion {
  hash: string;
  updatedAt: string;
}

export type Saved = Pick<KeptProduct, 'product' | 'version' | 'hash'>;

export const productColumns = `p.id as product, p.supplier, p.version, p.hash, p.content,
  iso(p.updated_at) as "updatedAt"`;

/** A product the reader may know of, or null: others' private products are answered like products there are not. */
export async function findProduct(source: Source, reader: Reader, product: string): Promise<KeptProduct | null> {
  const { values, bind } = parameters();
  const rows = await read<KeptProduct>(source, {
    text: `select ${productColumns} from catalogue_product p
      where p.id = ${bind(product)} and ${visibleTo(reader, bind)}`,
    values,
  });
  return rows[0] ?? null;
}

/** One version of a product as a row of its history. */
export interface VersionRow {
  version: number;
  hash: string;
  at: string;
  by: { user: string; company: string };
}

/** Every version of a product, newest first, for the caller to check whose it is. */
export const versionsOf = (source: Source, product: string): Promise<VersionRow[]> =>
  read<VersionRow>(source, {
    text: `select version, hash, iso(at) as at, jsonb_build_object('user', by_user, 'company', by_company) as by
      from catalogue_version where product = $1 order by version desc`,
    values: [product],
  });

/** The content of one version, for the caller to check whose it is; null when there is none. */
export async function versionContent(source: Source, product: string, version: number): Promise<Product | null> {
  const rows = await read<{ content: Product }>(source, {
    text: 'select content from catalogue_version where product = $1 and version = $2',
    values: [product, version],
  });
  return rows[0]?.content ?? null;
}

/** Puts a new product in its supplier's catalogue under `id`. Refused: `sku-taken`. */
export async function createProduct(
  db: Db,
  { id, supplier, content }: { id: string; supplier: string; content: Product },
  deed: Deed,
): Promise<Saved | Refused> {
  await takeTurn(db, supplier);
  const { rows } = await db.query<{ id: string }>('select id from catalogue_product where supplier = $1 and sku = $2', [
    supplier,
    content.sku,
  ]);
  if (rows[0] !== undefined) {
    return refuse('sku-taken', `sku: ${content.sku} is in your catalogue already.`, { product: rows[0].id });
  }
  const made = { product: id, supplier, version: 1, content: normalised(content) };
  await save(db, [made], deed);
  return { product: id, version: 1, hash: productHash(made) };
}

/**
 * Makes a new version of a product of `supplier`. Refused: `not-your-product` (also for none at all), `stale-version`
 * (it was changed since `basedOn`), `no-change`, `sku-taken`.
 */
export async function changeProduct(
  db: Db,
  change: { product: string; supplier: string; basedOn: number; content: Product },
  deed: Deed,
): Promise<Saved | Refused> {
  const { product, supplier, basedOn, content } = change;
  await takeTurn(db, supplier);
  const { rows } = await db.query<{ id: string; version: number; content: Product }>(
    'select id, version, content from catalogue_product where supplier = $1 and (id = $2 or sku = $3)',
    [supplier, product, content.sku],
  );
  const kept = rows.find(({ id }) => id === product);
  if (kept === undefined) return refuse('not-your-product', 'The product is not in your catalogue.');
  if (kept.version !== basedOn) {
    const { version } = kept;
    return refuse('stale-version', `basedOn: the product has version ${version} by now.`, { version });
  }
  const wanted = normalised(content);
  if (hashOf(wanted) === hashOf(kept.content)) return refuse('no-change', 'The product is like this already.');
  if (rows.length > 1) return refuse('sku-taken', `sku: ${content.sku} is another product of your catalogue.`);
  const made = { product, supplier, version: basedOn + 1, content: wanted };
  await save(db, [made], deed);
  return { product, version: made.version, hash: productHash(made) };
}

/** What an import did to a catalogue. */
export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
}

interface Importing {
  supplier: string;
  products: Product[];
  /** Fields the file has no column for; none where it is left out. */
  silent?: ReturnType<typeof silentFields>;
}

type KnownRow = { id: string; sku: string; version: number; content: Product };

const bySku = ({ supplier, products }: Importing) => ({
  text: 'select id, sku, version, content from catalogue_product where supplier = $1 and sku = any($2)',
  values: [supplier, products.map(({ sku }) => sku)],
});

/** The new versions an import makes; `idOf` gives the id of a product that is new. */
function plan(importing: Importing, rows: KnownRow[], idOf: (sku: string) => string): ProductVersion[] {
  const { supplier, products, silent = [] } = importing;
  const known = new Map(rows.map((row) => [row.sku, row]));
  return products.flatMap((read) => {
    const kept = known.get(read.sku);
    if (kept === undefined) return [{ product: idOf(read.sku), supplier, version: 1, content: read }];
    const content = keeping(read, kept.content, silent);
    const same = hashOf(kept.content) === hashOf(content);
    return same ? [] : [{ product: kept.id, supplier, version: kept.version + 1, content }];
  });
}

function resultOf({ products }: Importing, planned: ProductVersion[]): ImportResult {
  const created = planned.filter(({ version }) => version === 1).length;
  return { created, updated: planned.length - created, unchanged: products.length - planned.length };
}

/** What an import would do now; writes nothing. */
export async function previewImport(orm: MikroORM, importing: Importing): Promise<ImportResult> {
  const rows = await query<KnownRow>(orm, bySku(importing));
  return resultOf(
    importing,
    plan(importing, rows, (sku) => sku),
  );
}

/** Puts products in a supplier's catalogue by SKU: new ones are created, others get a new version where they differ. */
export async function importProducts(
  db: Db,
  importing: Importing & { idOf: (sku: string) => string },
  deed: Deed,
): Promise<ImportResult> {
  await takeTurn(db, importing.supplier);
  const { rows } = await db.query<KnownRow>(bySku(importing));
  const planned = plan(importing, rows, importing.idOf);
  const batch = 500;
  for (let at = 0; at < planned.length; at += batch) await save(db, planned.slice(at, at + batch), deed);
  return resultOf(importing, planned);
}

/** What a product is found by: its names and SKU first, then category and specifications, then descriptions. */
const termsOf = ({ sku, names, category, specifications, descriptions }: Product) => ({
  heading: indexTerms([sku, ...Object.values(names)].join(' ')),
  facts: indexTerms([category, ...specifications.map(({ name, value }) => `${name} ${value}`)].join(' ')),
  text: indexTerms(Object.values(descriptions).join(' ')),
});

/** What a product is looked up by, a GTIN in all its lengths: scanners and sheets add and lose zeros in front. */
const codesOf = ({ sku, gtin }: Product): string[] =>
  [sku, ...(gtin === undefined ? [] : [gtin.replace(/^0+/, ''), gtin.padStart(13, '0'), gtin.padStart(14, '0')])];

/** List price of one piece at the minimum order, by currency. */
const listPrices = ({ moq, prices }: Product) =>
  [...new Set(prices.map(({ currency }) => currency))].flatMap((currency) => {
    const band = bandFor(
      prices.filter((price) => price.currency === currency),
      moq,
    );
    return band === null ? [] : [{ currency, minor: band.minor, per: band.per }];
  });

/** Writes new versions: history, the product as it is now, its list prices and what it is found by. */
async function save(db: Db, versions: ProductVersion[], { at, by }: Deed): Promise<void> {
  const rows = versions.map(({ product, supplier, version, content }) => ({
    product,
    supplier,
    version,
    content,
    hash: productHash({ product, version, content }),
    sku: content.sku,
    visibility: content.visibility,
    on_sale: content.onSale,
    category: content.category,
    origin: content.origin,
    hs_code: content.hsCode,
    name: textIn(content.names),
    terms: termsOf(content),
    codes: codesOf(content),
    prices: listPrices(content),
  }));
  await db.query(saveStatement, [JSON.stringify(rows), at, by.user, by.company]);
}

const texts = (path: string) => `array(select jsonb_array_elements_text(terms #> '{${path}}'))`;
const vectorOf = (part: string, weight: string) =>
  `catalogue_vector(${texts(`${part},words`)}, ${texts(`${part},grams`)}, '${weight}')`;

const saveStatement = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g (product text, supplier text, version int, content jsonb,
      hash text, sku text, visibility text, on_sale boolean, category text, origin text, hs_code text, name text,
      terms jsonb, codes text[], prices jsonb)
  ), history as (
    insert into catalogue_version (product, version, hash, content, at, by_user, by_company)
    select product, version, hash, content, $2::timestamptz, $3, $4 from given
  )
  insert into catalogue_product as kept (id, supplier, sku, version, hash, content, visibility, on_sale, category,
    origin, hs_code, name, list_prices, search, updated_at)
  select product, supplier, sku, version, hash, content, visibility, on_sale, category, origin, hs_code, name,
    (select coalesce(jsonb_object_agg(e->>'currency', round((e->>'minor')::numeric / (e->>'per')::numeric, 10)), '{}')
      from jsonb_array_elements(prices) as e),
    ${vectorOf('heading', 'A')} || ${vectorOf('facts', 'B')} || ${vectorOf('text', 'D')}
      || catalogue_vector(catalogue_codes(codes), '{}', 'A') || catalogue_vector(catalogue_hs_parts(hs_code), '{}', 'B')
      || array_to_tsvector(catalogue_slips(${texts('heading,words')})), $2::timestamptz
  from given
  on conflict (id) do update set sku = excluded.sku, version = excluded.version, hash = excluded.hash,
    content = excluded.content, visibility = excluded.visibility, on_sale = excluded.on_sale,
    category = excluded.category, origin = excluded.origin, hs_code = excluded.hs_code, name = excluded.name,
    list_prices = excluded.list_prices, search = excluded.search, updated_at = excluded.updated_at`;
