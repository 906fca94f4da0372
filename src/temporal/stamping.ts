import { type Client, ScheduleOverlapPolicy } from '@temporalio/client';
import { ensureSchedule } from './schedules.ts';

export const stampingSchedule = 'stamp-evidence';

/** Sees to it that what is signed is stamped within a minute or so. */
export const ensureStamping = (client: Client, taskQueue: string): Promise<boolean> =>
  ensureSchedule(client, {
    scheduleId: stampingSchedule,
    spec: { intervals: [{ every: '1m' }] },
    action: { type: 'startWorkflow', workflowType: 'stampEvidence', workflowId: 'stamp-evidence', args: [], taskQueue },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
  });
