import type { RetailRefusal, RetailRefusalCode } from '../../domain/retail/refusal.ts';
import type { Answer } from '../../domain/record.ts';
import { problem, type ProblemError, refusalOf } from '../problem.ts';

/** The status of every refusal of consumers' orders: a new code without a status does not compile. */
const statusOf: Record<RetailRefusalCode, 409 | 422> = {
  'unknown-products': 422,
  'own-products': 422,
  'not-for-retail': 422,
  'several-suppliers': 422,
  'currency-needed': 422,
  'no-price': 422,
  'price-out-of-range': 422,
  'below-minimum-order': 422,
  'not-an-order-multiple': 422,
  'out-of-stock': 409,
  'certificate-expired': 409,
  'terms-refused': 422,
  'stale-hash': 409,
  'stale-policy': 409,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: RetailRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);

/** A refusal of a question, which keeps no answer, to be thrown. */
export const refusalError = ({ code, detail, data }: RetailRefusal): ProblemError =>
  problem(statusOf[code], code, detail, data === undefined ? {} : { data });
