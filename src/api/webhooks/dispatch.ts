import { claimDeliveries, type Delivery, keepAttempt, lineUp } from '../../persistence/webhooks/deliveries.ts';
import { behindFeed, setStateNow, signingWebhook, type SigningWebhook } from '../../persistence/webhooks/endpoints.ts';
import { eventAt, extendFeed, feedEnd, readFeed } from '../../persistence/webhooks/feed.ts';
import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { messageFor, signedHeaders } from './message.ts';

const pauseMs = 1_000;
const atOnce = 20;
const fannedOut = 500;
/** Longer than an address may take to answer; what a process was telling when it died is told again after it. */
const leaseSeconds = 25;
const firstWaitSeconds = 10;
const growth = 3;
const longestWaitSeconds = 12 * 3600;
/** After so long a delivery is dead; it can be told again from the feed. */
const patienceMs = 3 * 86_400_000;
const gone = 410;

type Dispatch = Pick<ApiDeps, 'orm' | 'logger' | 'now' | 'webhooks'>;

/** Lines up for every address what the feed has beyond it; what an address may not see or does not want is left out. */
async function fanOut({ orm, now }: Dispatch): Promise<number> {
  const behind = await behindFeed(orm, await feedEnd(orm));
  let lined = 0;
  for (const webhook of behind) {
    const { id, company, kinds, reached: from } = webhook;
    const all = kinds.includes('operator');
    const { events, reached } = await readFeed(orm, { company: all ? null : company, after: from, limit: fannedOut });
    const wanted = events.filter((event) => messageFor(webhook, event) !== null);
    if (await lineUp(orm, { id, from, reached, now: now() }, wanted)) lined += wanted.length;
  }
  return lined;
}

/** What an attempt came to: the answer's status, or null and why there was none. */
type Came = { status: number | null; said: string };

async function attempt({ orm, now, webhooks }: Dispatch, webhook: SigningWebhook, delivery: Delivery): Promise<Came> {
  const event = await eventAt(orm, delivery.position);
  const message = event === null ? null : messageFor({ ...webhook, types: [] }, event);
  if (message === null) return { status: null, said: 'the event is not for this company' };
  const { id, ...told } = message;
  const body = JSON.stringify(told);
  try {
    const answer = await webhooks.post(webhook.url, signedHeaders(webhook, { id, body, now: now() }), body);
    return { status: answer.status, said: answer.body };
  } catch (error) {
    return { status: null, said: (error as Error).message.slice(0, 500) };
  }
}

/** When the next attempt is due; null when the patience with this delivery is over. */
function nextAttempt({ attempts, since }: Delivery, now: string): string | null {
  const wait = Math.min(firstWaitSeconds * growth ** (attempts - 1), longestWaitSeconds) * 1000;
  const next = Date.parse(now) + wait;
  return next - Date.parse(since) > patienceMs ? null : new Date(next).toISOString();
}

async function deliver(dispatch: Dispatch, delivery: Delivery): Promise<void> {
  const { orm, now, logger } = dispatch;
  const webhook = await signingWebhook(orm, delivery.webhook);
  if (webhook === null) return;
  const { status, said } = await attempt(dispatch, webhook, delivery);
  const at = now();
  const storable = said.replaceAll('\u0000', '');
  if (status !== null && status >= 200 && status < 300) {
    await keepAttempt(orm, delivery, { state: 'delivered', status, said: storable, at, nextAttemptAt: null });
    return;
  }
  if (status === gone) await setStateNow(orm, webhook.id, 'disabled', 'The address answered 410 Gone.');
  const nextAttemptAt = nextAttempt(delivery, at);
  const state = nextAttemptAt === null ? 'dead' : 'waiting';
  logger.warn({ webhook: webhook.id, position: delivery.position, status, state }, 'an event was not taken');
  await keepAttempt(orm, delivery, { state, status, said: storable, at, nextAttemptAt });
}

/** One round: the feed grows, addresses are lined up for, and what is due is told. Answers how much there was. */
export async function dispatchEvents(dispatch: Dispatch): Promise<number> {
  const grown = await extendFeed(dispatch.orm);
  const lined = await fanOut(dispatch);
  const due = await claimDeliveries(dispatch.orm, { now: dispatch.now(), limit: atOnce, leaseSeconds });
  await Promise.all(due.map((delivery) => deliver(dispatch, delivery)));
  return grown + lined + due.length;
}

/** Tells subscribers as things happen, in as many processes as there are. */
export const keepDispatching = (dispatch: Dispatch): Rounds =>
  keepRounds({ logger: dispatch.logger, pauseMs, failed: 'events wait for the next round' }, async () =>
    (await dispatchEvents(dispatch)) > 0 ? 'more' : undefined,
  );
