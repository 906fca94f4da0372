import type { ApprovalRefusal, ApprovalRefusalCode } from '../../domain/approvals/refusal.ts';
import type { Answer } from '../../domain/record.ts';
import { problem, type ProblemError, refusalOf } from '../problem.ts';

/** The status of every refusal of approvals: a new code without a status does not compile. */
const statusOf: Record<ApprovalRefusalCode, 403 | 409 | 422> = {
  'approval-needed': 409,
  'approval-closed': 409,
  'approval-void': 409,
  'no-approver': 409,
  'not-an-approver': 403,
  'own-request': 403,
  'already-decided': 409,
  'stale-hash': 409,
  'currency-not-allowed': 409,
  'purchase-limit': 409,
  'credit-limit': 409,
  'unknown-buyer': 422,
  'unknown-user': 422,
  'unknown-time-zone': 422,
  'same-person': 403,
  'already-confirmed': 409,
  'invalid-input': 422,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: ApprovalRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);

/** What is not there, and what is another company's, have one answer. */
export const unknown = (what: 'approval' | 'policy' | 'delegation'): ProblemError =>
  problem(404, `unknown-${what}`, `There is no such ${what}.`);
