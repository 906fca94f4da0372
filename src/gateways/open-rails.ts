import type { WebhookReader } from '../domain/rails/event.ts';
import type { RailGateway } from '../domain/rails/gateway.ts';
import type { RailId } from '../domain/rails/rail.ts';
import type { Tariffs } from '../domain/rails/tariff.ts';
import type { FpsProxy } from './fps/emvco.ts';
import { fpsInstructions, type PushAccount, transferInstructions } from './fps/instructions.ts';
import type { PayPalSettings } from './paypal/client.ts';
import { payPalGateway } from './paypal/gateway.ts';
import { payPalWebhooks } from './paypal/webhook.ts';
import { stripeGateway, type StripeSettings } from './stripe/gateway.ts';
import { stripeWebhooks } from './stripe/webhook.ts';
import { standardWebhooks } from './webhooks/standard.ts';

/** What the environment says of rails; what is left out is not offered. */
export interface RailSettings {
  stripe?: StripeSettings | undefined;
  paypal?: PayPalSettings | undefined;
  fps?: FpsProxy | undefined;
  /** Secret of webhooks by the Standard Webhooks scheme, taken in as provider `standard`. */
  standardWebhookSecret?: string | undefined;
  trustAccount?: PushAccount | undefined;
  sellerOfRecord: string;
  /** What the providers keep by their contracts with the house, as far as it is known before. */
  tariffs?: Tariffs | undefined;
}

/** The gateways of the providers there are keys for, by their id. */
export const openGateways = ({ stripe, paypal }: RailSettings): Record<string, RailGateway> => ({
  ...(stripe === undefined ? {} : { stripe: stripeGateway(stripe) }),
  ...(paypal === undefined ? {} : { paypal: payPalGateway(paypal) }),
});

const wanted: Partial<Record<RailId, readonly string[]>> = {
  // PayPal's page takes cards without an account: the second way to collect one.
  card: ['stripe', 'paypal'],
  alipay: ['stripe'],
  'wechat-pay': ['stripe'],
  paypal: ['paypal'],
};

/** The rails of an installation as its API offers them. */
export function openRails(settings: RailSettings) {
  const { stripe, paypal, fps, trustAccount, standardWebhookSecret, sellerOfRecord } = settings;
  const gateways = openGateways(settings);
  const routes = Object.fromEntries(
    Object.entries(wanted)
      .map(([rail, ids]) => [rail, ids.filter((id) => id in gateways)] as const)
      .filter(([, ids]) => ids.length > 0),
  );
  const webhooks: Record<string, WebhookReader> = {
    ...(stripe === undefined ? {} : { stripe: stripeWebhooks(stripe) }),
    ...(paypal === undefined ? {} : { paypal: payPalWebhooks(paypal) }),
    ...(standardWebhookSecret === undefined ? {} : { standard: standardWebhooks(standardWebhookSecret) }),
  };
  const instructions = {
    ...(trustAccount === undefined ? {} : { 'bank-transfer': transferInstructions(trustAccount) }),
    ...(trustAccount === undefined || fps === undefined ? {} : { fps: fpsInstructions(trustAccount, fps) }),
  };
  return { routes, gateways, instructions, webhooks, sellerOfRecord, tariffs: settings.tariffs ?? {} };
}
