import { deathOf, linksOf } from '../../domain/order/links.ts';
import { isContracted, type Order } from '../../domain/order/order.ts';
import { type Actor, bankDesk } from '../../domain/parties.ts';
import { type Attempt, chargedOn, creditOf, isOpen } from '../../domain/rails/attempt.ts';
import { abandon, settle } from '../../domain/rails/router.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { recordedCommand } from '../../persistence/order-store.ts';
import { attemptsToSettle, attemptStore, parkCapture } from '../../persistence/rails/attempts.ts';
import { type RailRefund, refundTold, untoldRefunds } from '../../persistence/rails/refunds.ts';
import { DeskUnavailable } from '../../temporal/desk.ts';
import type { ApiDeps } from '../deps.ts';
import { commandIdOf } from '../idempotency.ts';

/** Who tells an order of money that came over a provider: the house's own clerk of the rails, on the bank's behalf. */
export const clerk: Actor = { user: 'rails', company: bankDesk, roles: ['bank'] };
/** An attempt nobody touched for so long is looked at again. */
const quietSeconds = 30;

const toolsOf = (deps: ApiDeps) => ({ store: attemptStore(deps.orm), gateways: deps.rails.gateways });

/**
 * Tells an order of money that was collected for it, once, as the bank tells of a credit: a crash between the order's
 * record and the note here tells it again under the same id. What no order takes is parked in suspense.
 */
async function creditAttempt(deps: ApiDeps, attempt: Attempt): Promise<Attempt> {
  const commandId = commandIdOf(['rail', attempt.attempt]);
  const credited = () =>
    toolsOf(deps).store.change(
      attempt.attempt,
      (one) => (one.credit === 'WAITING' ? { ...one, credit: 'CREDITED' } : one),
      false,
    );
  if ((await recordedCommand(deps.orm, commandId)) !== null) return credited();
  const view = await findOrder(deps.orm, attempt.order);
  if (view === null || view.stage === 'closed')
    return parkCapture(deps.orm, attempt.attempt, `order ${attempt.order} is closed`);
  const command = { commandId, name: 'creditReceived', input: creditOf(attempt), by: clerk, seen: view.version };
  const answered = await told(deps, attempt.order, command, view.stage);
  if (answered === null) return attempt;
  if (!('rejection' in answered)) return credited();
  if ((await recordedCommand(deps.orm, commandId)) !== null) return credited();
  return parkCapture(deps.orm, attempt.attempt, `order ${attempt.order}: ${answered.rejection.detail}`);
}

/**
 * Tells an order what a provider keeps of a credit, once, so that it charges it on to its buyer. What no order hears
 * of, because it is closed or never took the credit, stays with the house, where it is booked already.
 */
async function chargeOn(deps: ApiDeps, attempt: Attempt): Promise<void> {
  if (attempt.charges !== 'WAITING' || attempt.credit === 'NONE' || attempt.credit === 'WAITING') return;
  const input = chargedOn(attempt);
  const done = () =>
    toolsOf(deps).store.change(attempt.attempt, (one) => ({ ...one, charges: 'TOLD' }), false);
  const view = await findOrder(deps.orm, attempt.order);
  if (input === null || attempt.credit === 'SUSPENSE' || view === null || view.stage === 'closed') {
    await done();
    return;
  }
  const commandId = commandIdOf(['rail-charges', attempt.attempt]);
  const command = { commandId, name: 'chargesIncurred', input, by: clerk, seen: view.version };
  const answered = await told(deps, attempt.order, command, view.stage);
  if (answered === null) return;
  if ('rejection' in answered)
    deps.logger.warn({ order: attempt.order, detail: answered.rejection.detail }, 'the house bears what a rail keeps');
  await done();
}

/** Tells an order what it does not know yet of an attempt: the money, then what it has cost. */
export const tellOf = async (deps: ApiDeps, attempt: Attempt): Promise<void> =>
  chargeOn(deps, attempt.credit === 'WAITING' ? await creditAttempt(deps, attempt) : attempt);

/** Hands a command in; null when the engine does not answer now, so that the next round tries again. */
export async function told(
  deps: ApiDeps,
  order: string,
  command: Parameters<ApiDeps['desk']['issue']>[1],
  stage: string,
) {
  try {
    return await deps.desk.issue(order, command, stage);
  } catch (error) {
    if (!(error instanceof DeskUnavailable)) throw error;
    deps.logger.warn({ order, command: command.name, kind: error.kind }, 'the order hears of it in the next round');
    return null;
  }
}

/** Tells an order how a refund over a rail ended. What it does not take any more is noted as told, with a warning. */
async function tellRefund(deps: ApiDeps, refund: RailRefund): Promise<void> {
  const { key, order, disbursement, rail, amountMinor, currency } = refund;
  const view = await findOrder(deps.orm, order);
  const command =
    refund.state === 'SUCCEEDED'
      ? { name: 'transferSettled', input: { disbursement, entry: refund.refund ?? key, amountMinor, currency, rail } }
      : { name: 'disbursementRefused', input: { disbursement, reason: (refund.reason ?? 'refused').slice(0, 500) } };
  const commandId = commandIdOf(['rail-refund', key, refund.state]);
  if (view === null) return;
  const answered = await told(deps, order, { commandId, ...command, by: clerk, seen: view.version }, view.stage);
  if (answered === null) return;
  if ('rejection' in answered)
    deps.logger.warn({ order, disbursement, detail: answered.rejection.detail }, 'the order does not take the refund');
  await refundTold(deps.orm, key);
}

/**
 * Brings one attempt nearer to its end: paid, or ended because its link or its quote is over. False while another
 * process has it.
 */
export async function bringOn(deps: ApiDeps, attempt: Attempt): Promise<boolean> {
  if (attempt.credit === 'WAITING') {
    await tellOf(deps, attempt);
    return true;
  }
  const tools = toolsOf(deps);
  const settled =
    isOpen(attempt) && (await isOver(deps, attempt))
      ? await abandon(tools, attempt.attempt)
      : await settle(tools, attempt.attempt);
  if (settled !== null) await tellOf(deps, settled);
  return settled !== null;
}

async function isOver(deps: ApiDeps, attempt: Attempt): Promise<boolean> {
  const view = await findOrder(deps.orm, attempt.order);
  const order = view?.state as Order | undefined;
  if (order === undefined || !isContracted(order)) return true;
  const link = linksOf(order).find(({ id }) => id === attempt.link);
  const now = deps.now();
  if (link === undefined || deathOf(order, link, now) !== null) return true;
  return attempt.exchange !== null && Date.parse(now) > Date.parse(attempt.exchange.expiresAt);
}

/**
 * One round over what is not at its end; answers how much it looked at. Errors of one do not keep the others waiting.
 */
export async function settleRails(deps: ApiDeps, quiet = quietSeconds): Promise<number> {
  const attempts = await attemptsToSettle(deps.orm, quiet);
  const refunds = await untoldRefunds(deps.orm);
  const works = [
    ...attempts.map((one) => () => bringOn(deps, one)),
    ...refunds.map((one) => () => tellRefund(deps, one)),
  ];
  for (const work of works) {
    try {
      await work();
    } catch (error) {
      deps.logger.warn({ err: error }, 'a payment over a rail waits for the next round');
    }
  }
  return works.length;
}
