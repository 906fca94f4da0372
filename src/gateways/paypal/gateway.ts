import { formatAmount } from '../../domain/money.ts';
import type { Charge, ChargeOutcome, RailGateway, Refund, RefundOutcome } from '../../domain/rails/gateway.ts';
import { type CallPayPal, type PayPalAnswer, payPalClient, type PayPalSettings, PayPalUnreachable } from './client.ts';
import { captureSchema, orderOutcome, orderSchema } from './shapes.ts';

/**
 * PayPal by its orders API v2 (developer.paypal.com/docs/api/orders/v2): the payer approves, we capture. Nothing is
 * collected without our own capture, which is made under the attempt's claim only.
 */
export function payPalGateway(settings: PayPalSettings, now: () => number = Date.now): RailGateway {
  const call = payPalClient(settings, now);
  const instant = () => new Date(now()).toISOString();
  const create = (charge: Charge) =>
    call('POST', '/v2/checkout/orders', { body: orderOf(charge, settings.returnUrl), requestId: charge.attempt });
  const read = (id: string) => call('GET', `/v2/checkout/orders/${encodeURIComponent(id)}`);

  const ask = async (charge: Charge, providerId: string | null): Promise<ChargeOutcome> => {
    if (providerId === null) return created(await create(charge), instant());
    const answer = await read(providerId);
    if (answer.status === 404) return { status: 'FAILED', reason: 'the payer did not approve in time' };
    if (answer.status !== 200) return { status: 'UNKNOWN', reason: `PayPal answered ${answer.status}` };
    const order = orderSchema.parse(answer.body);
    if (order.status !== 'APPROVED') return orderOutcome(order, instant());
    return captured(call, charge, order.id, instant());
  };

  return {
    id: 'paypal',
    start: (charge) => settled(async () => created(await create(charge), instant())),
    ask: (charge, providerId) => settled(() => ask(charge, providerId)),
    cancel: (_charge, providerId) =>
      settled(async () => {
        // The way to the payer's approval was never handed out, so nothing can come of it.
        if (providerId === null) return { status: 'FAILED', reason: 'it was never shown to the payer' };
        const answer = await read(providerId);
        if (answer.status === 404) return { status: 'FAILED', reason: 'the order is gone' };
        if (answer.status !== 200) return { status: 'UNKNOWN', reason: `PayPal answered ${answer.status}` };
        const order = orderSchema.parse(answer.body);
        // A capture whose answer was lost may still be on its way: only an order that is not approved is surely free.
        if (order.status === 'APPROVED') return { status: 'UNKNOWN', reason: 'the payer has approved it' };
        const outcome = orderOutcome(order, instant());
        return outcome.status === 'PENDING' ? { status: 'FAILED', reason: 'ended before it was approved' } : outcome;
      }),
    refund: (refund) => refunded(call, refund),
  };
}

const orderOf = ({ attempt, order, request, link, reference, amountMinor, currency }: Charge, returnUrl: string) => ({
  intent: 'CAPTURE',
  purchase_units: [
    {
      reference_id: request,
      custom_id: attempt,
      // PayPal takes an invoice once: a second payment by the same link is refused there as well. A request that is
      // asked again because its payment was disputed has a new link, and may be paid here again.
      invoice_id: `${order}-${link}`,
      description: `Order ${order}, ${reference}`,
      amount: { currency_code: currency, value: formatAmount(amountMinor, currency) },
    },
  ],
  payment_source: {
    paypal: { experience_context: { return_url: returnUrl, cancel_url: returnUrl, user_action: 'PAY_NOW' } },
  },
});

function created({ status, body }: PayPalAnswer, now: string): ChargeOutcome {
  if (status === 200 || status === 201) return orderOutcome(orderSchema.parse(body), now);
  return { status: 'FAILED', reason: `PayPal refused the order: ${reasonOf(body, status)}` };
}

async function captured(call: CallPayPal, charge: Charge, id: string, now: string): Promise<ChargeOutcome> {
  const path = `/v2/checkout/orders/${encodeURIComponent(id)}/capture`;
  const { status, body } = await call('POST', path, { body: {}, requestId: `${charge.attempt}:capture` });
  if (status === 200 || status === 201) return orderOutcome(orderSchema.parse(body), now);
  // Its invoice was paid by another order: this one is never captured, whoever approves it again.
  if (reasonOf(body, status) === 'DUPLICATE_INVOICE_ID')
    return { status: 'FAILED', reason: 'PayPal has taken a payment by this link already' };
  // Declined instruments can be replaced by the payer: the order stays open, and the next round looks again.
  return { status: 'UNKNOWN', reason: `PayPal did not capture: ${reasonOf(body, status)}` };
}

const reasonOf = (body: Record<string, unknown>, status: number): string => {
  const [detail] = (body.details ?? []) as { issue?: string }[];
  return `${detail?.issue ?? (typeof body.name === 'string' ? body.name : status)}`;
};

async function settled(work: () => Promise<ChargeOutcome>): Promise<ChargeOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PayPalUnreachable) return { status: 'UNKNOWN', reason: error.message };
    throw error;
  }
}

async function refunded(call: CallPayPal, { key, charge, amountMinor, currency }: Refund): Promise<RefundOutcome> {
  try {
    const { status, body } = await call('POST', `/v2/payments/captures/${encodeURIComponent(charge)}/refund`, {
      body: { amount: { currency_code: currency, value: formatAmount(amountMinor, currency) }, custom_id: key },
      requestId: key,
    });
    const made = captureSchema.pick({ id: true, status: true }).safeParse(body);
    if ((status !== 200 && status !== 201) || !made.success)
      return { status: 'FAILED', reason: `PayPal refused the refund: ${reasonOf(body, status)}` };
    const { id, status: state } = made.data;
    if (state === 'FAILED' || state === 'CANCELLED') return { status: 'FAILED', reason: `the refund is ${state}` };
    return { status: state === 'COMPLETED' ? 'SUCCEEDED' : 'PENDING', refund: id };
  } catch (error) {
    if (error instanceof PayPalUnreachable) return { status: 'UNKNOWN', reason: error.message };
    throw error;
  }
}
