import { z } from 'zod';
import { isContracted } from '../domain/order/order.ts';
import { quoteCancellation } from '../domain/order/process.ts';
import { hashSchema } from '../domain/order/stages/quote.ts';
import type { Answer } from '../domain/record.ts';
import { operation } from './contract.ts';
import { problem } from './problem.ts';
import { refused } from './rejections.ts';
import { orderParams, stageSchema } from './schemas.ts';

const sides = ['buyer', 'supplier'] as const;

const askedFor = { code: 'not-your-role', detail: 'as: a side of the trade asks for itself, an adviser for either.' };

const quoteSchema = z.object({
  order: z.string(),
  version: z.int(),
  stage: stageSchema,
  as: z.enum(sides),
  how: z.enum(['ALLOWED', 'NEEDS_CONSENT', 'REFUSED']),
  feeMinor: z.int(),
  currency: z.string(),
  formula: z.string(),
  basis: z.object({
    profile: z.string(),
    feeBp: z.int(),
    totalMinor: z.int(),
    heldMinor: z.int(),
    overdue: z.boolean(),
  }),
  /** What `cancel` names as `quote`. */
  hash: hashSchema,
});

/** What leaving the trade costs now, before anybody confirms it. */
export const cancellationOperation = () =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/cancellation',
    id: 'cancellationQuote',
    tag: 'orders',
    access: { order: [...sides, 'adviser', 'customer-service'], otherwise: askedFor },
    summary:
      'What cancelling costs a side now: allowed, with consent or not, the fee, how it is reckoned, and its hash',
    params: orderParams,
    query: z.strictObject({ as: z.enum(sides).optional() }),
    answers: { 200: { description: 'The quote; it holds until the order changes', schema: quoteSchema } },
    problems: [400, 401, 403, 404, 409],
    async handle({ found: { view, order, roles }, query }) {
      const own = sides.find((side) => roles.includes(side));
      const side = own ?? query.as;
      if (side === undefined || (query.as !== undefined && query.as !== side))
        throw problem(403, askedFor.code, askedFor.detail);
      if (!isContracted(order))
        throw problem(409, 'wrong-stage', `No contract runs in ${order.stage}: there is nothing to cancel.`);
      const { version, stage } = view;
      return {
        status: 200,
        body: { order: view.order, version, stage, as: side, ...quoteCancellation(order, side) },
      };
    },
  });

/** A fee is confirmed by the hash of its quote; the refusal of a cancellation that names a fee and none, or null. */
export function unquoted(command: string, input: unknown): Answer | null {
  if (command !== 'cancel') return null;
  const { feeMinor = 0, quote } = input as { feeMinor?: number; quote?: string };
  if (feeMinor === 0 || quote !== undefined) return null;
  return refused({
    code: 'quote-missing',
    detail: 'quote: a fee is confirmed by the hash of its quote (GET …/cancellation).',
  });
}
