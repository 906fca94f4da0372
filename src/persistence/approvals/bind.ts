import type { MikroORM } from '@mikro-orm/postgresql';
import type { Binding } from '../../domain/approvals/binding.ts';
import { levelsFor, type Policy, takesCurrency } from '../../domain/approvals/policy.ts';
import { type ApprovalRefusal, refuse } from '../../domain/approvals/refusal.ts';
import { type ApprovalRequest, openRequest, type RequestLevel } from '../../domain/approvals/request.ts';
import type { Db } from '../catalogue/write-once.ts';
import { inTransaction, untilUndisturbed } from '../sql.ts';
import { beyondCredit, reserveCredit } from './credit.ts';
import { beyondLimit, type Purchase, reserve } from './limits.ts';
import { policyInForce, takeCompanyTurn, usersInRole, usersOf } from './policies.ts';
import { keepRequest, requestsOf } from './requests.ts';

/** A command that would bind a buyer's company. */
export interface Wish {
  company: string;
  order: string;
  command: string;
  commandId: string;
  binding: Binding;
  now: string;
}

/**
 * `free`: the company has no policy, and its credit reaches. `bound`: approved as far as needed, and reserved. `asked`:
 * it waits for this request; `superseded` are requests about terms that are no longer on the table.
 */
export type Bound =
  | { kind: 'free' | 'bound' }
  | { kind: 'asked'; request: ApprovalRequest; superseded: ApprovalRequest[] }
  | { kind: 'refused'; rejection: ApprovalRefusal };

/**
 * Checks a purchase against its company's credit and policy and reserves it, in one transaction and one at a time for
 * a company, so that two purchases never both take what is left of a limit. Where an approval is needed and there is
 * none for the very hash, the request for it is kept instead.
 */
export const bindBuyer = (orm: MikroORM, wish: Wish): Promise<Bound> =>
  untilUndisturbed(() =>
    inTransaction(orm, async (client) => {
      await takeCompanyTurn(client, wish.company);
      const { commandId, order, company, now: at, binding } = wish;
      const { currency, amountMinor, hash, user } = binding;
      const purchase: Purchase = { commandId, order, company, user, currency, amountMinor, hash, at };
      const uncredited = await beyondCredit(client, purchase);
      if (uncredited !== null) return { kind: 'refused', ...uncredited };
      const policy = await policyInForce(client, company);
      const stopped = policy === null ? null : await stoppedBy(client, policy, wish, purchase);
      if (stopped !== null) return stopped;
      await reserveCredit(client, purchase);
      if (policy === null) return { kind: 'free' };
      await reserve(client, purchase);
      return { kind: 'bound' };
    }),
  );

/** What the company's own policy has against a purchase, or waits for; null when nothing. */
async function stoppedBy(db: Db, policy: Policy, wish: Wish, purchase: Purchase): Promise<Bound | null> {
  const { currency } = purchase;
  if (!takesCurrency(policy, currency)) {
    const detail = `Your company's policy says nothing of purchases in ${currency}.`;
    return { kind: 'refused', ...refuse('currency-not-allowed', detail, { currency }) };
  }
  const beyond = await beyondLimit(db, policy, purchase);
  return beyond === null ? approvalFor(db, policy, wish) : { kind: 'refused', ...beyond };
}

/** What the purchase still waits for; null when it needs no approval, or has it. */
async function approvalFor(db: Db, policy: Policy, wish: Wish): Promise<Bound | null> {
  const { currency, amountMinor, covers, hash } = wish.binding;
  const levels = levelsFor(policy, currency, amountMinor);
  if (levels.length === 0) return null;
  const known = await requestsOf(db, wish.order);
  const same = known.filter((one) => covers.includes(one.hash));
  if (same.some(({ state }) => state === 'APPROVED')) return null;
  const superseded = known.filter((one) => one.state === 'OPEN' && !covers.includes(one.hash));
  const open = same.find(({ state }) => state === 'OPEN');
  if (open !== undefined) return { kind: 'asked', request: open, superseded };
  const resolved: RequestLevel[] = [];
  for (const { name, needs, ownRequest, timeoutHours, onTimeout, approvers } of levels) {
    // Whoever has left the company since decides nothing: a level with nobody left says so at once.
    const users =
      'users' in approvers
        ? await usersOf(db, wish.company, approvers.users)
        : await usersInRole(db, wish.company, approvers.role);
    resolved.push({ name, needs, ownRequest, timeoutHours, onTimeout, approvers: users });
  }
  const request = openRequest(
    {
      id: wish.commandId.slice(0, 24),
      company: wish.company,
      order: wish.order,
      command: wish.command,
      hash,
      amountMinor,
      currency,
      calendar: policy.calendar,
      requestedBy: wish.binding.user,
      levels: resolved,
    },
    wish.now,
  );
  if ('rejection' in request) return { kind: 'refused', ...request };
  await keepRequest(db, request);
  return { kind: 'asked', request, superseded };
}
