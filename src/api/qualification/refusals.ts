import type { QualificationRefusal, QualificationRefusalCode } from '../../domain/qualification/refusal.ts';
import type { Answer } from '../../domain/record.ts';
import { problem, type ProblemError, refusalOf } from '../problem.ts';

/** The status of every refusal of a qualification: a new code without a status does not compile. */
const statusOf: Record<QualificationRefusalCode, 403 | 404 | 409 | 422> = {
  'unknown-command': 404,
  'invalid-input': 422,
  'not-your-move': 403,
  'same-company': 403,
  'wrong-state': 409,
  'documents-missing': 409,
  'too-many-documents': 409,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: QualificationRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);

/** What is not there, and what the caller may not know of, have one answer. */
export const noQualification = (): ProblemError =>
  problem(404, 'unknown-qualification', 'There is no such application.');
