import { setTimeout as sleep } from 'node:timers/promises';
import { fail, read, type Story } from './story.ts';

/** A sourcing as its buyer reads it. */
export interface SourcingSeen {
  state: string;
  answered: number;
  invitations: { supplier: string; order: string; stage: string | null; outcome: string | null }[];
  outcomes: { order: string; result: string }[];
}

const patienceMs = 30_000;
const pollMs = 200;

/** The path of the sourcing, or of something below it. */
export const sourcingPath = ({ sourcing }: Story, rest = ''): string => `/v1/sourcings/${sourcing}${rest}`;

/**
 * Waits until the sourcing is as it should be, at most 30 seconds longer than its suppliers have to answer. Throws
 * DemoFailed naming what did not happen.
 */
export async function untilSourcing(
  story: Story,
  what: string,
  holds: (seen: SourcingSeen) => boolean,
): Promise<SourcingSeen> {
  story.doing = `sourcing ${story.sourcing}, waiting until ${what}`;
  for (const end = Math.max(Date.now(), Date.parse(story.deadline)) + patienceMs; Date.now() < end; ) {
    const seen = await read<SourcingSeen>(story, 'buyer', sourcingPath(story));
    if (holds(seen)) return seen;
    await sleep(pollMs);
  }
  return fail(story, `it did not happen within ${patienceMs / 1000} seconds`);
}
