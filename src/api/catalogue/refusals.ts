import type { CatalogueRefusal, CatalogueRefusalCode } from '../../domain/catalogue/refusal.ts';
import type { Answer } from '../../domain/record.ts';
import { type ProblemError, problem, refusalOf } from '../problem.ts';

/** The status of every refusal of the catalogue: a new code without a status does not compile. */
const statusOf: Record<CatalogueRefusalCode, 403 | 404 | 409 | 422> = {
  'not-a-supplier': 403,
  'not-a-buyer': 403,
  'not-your-product': 403,
  'sku-taken': 409,
  'stale-version': 409,
  'no-change': 422,
  'below-minimum-order': 422,
  'not-an-order-multiple': 422,
  'no-price': 422,
  'price-out-of-range': 422,
  'import-refused': 422,
  'unknown-company': 422,
  'unknown-products': 422,
  'stale-hash': 409,
  'request-open': 409,
  'not-requested': 409,
  'not-approved': 409,
  'already-collected': 409,
  'no-longer-offered': 409,
  'name-taken': 409,
  'too-many-lists': 409,
};

/** A refusal as an answer that is kept for its Idempotency-Key. */
export const refusedBy = ({ code, detail, data }: CatalogueRefusal): Answer =>
  refusalOf(statusOf[code], code, detail, data);

/** A refusal of something that keeps no answer, to be thrown. */
export const refusalError = ({ code, detail, data }: CatalogueRefusal): ProblemError =>
  problem(statusOf[code], code, detail, data === undefined ? {} : { data });

/** What is not there, and what the caller may not know of, have one answer. */
export const unknown = (what: 'product' | 'list' | 'grant' | 'item' | 'version' | 'company'): ProblemError =>
  problem(404, `unknown-${what}`, `There is no such ${what}.`);
