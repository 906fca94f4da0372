import { Webhook } from 'standardwebhooks';
import request from 'supertest';
import type { Charge, ChargeOutcome, RailGateway } from '../../src/domain/rails/gateway.ts';
import { openRails } from '../../src/gateways/open-rails.ts';
import { type Office, openOffice } from './api.ts';
import { counter } from './rail-attempts.ts';
import { type HttpTrade, unpaid } from './http-trade.ts';

export const secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes!!').toString('base64')}`;

/** A provider that answers as it is told, and remembers what it was asked. */
export function toldGateway(id: string) {
  const asked: { call: string; attempt: string; link: string; amountMinor: number; currency: string }[] = [];
  let answers: ChargeOutcome[] = [];
  const pending = ({ attempt }: Charge): ChargeOutcome => ({
    status: 'PENDING',
    providerId: `${id}-${attempt}`,
    action: { kind: 'REDIRECT', url: `https://${id}.example/${attempt}` },
  });
  const answer = (call: string) => (charge: Charge) => {
    const { attempt, link, amountMinor, currency } = charge;
    asked.push({ call, attempt, link, amountMinor, currency });
    const cancelled: ChargeOutcome = { status: 'FAILED', reason: 'cancelled' };
    return Promise.resolve(answers.shift() ?? (call === 'cancel' ? cancelled : pending(charge)));
  };
  const gateway: RailGateway = {
    id,
    start: answer('start'),
    ask: answer('ask'),
    cancel: answer('cancel'),
    refund: () => Promise.resolve({ status: 'FAILED', reason: 'not here' }),
  };
  return {
    gateway,
    asked,
    answer: (...next: ChargeOutcome[]) => {
      answers = next;
    },
  };
}

export interface RailsOffice extends Office {
  one: ReturnType<typeof toldGateway>;
  two: ReturnType<typeof toldGateway>;
  /** A trade that waits for its payment, with a live link; `path` is the public page. */
  linked(): Promise<{ trade: HttpTrade; path: string; reference: string; amountMinor: number }>;
  pay(path: string, body: object, key?: string): request.Test;
  /** Delivers a webhook by the Standard Webhooks scheme, signed now. */
  deliver(id: string, event: object, changes?: { at?: Date; signature?: string }): request.Test;
}

const newKey = counter('k');

export const openRailsOffice = async (): Promise<RailsOffice> => withRails(await openOffice());

/** The office with two providers that answer as they are told. */
export function withRails(office: Office): RailsOffice {
  const one = toldGateway('one');
  const two = toldGateway('two');
  const trustAccount = { name: 'Trust account', iban: 'GB82WEST12345698765432' };
  office.deps.rails = {
    ...openRails({
      sellerOfRecord: 'Trade Platform Limited',
      standardWebhookSecret: secret,
      trustAccount,
      fps: { kind: 'FPS_ID', value: '1234567' },
    }),
    gateways: { one: one.gateway, two: two.gateway },
    routes: { card: ['one', 'two'], alipay: ['one'], paypal: ['two'] },
  };
  const webhook = new Webhook(secret);
  return {
    ...office,
    one,
    two,
    async linked() {
      const { trade, reference } = await unpaid(office);
      await trade.issue('buyer', 'openPaymentLink', { request: 'P1' });
      const { body } = await office.get('buyer', `${trade.path}/payment-links`).expect(200);
      const [link] = (body as { links: { path: string; amountMinor: number }[] }).links;
      return { trade, reference, path: link?.path ?? '', amountMinor: link?.amountMinor ?? 0 };
    },
    pay: (path, body, key = newKey()) =>
      request(office.app).post(`${path}/attempts`).set('Idempotency-Key', key).send(body),
    deliver(id, event, { at = new Date(), signature } = {}) {
      const body = JSON.stringify(event);
      return request(office.app)
        .post('/v1/webhooks/in/standard')
        .set('Content-Type', 'application/json')
        .set('webhook-id', id)
        .set('webhook-timestamp', String(Math.floor(at.getTime() / 1000)))
        .set('webhook-signature', signature ?? webhook.sign(id, at, body))
        .send(body);
    },
  };
}

/** What a provider's webhook says of a collected charge. */
export const capturedEvent = (attempt: string, amountMinor: number, changes: object = {}) => ({
  type: 'charge.captured',
  timestamp: new Date().toISOString(),
  data: { attempt, payment: `p-${attempt}`, charge: `ch-${attempt}`, amountMinor, currency: 'USD', ...changes },
});
