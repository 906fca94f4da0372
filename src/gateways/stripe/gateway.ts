import Stripe from 'stripe';
import type { Charge, ChargeOutcome, RailGateway, Refund, RefundOutcome } from '../../domain/rails/gateway.ts';
import type { RailId } from '../../domain/rails/rail.ts';

export interface StripeSettings {
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  /** Where the API is, when not at Stripe: its own mock server in trials. */
  baseUrl?: string;
}

const methods: Partial<Record<RailId, string>> = { card: 'card', alipay: 'alipay', 'wechat-pay': 'wechat_pay' };
const waitMs = 20_000;
/** Stripe forgets an idempotency key after 24 hours; before that, the same request again answers what became of it. */
const keyLivesMs = 23 * 3_600_000;

export const openStripe = ({ secretKey, baseUrl }: Pick<StripeSettings, 'secretKey' | 'baseUrl'>): Stripe => {
  const at = baseUrl === undefined ? null : new URL(baseUrl);
  return new Stripe(secretKey, {
    // The router settles what is not known; retries of the SDK would only make that take longer.
    maxNetworkRetries: 0,
    timeout: waitMs,
    telemetry: false,
    ...(at === null ? {} : { host: at.hostname, port: at.port, protocol: at.protocol === 'http:' ? 'http' : 'https' }),
  });
};

/**
 * Cards, Alipay and WeChat Pay over Stripe's PaymentIntents (docs.stripe.com/api/payment_intents). Cards are authorised
 * first and captured by us, so that a payment nobody may make any more is let go instead of refunded.
 */
export function stripeGateway(settings: StripeSettings, now: () => number = Date.now): RailGateway {
  const stripe = openStripe(settings);
  const { publishableKey } = settings;
  const create = (charge: Charge) => stripe.paymentIntents.create(intentOf(charge), { idempotencyKey: charge.attempt });
  const retrieve = (id: string) =>
    stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.balance_transaction'] });

  async function find(charge: Charge, providerId: string | null): Promise<Stripe.PaymentIntent | null> {
    if (providerId !== null) return retrieve(providerId);
    if (now() - Date.parse(charge.createdAt) < keyLivesMs) return create(charge);
    // Its key is forgotten, so creating it again would make a second one; by now the search knows every intent.
    const { data } = await stripe.paymentIntents.search({ query: `metadata['attempt']:'${charge.attempt}'` });
    return data[0] === undefined ? null : retrieve(data[0].id);
  }

  return {
    id: 'stripe',
    start: (charge) =>
      answered(async () => intentOutcome(await create(charge), publishableKey), 'REFUSED_MEANS_FAILED'),
    ask: (charge, providerId) =>
      answered(
        async () => {
          const intent = await find(charge, providerId);
          if (intent === null) return { status: 'FAILED', reason: 'the provider never had it' };
          if (intent.status !== 'requires_capture') return intentOutcome(intent, publishableKey);
          await stripe.paymentIntents.capture(intent.id, {}, { idempotencyKey: `${charge.attempt}:capture` });
          return intentOutcome(await retrieve(intent.id), publishableKey);
        },
        providerId === null ? 'REFUSED_MEANS_FAILED' : 'REFUSED_MEANS_UNKNOWN',
      ),
    cancel: (charge, providerId) =>
      answered(async () => {
        const intent = await find(charge, providerId);
        if (intent === null) return { status: 'FAILED', reason: 'the provider never had it' };
        if (intent.status === 'succeeded' || intent.status === 'canceled') return intentOutcome(intent, publishableKey);
        return intentOutcome(await stripe.paymentIntents.cancel(intent.id), publishableKey);
      }, 'REFUSED_MEANS_UNKNOWN'),
    refund: (refund) => refunded(stripe, refund),
  };
}

function intentOf({ rail, amountMinor, currency, attempt, order, request, reference }: Charge) {
  const method = methods[rail];
  if (method === undefined) throw new RangeError(`rail: Stripe does not serve ${rail}`);
  return {
    amount: amountMinor,
    currency: currency.toLowerCase(),
    payment_method_types: [method],
    capture_method: rail === 'card' ? ('manual' as const) : ('automatic' as const),
    ...(rail === 'wechat-pay' ? { payment_method_options: { wechat_pay: { client: 'web' as const } } } : {}),
    description: `Order ${order}, ${reference}`,
    metadata: { attempt, order, request, reference },
  };
}

/**
 * What an intent says. Collected only when `succeeded`; it can be paid later in every state but that and `canceled`.
 */
export function intentOutcome(intent: Stripe.PaymentIntent, publishableKey: string): ChargeOutcome {
  const { id, status, latest_charge: latest, client_secret: value } = intent;
  if (status === 'canceled') return { status: 'FAILED', reason: intent.cancellation_reason ?? 'cancelled' };
  if (status !== 'succeeded') {
    return { status: 'PENDING', providerId: id, action: { kind: 'CLIENT_SECRET', value: value ?? '', publishableKey } };
  }
  if (latest === null) return { status: 'UNKNOWN', reason: `${id} succeeded without a charge` };
  const charge = typeof latest === 'string' ? null : latest;
  const transaction =
    charge !== null && typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null;
  return {
    status: 'CAPTURED',
    providerId: id,
    charge: charge?.id ?? (latest as string),
    amountMinor: intent.amount_received,
    currency: intent.currency.toUpperCase(),
    // A fee in another currency than the charge is told by the provider's payout report, not here.
    feeMinor: transaction !== null && transaction.currency === intent.currency ? transaction.fee : null,
    capturedAt: new Date((charge?.created ?? intent.created) * 1000).toISOString(),
  };
}

type OnRefusal = 'REFUSED_MEANS_FAILED' | 'REFUSED_MEANS_UNKNOWN';

/**
 * Errors by what they prove: a request Stripe has refused (4xx other than a conflict or a limit) led to nothing; all
 * others may have.
 */
async function answered(call: () => Promise<ChargeOutcome>, onRefusal: OnRefusal): Promise<ChargeOutcome> {
  try {
    return await call();
  } catch (error) {
    const { reason, refused } = failureOf(error);
    return { status: refused && onRefusal === 'REFUSED_MEANS_FAILED' ? 'FAILED' : 'UNKNOWN', reason };
  }
}

function failureOf(error: unknown): { reason: string; refused: boolean } {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const refused =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError ||
    error instanceof Stripe.errors.StripeCardError;
  return { reason: `${error.type}${error.code === undefined ? '' : ` ${error.code}`}`, refused };
}

async function refunded(stripe: Stripe, { key, charge, amountMinor, disbursement }: Refund): Promise<RefundOutcome> {
  try {
    const metadata = { key, disbursement };
    const made = await stripe.refunds.create({ charge, amount: amountMinor, metadata }, { idempotencyKey: key });
    const { id, status, failure_reason: reason } = made;
    if (status === 'failed' || status === 'canceled') return { status: 'FAILED', reason: reason ?? status };
    return { status: status === 'succeeded' ? 'SUCCEEDED' : 'PENDING', refund: id };
  } catch (error) {
    const { reason, refused } = failureOf(error);
    return { status: refused ? 'FAILED' : 'UNKNOWN', reason };
  }
}
