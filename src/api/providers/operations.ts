import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { formerOperations } from './former.ts';
import { preferredOperations } from './preferred.ts';
import { readingOperations } from './reading.ts';
import { registeringOperations } from './registering.ts';
import { standingOperations } from './standing.ts';

/** Companies that serve trades: warehouses, inspectors, customs brokers, carriers and banks. */
export const providerOperations = (deps: ApiDeps): AnyOperation[] => [
  ...registeringOperations(deps),
  ...standingOperations(deps),
  ...readingOperations(deps),
  ...preferredOperations(deps),
  ...formerOperations(deps),
];
