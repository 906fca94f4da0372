import { randomUUID } from 'node:crypto';
import { openRequest } from '../../src/domain/approvals/request.ts';
import { addDays } from '../../src/domain/order/time.ts';
import { keepRequest } from '../../src/persistence/approvals/requests.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { connectApprovalDesk } from '../../src/temporal/approval-desk.ts';
import { connectSourcingDesk } from '../../src/temporal/sourcing-desk.ts';
import { approvalWorkflowId, orderWorkflowId, sourcingWorkflowId } from '../../workflows/messages.ts';
import { DAY } from './advised-credits.ts';
import { skipTime } from './clock.ts';
import { people } from './people.ts';
import { connected, ended, passes, type Scenario } from './scenario.ts';
import { supplierTwo, type Tender, tendersIn } from './tenders.ts';
import type { Workshop } from './workshop.ts';

async function withTenders(shop: Workshop, play: (tenders: ReturnType<typeof tendersIn>) => Promise<Tender>) {
  const desk = connectSourcingDesk(connected(shop));
  try {
    const { number, orders } = await play(tendersIn(shop, desk));
    await ended(shop, sourcingWorkflowId(number));
    return [sourcingWorkflowId(number), ...orders.map(orderWorkflowId)];
  } finally {
    await desk.close();
  }
}

/** Two sealed quotes are opened at the deadline, and each supplier is awarded a line. */
const sourcingAwarded: Scenario = (shop) =>
  withTenders(shop, async (tenders) => {
    const tender = await tenders.opened();
    const [first, second] = tender.orders;
    await tenders.quote(first, people.supplier);
    await tenders.quote(second, supplierTwo, [2]);
    await tenders.pass(tender);
    await tenders.reached(tender, 'evaluating');
    const narrowed = { order: first, hash: await tenders.hashOf(first), lines: [{ line: 1, quantity: 1000 }] };
    await tenders.award(tender, [narrowed, { order: second, hash: await tenders.hashOf(second) }]);
    return tender;
  });

/** One supplier never answers, and the quote of the other lapses before anybody is awarded. */
const sourcingLapsed: Scenario = (shop) =>
  withTenders(shop, async (tenders) => {
    const tender = await tenders.opened();
    const [first] = tender.orders;
    await tenders.quote(first, people.supplier);
    await tenders.pass(tender);
    await tenders.reached(tender, 'evaluating');
    const { openedAt } = await tenders.stateOf(first);
    await passes(shop, orderWorkflowId(first), Date.parse(addDays(openedAt, 30)));
    await skipTime(shop, tenders.handleOf(tender), 31 * DAY);
    return tender;
  });

/** A request of two levels that is watched over. */
async function asked(shop: Workshop) {
  const level = { needs: 'ANY' as const, ownRequest: false, timeoutHours: 4, onTimeout: 'ESCALATE' as const };
  const request = openRequest(
    {
      id: randomUUID(),
      company: 'c-harbour',
      order: 'T-1',
      command: 'acceptQuote',
      hash: randomUUID(),
      amountMinor: 1000,
      currency: 'USD',
      calendar: 'HK',
      requestedBy: 'u-buyer',
      levels: ['manager', 'director'].map((name) => ({ ...level, name, approvers: [`u-${name}`] })),
    },
    new Date().toISOString(),
  );
  if ('rejection' in request) throw new Error(request.rejection.detail);
  await inTransaction(shop.orm, (db) => keepRequest(db, request));
  const desk = connectApprovalDesk(shop.client, shop.taskQueue);
  await desk.watch(request);
  const vote = (by: string, approves = true) =>
    desk.decide(request.id, {
      commandId: randomUUID(),
      by,
      for: by,
      approve: approves,
      reason: 'as budgeted',
      hash: request.hash,
    });
  return { id: request.id, dueAt: request.dueAt, desk, vote, workflow: approvalWorkflowId(request.id) };
}

/** One request goes through both levels, one waits for its first level in vain and is then void, one is refused. */
const approvals: Scenario = async (shop) => {
  const [approved, escalated, refused] = [await asked(shop), await asked(shop), await asked(shop)];
  await approved.vote('u-manager');
  await approved.vote('u-director');
  await passes(shop, escalated.workflow, Date.parse(escalated.dueAt));
  await escalated.desk.void(escalated.id, 'The terms have changed.');
  await refused.vote('u-manager', false);
  const all = [approved, escalated, refused].map(({ workflow }) => workflow);
  await Promise.all(all.map((workflow) => ended(shop, workflow)));
  return all;
};

/** Sourcings and approvals. */
export const scenariosOfPurchasing: Record<string, Scenario> = {
  'approvals-decided': approvals,
  'sourcing-awarded': sourcingAwarded,
  'sourcing-lapsed': sourcingLapsed,
};
