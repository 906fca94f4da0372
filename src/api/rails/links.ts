import { z } from 'zod';
import { deathOf, linksOf, requestOfLink } from '../../domain/order/links.ts';
import { isContracted } from '../../domain/order/order.ts';
import { overseers } from '../../domain/parties.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { instant, orderParams } from '../schemas.ts';
import { linkToken } from './token.ts';

const linkSchema = z.object({
  link: z.string(),
  request: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  openedAt: instant,
  expiresAt: instant,
  state: z.enum(['LIVE', 'USED', 'REVOKED', 'EXPIRED']),
  /** The path of the public page; null for everybody but the buyer, and once the link is over. */
  path: z.string().nullable(),
});

/** The payment links of an order. Only the buyer, who opened them, is given the way to the page. */
export const linksOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/payment-links',
    id: 'paymentLinks',
    tag: 'money',
    access: {
      order: ['buyer', ...overseers],
      otherwise: { code: 'not-your-role', detail: 'Payment links are for buyer and platform.' },
    },
    summary: 'The payment links of an order, the oldest first; the buyer is given the path of those that live',
    params: orderParams,
    answers: { 200: { description: 'The links', schema: z.object({ links: z.array(linkSchema) }) } },
    problems: [401, 403, 404],
    async handle({ found: { order, roles } }) {
      const isBuyer = roles.includes('buyer');
      const links = isContracted(order) ? linksOf(order) : [];
      const shown = links.map(async (link) => {
        const contracted = order as Parameters<typeof deathOf>[0];
        const death = deathOf(contracted, link, deps.now());
        const request = requestOfLink(contracted, link);
        const { id, openedAt, expiresAt } = link;
        return {
          link: id,
          request: link.request,
          amountMinor: request?.amountMinor ?? 0,
          currency: request?.currency ?? '',
          openedAt,
          expiresAt,
          state: death ?? ('LIVE' as const),
          path:
            isBuyer && death === null
              ? `/v1/pay/${await linkToken(deps.jwtSecret, { order: order.order, link: id })}`
              : null,
        };
      });
      return { status: 200, body: { links: await Promise.all(shown) } };
    },
  });
