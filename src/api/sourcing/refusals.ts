import type { Answer } from '../../domain/record.ts';
import type { SourcingRefusal, SourcingRefusalCode } from '../../domain/sourcing/sourcing.ts';
import { refusalOf } from '../problem.ts';

/** The status of every refusal of a sourcing: a new code without a status does not compile. */
const statusOf: Record<SourcingRefusalCode, 403 | 404 | 409 | 422> = {
  'deadline-too-near': 422,
  'deadline-too-far': 422,
  'deadline-not-later': 422,
  'deadline-passed': 409,
  'extensions-used-up': 409,
  'unknown-supplier': 422,
  'unknown-profile': 422,
  'unknown-sourcing': 404,
  'still-open': 409,
  'sourcing-over': 409,
  'award-running': 409,
  'no-evaluation': 409,
  'stale-version': 409,
  'unknown-quote': 422,
  'quote-gone': 409,
  'stale-hash': 409,
  'quote-expired': 409,
  'over-awarded': 422,
  'already-awarded': 409,
  'lines-unknown': 422,
  'over-quoted': 422,
  'split-not-offered': 422,
  'below-minimum': 422,
  'not-a-multiple': 422,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: SourcingRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);
