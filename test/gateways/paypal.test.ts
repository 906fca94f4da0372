import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PayPalSettings } from '../../src/gateways/paypal/client.ts';
import { payPalGateway } from '../../src/gateways/paypal/gateway.ts';
import { payPalWebhooks } from '../../src/gateways/paypal/webhook.ts';
import { providerServer } from '../support/provider-server.ts';
import { attemptWith } from '../support/rail-attempts.ts';

let provider: Awaited<ReturnType<typeof providerServer>>;
let settings: PayPalSettings;
const token = { body: { access_token: 'T', expires_in: 3600 } };
const opened = () => {
  provider.on('POST', '/v1/oauth2/token', token);
  return payPalGateway(settings);
};
beforeAll(async () => {
  provider = await providerServer();
  settings = {
    clientId: 'id',
    clientSecret: 'secret',
    webhookId: 'WH-1',
    baseUrl: provider.baseUrl,
    returnUrl: 'https://trade.example/back',
  };
});
afterAll(() => provider?.close());

const charge = attemptWith({ rail: 'paypal' });
const link = { rel: 'payer-action', href: 'https://paypal.example/approve' };
const capture = {
  id: 'CAP-1',
  status: 'COMPLETED',
  amount: { currency_code: 'USD', value: '125.00' },
  custom_id: 'A1',
  create_time: '2026-06-01T10:00:00Z',
  seller_receivable_breakdown: { paypal_fee: { currency_code: 'USD', value: '4.85' } },
};
const order = (status: string, captures: object[] = []) => ({
  id: 'O-1',
  status,
  links: [link],
  purchase_units: [{ custom_id: 'A1', payments: { captures } }],
});

describe('a payment over PayPal', () => {
  it('is an order under the attempt’s id, whose invoice PayPal takes only once', async () => {
    const gateway = opened();
    provider.on('POST', '/v2/checkout/orders', { status: 201, body: order('PAYER_ACTION_REQUIRED') });
    expect(await gateway.start(charge)).toMatchObject({
      status: 'PENDING',
      action: { kind: 'REDIRECT', url: link.href },
    });
    const { headers, body } = provider.last();
    expect(headers).toMatchObject({ 'paypal-request-id': 'A1', authorization: 'Bearer T' });
    expect(JSON.parse(body)).toMatchObject({
      intent: 'CAPTURE',
      purchase_units: [
        { custom_id: 'A1', invoice_id: `26000001-${charge.link}`, amount: { currency_code: 'USD', value: '125.00' } },
      ],
    });
  });

  it('of a request that was disputed is another invoice: PayPal would refuse the one it has taken', async () => {
    const gateway = opened();
    provider.on('POST', '/v2/checkout/orders', { status: 201, body: order('PAYER_ACTION_REQUIRED') });
    const invoiceOf = async (one: typeof charge) => {
      await gateway.start(one);
      return JSON.parse(provider.last().body).purchase_units[0].invoice_id as string;
    };
    const first = await invoiceOf(charge);
    expect(await invoiceOf({ ...charge, attempt: 'A2' })).toBe(first);
    expect(await invoiceOf({ ...charge, attempt: 'A3', link: 'P1-L9' })).not.toBe(first);
  });

  it('whose invoice was paid by another order ends, and does not wait for ever', async () => {
    const gateway = opened();
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('APPROVED') });
    const refused = { status: 422, body: { details: [{ issue: 'DUPLICATE_INVOICE_ID' }] } };
    provider.on('POST', '/v2/checkout/orders/O-1/capture', refused);
    expect((await gateway.ask(charge, 'O-1')).status).toBe('FAILED');
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('APPROVED') });
    const declined = { status: 422, body: { details: [{ issue: 'INSTRUMENT_DECLINED' }] } };
    provider.on('POST', '/v2/checkout/orders/O-1/capture', declined);
    expect((await gateway.ask(charge, 'O-1')).status).toBe('UNKNOWN');
  });

  it('that the payer approved is captured by us, with the fee PayPal states', async () => {
    const gateway = opened();
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('APPROVED') });
    provider.on('POST', '/v2/checkout/orders/O-1/capture', { status: 201, body: order('COMPLETED', [capture]) });
    expect(await gateway.ask(charge, 'O-1')).toEqual({
      status: 'CAPTURED',
      providerId: 'O-1',
      charge: 'CAP-1',
      amountMinor: 12_500,
      currency: 'USD',
      feeMinor: 485,
      capturedAt: '2026-06-01T10:00:00.000Z',
    });
    expect(provider.last().headers['paypal-request-id']).toBe('A1:capture');
  });

  it('is ended only while the payer has not approved it', async () => {
    const gateway = opened();
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('PAYER_ACTION_REQUIRED') });
    expect((await gateway.cancel(charge, 'O-1')).status).toBe('FAILED');
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('APPROVED') });
    expect((await gateway.cancel(charge, 'O-1')).status).toBe('UNKNOWN');
    provider.on('GET', '/v2/checkout/orders/O-1', { body: order('COMPLETED', [capture]) });
    expect((await gateway.cancel(charge, 'O-1')).status).toBe('CAPTURED');
  });

  it.each([
    [
      'refused',
      { status: 422, body: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue: 'DUPLICATE_INVOICE_ID' }] } },
      'FAILED',
    ],
    ['not answered', 'hang up' as const, 'UNKNOWN'],
    ['answered with a fault', { status: 503 }, 'UNKNOWN'],
  ])('whose order is %s', async (_what, reply, status) => {
    const gateway = opened();
    provider.on('POST', '/v2/checkout/orders', reply);
    expect((await gateway.start(charge)).status).toBe(status);
  });

  it('goes back by its capture, under the key of the payment order', async () => {
    const gateway = opened();
    provider.on('POST', '/v2/payments/captures/CAP-1/refund', {
      status: 201,
      body: { id: 'R-1', status: 'COMPLETED' },
    });
    const refund = { key: 'D1:t', disbursement: 'D1', charge: 'CAP-1', amountMinor: 1050, currency: 'USD' };
    expect(await gateway.refund(refund)).toEqual({ status: 'SUCCEEDED', refund: 'R-1' });
    expect(JSON.parse(provider.last().body)).toMatchObject({ amount: { value: '10.50' }, custom_id: 'D1:t' });
  });
});

describe('PayPal’s webhooks', () => {
  const now = '2026-06-01T10:05:00.000Z';
  const headers = {
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': 'https://api.paypal.com/cert',
    'paypal-transmission-id': 'x',
    'paypal-transmission-sig': 'sig',
    'paypal-transmission-time': '2026-06-01T10:04:59Z',
  };
  const body = (type: string, resource: object) =>
    `{"id": "WH-E1",  "event_type":"${type}","create_time":"2026-06-01T10:04:00Z",` +
    `"resource":${JSON.stringify(resource)}}`;
  const verify = '/v1/notifications/verify-webhook-signature';
  const reading = (text: string, answer: object) => {
    provider.on('POST', '/v1/oauth2/token', token);
    provider.on('POST', verify, { body: answer });
    return payPalWebhooks(settings)(Buffer.from(text), headers, now);
  };

  it('are proved by PayPal, byte for byte as they came', async () => {
    const text = body('PAYMENT.CAPTURE.COMPLETED', capture);
    expect(await reading(text, { verification_status: 'SUCCESS' })).toMatchObject({
      verified: true,
      event: { kind: 'OUTCOME', attempt: 'A1', outcome: { status: 'CAPTURED', feeMinor: 485 } },
    });
    expect(provider.last().body).toContain(`"webhook_event":${text}`);
    expect(JSON.parse(provider.last().body)).toMatchObject({ webhook_id: 'WH-1', transmission_sig: 'sig' });
  });

  it('are refused when PayPal does not know them or they are of another week', async () => {
    const text = body('PAYMENT.CAPTURE.COMPLETED', capture);
    expect(await reading(text, { verification_status: 'FAILURE' })).toMatchObject({
      verified: false,
      why: 'signature',
    });
    const stale = { 'paypal-transmission-time': '2026-05-20T10:00:00Z' };
    expect(await payPalWebhooks(settings)(Buffer.from(text), { ...headers, ...stale }, now)).toMatchObject({
      verified: false,
      why: 'timestamp',
    });
  });

  it('tell of approvals and of disputes', async () => {
    const ok = { verification_status: 'SUCCESS' };
    expect(await reading(body('CHECKOUT.ORDER.APPROVED', order('APPROVED')), ok)).toMatchObject({
      event: { kind: 'NUDGE', attempt: 'A1' },
    });
    const dispute = {
      dispute_id: 'PP-D-1',
      dispute_amount: { currency_code: 'USD', value: '20.00' },
      disputed_transactions: [{ seller_transaction_id: 'CAP-1' }],
      dispute_outcome: { outcome_code: 'RESOLVED_SELLER_FAVOUR' },
    };
    expect(await reading(body('CUSTOMER.DISPUTE.RESOLVED', dispute), ok)).toMatchObject({
      event: { kind: 'DISPUTE', dispute: 'PP-D-1', charge: 'CAP-1', amountMinor: 2000, state: 'WON' },
    });
    expect(await reading(body('PAYMENT.CAPTURE.COMPLETED', { id: 'odd' }), ok)).toMatchObject({
      verified: true,
      event: null,
      id: 'WH-E1',
    });
  });

  it.each([
    ['CANCELED_BY_BUYER', 'WON'],
    ['DENIED', 'WON'],
    ['ACCEPTED', 'LOST'],
    ['RESOLVED_BUYER_FAVOUR', 'LOST'],
    ['RESOLVED_WITH_PAYOUT', 'OPEN'],
    ['NONE', 'OPEN'],
  ])('say of a dispute that ended %s that it is %s', async (code, state) => {
    const dispute = {
      dispute_id: 'PP-D-2',
      dispute_amount: { currency_code: 'USD', value: '20.00' },
      disputed_transactions: [{ seller_transaction_id: 'CAP-1' }],
      dispute_outcome: { outcome_code: code },
    };
    const read = await reading(body('CUSTOMER.DISPUTE.RESOLVED', dispute), { verification_status: 'SUCCESS' });
    expect(read).toMatchObject({ event: { kind: 'DISPUTE', state } });
  });
});
