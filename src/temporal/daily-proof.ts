import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';

export const dailyProofSchedule = 'daily-proof';

/** In the morning, when the bank's statements of the day before are there. */
const hour = 9;

/**
 * Sees to it that the daily proof runs, once however many workers ask for it. A schedule that is there stays as it is:
 * operators may have moved or paused it.
 */
export async function ensureDailyProof(client: Client, taskQueue: string): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: dailyProofSchedule,
      spec: { calendars: [{ hour, comment: 'every morning in Hong Kong' }], timezone: 'Asia/Hong_Kong' },
      action: { type: 'startWorkflow', workflowType: 'dailyProof', workflowId: 'daily-proof', args: [{}], taskQueue },
      policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '3 days' },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
