import express, { type Express } from 'express';
import helmet from 'helmet';
import { actionsOperation } from './actions.ts';
import { notificationOperation } from './bank/notifications.ts';
import { catalogueOperations } from './catalogue/operations.ts';
import { commandOperation } from './commands.ts';
import type { AnyOperation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { serveDocs } from './docs.ts';
import { documentOperations } from './documents.ts';
import { answerFailures } from './failures.ts';
import { healthOperations } from './health.ts';
import { drawOperation } from './inspection-draw.ts';
import { ledgerOperation } from './ledger.ts';
import { logRequests, measureRequests } from './logging.ts';
import { messagesOperation } from './messages.ts';
import { openApiDocument } from './openapi.ts';
import { openOrder } from './opening.ts';
import { orderOperations } from './orders.ts';
import { problemOf, sendProblem } from './problem.ts';
import { processOperation } from './process.ts';
import { reconciliationOperations } from './reconciliation/operations.ts';
import { referenceOperations } from './reference.ts';
import { mount } from './routes.ts';
import { sessionOperations } from './sessions.ts';
import { timelineOperation } from './timeline.ts';

/**
 * Every operation of the API. The one for commands stands last: its path would match those of an order's other parts.
 */
export const operationsOf = (deps: ApiDeps): AnyOperation[] => [
  ...healthOperations(deps),
  ...sessionOperations(deps),
  processOperation(),
  ...referenceOperations(),
  notificationOperation(deps),
  openOrder(deps),
  ...orderOperations(deps),
  timelineOperation(deps),
  actionsOperation(deps),
  messagesOperation(deps),
  ...documentOperations(deps),
  ledgerOperation(deps),
  ...reconciliationOperations(deps),
  drawOperation(deps),
  ...catalogueOperations(deps),
  commandOperation(deps),
];

/** The API as an Express application; listening is up to the caller. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  // Whether this is served over TLS is decided by the proxy in front of it; on a developer's machine it is not.
  const protect = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  app.use(logRequests(deps.logger), measureRequests(deps.metrics), protect);
  const operations = operationsOf(deps);
  serveDocs(app, openApiDocument(operations));
  mount(app, operations, deps);
  app.use((_request, response) =>
    sendProblem(response, problemOf(404, 'unknown-path', 'There is nothing under this path.')),
  );
  app.use(answerFailures(deps));
  return app;
}
