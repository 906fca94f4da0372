import type { MikroORM } from '@mikro-orm/postgresql';
import { openSourcings } from '../../activities/sourcing.ts';
import type { SourcingDesk } from '../../src/temporal/sourcing-desk.ts';
import type { MemoryDesk } from './memory-desk.ts';

/** The desk of sourcings without Temporal: does at once what the workflow does in its time. */
export interface MemorySourcing extends SourcingDesk {
  /** What the workflow does when the deadline has passed. */
  deadlinePassed(number: string): Promise<void>;
  /** What the workflow does when carrying an award out has failed: it tries again. */
  goOn(number: string): Promise<void>;
}

export function memorySourcing(orm: MikroORM, desk: MemoryDesk, now: () => string): MemorySourcing {
  const activities = openSourcings({ orm, desk });
  return {
    async open({ opening, commandId }) {
      const answer = await activities.recordSourcing(opening, commandId);
      await activities.inviteSuppliers(opening.number);
      return answer;
    },
    async award({ commandId, ...decision }) {
      const judged = await activities.recordAward(decision, commandId);
      if ('answer' in judged) await activities.carryOutAward(decision.number, now());
      return judged;
    },
    extend: ({ commandId, ...decision }) => activities.recordExtension({ ...decision, at: now() }, commandId),
    async goOn(number) {
      await activities.carryOutAward(number, now());
    },
    async deadlinePassed(number) {
      await desk.elapseAll();
      const { waiting } = await activities.closeSourcing(number, now());
      if (waiting > 0) throw new Error(`${waiting} orders of ${number} have not met the deadline`);
    },
  };
}
