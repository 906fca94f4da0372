import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

// The bank may be away for hours, and cannot always say at once what it took: the money is sent once all the same.
const { sendSuspenseReturn } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  summary: 'Hand the return to the bank',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});
const { askSuspenseReturn } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  summary: 'Ask the bank what became of the return',
  retry: { initialInterval: '1m', backoffCoefficient: 1 },
});

/**
 * Sends one payment that belongs to no order back to its sender, after two people approved it. An outcome the bank did
 * not tell is asked for and never sent again; a refusal puts the money back into suspense.
 */
export async function suspenseReturn(id: string): Promise<string> {
  let status = await sendSuspenseReturn(id, 'TRUST_ACCOUNT');
  if (status === 'UNKNOWN') {
    setCurrentDetails('The bank did not say whether it took the payment order; it is asked until it can.');
    status = await askSuspenseReturn(id);
  }
  return status;
}
