import { assignmentOperations } from '../accounts/assignments.ts';
import { followUpOperations } from '../accounts/follow-ups.ts';
import { insightOperations } from '../accounts/insight.ts';
import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { screeningOperations } from '../screening/operations.ts';
import { applyingOperations } from './applying.ts';
import { reviewingOperations } from './reviewing.ts';

/** Everything about companies: their qualification, screening, and the people who look after them. */
export const companyOperations = (deps: ApiDeps): AnyOperation[] => [
  ...applyingOperations(deps),
  ...reviewingOperations(deps),
  ...screeningOperations(deps),
  ...assignmentOperations(deps),
  ...followUpOperations(deps),
  ...insightOperations(deps),
];
