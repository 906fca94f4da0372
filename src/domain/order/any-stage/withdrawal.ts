import { z } from 'zod';
import { accept, reject, type Decision } from '../decision.ts';
import { held } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import type { Contracted, OrderAt } from '../order.ts';
import { type Context, commandOf } from '../stage.ts';
import { resumedClock } from '../stages/receipt.ts';
import { addDays, isAfter } from '../time.ts';
import { allWithdrawn, honour, priceOf, rightOf, withdrawable } from '../withdrawal.ts';
import { exemptionOf, isOutright, type WithdrawalClause } from '../withdrawal-clause.ts';
import { openWithdrawals, type Withdrawal, type WithdrawnLine } from '../withdrawn.ts';

const command = commandOf<'escrow' | 'production' | 'shipment' | 'receipt'>();
type Open = OrderAt<'escrow' | 'production' | 'shipment' | 'receipt'>;
const text = (most: number) => z.string().trim().min(1).max(most);
const concerns = (order: Pick<Contracted, 'contract'>): boolean => rightOf(order) !== null;

const pieces = z.strictObject({
  line: z.int().min(1).max(999),
  quantity: z.int().min(1).max(1_000_000_000),
  /** For sealed goods, which the right ends for when they are opened. */
  unopened: z.boolean().default(false),
});

const excluded = (line: number, ground: string | null) =>
  reject(
    'non-returnable',
    `By the clause withdrawal, line ${line} is outside the right of withdrawal (${ground}): it can be claimed under ` +
      'warranty only.',
    { clause: 'withdrawal.exempt', line, ground },
  );

function notWithdrawable(order: Open, { now }: Pick<Context, 'now'>) {
  const clause = rightOf(order);
  if (clause === null) return reject('no-withdrawal', 'This contract grants no right of withdrawal.');
  const [first] = order.contract.terms.lines;
  if (clause.days === 0 && first !== undefined) return excluded(first.line, exemptionOf(clause, first.line));
  const { withdrawUntil } = order.receipt;
  if (withdrawUntil !== undefined && isAfter(now, withdrawUntil))
    return reject('withdrawal-over', `The right of withdrawal ended at ${withdrawUntil}.`, { until: withdrawUntil });
  return withdrawable(order).length > 0 ? null : reject('contract-withdrawn', 'You have withdrawn from all of it.');
}

/** The consumer's statement before the courier has the goods: the trade ends, and all that is held goes back. */
function beforeHandOver(order: Open, lines: WithdrawnLine[], statement: string, { now }: Context): Decision {
  const clause = rightOf(order) as WithdrawalClause;
  const fixed = clause.exempt.find(({ ground }) => isOutright(ground));
  if (fixed !== undefined) return excluded(fixed.line, fixed.ground);
  const whole = withdrawable(order);
  if (whole.some(({ line, quantity }) => lines.every((each) => each.line !== line || each.quantity !== quantity)))
    return reject('invalid-input', 'lines: before the goods are handed over, the whole order is withdrawn from.');
  const closed = { how: 'BEFORE_HAND_OVER' as const, at: now };
  const refundBy = addDays(now, clause.refundDays);
  const one = { id: idOf(order), statement, lines, at: now, sendBackBy: null, refundBy, sent: null, closed };
  return accept(
    fact('ContractWithdrawn', { withdrawal: { ...one, amountMinor: held(order) } }),
    fact('RefundDecided', { outcome: 'withdrawn', detail: 'The consumer has withdrawn from the contract.' }),
  );
}

const idOf = ({ order, withdrawals = [] }: Open): string => `${order}-V${withdrawals.length + 1}`;

/** The first thing wrong with the pieces a statement names; null when nothing is. */
function faultOf(order: Open, lines: z.output<typeof pieces>[]) {
  const clause = rightOf(order) as WithdrawalClause;
  const left = withdrawable(order);
  for (const [index, { line, quantity, unopened }] of lines.entries()) {
    const at = `lines.${index}`;
    if (lines.findIndex((each) => each.line === line) < index)
      return reject('invalid-input', `${at}.line: each line stands once.`);
    if (order.contract.terms.lines.every((each) => each.line !== line))
      return reject('lines-unknown', `${at}.line: the contract has no line ${line}.`);
    const ground = exemptionOf(clause, line);
    if (isOutright(ground)) return excluded(line, ground);
    if (ground !== null && !unopened)
      return reject('non-returnable', `${at}.unopened: line ${line} is sealed (${ground}): unopened goods only.`);
    const most = left.find((each) => each.line === line)?.quantity ?? 0;
    if (quantity > most)
      return reject('quantities-do-not-add-up', `${at}.quantity: ${most} pieces of line ${line} can be sent back.`);
  }
  return null;
}

/** The buyer's own dispute falls away when the buyer keeps nothing of the order. */
function endingDispute(order: Open, one: Withdrawal, context: Context): Fact[] {
  const keepsNothing = allWithdrawn({ ...order, withdrawals: [...(order.withdrawals ?? []), one] });
  if (order.dispute?.by !== 'buyer' || !keepsNothing) return [];
  const autoConfirmAt = order.shipment.exception === null ? resumedClock(order, context) : null;
  return [fact('DisputeWithdrawn', { autoConfirmAt })];
}

export const withdrawFromContract = command({
  by: ['buyer'],
  summary: 'Withdraw from a consumer contract without giving a reason, in whole or from some pieces',
  input: z.strictObject({
    statement: z.string().trim().max(2000).default(''),
    lines: z.array(pieces).min(1).max(100).optional(),
  }),
  concerns,
  ready: notWithdrawable,
  decide: (order, { statement, lines }, context) => {
    const clause = rightOf(order) as WithdrawalClause;
    const unsealed = withdrawable(order).filter(({ line }) => exemptionOf(clause, line) === null);
    if (order.shipment.handedOverAt === null)
      return beforeHandOver(order, lines?.map(withoutSeal) ?? withdrawable(order), statement, context);
    const wanted = lines ?? unsealed.map((each) => ({ ...each, unopened: false }));
    if (wanted.length === 0)
      return reject('invalid-input', 'lines: name the sealed goods, and that they are unopened.');
    const fault = faultOf(order, wanted);
    if (fault !== null) return fault;
    const one: Withdrawal = {
      id: idOf(order),
      statement,
      lines: wanted.map(withoutSeal),
      at: context.now,
      amountMinor: 0,
      sendBackBy: addDays(context.now, clause.sendBackDays),
      refundBy: addDays(context.now, clause.refundDays),
      sent: null,
      closed: null,
    };
    return accept(
      ...endingDispute(order, one, context),
      fact('ContractWithdrawn', { withdrawal: { ...one, amountMinor: priceOf(order, one) } }),
    );
  },
});

const withoutSeal = ({ line, quantity }: WithdrawnLine): WithdrawnLine => ({ line, quantity });

const openOne = (order: Open, id: string) => openWithdrawals(order).find((each) => each.id === id);
const noneOpen = (order: Open) =>
  openWithdrawals(order).length === 0 ? reject('no-withdrawal', 'No withdrawn goods are awaited.') : null;
const unknown = (id: string) => reject('no-withdrawal', `withdrawal: no goods are awaited for ${id}.`);

export const proveSending = command({
  by: ['buyer'],
  summary: 'Show that withdrawn goods were sent back: by whom they are carried, under which number',
  input: z.strictObject({ withdrawal: text(64), carrier: text(70), number: text(35) }),
  concerns,
  ready: noneOpen,
  decide: (order, { withdrawal, carrier, number }) => {
    const one = openOne(order, withdrawal);
    if (one === undefined) return unknown(withdrawal);
    return one.sent === null
      ? accept(fact('WithdrawnGoodsSent', { withdrawal, carrier, number }))
      : reject('nothing-new', 'The sending is shown already.');
  },
});

export const confirmGoodsBack = command({
  by: ['supplier'],
  summary: 'Confirm that withdrawn goods are back, or need not come back: their price goes to the consumer',
  input: z.strictObject({ withdrawal: text(64) }),
  concerns,
  ready: (order) =>
    noneOpen(order) ?? (order.dispute === null ? null : reject('dispute-open', 'A dispute is open.')),
  decide: (order, { withdrawal }, context) => {
    const one = openOne(order, withdrawal);
    return one === undefined ? unknown(withdrawal) : accept(...honour(order, one, 'GOODS_BACK', context));
  },
});
