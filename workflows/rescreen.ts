import { getExternalWorkflowHandle, isCancellation, log, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { afterSalesWorkflowId, type Alert, orderWorkflowId, raiseAlert } from './messages.ts';

const { screenCompanies } = proxyActivities<Activities>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** What came of screening every company against a new list. */
export interface Rescreened {
  companies: number;
  hits: number;
  orders: number;
}

/** Screens every company against a new list, page by page; the running orders of whoever is hit get an alert. */
export async function rescreen({ list }: { list: string }): Promise<Rescreened> {
  const sum: Rescreened = { companies: 0, hits: 0, orders: 0 };
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof screenCompanies>> = await screenCompanies({ list, after });
    for (const { order, stage, company } of page.orders) {
      const detail = `Company ${company} resembles a party of the screening list ${list.slice(0, 12)}.`;
      await alert(order, stage, { id: `screening:${list.slice(0, 32)}:${company}`, code: 'screening-hit', detail });
    }
    sum.companies += page.companies;
    sum.hits += page.hits;
    sum.orders += page.orders.length;
    after = page.next;
  }
  return sum;
}

/** The order's own workflow or, once it is completed, its after-sales; an order that has closed needs nothing. */
async function alert(order: string, stage: string, message: Alert): Promise<void> {
  const own = orderWorkflowId(order);
  const later = afterSalesWorkflowId(order);
  for (const workflowId of stage === 'completed' ? [later] : [own, later]) {
    try {
      await getExternalWorkflowHandle(workflowId).signal(raiseAlert, message);
      return;
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.info('an order could not be alerted there', { order, workflowId });
    }
  }
}
