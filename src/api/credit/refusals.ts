import type { CreditRejection, CreditRejectionCode } from '../../domain/credit/decision.ts';
import type { Answer } from '../../domain/record.ts';
import { refusalOf } from '../problem.ts';

/** The status of every refusal of a credit: a new code without a status does not compile. */
const statusOf: Record<CreditRejectionCode, 403 | 404 | 409 | 422> = {
  'unknown-command': 404,
  'not-your-move': 403,
  'wrong-stage': 409,
  'invalid-input': 422,
  'not-opened': 409,
  'credit-open': 409,
  'not-by-credit': 409,
  'nothing-due': 409,
  'unknown-bank': 422,
  'credit-expired': 409,
  'no-change': 422,
  'stale-hash': 409,
  'amendment-open': 409,
  'no-amendment': 409,
  'no-request-open': 409,
  'drawing-differs': 409,
  'no-invoice': 422,
  'waiver-asked': 409,
  'waiver-not-asked': 409,
  'bank-precluded': 409,
  'not-confirmable': 409,
};

/** A refusal as the answer that is kept for its Idempotency-Key. */
export const creditRefused = ({ code, detail, data }: CreditRejection): Answer =>
  refusalOf(statusOf[code], code, detail, data);
