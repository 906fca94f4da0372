import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { stripeGateway } from '../../src/gateways/stripe/gateway.ts';
import { stripeWebhooks } from '../../src/gateways/stripe/webhook.ts';
import { providerServer } from '../support/provider-server.ts';
import { at, attemptWith } from '../support/rail-attempts.ts';

let provider: Awaited<ReturnType<typeof providerServer>>;
let gateway: ReturnType<typeof stripeGateway>;
const keys = { secretKey: 'sk_test_1', publishableKey: 'pk_test_1', webhookSecret: 'whsec_test' };
const hour = 3_600_000;
let time = Date.parse(at);
beforeAll(async () => {
  provider = await providerServer();
  gateway = stripeGateway({ ...keys, baseUrl: provider.baseUrl }, () => time);
});
afterAll(() => provider?.close());

const charge = attemptWith();
const intent = (changes: object = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status: 'requires_payment_method',
  client_secret: 'cs_1',
  currency: 'usd',
  amount_received: 0,
  latest_charge: null,
  created: 1_780_000_000,
  metadata: { attempt: 'A1' },
  ...changes,
});
const succeeded = intent({
  status: 'succeeded',
  amount_received: 12_500,
  latest_charge: {
    id: 'ch_1',
    object: 'charge',
    created: 1_780_000_100,
    balance_transaction: { id: 'txn_1', fee: 391, currency: 'usd' },
  },
});
const refused = { error: { type: 'invalid_request_error', code: 'amount_too_large', message: 'no' } };

describe('a payment over Stripe', () => {
  it('is asked for under the attempt’s id, by one method, in minor units; cards are captured by us', async () => {
    provider.on('POST', '/v1/payment_intents', { body: intent() });
    expect(await gateway.start(charge)).toEqual({
      status: 'PENDING',
      providerId: 'pi_1',
      action: { kind: 'CLIENT_SECRET', value: 'cs_1', publishableKey: 'pk_test_1' },
    });
    const { headers, body } = provider.last();
    expect(headers['idempotency-key']).toBe('A1');
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      amount: '12500',
      currency: 'usd',
      'payment_method_types[0]': 'card',
      capture_method: 'manual',
      'metadata[attempt]': 'A1',
      'metadata[order]': '26000001',
      'metadata[request]': 'P1',
    });
  });

  it('that is authorised is captured once, and says what was collected and what Stripe keeps', async () => {
    provider.on('GET', /^\/v1\/payment_intents\/pi_1/, { body: intent({ status: 'requires_capture' }) });
    provider.on('POST', '/v1/payment_intents/pi_1/capture', { body: succeeded });
    provider.on('GET', /^\/v1\/payment_intents\/pi_1/, { body: succeeded });
    expect(await gateway.ask(charge, 'pi_1')).toEqual({
      status: 'CAPTURED',
      providerId: 'pi_1',
      charge: 'ch_1',
      amountMinor: 12_500,
      currency: 'USD',
      feeMinor: 391,
      capturedAt: new Date(1_780_000_100_000).toISOString(),
    });
    const capture = provider.asked.find(({ path }) => path.endsWith('/capture'));
    expect(capture?.headers['idempotency-key']).toBe('A1:capture');
  });

  it.each([
    ['a refusal', { status: 400, body: refused }, 'FAILED'],
    ['a broken connection', 'hang up' as const, 'UNKNOWN'],
    ['a fault at Stripe', { status: 500, body: { error: { type: 'api_error', message: 'oops' } } }, 'UNKNOWN'],
    [
      'too many requests',
      { status: 429, body: { error: { type: 'invalid_request_error', message: 'slow' } } },
      'UNKNOWN',
    ],
  ])('after %s of its start is %#', async (_what, reply, status) => {
    provider.on('POST', '/v1/payment_intents', reply);
    expect((await gateway.start(charge)).status).toBe(status);
  });

  it('whose start nobody answered is asked for under the same key, and by search once Stripe forgot it', async () => {
    provider.on('POST', '/v1/payment_intents', { body: intent() });
    expect((await gateway.ask(charge, null)).status).toBe('PENDING');
    expect(provider.last().headers['idempotency-key']).toBe('A1');
    time += 24 * hour;
    provider.on('GET', /^\/v1\/payment_intents\/search/, { body: { object: 'search_result', data: [] } });
    expect((await gateway.ask(charge, null)).status).toBe('FAILED');
    time -= 24 * hour;
  });

  it('is over when it is cancelled, and paid when the payer was quicker', async () => {
    provider.on('GET', /^\/v1\/payment_intents\/pi_1/, { body: intent() });
    provider.on('POST', '/v1/payment_intents/pi_1/cancel', { body: intent({ status: 'canceled' }) });
    expect((await gateway.cancel(charge, 'pi_1')).status).toBe('FAILED');
    provider.on('GET', /^\/v1\/payment_intents\/pi_1/, { body: succeeded });
    expect((await gateway.cancel(charge, 'pi_1')).status).toBe('CAPTURED');
    provider.on('GET', /^\/v1\/payment_intents\/pi_1/, 'hang up');
    expect((await gateway.cancel(charge, 'pi_1')).status).toBe('UNKNOWN');
  });

  it.each([
    ['succeeded', 'SUCCEEDED'],
    ['pending', 'PENDING'],
    ['failed', 'FAILED'],
  ])('is refunded under the key of the payment order: %s is %s', async (said, status) => {
    provider.on('POST', '/v1/refunds', { body: { id: 're_1', object: 'refund', status: said } });
    const refund = { key: 'D1:t', disbursement: 'D1', charge: 'ch_1', amountMinor: 100, currency: 'USD' };
    expect((await gateway.refund(refund)).status).toBe(status);
    expect(provider.last().headers['idempotency-key']).toBe('D1:t');
    expect(provider.last().body).toContain('metadata[key]=D1%3At');
  });
});

describe('Stripe’s webhooks', () => {
  const read = stripeWebhooks(keys);
  const now = '2026-06-01T10:00:00.000Z';
  const seconds = Date.parse(now) / 1000;
  const event = (type: string, object: object) =>
    JSON.stringify({ id: 'evt_1', object: 'event', type, created: seconds, data: { object } });
  const signed = (payload: string, timestamp = seconds, secret = keys.webhookSecret) => ({
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
  });
  const readEvent = async (type: string, object: object) => {
    const body = event(type, object);
    const reading = await read(Buffer.from(body), signed(body), now);
    return reading.verified ? reading.event : reading;
  };

  it.each([
    ['another secret', {}, (body: string) => signed(body, seconds, 'whsec_other')],
    ['a changed body', { added: true }, () => signed('{}')],
    ['an old signature', {}, (body: string) => signed(body, seconds - 301)],
    ['a signature of tomorrow', {}, (body: string) => signed(body, seconds + 301)],
    ['no signature', {}, () => ({})],
  ])('are refused for %s', async (_what, more, sign) => {
    const body = event('payment_intent.succeeded', { ...intent(), ...more });
    expect(await read(Buffer.from(body), sign(body), now)).toMatchObject({ verified: false });
  });

  it('tell of a capture, an end, and of what is to be asked for', async () => {
    expect(await readEvent('payment_intent.succeeded', { ...succeeded, latest_charge: 'ch_1' })).toMatchObject({
      kind: 'OUTCOME',
      attempt: 'A1',
      subject: 'pi_1',
      outcome: { status: 'CAPTURED', charge: 'ch_1', feeMinor: null },
    });
    expect(await readEvent('payment_intent.canceled', intent({ status: 'canceled' }))).toMatchObject({
      kind: 'OUTCOME',
      outcome: { status: 'FAILED' },
    });
    expect(await readEvent('payment_intent.amount_capturable_updated', intent())).toMatchObject({ kind: 'NUDGE' });
    // A declined card can be tried again: that is no end.
    expect(await readEvent('payment_intent.payment_failed', intent())).toMatchObject({ kind: 'IGNORED' });
    expect(await readEvent('payment_intent.succeeded', intent({ metadata: {} }))).toMatchObject({ kind: 'IGNORED' });
  });

  it('tell of disputes, whose inquiries take no money', async () => {
    const dispute = {
      id: 'dp_1',
      charge: 'ch_1',
      payment_intent: 'pi_1',
      amount: 100,
      currency: 'usd',
      reason: 'fraud',
    };
    const told = (status: string) => readEvent('charge.dispute.closed', { ...dispute, status });
    expect(await told('needs_response')).toMatchObject({ kind: 'DISPUTE', state: 'OPEN', amountMinor: 100 });
    expect(await told('won')).toMatchObject({ state: 'WON' });
    expect(await told('lost')).toMatchObject({ state: 'LOST' });
    expect(await told('warning_needs_response')).toMatchObject({ kind: 'IGNORED' });
  });
});
