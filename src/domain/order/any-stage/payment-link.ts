import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { openRequests } from '../escrow.ts';
import { fact } from '../facts.ts';
import { deathOf, linksOf } from '../links.ts';
import type { ContractStage } from '../order.ts';
import { commandOf } from '../stage.ts';
import { isAfter } from '../time.ts';

const command = commandOf<ContractStage>();
const short = z.string().min(1).max(100);

/**
 * One link to one payment request, for its exact amount and no other (requirements.md S30). At most one link of a
 * request lives at a time, so that nobody holds two ways to pay the same thing.
 */
export const openPaymentLink = command({
  by: ['buyer'],
  summary: 'Open a link by which one payment request is paid once, on a public page, until it expires or is revoked',
  input: z.strictObject({ request: short, expiresAt: z.iso.datetime({ offset: true }).optional() }),
  ready: (order) =>
    openRequests(order).length === 0 ? reject('payment-unknown', 'No payment is asked for now.') : null,
  decide: (order, input, { now }) => {
    const request = order.payments.find(({ id }) => id === input.request);
    if (request === undefined || request.status !== 'OPEN')
      return reject('payment-unknown', `request: ${input.request} is no open payment request of this order.`);
    const links = linksOf(order).filter((link) => link.request === request.id);
    const living = links.find((link) => deathOf(order, link, now) === null);
    if (living !== undefined)
      return reject('payment-link-live', `${living.id} is open for ${request.id}; revoke it first.`, {
        link: living.id,
      });
    const expiresAt = input.expiresAt === undefined ? request.deadline : new Date(input.expiresAt).toISOString();
    if (isAfter(expiresAt, request.deadline) || !isAfter(expiresAt, now)) {
      const detail = `expiresAt: between now and the deadline of ${request.id}, ${request.deadline}.`;
      return reject('expiry-out-of-range', detail, { deadline: request.deadline });
    }
    const id = `${request.id}-L${links.length + 1}`;
    const link = { id, request: request.id, openedAt: now, expiresAt, revokedAt: null };
    return accept(fact('PaymentLinkOpened', { link }));
  },
});

export const revokePaymentLink = command({
  by: ['buyer', 'operator'],
  summary: 'Take a payment link back: nothing can be paid by it any more',
  input: z.strictObject({ link: short, reason: z.string().trim().min(1).max(2000) }),
  ready: (order, { now }) =>
    linksOf(order).some((link) => deathOf(order, link, now) === null)
      ? null
      : reject('payment-link-unknown', 'No payment link is open.'),
  decide: (order, { link: id, reason }, { now }) => {
    const link = linksOf(order).find((each) => each.id === id);
    if (link === undefined || deathOf(order, link, now) !== null)
      return reject('payment-link-unknown', `link: ${id} is no open payment link of this order.`);
    return accept(fact('PaymentLinkRevoked', { link: id, reason }));
  },
});
