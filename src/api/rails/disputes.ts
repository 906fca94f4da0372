import { accounts } from '../../domain/ledger.ts';
import type { Attempt } from '../../domain/rails/attempt.ts';
import type { RailEvent } from '../../domain/rails/event.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { attemptStore } from '../../persistence/rails/attempts.ts';
import { keepDispute, type KeptDispute, parkDispute, parkReinstated } from '../../persistence/rails/disputes.ts';
import { openReversalCase } from '../../persistence/reversed-credits.ts';
import type { ApiDeps } from '../deps.ts';
import { commandIdOf } from '../idempotency.ts';
import { clerk, told } from './settling.ts';

const away = 'the engine does not answer now';

/**
 * Carries out what a provider says of a dispute: the order gives the payment up as if the bank had taken it back, and a
 * won dispute gives it back to the order. What the order does not take stands in suspense; either way a person gets a
 * case. Answers why it has to wait, or null when it is done; every part happens once, whatever comes twice or late.
 */
export async function applyDispute(
  deps: ApiDeps,
  provider: string,
  event: Extract<RailEvent, { kind: 'DISPUTE' }>,
  attempt: Attempt,
): Promise<string | null> {
  if (attempt.credit === 'NONE' || attempt.credit === 'WAITING')
    return `what was collected as ${event.charge} is not with its order yet`;
  const kept = await keepDispute(deps.orm, provider, event, attempt);
  const { dispute, charge, amountMinor, currency, state, parked } = kept;
  const { rail } = attempt;
  const reason = `disputed with the provider: ${event.reason}`.slice(0, 500);
  const input = { entry: dispute, original: charge, amountMinor, currency, reason, rail };
  const credited = !parked && attempt.credit === 'CREDITED';
  const taken = credited ? await tell(deps, attempt, ['dispute', dispute], { name: 'creditReversed', input }) : false;
  if (taken === null) return away;
  if (!taken) await parkDispute(deps.orm, attempt, kept);
  // Given up whole, the request is asked again: another rail may pay it, and this attempt does not any more.
  if (taken && amountMinor === attempt.captured?.amountMinor)
    await attemptStore(deps.orm).change(attempt.attempt, (one) => ({ ...one, takenBack: true }), false);
  if (state !== 'WON') await openCase(deps, attempt, kept);
  if (!taken || state !== 'WON') return null;
  const back = { entry: `${dispute}:won`, reversal: dispute, amountMinor, currency, rail };
  const given = await tell(deps, attempt, ['dispute', dispute, 'won'], { name: 'creditReinstated', input: back });
  if (given === null) return away;
  if (!given) await parkReinstated(deps.orm, attempt, kept);
  return null;
}

/** True once the order has it on its record, false when it does not take it, null while the engine does not answer. */
async function tell(
  deps: ApiDeps,
  { order }: Attempt,
  id: string[],
  command: { name: string; input: object },
): Promise<boolean | null> {
  const commandId = commandIdOf(id);
  if ((await recordedCommand(deps.orm, commandId)) !== null) return true;
  const view = await findOrder(deps.orm, order);
  if (view === null || view.stage === 'closed') return false;
  const answered = await told(deps, order, { commandId, ...command, by: clerk, seen: view.version }, view.stage);
  if (answered === null) return null;
  // The command may have been carried out by the request before, and closed the order.
  return !('rejection' in answered) || (await recordedCommand(deps.orm, commandId)) !== null;
}

const openCase = (deps: ApiDeps, { order, rail }: Attempt, { dispute, amountMinor, currency }: KeptDispute) =>
  openReversalCase(
    deps.orm,
    'credit-reversed',
    { dedupeKey: dispute, account: accounts.rail(rail, currency), amountMinor, currency },
    order,
    deps.now(),
  );
