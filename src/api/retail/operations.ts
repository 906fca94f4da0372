import { z } from 'zod';
import { termsSchema } from '../../domain/order/terms.ts';
import { servingPlaces } from '../../domain/parties.ts';
import { acceptanceSchema, addressSchema, cartSchema } from '../../domain/retail/cart.ts';
import { unstorableText } from '../../domain/storable.ts';
import { locales } from '../../domain/words/locale.ts';
import { allotOrderNumber } from '../../persistence/idempotency.ts';
import { addressOf } from '../../persistence/retail/sales.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { invalid, problem } from '../problem.ts';
import { localeOfRequest } from '../reader-locale.ts';
import { acceptedSchema, orderParams } from '../schemas.ts';
import { policiesIn } from '../../persistence/policies.ts';
import { offerFor, platformProviders, shownOffer } from './offering.ts';
import { refusalError } from './refusals.ts';
import { sell } from './selling.ts';

const hash = z.string();
const offerSchema = z.object({
  supplier: z.string(),
  profile: z.string(),
  currency: z.string(),
  totalMinor: z.int(),
  terms: termsSchema,
  /** What `accept.terms` names. */
  hash,
  listings: z.array(z.object({ product: z.string(), version: z.int(), hash })),
  /** What `accept.policies` names, in the language of the request. */
  policies: z.array(z.object({ name: z.string(), locale: z.enum(locales), version: z.int(), sha256: hash })),
  /** The platform's own choice of who serves orders of consumers, as it is now; the order names whom it got. */
  providers: z.record(z.enum(servingPlaces), z.object({ company: z.string(), name: z.string() })),
});

const orderBody = cartSchema
  .extend({ accept: acceptanceSchema.optional() })
  .refine((body) => unstorableText(body) === null, {
    error: 'a text holds a character no database keeps: NUL, or half a surrogate pair',
  });

/**
 * POST /v1/orders/retail: a consumer's order in one command. With `dryRun=true` it answers the offer that the click
 * would accept, and nothing is written.
 */
const orderOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders/retail',
    id: 'orderRetail',
    tag: 'orders',
    access: { roles: ['buyer'], otherwise: { code: 'not-your-move', detail: 'Orders are opened by buyers.' } },
    key: true,
    summary: 'Buy by a click: with dryRun the offer for a cart, its terms and their hash; else the order, contracted',
    query: z.strictObject({
      dryRun: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true'),
    }),
    body: json(orderBody),
    answers: {
      200: { description: 'The offer, for dryRun', schema: offerSchema },
      201: { description: 'Contracted; it waits for the payment. Location names the order', schema: acceptedSchema },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, query: { dryRun }, body: { accept, ...cart }, key, request }) {
      if (dryRun) {
        const policies = policiesIn(localeOfRequest(request));
        const offer = await offerFor(deps, { buyer: actor.company, cart, policies, order: '' });
        if ('rejection' in offer) throw refusalError(offer.rejection);
        return { status: 200, body: { ...shownOffer(offer), providers: await platformProviders(deps) } };
      }
      if (accept === undefined) {
        const message = 'the hashes of the offer and the policies, as dryRun answers them';
        throw invalid('body', [{ code: 'custom', path: ['accept'], message, input: undefined }]);
      }
      const order = await allotOrderNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const route = 'POST /v1/orders/retail';
      const write = { actor, key, route, order, opens: true, content: request.body as unknown };
      const reply = await once(deps, write, (claimed) =>
        sell(deps, { actor, cart, accept, order: claimed.order ?? order, commandId: claimed.commandId }),
      );
      if (reply.status !== 201) return reply;
      const { order: opened } = reply.body as { order: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/orders/${opened}` } };
    },
  });

/** GET /v1/orders/{order}/address: for those who send and bring the goods, and for the platform. */
const addressOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/address',
    id: 'deliveryAddress',
    tag: 'orders',
    access: {
      order: ['buyer', 'supplier', 'carrier', 'adviser', 'account-manager', 'customer-service', 'operator'],
    },
    summary: "Where the courier brings a consumer's order",
    params: orderParams,
    answers: { 200: { description: 'The address', schema: addressSchema } },
    problems: [401, 403, 404],
    async handle({ found }) {
      const address = await addressOf(deps.orm, found.view.order);
      if (address === null) throw problem(404, 'no-address', 'Only orders of consumers have a delivery address.');
      return { status: 200, body: address };
    },
  });

export const retailOperations = (deps: ApiDeps) => [orderOperation(deps), addressOperation(deps)];
