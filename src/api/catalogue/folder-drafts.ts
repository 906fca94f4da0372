import { z } from 'zod';
import { contractDraft, enquiryDraft, sampleDraft } from '../../domain/catalogue/folder.ts';
import { faultOfQuantity, priceFor } from '../../domain/catalogue/pricing.ts';
import { languages } from '../../domain/catalogue/product.ts';
import { incotermCodes } from '../../domain/incoterms.ts';
import { currencySchema } from '../../domain/money.ts';
import { demandSchema } from '../../domain/order/demand.ts';
import { openingSchema } from '../../domain/order/opening.ts';
import { transportModes } from '../../domain/order/terms.ts';
import type { Actor } from '../../domain/parties.ts';
import type { KeptProduct } from '../../persistence/catalogue/products.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { invalid } from '../problem.ts';
import { itemParams, ownItem } from './folders.ts';
import { pricingFor } from './reading.ts';
import { refusalError } from './refusals.ts';

const wish = z.strictObject({
  quantity: z.int().min(1).max(1_000_000_000).optional(),
  destination: z.string().trim().min(2).max(120),
  language: z.enum(languages).default('en'),
  wantedBy: z.iso.date().optional(),
  remarks: z.string().max(4000).optional(),
});
const answers = { 200: { description: 'Ready to be sent to POST /v1/orders', schema: openingSchema } };
const problems = [400, 401, 404, 409, 413, 415, 422] as const;

/** What a collected product is now. Throws ProblemError 409 when it is not offered to its reader any more. */
async function offeredItem(deps: ApiDeps, actor: Actor, item: string): Promise<KeptProduct> {
  const { current } = await ownItem(deps, actor, item);
  if (current !== null) return current;
  throw refusalError({ code: 'no-longer-offered', detail: 'The product is not offered to you any more.' });
}

/** Clauses that do not go together are the caller's to put right, as if they had been sent to POST /v1/orders. */
function suitable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof z.ZodError) throw invalid('body', error.issues);
    throw error;
  }
}

const enquiry = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/folders/{item}/enquiry-draft', id: 'draftEnquiry', tag: 'folders', access: 'signed-in',
  summary: 'The body for POST /v1/orders that asks for a quote of a collected product; keeps nothing. Without a '
    + 'quantity it asks for the minimum order',
  params: itemParams,
  body: json(wish),
  answers,
  problems,
  async handle({ actor, params, body }) {
    const product = await offeredItem(deps, actor, params.item);
    const quantity = body.quantity ?? product.content.moq;
    const fault = faultOfQuantity(product, quantity);
    if (fault !== null) throw refusalError(fault.rejection);
    return { status: 200, body: enquiryDraft(product, { ...body, quantity }) };
  },
});

const sample = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/folders/{item}/sample-draft', id: 'draftSampleOrder', tag: 'folders', access: 'signed-in',
  summary: 'The body for POST /v1/orders that orders samples of a collected product, below any minimum order; the '
    + 'supplier says what they cost, and they are paid into escrow; keeps nothing',
  params: itemParams,
  body: json(wish.omit({ quantity: true }).extend({ pieces: z.int().min(1).max(50).default(1) })),
  answers,
  problems,
  async handle({ actor, params, body: { pieces, ...rest } }) {
    const product = await offeredItem(deps, actor, params.item);
    return { status: 200, body: sampleDraft(product, { ...rest, quantity: pieces }) };
  },
});

const contract = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/folders/{item}/contract-draft', id: 'draftContractOffer', tag: 'folders',
  access: 'signed-in',
  summary: 'The body for POST /v1/orders that offers the supplier a contract on a collected product at your own price '
    + 'of now, under your own number (`reference`), for it to accept or to answer; keeps nothing. '
    + 'Every clause can be changed before it is sent',
  params: itemParams,
  body: json(wish.extend({
    reference: demandSchema.shape.reference.unwrap(),
    currency: currencySchema,
    incoterm: z.enum(incotermCodes),
    namedPlace: z.string().trim().min(2).max(120),
    transport: z.enum(transportModes),
  })),
  answers,
  problems,
  async handle({ actor, params, body: { currency, ...rest } }) {
    const product = await offeredItem(deps, actor, params.item);
    const quantity = rest.quantity ?? product.content.moq;
    const { at, company, lists, tierAt } = await pricingFor(deps, actor, [product.supplier]);
    const offer = priceFor(product, { quantity, currency, company, tier: tierAt(product.supplier), at }, lists);
    if ('rejection' in offer) throw refusalError(offer.rejection);
    return { status: 200, body: suitable(() => contractDraft(product, offer, { ...rest, quantity, now: at })) };
  },
});

/** What starts from a collected product, of either folder. */
export const folderDraftOperations = (deps: ApiDeps) => [enquiry(deps), sample(deps), contract(deps)];
