import { toSVG } from 'bwip-js/node';
import { type FpsProxy, fpsPayload } from './emvco.ts';

/** The account money is pushed to, and its FPS proxy where it has one. */
export interface PushAccount {
  name: string;
  iban: string;
}

interface Payment {
  reference: string;
  amountMinor: number;
  currency: string;
}

/** How to pay by bank transfer: account, exact amount and reference. */
export const transferInstructions =
  ({ name, iban }: PushAccount) =>
  (payment: Payment) => ({ account: { name, number: iban }, ...payment, qr: null });

/** How to pay by FPS: the proxy, and a code with exact amount and reference to scan. */
export const fpsInstructions =
  ({ name }: PushAccount, proxy: FpsProxy) =>
  (payment: Payment) => {
    const payload = fpsPayload(proxy, payment);
    const svg = toSVG({ bcid: 'qrcode', text: payload, eclevel: 'M' } as Parameters<typeof toSVG>[0]);
    return { account: { name, number: proxy.value }, ...payment, qr: { payload, svg } };
  };
