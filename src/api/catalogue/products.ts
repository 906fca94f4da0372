import type { Request } from 'express';
import { z } from 'zod';
import { certificateStatus, certificatesValid } from '../../domain/catalogue/certificates.ts';
import { priceFor } from '../../domain/catalogue/pricing.ts';
import { productSchema } from '../../domain/catalogue/product.ts';
import { isRefused } from '../../domain/catalogue/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import {
  changeProduct, createProduct, type KeptProduct, type Saved, versionContent, versionsOf,
} from '../../persistence/catalogue/products.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { businessesOnly, isRetail } from '../../persistence/retail/businesses-only.ts';
import type { Known } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { localeOfRequest } from '../reader-locale.ts';
import { reviewSummary } from '../reviews/summary.ts';
import { instant } from '../schemas.ts';
import { sentenceIn } from '../sentences.ts';
import { companyNames, ownOffers, type Pricing, pricingFor, tagged, visibleProduct } from './reading.ts';
import { refusalError, refusedBy, unknown } from './refusals.ts';
import {
  currencyQuery, hashSchema, offerSchema, productParams, productView, savedSchema, versionSchema,
} from './schemas.ts';
import { answered, forSuppliers, keyedWrite } from './writes.ts';

const bodyOf = ({ product, version, hash }: Saved): object => ({ product, version, hash });

const create = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/products', id: 'createProduct', tag: 'catalogue', key: true,
  access: forSuppliers,
  summary: 'Put a product in your catalogue; Location names it',
  body: json(productSchema),
  answers: { 201: { description: 'Created as version 1', schema: savedSchema } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  async handle({ actor, body, key }) {
    const write = { actor, key, route: 'POST /v1/catalogue/products', content: body };
    const reply = await keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      const made = { id: idOf('product'), supplier: actor.company, content: body };
      return answered(await createProduct(db, made, deed), 201, bodyOf);
    });
    if (reply.status !== 201) return reply;
    const { product } = reply.body as Saved;
    return { ...reply, headers: { ...reply.headers, Location: `/v1/catalogue/products/${product}` } };
  },
});

const change = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/products/{product}/versions', id: 'changeProduct', tag: 'catalogue',
  access: { ...forSuppliers, known: shownIn(deps) }, key: true,
  summary: 'Change a product: makes a new version of the whole, based on the version you have read',
  params: productParams,
  body: json(z.strictObject({ basedOn: versionSchema, product: productSchema })),
  answers: { 201: { description: 'The new version', schema: savedSchema } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params: { product }, body, key }) {
    const { supplier } = await visibleProduct(deps, actor, product);
    const route = `POST /v1/catalogue/products/${product}/versions`;
    return keyedWrite(deps, { actor, key, route, content: body }, async ({ db, deed }) => {
      if (supplier !== actor.company) {
        return refusedBy({ code: 'not-your-product', detail: 'A product is changed by its supplier.' });
      }
      const { basedOn, product: content } = body;
      return answered(await changeProduct(db, { product, supplier, basedOn, content }, deed), 201, bodyOf);
    });
  },
});

/** A product as its reader sees it now. */
async function viewOf(deps: ApiDeps, actor: Actor, kept: KeptProduct): Promise<object> {
  const { supplier, content, ...rest } = kept;
  const view = seenBy(deps.orm, actor);
  const [nameOf, reviews, closed] = await Promise.all([
    companyNames(deps, [supplier]), reviewSummary(view, kept.product), businessesOnly(view, [supplier]),
  ]);
  const at = deps.now();
  const own = supplier === actor.company && actor.roles.includes('supplier');
  return {
    ...rest, content,
    supplier: nameOf(supplier),
    certificates: content.certificates.map((each) => ({ ...each, status: certificateStatus(each, at) })),
    certificatesValid: certificatesValid(content, at),
    retail: isRetail(content, supplier, closed),
    reviews,
    actions: [...(own ? ['change'] : []), ...(actor.roles.includes('buyer') ? ['collect'] : []), 'askForPrice'],
  };
}

const read = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}', id: 'getProduct', tag: 'catalogue', access: 'signed-in',
  summary: 'A product as it is now; ETag is over what you see',
  params: productParams,
  answers: {
    200: { description: 'The product', schema: productView },
    304: { description: 'Not changed since If-None-Match' },
  },
  problems: [401, 404],
  async handle({ actor, params, request }) {
    const kept = await visibleProduct(deps, actor, params.product);
    return tagged({ request }, await viewOf(deps, actor, kept));
  },
});

/** Whoever may not know of a product hears that there is none, before anything about roles. */
const shownIn = (deps: ApiDeps): Known => (actor, { product = '' }) => visibleProduct(deps, actor, product);

/** A product of the caller's own catalogue. Throws ProblemError 404, or 403 where everybody may see that it exists. */
async function ownProduct(deps: ApiDeps, actor: Actor, id: string): Promise<KeptProduct> {
  const kept = await visibleProduct(deps, actor, id);
  if (kept.supplier !== actor.company) {
    throw refusalError({ code: 'not-your-product', detail: 'The history of a product is for its supplier.' });
  }
  return kept;
}

const history = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/versions', id: 'listProductVersions', tag: 'catalogue',
  access: { ...forSuppliers, known: shownIn(deps) },
  summary: 'Every version of a product of yours, newest first',
  params: productParams,
  answers: {
    200: {
      description: 'The versions',
      schema: z.object({
        versions: z.array(z.object({
          version: versionSchema, hash: hashSchema, at: instant,
          by: z.object({ user: z.string(), company: z.string() }),
        })),
      }),
    },
  },
  problems: [401, 403, 404],
  async handle({ actor, params }) {
    const { product } = await ownProduct(deps, actor, params.product);
    return { status: 200, body: { versions: await versionsOf(seenBy(deps.orm, actor), product) } };
  },
});

const oneVersion = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/versions/{version}', id: 'getProductVersion',
  tag: 'catalogue', access: { ...forSuppliers, known: shownIn(deps) },
  summary: 'A product of yours as it was in one version',
  params: productParams.extend({ version: z.coerce.number().int().min(1).max(1_000_000_000) }),
  answers: {
    200: { description: 'What the product was', schema: z.object({ version: versionSchema, content: productSchema }) },
  },
  problems: [400, 401, 403, 404],
  async handle({ actor, params: { product, version } }) {
    await ownProduct(deps, actor, product);
    const content = await versionContent(seenBy(deps.orm, actor), product, version);
    if (content === null) throw unknown('version');
    return { status: 200, body: { version, content } };
  },
});

const questionShape = { currency: currencyQuery };
const pricedFor = {
  company: z.string(), tier: z.string().nullable(), at: instant,
  wholesale: z.object({ unlocked: z.boolean(), reason: z.string() }),
};

/** Whether wholesale prices count, and why, in the reader's language. */
const wholesaleIn = (request: Request, { unlocked, reason }: Pricing['wholesale']) =>
  ({ unlocked, reason: sentenceIn(localeOfRequest(request), reason) });

const price = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/price', id: 'priceProduct', tag: 'catalogue',
  access: 'signed-in',
  summary: 'What a quantity costs you now, with the rules that made the price',
  params: productParams,
  query: z.strictObject({ ...questionShape, quantity: z.coerce.number().int().min(1).max(1_000_000_000) }),
  answers: { 200: { description: 'The price', schema: savedSchema.extend({ ...pricedFor, offer: offerSchema }) } },
  problems: [400, 401, 404, 422],
  async handle({ actor, params, query: { currency, quantity }, request }) {
    const kept = await visibleProduct(deps, actor, params.product);
    const { at, company, lists, tierAt, ...pricing } = await pricingFor(deps, actor, [kept.supplier]);
    const wholesale = wholesaleIn(request, pricing.wholesale);
    const tier = tierAt(kept.supplier);
    const offer = priceFor(kept, { quantity, company, tier, currency, at }, lists);
    if (isRefused(offer)) throw refusalError(offer.rejection);
    return { status: 200, body: { ...bodyOf(kept), company, tier, at, wholesale, offer } };
  },
});

const offers = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/products/{product}/offers', id: 'listOffers', tag: 'catalogue',
  access: 'signed-in',
  summary: 'Your own prices of a product by quantity; without a currency in every one it is offered in',
  params: productParams,
  query: z.strictObject({ currency: currencyQuery.optional() }),
  answers: {
    200: {
      description: 'One offer for each quantity from which price or lead time is another',
      schema: savedSchema.extend({ ...pricedFor, offers: z.array(offerSchema) }),
    },
  },
  problems: [400, 401, 404],
  async handle({ actor, params, query: { currency }, request }) {
    const kept = await visibleProduct(deps, actor, params.product);
    const pricing = await pricingFor(deps, actor, [kept.supplier]);
    const { at, company } = pricing;
    const wholesale = wholesaleIn(request, pricing.wholesale);
    const own = ownOffers(kept, pricing, currency);
    const tier = pricing.tierAt(kept.supplier);
    return { status: 200, body: { ...bodyOf(kept), company, tier, at, wholesale, offers: own } };
  },
});

export const productOperations = (deps: ApiDeps) =>
  [create(deps), read(deps), change(deps), history(deps), oneVersion(deps), price(deps), offers(deps)];
