import { z } from 'zod';
import { driftOf, type Snapshot } from '../../domain/catalogue/folder.ts';
import type { Actor } from '../../domain/parties.ts';
import {
  collect, dropItem, findItem, type FolderItem, folderKinds, listFolder, recollect,
} from '../../persistence/catalogue/folder.ts';
import { seenBy } from '../../persistence/party-view.ts';
import type { KeptProduct } from '../../persistence/catalogue/products.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import type { Known } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema, instant } from '../schemas.ts';
import { ownOffers, type Pricing, pricingFor, termsOf, visibleProduct } from './reading.ts';
import { refusedBy, unknown } from './refusals.ts';
import { hashSchema, offerSchema, pageLimit, savedSchema, searchText } from './schemas.ts';
import { forBuyers, keyedWrite } from './writes.ts';

export const itemParams = z.object({ item: z.string().max(64) });
const noteSchema = z.string().trim().max(500).default('');

const snapshotSchema = savedSchema.extend({
  supplier: z.string(), content: z.record(z.string(), z.unknown()), offers: z.array(offerSchema),
});
const itemSchema = z.object({
  id: z.string(),
  kind: z.enum(folderKinds),
  snapshot: snapshotSchema,
  sha256: hashSchema,
  note: z.string(),
  collectedAt: instant,
  collectedBy: z.string(),
  /** False: the product is not offered any more, or not to you; what it is like now is not told. */
  offered: z.boolean(),
  currentVersion: z.int().nullable(),
  drift: z.array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() })),
});

const offeredNow = (kept: KeptProduct, pricing: Pricing): Snapshot => ({
  product: kept.product, supplier: kept.supplier, version: kept.version, hash: kept.hash, content: kept.content,
  offers: ownOffers(kept, pricing),
});

/** Items as their reader sees them: as collected, and what is different now, field by field. */
export async function itemViews(deps: ApiDeps, actor: Actor, items: readonly FolderItem[]) {
  const suppliers = items.flatMap(({ current }) => (current === null ? [] : [current.supplier]));
  const pricing = await pricingFor(deps, actor, suppliers);
  return items.map(({ current, ...item }) => ({
    ...item,
    offered: current !== null,
    currentVersion: current?.version ?? null,
    drift: current === null ? [] : driftOf(item.snapshot, offeredNow(current, pricing)),
  }));
}

/** A product in somebody's folder. Throws ProblemError 404 for one that is not, or not any more. */
export async function ownItem(deps: ApiDeps, actor: Actor, id: string): Promise<FolderItem> {
  const item = await findItem(seenBy(deps.orm, actor), readerOf(actor), id);
  if (item === null) throw unknown('item');
  return item;
}

/** Whoever has not collected it hears that there is no such item, before anything about roles. */
const collectedIn = (deps: ApiDeps): Known => (actor, { item = '' }) => ownItem(deps, actor, item);

const put = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/folders', id: 'collectProduct', tag: 'folders', access: forBuyers, key: true,
  summary: 'Collect a product with its prices and specification of now, in your public folder or, where it was shown '
    + 'to you in confidence, your private one',
  body: json(z.strictObject({ product: z.string().min(1).max(64), note: noteSchema })),
  answers: {
    201: {
      description: 'Collected',
      schema: z.object({ item: z.string(), kind: z.enum(folderKinds), sha256: hashSchema }),
    },
  },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, body: { product, note }, key }) {
    const kept = await visibleProduct(deps, actor, product);
    const snapshot = offeredNow(kept, await pricingFor(deps, actor, [kept.supplier]));
    const kind = kept.content.visibility;
    const write = { actor, key, route: 'POST /v1/folders', content: { product, note } };
    return keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      const item = { id: idOf('item'), kind, snapshot, note };
      const earlier = await collect(db, item, deed);
      if (earlier.item === item.id) return { status: 201, body: { item: item.id, kind, sha256: earlier.sha256 } };
      const detail = 'The product is in your folder already; collect it anew there.';
      return refusedBy({ code: 'already-collected', detail, data: { item: earlier.item } });
    });
  },
});

const renew = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/folders/{item}/recollect', id: 'recollectProduct', tag: 'folders',
  access: { ...forBuyers, known: collectedIn(deps) },
  key: true,
  summary: 'Replace what was collected by the product and prices of now',
  params: itemParams,
  body: json(z.strictObject({})),
  answers: { 200: { description: 'Collected anew', schema: z.object({ item: z.string(), sha256: hashSchema }) } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params: { item: id }, key }) {
    const { current, note } = await ownItem(deps, actor, id);
    const pricing = await pricingFor(deps, actor, current === null ? [] : [current.supplier]);
    const write = { actor, key, route: `POST /v1/folders/${id}/recollect`, content: {} };
    return keyedWrite(deps, write, async ({ db, deed }) => {
      if (current === null) {
        return refusedBy({ code: 'no-longer-offered', detail: 'The product is not offered to you any more.' });
      }
      const item = { id, kind: current.content.visibility, snapshot: offeredNow(current, pricing), note };
      return { status: 200, body: { item: id, sha256: await recollect(db, item, deed) } };
    });
  },
});

const drop = (deps: ApiDeps) => operation({
  method: 'delete', path: '/v1/folders/{item}', id: 'dropItem', tag: 'folders', access: forBuyers, key: true,
  summary: 'Take a product out of your folder; taking it out again changes nothing',
  params: itemParams,
  answers: { 204: { description: 'It is not in your folder' } },
  problems: [400, 401, 403, 409, 422],
  async handle({ actor, params: { item }, key }) {
    const write = { actor, key, route: `DELETE /v1/folders/${item}`, content: {} };
    return keyedWrite(deps, write, async ({ db }) => {
      await dropItem(db, actor.company, item);
      return { status: 204, body: {} };
    });
  },
});

const list = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/folders', id: 'listFolder', tag: 'folders', access: 'signed-in',
  summary: 'What your company has collected, last first, with what is different since',
  query: z.strictObject({
    kind: z.enum(folderKinds).optional(), q: searchText.optional(), after: afterSchema.optional(), limit: pageLimit,
  }),
  answers: {
    200: { description: 'One page', schema: z.object({ items: z.array(itemSchema), next: z.string().nullable() }) },
  },
  problems: [400, 401, 404],
  async handle({ actor, query: { kind, q, after, limit } }) {
    const page = {
      limit, ...termsOf(q), ...(kind === undefined ? {} : { kind }), ...(after === undefined ? {} : { after }),
    };
    const { items, next } = await cursored(() => listFolder(seenBy(deps.orm, actor), readerOf(actor), page));
    return { status: 200, body: { items: await itemViews(deps, actor, items), next } };
  },
});

const one = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/folders/{item}', id: 'getItem', tag: 'folders', access: 'signed-in',
  summary: 'One collected product, with what is different since',
  params: itemParams,
  answers: { 200: { description: 'The item', schema: itemSchema } },
  problems: [401, 404],
  async handle({ actor, params }) {
    const [body] = await itemViews(deps, actor, [await ownItem(deps, actor, params.item)]);
    return { status: 200, body: body! };
  },
});

export const folderOperations = (deps: ApiDeps) => [put(deps), list(deps), one(deps), drop(deps), renew(deps)];
