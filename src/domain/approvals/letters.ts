import { formatAmount } from '../money.ts';
import type { Letter } from '../words/letter.ts';
import type { ApprovalRequest } from './request.ts';

/**
 * The letters that follow from a step of a request: to everybody who is to decide now, and to whoever asked when a
 * level did not answer in time. `before` is null for a new request.
 */
export function approvalLetters(before: ApprovalRequest | null, after: ApprovalRequest): Letter[] {
  const at = after.closedAt ?? after.votes.at(-1)?.at ?? after.requestedAt;
  const level = after.levels[after.level]?.name ?? '';
  const data = {
    approval: after.id,
    order: after.order,
    amount: formatAmount(after.amountMinor, after.currency),
    currency: after.currency,
    level,
    dueAt: after.dueAt,
  };
  const begins = after.state === 'OPEN' && (before === null || before.level !== after.level);
  const asked = begins ? (after.levels[after.level]?.approvers ?? []) : [];
  const overdue = before === null ? [] : before.levels.slice(before.level, overdueUntil(before, after));
  const letter = (kind: string, about: string, user: string, more: object): Letter => ({
    key: `${kind}:${after.id}:${about}:${user}`,
    kind,
    to: { user },
    order: after.order,
    data: { ...data, ...more },
    at,
  });
  return [
    ...overdue.map(({ name }) => letter('approval-overdue', name, after.requestedBy, { level: name })),
    ...asked.map((user) => letter('approval-asked', level, user, {})),
  ];
}

/** Up to which level nobody has answered in time since `before`; a level that somebody decided was answered. */
function overdueUntil(before: ApprovalRequest, after: ApprovalRequest): number {
  const voted = after.votes.length > before.votes.length;
  if (voted) return after.votes.at(-1)?.level ?? before.level;
  return after.state === 'REFUSED' ? after.level + 1 : after.level;
}
