import express, { type Express } from 'express';
import helmet from 'helmet';
import { actionsOperation } from './actions.ts';
import { agreementOperations } from './agreements/operations.ts';
import { approvalOperations } from './approvals/operations.ts';
import { notificationOperation } from './bank/notifications.ts';
import { statusReportOperation } from './bank/status-reports.ts';
import { cancellationOperation } from './cancellation.ts';
import { catalogueOperations } from './catalogue/operations.ts';
import { commandOperation } from './commands.ts';
import { complianceOperations } from './compliance/operations.ts';
import type { AnyOperation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { creditOperations } from './credit/operations.ts';
import { serveDocs } from './docs.ts';
import { documentOperations } from './documents.ts';
import { answerFailures } from './failures.ts';
import { healthOperations } from './health.ts';
import { identityOperations } from './identity/operations.ts';
import { drawOperation } from './inspection-draw.ts';
import { lateDeliveryOperation } from './late-delivery.ts';
import { ledgerOperation } from './ledger.ts';
import { letterOperations } from './letters/operations.ts';
import { logRequests, measureRequests } from './logging.ts';
import { mailboxOperations } from './mailbox/operations.ts';
import { messagesOperation } from './messages.ts';
import { openApiDocument } from './openapi.ts';
import { openOrder } from './opening.ts';
import { openByPurchaseOrder } from './ubl-opening.ts';
import { orderOperations } from './orders.ts';
import { paperOperations } from './papers/operations.ts';
import { payoutAccountOperations } from './payout-accounts/operations.ts';
import { problemOf, sendProblem } from './problem.ts';
import { processOperation } from './process.ts';
import { policyOperations } from './policies.ts';
import { profileOperations } from './profiles.ts';
import { companyOperations } from './qualification/operations.ts';
import { providerOperations } from './providers/operations.ts';
import { railsOperations } from './rails/operations.ts';
import { reconciliationOperations } from './reconciliation/operations.ts';
import { referenceOperations } from './reference.ts';
import { reviewOperations } from './reviews/operations.ts';
import { retailOperations } from './retail/operations.ts';
import { scorecardOperation } from './scorecards.ts';
import { mount } from './routes.ts';
import { signingOperations } from './signing/keys.ts';
import { sessionOperations } from './sessions.ts';
import { costOperations } from './costs/operations.ts';
import { sourcingOperations } from './sourcing/operations.ts';
import { chargeOperations } from './charges/operations.ts';
import { suspenseOperations } from './suspense/operations.ts';
import { timelineOperation } from './timeline.ts';
import { endpointOperations } from './webhooks/endpoints.ts';
import { eventOperations } from './webhooks/events.ts';

/**
 * Every operation of the API. The one for commands stands last: its path would match those of an order's other parts.
 */
export const operationsOf = (deps: ApiDeps): AnyOperation[] => [
  ...healthOperations(deps),
  ...sessionOperations(deps),
  ...identityOperations(deps),
  processOperation(),
  ...policyOperations(deps),
  ...profileOperations(deps),
  ...referenceOperations(),
  notificationOperation(deps),
  statusReportOperation(deps),
  openOrder(deps),
  openByPurchaseOrder(deps),
  ...retailOperations(deps),
  scorecardOperation(deps),
  ...orderOperations(deps),
  timelineOperation(deps),
  actionsOperation(deps),
  cancellationOperation(),
  lateDeliveryOperation(deps),
  messagesOperation(deps),
  ...documentOperations(deps),
  ...paperOperations(deps),
  ...signingOperations(deps),
  ledgerOperation(deps),
  ...letterOperations(deps),
  ...railsOperations(deps),
  ...reconciliationOperations(deps),
  ...suspenseOperations(deps),
  ...chargeOperations(deps),
  ...payoutAccountOperations(deps),
  drawOperation(deps),
  ...complianceOperations(deps),
  ...reviewOperations(deps),
  ...catalogueOperations(deps),
  ...companyOperations(deps),
  ...providerOperations(deps),
  ...agreementOperations(deps),
  ...approvalOperations(deps),
  ...mailboxOperations(deps),
  ...sourcingOperations(deps),
  ...costOperations(deps),
  ...endpointOperations(deps),
  ...eventOperations(deps),
  ...creditOperations(deps),
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
