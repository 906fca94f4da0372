import type { MikroORM } from '@mikro-orm/postgresql';
import { type ApprovalRequest, decideRequest, elapseRequest, voidRequest } from '../../src/domain/approvals/request.ts';
import { findRequest, recordStep } from '../../src/persistence/approvals/requests.ts';
import type { ApprovalDesk } from '../../src/temporal/approval-desk.ts';

/** The approvals' desk without Temporal: judges as the workflow does and records what it records. */
export function memoryApprovals(orm: MikroORM, now: () => string): ApprovalDesk {
  const standing = async (id: string): Promise<ApprovalRequest> => {
    const found = await findRequest(orm, id);
    if (found === null) throw new Error(`no approval ${id}`);
    return found;
  };
  const record = async (commandId: string, before: ApprovalRequest, after: ApprovalRequest) => {
    if (after.version !== before.version) await recordStep(orm, { commandId, before, after });
    return after;
  };
  return {
    watch: () => Promise.resolve(),
    async decide(id, { commandId, by, for: place, approve, reason, hash }) {
      const before = await standing(id);
      const vote = { by, for: place, approve, reason, hash, at: now() };
      const after = decideRequest(elapseRequest(before, now()), vote);
      return 'rejection' in after ? after : { request: await record(commandId, before, after) };
    },
    async void(id, why) {
      const before = await standing(id);
      await record(`void:${id}`, before, voidRequest(before, why, now()));
    },
  };
}
