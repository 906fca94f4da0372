import { proxyActivities, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Stamping } from '../activities/timestamps.ts';
import { attentionReason } from '../src/temporal/search-attributes.ts';

// Whatever an authority answers is noted and the step is over; only the database can make it run again.
const { stampNext, countUnstamped } = proxyActivities<Activities>({
  startToCloseTimeout: '2m',
  summary: 'Have a contract or record stamped',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** One run is over within minutes; what is left is for the next one. */
const mostAtOnce = 50;

/** How much was stamped, what was not and why, and how much has waited for hours. */
export interface Stamped {
  stamped: number;
  failed: Stamping[];
  overdue: number;
}

/**
 * Has everything stamped that is due: contracts that were signed or amended, records of orders that have closed. The
 * orders themselves never wait for it. The Temporal UI shows when authorities have been asked in vain for hours.
 */
export async function stampEvidence(): Promise<Stamped> {
  const failed: Stamping[] = [];
  let stamped = 0;
  for (let step = 0; step < mostAtOnce; step += 1) {
    const one = await stampNext();
    if (one === null) break;
    if (one.why === null) stamped += 1;
    else failed.push(one);
  }
  const overdue = await countUnstamped();
  if (overdue > 0) upsertSearchAttributes([{ key: attentionReason, value: 'timestamp-missing' }]);
  const rows = failed.slice(0, 10).map(({ order, why }) => `- **${order}** ${why}`);
  setCurrentDetails([`- **Stamped** ${stamped}, in vain ${failed.length}, for hours ${overdue}`, ...rows].join('\n'));
  return { stamped, failed, overdue };
}
