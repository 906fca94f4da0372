import type { AgreementRefusal, AgreementRefusalCode } from '../../domain/agreements/refusal.ts';
import type { Answer } from '../../domain/record.ts';
import { problem, type ProblemError, refusalOf } from '../problem.ts';

/** The status of every refusal of agreements: a new code without a status does not compile. */
const statusOf: Record<AgreementRefusalCode, 403 | 404 | 409 | 422> = {
  'unknown-partner': 422,
  'not-your-move': 403,
  'stale-hash': 409,
  'not-proposed': 409,
  'not-in-force': 409,
  'not-a-frame': 409,
  'lines-unknown': 422,
  'frame-exhausted': 409,
  'frame-terms': 409,
  'exclusive-territory': 409,
  'destination-unclear': 422,
  'marketing-overlap': 409,
  'marketing-terms': 409,
  'no-budget': 409,
  'budget-exhausted': 409,
  'outside-term': 422,
  'not-claimed': 409,
  'already-claimed': 409,
  'unknown-cost': 404,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: AgreementRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);

/** What is not there, and what is between others, have one answer. */
export const unknownAgreement = (): ProblemError => problem(404, 'unknown-agreement', 'There is no such agreement.');
