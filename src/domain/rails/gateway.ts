import type { RailId } from './rail.ts';

/** What a provider is asked to collect; amounts in minor units. `attempt` is the idempotency key of all it leads to. */
export interface Charge {
  attempt: string;
  rail: RailId;
  order: string;
  request: string;
  /** The payment link it is paid by: a request whose payment was taken back is paid by a new one. */
  link: string;
  /** The RF reference of the payment request, for the payer's statement. */
  reference: string;
  amountMinor: number;
  currency: string;
  createdAt: string;
}

/** What the payer does next, on the provider's own page or with its script. */
export type PayerAction =
  | { kind: 'REDIRECT'; url: string }
  | { kind: 'CLIENT_SECRET'; value: string; publishableKey: string };

/** What a provider says of a charge. CAPTURED only when the money is collected; FAILED only when it never can be. */
export type ChargeOutcome =
  | { status: 'PENDING'; providerId: string; action: PayerAction }
  | {
      status: 'CAPTURED';
      providerId: string;
      /** The provider's id of the collected money, which refunds and disputes name. */
      charge: string;
      amountMinor: number;
      currency: string;
      /** What the provider keeps, as it states it; null while it does not say. */
      feeMinor: number | null;
      capturedAt: string;
    }
  | { status: 'FAILED'; reason: string }
  | { status: 'UNKNOWN'; reason: string };

export interface Refund {
  /** The idempotency key: the same refund asked for twice is one. */
  key: string;
  disbursement: string;
  charge: string;
  amountMinor: number;
  currency: string;
}

export type RefundOutcome =
  | { status: 'SUCCEEDED' | 'PENDING'; refund: string }
  | { status: 'FAILED'; reason: string }
  | { status: 'UNKNOWN'; reason: string };

/**
 * A provider that collects money. None of the calls throws for what a provider can answer: an error after which the
 * outcome is not certain is UNKNOWN. Every call is idempotent by its charge or key, so any of them may run again.
 */
export interface RailGateway {
  id: string;
  start(charge: Charge): Promise<ChargeOutcome>;
  /** What became of a charge; also finishes what the payer has approved. */
  ask(charge: Charge, providerId: string | null): Promise<ChargeOutcome>;
  /** Ends a charge, so that it cannot be collected any more; FAILED once that is certain. */
  cancel(charge: Charge, providerId: string | null): Promise<ChargeOutcome>;
  refund(refund: Refund): Promise<RefundOutcome>;
}
