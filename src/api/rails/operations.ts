import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { fxOperations } from './fx.ts';
import { linksOperation } from './links.ts';
import { railDeskOperations } from './operators.ts';
import { payOperations } from './pages.ts';
import { webhookOperation } from './webhooks.ts';

/** Payment links, what providers tell, foreign exchange, and the desk that looks after them. */
export const railsOperations = (deps: ApiDeps): AnyOperation[] => [
  linksOperation(deps),
  ...payOperations(deps),
  webhookOperation(deps),
  ...railDeskOperations(deps),
  ...fxOperations(deps),
];
