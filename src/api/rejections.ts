import type { Rejection, RejectionCode } from '../domain/order/decision.ts';
import type { Answer } from '../domain/record.ts';
import { refusalOf } from './problem.ts';

type RefusalStatus = 403 | 404 | 409 | 422;

/** The status of every refusal the domain knows: a new code without a status does not compile. */
const statusOf: Record<RejectionCode, RefusalStatus> = {
  'unknown-command': 404,
  'not-your-move': 403,
  'same-person': 403,
  'wrong-stage': 409,
  'invalid-input': 422,
  'quote-expired': 409,
  'stale-hash': 409,
  'own-offer': 409,
  'round-limit': 409,
  'valid-until-past': 422,
  'details-awaited': 409,
  'no-details-asked': 409,
  'no-purchase-order': 409,
  'no-draft': 409,
  'already-scanned': 409,
  'payment-unknown': 422,
  'payments-open': 409,
  'nothing-held': 409,
  'already-approved': 409,
  'not-awaiting-approval': 409,
  'not-ready': 409,
  'already-booked': 409,
  'nothing-scanned': 409,
  'lines-unknown': 422,
  'findings-missing': 409,
  'verdict-contradicts-findings': 422,
  'sample-too-small': 422,
  'not-inspected': 409,
  'discrepancies-open': 409,
  'no-amendment': 409,
  'amendment-open': 409,
  'no-change': 422,
  'clause-fixed': 409,
  'transport-not-chosen': 409,
  'container-missing': 409,
  'not-lodged': 409,
  'query-open': 409,
  'no-query': 409,
  'not-released-by-customs': 409,
  'title-already-transferred': 409,
  'not-handed-over': 409,
  'exception-open': 409,
  'no-exception': 409,
  'transport-mode': 409,
  'not-surrendered': 409,
  'already-extended': 409,
  'quantities-do-not-add-up': 422,
  'already-collected': 409,
  'cancellation-refused': 409,
  'cancellation-open': 409,
  'no-cancellation': 409,
  'fee-changed': 409,
  'dispute-open': 409,
  'dispute-closed': 409,
  'no-dispute': 409,
  'no-offer': 409,
  'claim-period-over': 409,
  'warranty-over': 409,
  'non-returnable': 422,
  'already-rated': 409,
  'no-such-clock': 422,
  'nothing-to-clear': 409,
  'deadline-not-reached': 409,
};

/** A refusal of the domain as the answer to its command. */
export const refused = ({ code, detail, data }: Rejection): Answer => refusalOf(statusOf[code], code, detail, data);

/**
 * A refusal of a store (a number used for something else, an SSCC booked before): always a conflict with what is kept.
 */
export const refusedByStore = ({ code, detail }: { code: string; detail: string }): Answer =>
  refusalOf(409, code, detail);
