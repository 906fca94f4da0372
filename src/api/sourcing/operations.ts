import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { comparisonOperation } from './comparison.ts';
import { evaluationOperations } from './evaluation.ts';
import { extensionOperation } from './extension.ts';
import { landedCostOperation } from './landed-cost.ts';
import { sourcingCore } from './sourcings.ts';

/** Every operation of an enquiry to several suppliers, and the landed cost by itself. */
export const sourcingOperations = (deps: ApiDeps): AnyOperation[] => [
  ...sourcingCore(deps),
  extensionOperation(deps),
  comparisonOperation(deps),
  ...evaluationOperations(deps),
  landedCostOperation(deps),
];
