import { z } from 'zod';
import { isContracted } from '../domain/order/order.ts';
import { drawCartons } from '../domain/sampling/carton-draw.ts';
import { seenBy } from '../persistence/party-view.ts';
import { cartonIds } from '../persistence/receipt-summary.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { instant, orderParams } from './schemas.ts';
import { sightOf, switchedFor } from './sight.ts';

const switchingSchema = z.object({
  severity: z.enum(['normal', 'tightened']),
  since: instant.nullable(),
  lots: z.int(),
  notAccepted: z.int(),
  score: z.int(),
  reducedEligible: z.boolean(),
  discontinued: z.boolean(),
  last: z.array(z.object({ at: instant, accepted: z.boolean() })),
  /** Of all the lots that were looked at, as canonical JSON. */
  sha256: z.string(),
});

const drawSchema = z.object({
  order: z.string(),
  round: z.int(),
  seed: z.string(),
  basis: z.string(),
  /** What earlier lots of the supplier made of the severity: for its two sides; null for plans from before that. */
  switching: switchingSchema.nullable(),
  sampleSize: z.int(),
  accept: z.object({ critical: z.int(), major: z.int(), minor: z.int() }),
  /** How many cartons were received, of which these are to be opened. */
  received: z.int(),
  cartons: z.array(z.string()),
});

/** Which cartons the inspector opens; whoever knows the seed and the cartons received can draw them again. */
export const drawOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/inspection/draw',
    id: 'inspectionDraw',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'The cartons drawn by lot for inspection, with the seed they follow from',
    params: orderParams,
    answers: { 200: { description: 'The draw', schema: drawSchema } },
    problems: [401, 404, 409],
    async handle({ actor, found: { view, order, roles } }) {
      const plan = isContracted(order) ? order.goods.plan : null;
      if (plan === null)
        throw problem(409, 'not-ready', 'There is no inspection plan yet: it is made when the goods receipt is out.');
      const seen = switchedFor(sightOf(roles), plan);
      const { round, seed, basis, switching = null, sampleSize, accept, cartonsToOpen } = seen;
      const received = await cartonIds(seenBy(deps.orm, actor), view.order);
      const cartons = drawCartons(seed, received, Math.min(cartonsToOpen, received.length));
      return {
        status: 200,
        body: {
          ...{ order: view.order, round, seed, basis, switching, sampleSize, accept },
          ...{ received: received.length, cartons },
        },
      };
    },
  });
