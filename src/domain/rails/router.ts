import { afterOutcome, type Attempt, chargeOf, isOpen, lacksFee } from './attempt.ts';
import type { ChargeOutcome, RailGateway } from './gateway.ts';

/**
 * Where attempts are kept. At most one attempt of a payment request is open at a time, and none while one has collected
 * what was not taken back: the store sees to it.
 */
export interface AttemptStore {
  /** The attempts of a payment request, oldest first. */
  list(order: string, request: string): Promise<Attempt[]>;
  /** Keeps a new attempt in the state CREATED; false when another one of the request is open or confirmed. */
  create(attempt: Attempt): Promise<boolean>;
  /**
   * Takes an attempt for a while, so that one process at a time talks to its gateway; null while somebody else has it.
   */
  claim(attempt: string): Promise<Attempt | null>;
  /** Changes an attempt under its lock; `release` ends the claim. */
  change(attempt: string, change: (one: Attempt) => Attempt, release: boolean): Promise<Attempt>;
}

export interface RouterTools {
  store: AttemptStore;
  gateways: Readonly<Record<string, RailGateway>>;
}

export type NewAttempt = Pick<
  Attempt,
  | 'rail'
  | 'order'
  | 'request'
  | 'reference'
  | 'link'
  | 'amountMinor'
  | 'currency'
  | 'exchange'
  | 'quotedFeeMinor'
  | 'createdAt'
>;

/** What a call for payment came to. `busy`: the attempt is with its gateway; `exhausted`: every gateway refused it. */
export type Routed = { attempt: Attempt } | { busy: Attempt } | { exhausted: string };

/**
 * Starts the collection of a payment request over one rail, failing over from gateway to gateway. Money cannot be
 * collected twice: a gateway is tried only after everything before it failed for certain. What has an unknown outcome
 * is asked for, at the gateway it was sent to, and what waits for its payer on another rail is cancelled first.
 */
export async function startPayment(
  tools: RouterTools,
  wanted: NewAttempt,
  gateways: readonly string[],
  newId: () => string,
): Promise<Routed> {
  let reason = 'no gateway serves this rail';
  const left = [...gateways];
  for (;;) {
    const attempts = (await tools.store.list(wanted.order, wanted.request)).filter(({ takenBack }) => !takenBack);
    const paid = attempts.find(({ state }) => state === 'CONFIRMED');
    if (paid !== undefined) return { attempt: paid };
    const open = attempts.find(isOpen);
    if (open !== undefined) {
      const settled = await takeUp(tools, open, wanted);
      if (settled === null || (isOpen(settled) && settled.state !== 'PENDING')) return { busy: settled ?? open };
      if (settled.state === 'PENDING') return sameAs(settled, wanted) ? { attempt: settled } : { busy: settled };
      if (settled.state === 'FAILED' && sameAs(settled, wanted) && left[0] === settled.gateway) left.shift();
      continue;
    }
    const gateway = left.shift();
    if (gateway === undefined) return { exhausted: reason };
    const made = draft(wanted, gateway, newId());
    if (!(await tools.store.create(made))) continue;
    const started = await settle(tools, made.attempt);
    if (started === null) return { busy: made };
    if (started.state !== 'FAILED')
      return isOpen(started) && started.state !== 'PENDING' ? { busy: started } : { attempt: started };
    reason = started.reason ?? reason;
  }
}

const draft = (wanted: NewAttempt, gateway: string, attempt: string): Attempt => ({
  ...wanted,
  attempt,
  gateway,
  state: 'CREATED',
  providerId: null,
  action: null,
  charge: null,
  captured: null,
  reason: null,
  credit: 'NONE',
  charges: 'NONE',
  takenBack: false,
});

const sameAs = (one: Attempt, wanted: NewAttempt): boolean =>
  one.rail === wanted.rail &&
  one.amountMinor === wanted.amountMinor &&
  one.currency === wanted.currency &&
  one.link === wanted.link &&
  (one.exchange?.quote ?? null) === (wanted.exchange?.quote ?? null);

/** What is open is brought to an answer; when it waits for its payer and is not what is wanted now, it is ended. */
async function takeUp(tools: RouterTools, open: Attempt, wanted: NewAttempt): Promise<Attempt | null> {
  if (open.state !== 'PENDING') return settle(tools, open.attempt);
  return sameAs(open, wanted) ? open : abandon(tools, open.attempt);
}

/**
 * Brings an attempt nearer to an answer: sends what was never sent, asks for what was. Null while another process has
 * it. What crashes half way is settled by the next call, under the same id.
 */
export const settle = (tools: RouterTools, id: string): Promise<Attempt | null> =>
  atGateway(tools, id, (gateway, one) =>
    one.state === 'CREATED' ? gateway.start(chargeOf(one)) : gateway.ask(chargeOf(one), one.providerId),
  );

/** Ends an attempt that nobody is to pay any more. It fails only when its gateway says that it cannot be collected. */
export const abandon = (tools: RouterTools, id: string): Promise<Attempt | null> =>
  atGateway(tools, id, (gateway, one) =>
    one.state === 'CREATED'
      ? Promise.resolve<ChargeOutcome>({ status: 'FAILED', reason: 'it was never sent' })
      : gateway.cancel(chargeOf(one), one.providerId),
  );

async function atGateway(
  { store, gateways }: RouterTools,
  id: string,
  call: (gateway: RailGateway, one: Attempt) => Promise<ChargeOutcome>,
): Promise<Attempt | null> {
  const claimed = await store.claim(id);
  if (claimed === null) return null;
  if (!isOpen(claimed) && !lacksFee(claimed)) return store.change(id, (one) => one, true);
  const gateway = gateways[claimed.gateway];
  if (gateway === undefined) {
    const reason = `the gateway ${claimed.gateway} is not set up any more`;
    return store.change(id, (one) => afterOutcome(one, { status: 'UNKNOWN', reason }), true);
  }
  // Written down before it is sent: what crashes in between was perhaps sent, and is asked for.
  if (claimed.state === 'CREATED') await store.change(id, (one) => ({ ...one, state: 'SENT' }), false);
  const outcome = await call(gateway, claimed);
  return store.change(id, (one) => afterOutcome(one, outcome), true);
}
