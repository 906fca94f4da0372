import { recordStep, type Step, type StepOutcome } from '../src/persistence/approvals/requests.ts';
import type { ActivityDependencies } from './index.ts';

export const openApprovals = ({ orm }: Pick<ActivityDependencies, 'orm'>) => ({
  /** Writes one step of an approval with its letters, in one transaction; once by its id. */
  recordApproval: (step: Step): Promise<StepOutcome> => recordStep(orm, step),
});
