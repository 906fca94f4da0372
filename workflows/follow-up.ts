import { proxyActivities, setCurrentDetails, sleep, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { attentionReason } from '../src/temporal/search-attributes.ts';

const { openFollowUp, closeFollowUp } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/**
 * One follow-up of an account manager with a company, begun by the company's schedule: it is due two business days
 * later, and missed when it is not recorded by then. Answers how it ended; null where nobody looks after the company.
 */
export async function followUp({ company }: { company: string }): Promise<'recorded' | 'missed' | null> {
  const id = workflowInfo().workflowId;
  const due = await openFollowUp({ id, company, at: new Date(Date.now()).toISOString() });
  if (due === null) return null;
  setCurrentDetails(`- **Follow-up** with ${company}, to be recorded by ${due}`);
  await sleep(Math.max(1, Date.parse(due) - Date.now()), { summary: 'time to record the follow-up' });
  const ended = await closeFollowUp({ id, at: new Date(Date.now()).toISOString() });
  if (ended === 'missed') upsertSearchAttributes([{ key: attentionReason, value: 'follow-up-missed' }]);
  return ended;
}
