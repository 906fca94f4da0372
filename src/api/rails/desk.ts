import type { WebhookReader } from '../../domain/rails/event.ts';
import type { RailGateway } from '../../domain/rails/gateway.ts';
import type { RailId } from '../../domain/rails/rail.ts';
import type { Tariffs } from '../../domain/rails/tariff.ts';

/** How a payer sends money by itself: what to show for one payment, in minor units. */
export interface Instructions {
  account: { name: string; number: string };
  reference: string;
  amountMinor: number;
  currency: string;
  /** A code to scan, where the rail has one: its content, and as an image. */
  qr: { payload: string; svg: string } | null;
}

export type Instruct = (payment: { reference: string; amountMinor: number; currency: string }) => Instructions;

/**
 * The rails of this installation; `src/api.main.ts` puts it together from the settings. A rail without keys is not in
 * it.
 */
export interface RailsDesk {
  /** Gateways that serve a charged rail, the first choice first. */
  routes: Readonly<Partial<Record<RailId, readonly string[]>>>;
  gateways: Readonly<Record<string, RailGateway>>;
  /** Rails the payer uses by itself. */
  instructions: Readonly<Partial<Record<RailId, Instruct>>>;
  webhooks: Readonly<Record<string, WebhookReader>>;
  /** What providers keep by their contracts with the house; a rail that is left out has no fee known in advance. */
  tariffs: Tariffs;
  /** Who the payer pays, as shown on the page. */
  sellerOfRecord: string;
}

export const offeredRails = ({ routes, instructions }: RailsDesk): RailId[] =>
  [...Object.keys(routes), ...Object.keys(instructions)] as RailId[];
