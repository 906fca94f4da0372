import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isOpen, type Attempt } from '../../domain/rails/attempt.ts';
import { chargesBorneBy, type Profile } from '../../domain/order/profile.ts';
import { type Payable, railsFor } from '../../domain/rails/choice.ts';
import { type RailId, railIds, rails } from '../../domain/rails/rail.ts';
import { type NewAttempt, startPayment } from '../../domain/rails/router.ts';
import { quotedFee } from '../../domain/rails/tariff.ts';
import { formatAmount } from '../../domain/money.ts';
import { attemptsOf, attemptStore } from '../../persistence/rails/attempts.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';
import { languageHeaders, localeOfRequest } from '../reader-locale.ts';
import { instant } from '../schemas.ts';
import { whyIn } from '../sentences.ts';
import { offeredRails } from './desk.ts';
import { exchangeFor } from './exchange.ts';
import { tellOf } from './settling.ts';
import { claimsOf, type Standing, standingOf } from './standing.ts';

const tokenParams = z.object({ token: z.string().max(600) });
const railSchema = z.enum(railIds);
const finality = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('INSTANT') }),
  z.object({ kind: z.literal('DAYS'), days: z.int() }),
  z.object({ kind: z.literal('REVERSIBLE_UNTIL'), days: z.int(), from: z.enum(['PAYMENT', 'DELIVERY']) }),
]);
const choice = z.object({
  rail: railSchema,
  title: z.string(),
  finality,
  refundableDays: z.int().nullable(),
  allowed: z.boolean(),
  code: z.string().optional(),
  clause: z.string().optional(),
  why: z.string().optional(),
  /** What paying over this rail costs besides; asked apart, after the payment, when the bearer is the buyer. */
  charges: z.object({
    bearer: z.enum(['BUYER', 'HOUSE']),
    /** Null: known only when the provider, or the payer's own bank, says. Never more than this is asked. */
    amountMinor: z.int().nullable(),
    currency: z.string(),
  }),
});
const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('REDIRECT'), url: z.string() }),
  z.object({ kind: z.literal('CLIENT_SECRET'), value: z.string(), publishableKey: z.string() }),
]);
const attemptSchema = z.object({
  attempt: z.string(),
  rail: railSchema,
  /** PENDING: do what `action` says. UNDER_WAY: ask again. CONFIRMED: paid. FAILED: choose again. */
  state: z.enum(['PENDING', 'UNDER_WAY', 'CONFIRMED', 'FAILED']),
  amount: z.string(),
  currency: z.string(),
  action: action.nullable(),
});
const pageSchema = z.object({
  amount: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  reference: z.string(),
  sellerOfRecord: z.string(),
  expiresAt: instant,
  rails: z.array(choice),
  attempt: attemptSchema.nullable(),
});

const shown = (one: Attempt): z.output<typeof attemptSchema> => ({
  attempt: one.attempt,
  rail: one.rail,
  state: isOpen(one) && one.state !== 'PENDING' ? 'UNDER_WAY' : (one.state as 'PENDING'),
  amount: formatAmount(one.amountMinor, one.currency),
  currency: one.currency,
  action: one.action,
});

const choicesFor = (
  deps: ApiDeps,
  { order, request }: Standing,
  attempts: readonly Attempt[],
  payable: { amountMinor: number; currency: string } = request,
) =>
  railsFor({ terms: order.contract.terms, profile: order.profile }, payable, {
    now: deps.now(),
    offered: offeredRails(deps.rails),
    takenBack: attempts.filter(({ takenBack }) => takenBack).map(({ rail }) => rail),
  }).map((one) => ({ ...one, charges: chargesFor(deps, order.profile, one.rail, payable) }));

function chargesFor({ rails: { tariffs } }: ApiDeps, profile: Profile, rail: RailId, payable: Payable) {
  const bearer = chargesBorneBy(profile);
  return { bearer, amountMinor: quotedFee(tariffs, rail, payable), currency: payable.currency };
}

/** GET /v1/pay/{token}: what the link asks for; nothing about the supplier, nothing about the rest of the order. */
const pageOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/pay/{token}',
    id: 'paymentPage',
    tag: 'money',
    access: 'public',
    summary: 'What a payment link asks for, and the rails it can be paid over',
    params: tokenParams,
    answers: { 200: { description: 'The payment', schema: pageSchema } },
    problems: [404, 410],
    async handle({ params: { token }, request: asked }) {
      const locale = localeOfRequest(asked);
      const standing = await standingOf(deps, token);
      const { request, link, order } = standing;
      const attempts = await attemptsOf(deps.orm, order.order, request.id);
      const open = attempts.filter((one) => one.state !== 'FAILED' && !one.takenBack).at(-1);
      const { amountMinor, currency, reference } = request;
      return {
        status: 200,
        headers: languageHeaders(locale),
        body: {
          amount: formatAmount(amountMinor, currency),
          amountMinor,
          currency,
          reference,
          sellerOfRecord: deps.rails.sellerOfRecord,
          expiresAt: link.expiresAt,
          rails: choicesFor(deps, standing, attempts).map((one) => whyIn(locale, one)),
          attempt: open === undefined ? null : shown(open),
        },
      };
    },
  });

const instructions = z.object({
  rail: railSchema,
  instructions: z.object({
    account: z.object({ name: z.string(), number: z.string() }),
    reference: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    qr: z.object({ payload: z.string(), svg: z.string() }).nullable(),
  }),
});

const startSchema = z.strictObject({ rail: railSchema, quote: z.string().min(1).max(64).optional() });
type Start = z.output<typeof startSchema>;
/** Longer than the gateways are waited for. */
const leaseSeconds = 60;

/** POST /v1/pay/{token}/attempts: starts the payment over one rail, or says how the payer sends it. */
const attemptOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/pay/{token}/attempts',
    id: 'startPaymentAttempt',
    tag: 'money',
    access: 'public',
    key: true,
    summary: 'Start paying over one rail; the amount is the link’s, never the payer’s',
    params: tokenParams,
    body: json(startSchema),
    answers: {
      200: { description: 'How the payer sends it by itself', schema: instructions },
      201: { description: 'The attempt, with what the payer does next', schema: attemptSchema },
      202: { description: 'Under way: ask again with a new key', schema: attemptSchema },
    },
    problems: [400, 404, 409, 410, 413, 415, 422, 503],
    async handle({ params: { token }, body, key }) {
      const { order, link } = await claimsOf(deps, token);
      const actor = { user: `link:${order}:${link}` };
      const route = `POST /v1/pay/${order}/${link}/attempts`;
      // What was answered under the key before is answered again, also when the link is over by it.
      return once(deps, { actor, key, route, content: body, leaseSeconds }, async () =>
        start(deps, await standingOf(deps, token), body),
      );
    },
  });

async function start(deps: ApiDeps, standing: Standing, { rail, quote }: Start) {
  const exchange = await exchangeFor(deps, standing, quote);
  const payable = exchange?.pay ?? standing.request;
  const attempts = await attemptsOf(deps.orm, standing.order.order, standing.request.id);
  const chosen = choicesFor(deps, standing, attempts, payable).find((each) => each.rail === rail);
  if (chosen === undefined || !chosen.allowed) {
    const {
      code = 'not-offered',
      clause = 'rail',
      why = 'It is not offered.',
    } = chosen?.allowed === false ? chosen : {};
    return refusalOf(409, 'rail-refused', `rail: ${why}`, { rail, code, clause });
  }
  const { order, link, request } = standing;
  const { amountMinor, currency } = payable;
  if (rails[rail].moves === 'PUSHED') {
    if (exchange !== null) return refusalOf(409, 'rail-refused', 'quote: what is sent by the payer is not exchanged.');
    const told = deps.rails.instructions[rail]?.({ reference: request.reference, amountMinor, currency });
    return { status: 200, body: { rail, instructions: told } };
  }
  const wanted: NewAttempt = {
    rail,
    order: order.order,
    request: request.id,
    reference: request.reference,
    link: link.id,
    amountMinor,
    currency,
    exchange: exchange?.kept ?? null,
    quotedFeeMinor: quotedFee(deps.rails.tariffs, rail, payable),
    createdAt: deps.now(),
  };
  const tools = { store: attemptStore(deps.orm), gateways: deps.rails.gateways };
  const routed = await startPayment(tools, wanted, deps.rails.routes[rail] ?? [], randomUUID);
  if ('exhausted' in routed)
    return refusalOf(409, 'rail-unavailable', `rail: no gateway takes it now: ${routed.exhausted}`);
  if ('busy' in routed) return { status: 202, body: shown(routed.busy) };
  await tellOf(deps, routed.attempt);
  return { status: 201, body: shown(routed.attempt) };
}

/** Anybody who holds the token may look and pay; the token is all there is to know. */
export const payOperations = (deps: ApiDeps) => [pageOperation(deps), attemptOperation(deps)];
