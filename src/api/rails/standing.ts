import { deathOf, linksOf, requestOfLink } from '../../domain/order/links.ts';
import { type Contracted, isContracted, type Order } from '../../domain/order/order.ts';
import type { PaymentLink, PaymentRequest } from '../../domain/order/parts.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { type LinkClaims, readLinkToken } from './token.ts';

/** What a payment link stands for now. */
export interface Standing {
  order: Contracted;
  link: PaymentLink;
  request: PaymentRequest;
}

const unknownLink = () => problem(404, 'unknown-payment-link', 'There is no such payment link.');

/** What a token names. Throws ProblemError 404 for a token we did not make. */
export async function claimsOf(deps: ApiDeps, token: string): Promise<LinkClaims> {
  const claims = await readLinkToken(deps.jwtSecret, token);
  if (claims === null) throw unknownLink();
  return claims;
}

/**
 * The payment behind a token. Throws ProblemError 404 for a token we did not make and 410 for every link that is over,
 * without saying whether it was paid, revoked, withdrawn or ran out: who holds the token may be anybody.
 */
export async function standingOf(deps: ApiDeps, token: string): Promise<Standing> {
  const claims = await claimsOf(deps, token);
  const view = await findOrder(deps.orm, claims.order);
  if (view === null) throw unknownLink();
  const order = view.state as Order;
  if (!isContracted(order)) throw over();
  const link = linksOf(order).find(({ id }) => id === claims.link);
  if (link === undefined) throw unknownLink();
  const request = requestOfLink(order, link);
  if (request === null || deathOf(order, link, deps.now()) !== null) throw over();
  return { order, link, request };
}

const over = () => problem(410, 'payment-link-over', 'Nothing can be paid by this link any more.');
