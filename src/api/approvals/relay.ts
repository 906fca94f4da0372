import { unstartedRequests } from '../../persistence/approvals/requests.ts';
import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { watchOver } from './gate.ts';

/** Starts what a crash left between an approval being kept and being watched over, now and every five seconds. */
export const keepWatching = (deps: ApiDeps): Rounds =>
  keepRounds({ logger: deps.logger, pauseMs: 5_000, failed: 'approvals wait for the next round' }, async () => {
    for (const request of await unstartedRequests(deps.orm)) await watchOver(deps, request);
  });
