import { condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';

const regular = proxyActivities<BareActivities>({ startToCloseTimeout: '10s' });
const local = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });

const step = defineUpdate<number, [number]>('step');

/** What any order on Temporal costs at least: so many updates, each with one activity that does nothing. */
export async function bare({ updates, activity }: { updates: number; activity: 'regular' | 'local' }): Promise<number> {
  let done = 0;
  setHandler(step, async (value) => {
    await (activity === 'regular' ? regular : local).nothing();
    done += 1;
    return value;
  });
  await condition(() => done >= updates);
  return done;
}
