import { addBusinessHours } from '../calendar/business-hours.ts';
import type { CalendarId } from '../calendar/calendar.ts';
import { isAfter } from '../order/time.ts';
import type { Level } from './policy.ts';
import { type ApprovalRefusal, refuse } from './refusal.ts';

/** A level as it stood in the policy when the request was made, its approvers by name. */
export interface RequestLevel extends Pick<Level, 'name' | 'needs' | 'ownRequest' | 'timeoutHours' | 'onTimeout'> {
  approvers: string[];
}

/** One decision; `for` is whose place it was taken in, which is `by` unless it was delegated. */
export interface Vote {
  level: number;
  by: string;
  for: string;
  approve: boolean;
  reason: string;
  at: string;
}

/**
 * A purchase waiting to be approved. What is approved is the hash: other terms have another hash and need another
 * approval. Amount in minor units; instants in UTC.
 */
export interface ApprovalRequest {
  id: string;
  company: string;
  order: string;
  command: string;
  hash: string;
  amountMinor: number;
  currency: string;
  calendar: CalendarId;
  requestedBy: string;
  requestedAt: string;
  levels: RequestLevel[];
  /** The level that decides now, from 0. */
  level: number;
  /** When the level's business hours are over. */
  dueAt: string;
  votes: Vote[];
  state: 'OPEN' | 'APPROVED' | 'REFUSED' | 'VOID';
  /** Why it ended, in a sentence; null while it is open. */
  outcome: string | null;
  closedAt: string | null;
  /** Grows by one with every step that is recorded. */
  version: number;
}

export type Asked = Pick<
  ApprovalRequest,
  'id' | 'company' | 'order' | 'command' | 'hash' | 'amountMinor' | 'currency' | 'calendar' | 'requestedBy'
> & { levels: RequestLevel[] };
type Refused = { rejection: ApprovalRefusal };

const current = ({ levels, level }: ApprovalRequest): RequestLevel => levels[level] as RequestLevel;

/**
 * A new request at its first level. Whoever asks does not decide (four eyes), unless the level allows it. Refused:
 * `no-approver` when a level has nobody left to decide it.
 */
export function openRequest(asked: Asked, now: string): ApprovalRequest | Refused {
  const levels = asked.levels.map((one) => ({
    ...one,
    approvers: [...new Set(one.approvers)].filter((user) => one.ownRequest || user !== asked.requestedBy),
  }));
  const empty = levels.find(({ approvers }) => approvers.length === 0);
  const [first] = levels;
  if (empty !== undefined || first === undefined) {
    return refuse('no-approver', `Nobody but you can decide the level ${empty?.name ?? ''}: change the policy.`);
  }
  const dueAt = addBusinessHours(now, first.timeoutHours, asked.calendar);
  const start = { level: 0, dueAt, votes: [], state: 'OPEN' as const, outcome: null, closedAt: null, version: 1 };
  return { ...asked, levels, requestedAt: now, ...start };
}

const closed = (request: ApprovalRequest, state: 'APPROVED' | 'REFUSED' | 'VOID', outcome: string, at: string) => ({
  ...request,
  state,
  outcome,
  closedAt: at,
});

/** The next level begins at `at`; after the last one the request ends as `state` says. */
function onward(request: ApprovalRequest, at: string, state: 'APPROVED' | 'REFUSED', outcome: string): ApprovalRequest {
  const next = request.levels[request.level + 1];
  if (next === undefined) return closed(request, state, outcome, at);
  return { ...request, level: request.level + 1, dueAt: addBusinessHours(at, next.timeoutHours, request.calendar) };
}

function whyNot(request: ApprovalRequest, vote: Omit<Vote, 'level'>, hash: string): Refused | null {
  const level = current(request);
  const here = request.votes.filter((one) => one.level === request.level);
  if (request.state !== 'OPEN') {
    const { state, outcome } = request;
    return refuse('approval-closed', `The request is ${state.toLowerCase()}: ${outcome}`, { state });
  }
  if (hash !== request.hash) {
    return refuse('stale-hash', 'This is not the hash the request is about.', { hash: request.hash });
  }
  if (vote.by === request.requestedBy && !level.ownRequest) {
    return refuse('own-request', 'Whoever asks does not decide: a second person does.');
  }
  if (!level.approvers.includes(vote.for)) {
    return refuse('not-an-approver', `The level ${level.name} is not yours to decide.`);
  }
  // One who stands in for two is still one pair of eyes.
  return here.some((one) => one.by === vote.by || one.for === vote.for)
    ? refuse('already-decided', 'You have decided this level already.')
    : null;
}

/**
 * One decision on the level that is open. A refusal ends the request; ANY passes with the first approval, ALL with the
 * last. Refused: `approval-closed`, `stale-hash`, `own-request`, `not-an-approver`, `already-decided`.
 */
export function decideRequest(
  request: ApprovalRequest,
  { hash, ...vote }: Omit<Vote, 'level'> & { hash: string },
): ApprovalRequest | Refused {
  const refused = whyNot(request, vote, hash);
  if (refused !== null) return refused;
  const level = current(request);
  const votes = [...request.votes, { ...vote, level: request.level }];
  const voted = { ...request, votes, version: request.version + 1 };
  if (!vote.approve) return closed(voted, 'REFUSED', `${level.name}: ${vote.reason}`, vote.at);
  const approved = votes.filter((one) => one.level === request.level).map((one) => one.for);
  const passed = level.needs === 'ANY' || level.approvers.every((user) => approved.includes(user));
  return passed ? onward(voted, vote.at, 'APPROVED', 'Every level has approved.') : voted;
}

/** Lets every level whose time is over hand on or refuse; the same request where none is. */
export function elapseRequest(request: ApprovalRequest, now: string): ApprovalRequest {
  if (request.state !== 'OPEN' || isAfter(request.dueAt, now)) return request;
  const level = current(request);
  const outcome = `${level.name}: nobody decided in time.`;
  const passedOn =
    level.onTimeout === 'ESCALATE'
      ? onward(request, request.dueAt, 'REFUSED', outcome)
      : closed(request, 'REFUSED', outcome, request.dueAt);
  return elapseRequest({ ...passedOn, version: request.version + 1 }, now);
}

/** The request is about terms that are no longer on the table. */
export const voidRequest = (request: ApprovalRequest, why: string, now: string): ApprovalRequest =>
  request.state === 'OPEN' ? { ...closed(request, 'VOID', why, now), version: request.version + 1 } : request;
