import type { Contracted } from './order.ts';
import type { PaymentLink, PaymentRequest } from './parts.ts';
import { isAfter } from './time.ts';

/** The payment links of an order, the oldest first. */
export const linksOf = (order: Contracted): PaymentLink[] => order.paymentLinks ?? [];

/** The request a link is bound to; null for a link this order never gave out. */
export const requestOfLink = (order: Contracted, { request }: PaymentLink): PaymentRequest | null =>
  order.payments.find(({ id }) => id === request) ?? null;

/**
 * Why nothing can be paid by a link any more; null while it lives. Paying or withdrawing its request ends it too, for
 * good: a request that is asked again after its payment was taken back is paid by a new link.
 */
export function deathOf(order: Contracted, link: PaymentLink, now: string): 'REVOKED' | 'EXPIRED' | 'USED' | null {
  if (link.revokedAt !== null) return 'REVOKED';
  const request = requestOfLink(order, link);
  if (request === null || request.status !== 'OPEN' || link.used === true) return 'USED';
  return isAfter(now, link.expiresAt) || isAfter(now, request.deadline) ? 'EXPIRED' : null;
}
