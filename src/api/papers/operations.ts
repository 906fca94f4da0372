import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { contractOperation } from './contract.ts';
import { evidenceOperation } from './evidence.ts';
import { purchaseOrderOperation } from './purchase-order.ts';

/** What an order's parties put on paper, and the evidence of it. */
export const paperOperations = (deps: ApiDeps): AnyOperation[] => [
  purchaseOrderOperation(deps),
  contractOperation(deps),
  evidenceOperation(deps),
];
