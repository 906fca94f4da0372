import { accounts } from '../../domain/ledger.ts';
import { trustBank } from '../../domain/order/postings.ts';
import { type Actor, bankDesk } from '../../domain/parties.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { findBankEntry } from '../../persistence/bank.ts';
import {
  approvedAssignments,
  dropAssignment,
  finishAssignment,
  returnIdOf,
  type SuspenseProposal,
} from '../../persistence/suspense.ts';
import { unsentReturns } from '../../persistence/suspense-returns.ts';
import type { ApiDeps } from '../deps.ts';
import { movementOf } from '../bank/movements.ts';
import { commandIdOf } from '../idempotency.ts';

/** Who brings an assigned movement to its order: the bank's money, once two people have said whose it is. */
const relay: Actor = { user: 'suspense', company: bankDesk, roles: ['bank'] };

/**
 * Carries out what two people approved. Whatever stops it half-way, the next round goes on under the same ids; the
 * order judges an assigned payment like any other.
 */
export async function carryOut(deps: ApiDeps, proposal: SuspenseProposal): Promise<void> {
  if (proposal.plan.action === 'RETURN') await deps.returns.start(returnIdOf(proposal.id));
  if (proposal.plan.action === 'ASSIGN') await assign(deps, proposal, proposal.plan);
}

async function assign(
  deps: ApiDeps,
  proposal: SuspenseProposal,
  plan: Extract<SuspenseProposal['plan'], { action: 'ASSIGN' }>,
): Promise<void> {
  const commandId = commandIdOf(['suspense', proposal.entry, String(proposal.id)]);
  const entry = await findBankEntry(deps.orm, proposal.entry);
  if (entry === null) throw new Error(`no movement ${proposal.entry}`);
  const view = await findOrder(deps.orm, plan.order);
  const before = await recordedCommand(deps.orm, commandId);
  if (before === null) {
    const { currency, bookedOn } = movementOf(entry);
    const amountMinor = entry.amountMinor - entry.offsetMinor;
    const booked = bookedOn === null ? {} : { bookedOn };
    const input = { entry: proposal.entry, reference: plan.reference, amountMinor, currency, ...booked };
    const refused =
      view === null || view.stage === 'closed'
        ? `order ${plan.order} is closed`
        : await refusalOf(deps, plan.order, { commandId, input, seen: view.version, stage: view.stage });
    if (refused !== null && (await recordedCommand(deps.orm, commandId)) === null) {
      await dropAssignment(deps.orm, proposal.id, refused, deps.now());
      return;
    }
  }
  await finishAssignment(deps.orm, proposal, {
    order: plan.order,
    commandId,
    why: `assigned by ${proposal.proposedBy} and ${proposal.decidedBy}`,
    trust: (currency) => accounts.trust(trustBank, currency),
  });
}

async function refusalOf(
  deps: ApiDeps,
  order: string,
  { commandId, input, seen, stage }: { commandId: string; input: object; seen: number; stage: string },
): Promise<string | null> {
  const answered = await deps.desk.issue(order, { commandId, name: 'creditReceived', input, by: relay, seen }, stage);
  return 'rejection' in answered ? `order ${order}: ${answered.rejection.detail}` : null;
}

/** Goes on with what a crash, or an engine that was away, left approved and not carried out. */
export async function carryOnSuspense(deps: ApiDeps): Promise<void> {
  for (const proposal of await approvedAssignments(deps.orm)) await carryOut(deps, proposal);
  for (const { id } of await unsentReturns(deps.orm)) await deps.returns.start(id);
}
