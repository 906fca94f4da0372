import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { commandOperations, preCheckOperation } from './commands.ts';
import { draftOperation } from './drafting.ts';
import { readingOperations } from './reading.ts';

/** Letters of credit: drafted on an order, moved by their parties, read by them. */
export const creditOperations = (deps: ApiDeps): AnyOperation[] => [
  draftOperation(deps),
  ...readingOperations(deps),
  preCheckOperation(deps),
  ...commandOperations(deps),
];
