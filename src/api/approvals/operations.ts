import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { creditLimitOperations } from './credit-limits.ts';
import { delegationOperations } from './delegations.ts';
import { policyOperations } from './policies.ts';
import { approvalRequestOperations } from './requests.ts';

/** Everything by which a company rules its own purchases, and what the platform lets it leave unpaid. */
export const approvalOperations = (deps: ApiDeps): AnyOperation[] => [
  ...policyOperations(deps),
  ...delegationOperations(deps),
  ...approvalRequestOperations(deps),
  ...creditLimitOperations(deps),
];
