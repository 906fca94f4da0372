import { type Client, ScheduleOverlapPolicy } from '@temporalio/client';
import { ensureSchedule } from './schedules.ts';

export const dailyProofSchedule = 'daily-proof';

/** In the morning, when the bank's statements of the day before are there. */
const hour = 9;

/** Sees to it that the daily proof runs. */
export const ensureDailyProof = (client: Client, taskQueue: string): Promise<boolean> =>
  ensureSchedule(client, {
    scheduleId: dailyProofSchedule,
    spec: { calendars: [{ hour, comment: 'every morning in Hong Kong' }], timezone: 'Asia/Hong_Kong' },
    action: { type: 'startWorkflow', workflowType: 'dailyProof', workflowId: 'daily-proof', args: [{}], taskQueue },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '3 days' },
  });
