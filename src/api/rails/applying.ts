import { afterOutcome, type Attempt } from '../../domain/rails/attempt.ts';
import type { RailEvent } from '../../domain/rails/event.ts';
import { attemptOfCharge, findAttempt } from '../../persistence/rails/attempts.ts';
import {
  alone,
  applyOutcome,
  applyRefund,
  deferWebhook,
  type DueWebhook,
  dueWebhooks,
  noteApplied,
} from '../../persistence/rails/webhooks.ts';
import type { ApiDeps } from '../deps.ts';
import { applyDispute } from './disputes.ts';
import { bringOn, tellOf } from './settling.ts';

const lock = 7_310_020;
/** How long a webhook is tried whose attempt, charge or refund is not there: 1, 2, 4 … minutes, then it is dead. */
const mostTries = 12;
const longestPauseMinutes = 60;

/** Carries out one kept webhook; answers why it has to wait, or null when it is done. */
async function carryOut(deps: ApiDeps, webhook: DueWebhook): Promise<string | null> {
  const { event } = webhook;
  switch (event.kind) {
    case 'IGNORED':
      await noteApplied(deps.orm, webhook);
      return null;
    case 'OUTCOME':
      return outcome(deps, webhook, event);
    case 'NUDGE':
      return nudge(deps, webhook, event.attempt);
    case 'DISPUTE': {
      const attempt = await attemptOfCharge(deps.orm, event.charge);
      if (attempt === null) return `nothing was collected as ${event.charge} yet`;
      const why = await applyDispute(deps, webhook.provider, event, attempt);
      if (why === null) await noteApplied(deps.orm, webhook);
      return why;
    }
    case 'REFUND':
      return (await applyRefund(deps.orm, webhook, event)) ? null : `there is no refund ${event.key} yet`;
  }
}

async function outcome(
  deps: ApiDeps,
  webhook: DueWebhook,
  { attempt: id, outcome: said }: Extract<RailEvent, { kind: 'OUTCOME' }>,
): Promise<string | null> {
  if ((await findAttempt(deps.orm, id)) === null) return `there is no attempt ${id} yet`;
  const after = await applyOutcome(deps.orm, webhook, id, (one: Attempt) => afterOutcome(one, said));
  await tellOf(deps, after);
  return null;
}

async function nudge(deps: ApiDeps, webhook: DueWebhook, id: string): Promise<string | null> {
  const attempt = await findAttempt(deps.orm, id);
  if (attempt === null) return `there is no attempt ${id} yet`;
  if (!(await bringOn(deps, attempt))) return 'another process is at it';
  await noteApplied(deps.orm, webhook);
  return null;
}

/**
 * Applies what is due, one process at a time, the events of one thing in the order they happened. What cannot be
 * applied yet is tried later, and given up visibly in the end. Answers how many were applied.
 */
export const applyWebhooks = async (deps: ApiDeps): Promise<number> =>
  (await alone(deps.orm, lock, () => applied(deps))) ?? 0;

async function applied(deps: ApiDeps): Promise<number> {
  let done = 0;
  for (const webhook of await dueWebhooks(deps.orm, deps.now())) {
    const why = await carryOut(deps, webhook).catch((error: unknown) => {
      deps.logger.warn({ err: error, event: webhook.eventId }, 'a webhook waits for a later round');
      return error instanceof Error ? error.message : String(error);
    });
    if (why === null) done += 1;
    else await putOff(deps, webhook, why);
  }
  return done;
}

function putOff(deps: ApiDeps, webhook: DueWebhook, why: string): Promise<void> {
  const minutes = Math.min(longestPauseMinutes, 2 ** webhook.attempts);
  const until = new Date(Date.parse(deps.now()) + minutes * 60_000).toISOString();
  return deferWebhook(deps.orm, webhook, { why: why.slice(0, 1000), until, dead: webhook.attempts + 1 >= mostTries });
}
