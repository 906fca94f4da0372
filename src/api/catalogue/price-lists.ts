import { z } from 'zod';
import { type PriceListContent, priceListSchema, tierSchema } from '../../domain/catalogue/price-list.ts';
import {
  changePriceList, createPriceList, findPriceList, priceListsOf, setTier, tierRows,
} from '../../persistence/catalogue/price-lists.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { instant } from '../schemas.ts';
import { refusedBy, unknown } from './refusals.ts';
import { hashSchema, versionSchema } from './schemas.ts';
import { answered, forSuppliers, keyedWrite } from './writes.ts';

const savedSchema = z.object({ list: z.string(), version: versionSchema, hash: hashSchema });
const listParams = z.object({ list: z.string().max(64) });

const isBuyer = async ({ orm }: ApiDeps, company: string): Promise<boolean> =>
  (await companiesByIds(orm, [company])).some(({ kinds }) => kinds.includes('buyer'));

/** Whether a list is for somebody there is. */
const namesBuyer = async (deps: ApiDeps, { scope }: PriceListContent): Promise<boolean> =>
  scope.kind !== 'COMPANY' || isBuyer(deps, scope.company);

const noBuyer = (field: string) =>
  refusedBy({ code: 'unknown-company', detail: `${field}: there is no buyer company of that id.` });

const create = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/price-lists', id: 'createPriceList', tag: 'catalogue', access: forSuppliers,
  key: true,
  summary: 'Set prices for everybody, for a tier of your buyers or for one company',
  body: json(priceListSchema),
  answers: { 201: { description: 'Created as version 1', schema: savedSchema } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  async handle({ actor, body, key }) {
    const write = { actor, key, route: 'POST /v1/catalogue/price-lists', content: body };
    const named = await namesBuyer(deps, body);
    return keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      if (!named) return noBuyer('scope.company');
      const made = { id: idOf('list'), supplier: actor.company, content: body };
      return answered(await createPriceList(db, made, deed), 201, (saved) => saved);
    });
  },
});

const change = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/price-lists/{list}/versions', id: 'changePriceList', tag: 'catalogue',
  access: forSuppliers, key: true,
  summary: 'Change a price list: makes a new version of the whole, based on the version you have read',
  params: listParams,
  body: json(z.strictObject({ basedOn: versionSchema, list: priceListSchema })),
  answers: { 201: { description: 'The new version', schema: savedSchema } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params: { list: id }, body, key }) {
    if ((await findPriceList(deps.orm, actor.company, id)) === null) throw unknown('list');
    const route = `POST /v1/catalogue/price-lists/${id}/versions`;
    const named = await namesBuyer(deps, body.list);
    return keyedWrite(deps, { actor, key, route, content: body }, async ({ db, deed }) => {
      const { basedOn, list: content } = body;
      if (!named) return noBuyer('list.scope.company');
      const saved = await changePriceList(db, { id, supplier: actor.company, basedOn, content }, deed);
      if (saved === null) throw unknown('list');
      return answered(saved, 201, (made) => made);
    });
  },
});

const list = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/price-lists', id: 'listPriceLists', tag: 'catalogue', access: forSuppliers,
  summary: 'Your price lists by name',
  answers: {
    200: {
      description: 'All of them, at most 200',
      schema: z.object({
        lists: z.array(z.object({
          id: z.string(), version: versionSchema, hash: hashSchema, name: z.string(), currency: z.string(),
          scope: z.record(z.string(), z.string()), validFrom: z.string(), validUntil: z.string().nullable(),
          entries: z.int(), updatedAt: instant,
        })),
      }),
    },
  },
  problems: [400, 401, 403],
  async handle({ actor }) {
    return { status: 200, body: { lists: await priceListsOf(seenBy(deps.orm, actor), actor.company) } };
  },
});

const one = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/price-lists/{list}', id: 'getPriceList', tag: 'catalogue', access: forSuppliers,
  summary: 'One of your price lists',
  params: listParams,
  answers: {
    200: {
      description: 'The list',
      schema: z.object({
        id: z.string(), supplier: z.string(), version: versionSchema, hash: hashSchema, content: priceListSchema,
      }),
    },
  },
  problems: [401, 403, 404],
  async handle({ actor, params }) {
    const found = await findPriceList(seenBy(deps.orm, actor), actor.company, params.list);
    if (found === null) throw unknown('list');
    return { status: 200, body: found };
  },
});

const tierRow = z.object({ supplier: z.string(), company: z.string(), tier: z.string(), since: instant });

const tiers = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/tiers', id: 'listTiers', tag: 'catalogue', access: 'signed-in',
  summary: 'The tiers you have given buyers, or as a buyer those you have been given',
  answers: { 200: { description: 'The tiers that hold now', schema: z.object({ tiers: z.array(tierRow) }) } },
  problems: [400, 401],
  async handle({ actor }) {
    const { roles, company } = actor;
    const seen = seenBy(deps.orm, actor);
    const given = roles.includes('supplier') ? await tierRows(seen, { supplier: company }) : [];
    const had = roles.includes('buyer') ? await tierRows(seen, { company }) : [];
    return { status: 200, body: { tiers: [...given, ...had] } };
  },
});

const approveTier = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/tiers', id: 'approveTier', tag: 'catalogue', access: forSuppliers, key: true,
  summary: 'Approve a buyer for a tier of yours, or end it with null',
  body: json(z.strictObject({ company: z.string().min(1).max(64), tier: tierSchema.nullable() })),
  answers: {
    200: {
      description: 'From now on',
      schema: z.object({ supplier: z.string(), company: z.string(), tier: z.string().nullable(), since: instant }),
    },
  },
  problems: [400, 401, 403, 409, 413, 415, 422],
  async handle({ actor, body, key }) {
    const write = { actor, key, route: 'POST /v1/catalogue/tiers', content: body };
    const named = await isBuyer(deps, body.company);
    return keyedWrite(deps, write, async ({ db, deed }) => {
      if (!named) return noBuyer('company');
      const given = { supplier: actor.company, ...body };
      await setTier(db, given, deed);
      return { status: 200, body: { ...given, since: deed.at } };
    });
  },
});

export const priceListOperations = (deps: ApiDeps) =>
  [create(deps), list(deps), one(deps), change(deps), tiers(deps), approveTier(deps)];
