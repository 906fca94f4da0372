import type { ChargeOutcome } from './gateway.ts';

/**
 * What a provider's webhook says, in the words of the house. `subject`: events about one thing are applied in order.
 */
export type RailEvent = { id: string; occurredAt: string; subject: string } & (
  | { kind: 'OUTCOME'; attempt: string; outcome: ChargeOutcome }
  /** The provider knows more of an attempt: it is to be asked. */
  | { kind: 'NUDGE'; attempt: string }
  | { kind: 'REFUND'; key: string; refund: string; status: 'SUCCEEDED' | 'FAILED'; reason: string }
  | {
      kind: 'DISPUTE';
      dispute: string;
      charge: string;
      amountMinor: number;
      currency: string;
      reason: string;
      state: DisputeState;
    }
  | { kind: 'IGNORED'; what: string }
);

export type DisputeState = 'OPEN' | 'WON' | 'LOST';

/** A webhook that was proved to be its provider's; `event` is null where nobody can say what it means. */
export type WebhookReading =
  | { verified: true; event: RailEvent }
  | { verified: true; event: null; id: string; occurredAt: string; why: string }
  | { verified: false; why: string };

/** Proves a webhook by its provider's own scheme and reads it; `headers` have lower-case names. */
export type WebhookReader = (
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  now: string,
) => Promise<WebhookReading>;

/** Webhooks older or newer than this are refused: a recorded one cannot be played again later. */
export const toleranceSeconds = 300;

/** Where a dispute stands after an event: what is decided stays decided, whatever comes late. */
export const afterDispute = (before: DisputeState | null, event: DisputeState): DisputeState =>
  before === null || before === 'OPEN' ? event : before;
