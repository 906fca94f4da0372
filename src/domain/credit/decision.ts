import type { CreditFact } from './facts.ts';

/** Why a command to a credit was refused: stable codes, kebab-case; the API gives each its HTTP status. */
export const creditRejectionCodes = [
  'unknown-command',
  'not-your-move',
  'wrong-stage',
  'invalid-input',
  'not-opened',
  'credit-open',
  'not-by-credit',
  'nothing-due',
  'unknown-bank',
  'credit-expired',
  'no-change',
  'stale-hash',
  'amendment-open',
  'no-amendment',
  'no-request-open',
  'drawing-differs',
  'no-invoice',
  'waiver-asked',
  'waiver-not-asked',
  'bank-precluded',
  'not-confirmable',
] as const;
export type CreditRejectionCode = (typeof creditRejectionCodes)[number];

export interface CreditRejection {
  code: CreditRejectionCode;
  /** One sentence for the person who asked, naming the rule and its article. */
  detail: string;
  data?: Record<string, unknown>;
}

export type CreditDecision = { facts: CreditFact[] } | { rejection: CreditRejection };

export const accept = (...facts: CreditFact[]): CreditDecision => ({ facts });
export const reject = (
  code: CreditRejectionCode,
  detail: string,
  data?: Record<string, unknown>,
): { rejection: CreditRejection } => ({ rejection: data === undefined ? { code, detail } : { code, detail, data } });
