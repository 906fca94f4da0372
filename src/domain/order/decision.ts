import type { Fact } from './facts.ts';

/** Why a command was refused: stable codes, kebab-case, known to the API which gives each its HTTP status. */
export const rejectionCodes = [
  'unknown-command',
  'not-your-move',
  'wrong-stage',
  'invalid-input',
  'quote-expired',
  'stale-hash',
  'own-offer',
  'round-limit',
  'valid-until-past',
  'details-awaited',
  'no-details-asked',
  'no-purchase-order',
  'no-draft',
  'same-person',
  'already-scanned',
  'payment-unknown',
  'payments-open',
  'payment-link-live',
  'payment-link-unknown',
  'expiry-out-of-range',
  'nothing-held',
  'already-approved',
  'not-awaiting-approval',
  'not-ready',
  'already-booked',
  'nothing-scanned',
  'lines-unknown',
  'findings-missing',
  'verdict-contradicts-findings',
  'sample-too-small',
  'not-inspected',
  'discrepancies-open',
  'no-amendment',
  'amendment-open',
  'no-change',
  'clause-fixed',
  'transport-not-chosen',
  'container-missing',
  'not-lodged',
  'query-open',
  'no-query',
  'not-released-by-customs',
  'title-already-transferred',
  'not-handed-over',
  'exception-open',
  'no-exception',
  'transport-mode',
  'not-surrendered',
  'already-extended',
  'quantities-do-not-add-up',
  'already-collected',
  'cancellation-refused',
  'cancellation-open',
  'no-cancellation',
  'fee-changed',
  'dispute-open',
  'dispute-closed',
  'no-dispute',
  'no-offer',
  'claim-period-over',
  'warranty-over',
  'non-returnable',
  'already-rated',
  'no-such-clock',
  'nothing-to-clear',
  'nothing-new',
  'deadline-not-reached',
  'sealed',
  'sourcing-closed',
  'award-decides',
  'not-sourced',
  'split-not-offered',
  'below-minimum',
  'not-a-multiple',
  'over-quoted',
  'sample-awaited',
  'no-sample',
  'payment-reversed',
  'quote-missing',
  'no-force-majeure',
  'force-majeure-open',
  'since-out-of-range',
  'money-at-bank',
  'place-served',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export interface Rejection {
  code: RejectionCode;
  /** One sentence for the person who asked, naming the rule and where it comes from. */
  detail: string;
  /** What a client needs to do better: the current hash, the fee as it is now, the open discrepancies. */
  data?: Record<string, unknown>;
}

export type Decision = { facts: Fact[] } | { rejection: Rejection };

export const accept = (...facts: Fact[]): Decision => ({ facts });
export const reject = (
  code: RejectionCode,
  detail: string,
  data?: Record<string, unknown>,
): { rejection: Rejection } => ({ rejection: data === undefined ? { code, detail } : { code, detail, data } });
export const isRejected = (decision: Decision): decision is { rejection: Rejection } => 'rejection' in decision;
