import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { callOffOperation } from './call-offs.ts';
import { marketingOperations } from './marketing.ts';
import { readingOperations } from './reading.ts';
import { statementOperations } from './statement.ts';
import { proposeOperation, stepOperations } from './steps.ts';

/** What two companies agree on beside single orders. */
export const agreementOperations = (deps: ApiDeps): AnyOperation[] => [
  proposeOperation(deps),
  ...readingOperations(deps),
  ...stepOperations(deps),
  callOffOperation(deps),
  ...marketingOperations(deps),
  ...statementOperations(deps),
];
