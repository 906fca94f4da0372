import { bindingCommands, bindingOf } from '../../domain/approvals/binding.ts';
import type { ApprovalRequest } from '../../domain/approvals/request.ts';
import { judge } from '../../domain/order/judge.ts';
import type { Answer } from '../../domain/record.ts';
import { bindBuyer } from '../../persistence/approvals/bind.ts';
import { giveBack } from '../../persistence/approvals/limits.ts';
import { noteStarted } from '../../persistence/approvals/requests.ts';
import type { CommandCall } from '../commands.ts';
import type { ApiDeps } from '../deps.ts';
import type { Gate } from '../gates.ts';
import { refused } from '../rejections.ts';
import { refusedBy } from './refusals.ts';

/** Sees to it that a request is watched over; what cannot be started now is started by the next round of the relay. */
export async function watchOver(deps: ApiDeps, request: ApprovalRequest): Promise<void> {
  try {
    await deps.approvals.watch(request);
    await noteStarted(deps.orm, request.id);
  } catch (error) {
    deps.logger.warn({ err: error, approval: request.id }, 'an approval waits for the next round');
  }
}

/** What would bind the buyer's company waits for its own people's approval, and takes of its limits. */
async function stop(call: CommandCall): Promise<Answer | null> {
  const { deps, actor, found, command, input, commandId } = call;
  const binding = bindingOf(found.order, command, input, actor);
  if (binding === null) return null;
  const company = found.order.companies.buyer;
  // What the order refuses anyhow is nothing to ask anybody about.
  const judgement = judge(found.order, { name: command, input }, actor, deps.now());
  if ('rejection' in judgement) return refused(judgement.rejection);
  const wish = { company, order: found.order.order, command, commandId, binding, now: deps.now() };
  const bound = await bindBuyer(deps.orm, wish);
  if (bound.kind === 'refused') return refusedBy(bound.rejection);
  if (bound.kind !== 'asked') return null;
  const { request, superseded } = bound;
  await watchOver(deps, request);
  for (const { id } of superseded) {
    await deps.approvals.void(id, 'The terms have changed.').catch((error: unknown) => {
      deps.logger.warn({ err: error, approval: id }, 'an approval of old terms stays open until it runs out');
    });
  }
  const { id, dueAt, hash, levels } = request;
  return refusedBy({
    code: 'approval-needed',
    detail: `Your company approves this first: request ${id}. Send the command again when it is approved.`,
    data: { approval: id, level: levels[request.level]?.name, dueAt, hash },
  });
}

export const bindingGate: Gate = {
  commands: bindingCommands,
  stop,
  undo: ({ deps, commandId }) => giveBack(deps.orm, commandId),
};
