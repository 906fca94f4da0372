import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { accept, reject } from '../decision.ts';
import { openDispute } from '../dispute.ts';
import { receivedLineSchema } from '../demand.ts';
import { held, isWhole } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import type { Contracted, OrderAt } from '../order.ts';
import { partlyAccepted } from '../partial-acceptance.ts';
import { owedOnCredit } from '../secured.ts';
import { afterReceipt, releasesOnTitle, withoutGoods } from '../route.ts';
import { settle } from '../settlement.ts';
import { type Context, commandOf, defineStage } from '../stage.ts';
import { acceptAll, checkLines, isComplete } from '../received-lines.ts';
import { checkAnswers, faultOfAnswers, type ReceiptAnswer, said } from '../receipt-checks.ts';
import { addDays, addMillis } from '../time.ts';
import { allWithdrawn, withdrawalClocks } from '../withdrawal.ts';
import { openWithdrawals } from '../withdrawn.ts';
import { approvalClock, paymentClock } from './clocks.ts';
import { reasonSchema } from './enquiry.ts';
import { reportException, surrenderBillOfLading, trackingEvent, transportMilestone } from './shipment.ts';

const command = commandOf<'receipt'>();
type Receiving = OrderAt<'receipt'>;

/**
 * What the warehouse at the destination asks the consignee of a part load for; the buyer reads it on the delivery
 * order.
 */
export const releaseCode = (order: Pick<Contracted, 'order' | 'contract' | 'goods'>): string =>
  hashOf({ order: order.order, contract: order.contract.hash, receipt: order.goods.receipt?.sha256 ?? null })
    .slice(0, 8)
    .toUpperCase();

/**
 * Confirmed by the buyer, or by the house when the clock ran out: title passes now where the contract kept it until
 * here.
 */
export function confirm(order: Contracted, by: 'buyer' | 'house', answer: ReceiptAnswer, context: Context): Fact[] {
  const confirmed = fact('ReceiptConfirmed', { by, ...said(answer) });
  // What a consumer may still send back stays the supplier's, and its money held.
  return order.receipt.withdrawUntil === undefined ? [confirmed, ...releaseOnReceipt(order, context)] : [confirmed];
}

function releaseOnReceipt(order: Contracted, context: Context): Fact[] {
  const { supplier, buyer } = order.companies;
  const title =
    releasesOnTitle(order) || withoutGoods(order)
      ? []
      : [fact('TitleTransferred', { act: `receipt of ${order.order}`, from: supplier, to: buyer })];
  return [...title, ...settle(order, 'RECEIPT_CONFIRMED', context)];
}

/** Received for good: the right of withdrawal is over, and nothing is open that what is held waits for. */
const isFinal = (order: Contracted): boolean =>
  order.receipt.confirmed !== null &&
  order.elapsed.includes('withdrawalOver') &&
  order.dispute === null &&
  openWithdrawals(order).length === 0;

/** Goods whose receipt is confirmed wait here only for the end of a consumer's right of withdrawal. */
const answered = (order: Receiving) => {
  if (order.receipt.confirmed !== null) return reject('already-confirmed', 'Receipt is confirmed already.');
  return allWithdrawn(order) ? reject('contract-withdrawn', 'You have withdrawn from all of it.') : null;
};

const undisturbed = (order: Receiving) => answered(order) ?? free(order);

const free = ({ dispute, shipment }: Receiving) => {
  if (dispute !== null) return reject('dispute-open', 'A dispute is open.');
  return shipment.exception === null ? null : reject('exception-open', 'An exception of the transport is open.');
};

/** The buyer collects, checks and confirms; silence confirms when the clock of the transport mode has run out. */
export const receipt = defineStage('receipt', {
  title: 'Receipt',
  commands: {
    collectAtPort: command({
      by: ['buyer'],
      summary: 'Collect a full container at the port of destination',
      input: z.strictObject({ reference: z.string().trim().min(1).max(35) }),
      ready: ({ contract, shipment, receipt: { collected } }) => {
        if (contract.terms.transport !== 'SEA_FCL')
          return reject('transport-mode', 'Only a full container is collected at the port.');
        if (collected !== null) return reject('already-collected', 'The goods are collected already.');
        return shipment.surrenderedAt === null
          ? reject('not-surrendered', 'The bill of lading is not surrendered.')
          : null;
      },
      decide: (_order, { reference }) => accept(fact('GoodsCollected', { how: 'PORT', reference })),
    }),
    collectAtWarehouse: command({
      by: ['buyer'],
      summary: 'Collect a part load at the designated warehouse, with the release code of the delivery order',
      input: z.strictObject({ releaseCode: z.string().trim().length(8) }),
      ready: ({ contract, receipt: { collected } }) => {
        if (contract.terms.transport !== 'SEA_LCL')
          return reject('transport-mode', 'Only a part load is collected at the warehouse.');
        return collected === null ? null : reject('already-collected', 'The goods are collected already.');
      },
      decide: (order, input) =>
        input.releaseCode.toUpperCase() === releaseCode(order)
          ? accept(fact('GoodsCollected', { how: 'WAREHOUSE', reference: input.releaseCode.toUpperCase() }))
          : reject('invalid-input', 'releaseCode: not the code of this delivery order.'),
    }),
    confirmReceipt: command({
      by: ['buyer'],
      summary: 'Confirm receipt, line by line; in part, while money is held, it is an offer to settle for that part',
      input: z.strictObject({
        lines: z.array(receivedLineSchema).min(1).max(100),
        /** The answers to the check-list of the contract, where it has one. */
        checks: checkAnswers.optional(),
      }),
      ready: (order) =>
        owedOnCredit(order)
          ? reject('payments-open', 'The letter of credit has not paid yet: title passes when it has.')
          : undisturbed(order),
      decide: (order, { lines, checks }, context) =>
        checkLines(order, lines) ??
        faultOfAnswers(order, lines, checks) ??
        (isComplete(order, lines) || held(order) === 0
          ? accept(...confirm(order, 'buyer', { lines, checks }, context))
          : accept(...partlyAccepted(order, { lines, checks }, context))),
    }),
    rejectReceipt: command({
      by: ['buyer'],
      summary: 'Reject the goods: a dispute while money is held, otherwise a claim for after-sales',
      input: reasonSchema,
      ready: (order) =>
        answered(order) ??
        (order.receipt.rejected === null && order.dispute === null
          ? null
          : reject('dispute-open', 'The rejection is already being dealt with.')),
      decide: (order, { reason }, context) => {
        const rejected = fact('ReceiptRejected', { reason });
        const disputed = held(order) > 0 || !isWhole(order);
        return disputed ? accept(rejected, openDispute(order, 'buyer', reason, context)) : accept(rejected);
      },
    }),
    extendInspection: command({
      by: ['buyer'],
      summary: 'Extend the time to inspect, once, by the days of the contract',
      input: z.strictObject({}),
      ready: (order) =>
        order.receipt.extended ? reject('already-extended', 'The time was extended once already.') : undisturbed(order),
      decide: ({ receipt: { autoConfirmAt }, contract }, _input, { now }) =>
        accept(
          fact('InspectionExtended', { autoConfirmAt: addDays(autoConfirmAt ?? now, contract.terms.inspectionDays) }),
        ),
    }),
    transportMilestone,
    surrenderBillOfLading,
    reportException,
    resolveException: command({
      by: ['carrier'],
      summary: 'The exception is over; the receipt clock goes on',
      input: z.strictObject({ detail: z.string().trim().min(1).max(2000) }),
      ready: ({ shipment }) => (shipment.exception === null ? reject('no-exception', 'No exception is open.') : null),
      decide: (order, { detail }, context) =>
        accept(
          fact('ExceptionResolved', {
            detail,
            autoConfirmAt: order.dispute === null ? resumedClock(order, context) : null,
          }),
        ),
    }),
  },
  kept: { trackingEvent },
  clocks: {
    receiptReminder: {
      label: 'reminder to check the goods',
      at: (order) => {
        const { autoConfirmAt } = order.receipt;
        const { receiptReminderDays } = order.profile.clocks;
        return autoConfirmAt === null || allWithdrawn(order) ? null : addDays(autoConfirmAt, -receiptReminderDays);
      },
    },
    autoConfirm: {
      label: 'receipt confirms itself',
      at: (order) => (owedOnCredit(order) || allWithdrawn(order) ? null : order.receipt.autoConfirmAt),
      runsOut: (order, context) => confirm(order, 'house', { lines: acceptAll(order) }, context),
    },
    withdrawalOver: {
      label: 'end of the right of withdrawal',
      at: ({ receipt: { withdrawUntil } }) => withdrawUntil ?? null,
    },
    releaseDue: {
      label: 'release after the right of withdrawal',
      at: (order) => (isFinal(order) ? (order.receipt.withdrawUntil ?? null) : null),
      runsOut: releaseOnReceipt,
    },
    ...withdrawalClocks,
    approvalDue: approvalClock,
    paymentDue: paymentClock,
  },
  waitsFor: (order) => {
    const { dispute, shipment } = order;
    if (dispute !== null) return ['supplier', 'adviser'];
    if (owedOnCredit(order)) return ['buyer', 'bank'];
    if (openWithdrawals(order).length > 0) return ['buyer', 'supplier'];
    return shipment.exception === null ? ['buyer'] : ['carrier'];
  },
  // Nothing arrives where a service was performed: the time to check it begins here.
  enters: (order, { now }) =>
    withoutGoods(order)
      ? [fact('ServicePerformed', { autoConfirmAt: addDays(now, order.contract.terms.inspectionDays) })]
      : [],
  leaves: (order) => {
    const { confirmed, rejected, withdrawUntil } = order.receipt;
    const waits = withdrawUntil !== undefined && !order.settled.includes('RECEIPT_CONFIRMED');
    if (confirmed !== null) return waits ? null : { to: afterReceipt(order) };
    const over = rejected !== null && order.dispute === null && held(order) === 0 && isWhole(order);
    return over ? { to: afterReceipt(order) } : null;
  },
  leadsTo: ['completed', 'release', 'refund'],
});

/** When the receipt clock, stopped with some time left, now runs out. */
export const resumedClock = (order: Contracted, { now }: Pick<Context, 'now'>): string | null =>
  order.receipt.pausedMillis === null ? null : addMillis(now, order.receipt.pausedMillis);
