import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { isCustomised } from '../customisation.ts';
import { allSettled, disbursementsWaitFor, isWhole } from '../escrow.ts';
import { fact } from '../facts.ts';
import type { CaseEntry, Contracted, OrderAt } from '../order.ts';
import { commandOf, defineStage } from '../stage.ts';
import { addDays, isAfter } from '../time.ts';
import { approvalClock, paymentClock } from './clocks.ts';

const command = commandOf<'completed'>();
type Completed = OrderAt<'completed'>;
const about = z.strictObject({
  line: z.int().min(1).max(999),
  quantity: z.int().min(1).max(1_000_000_000),
  detail: z.string().trim().min(1).max(4000),
});

const receivedAt = (order: Contracted): string => order.receipt.confirmed?.at ?? order.stageSince;
const claimUntil = (order: Contracted): string => addDays(receivedAt(order), order.contract.terms.claimDays);
const warrantyUntil = (order: Contracted): string => addDays(receivedAt(order), order.contract.terms.warrantyDays);
const latestOf = (left: string, right: string): string => (isAfter(left, right) ? left : right);

/** A case about some pieces of one line; refused when the contract has no such line or not so many pieces. */
function caseOf(order: Completed, kind: string, existing: CaseEntry[], input: z.output<typeof about>, now: string) {
  const line = order.contract.terms.lines.find((each) => each.line === input.line);
  if (line === undefined) return reject('lines-unknown', `The contract has no line ${input.line}.`);
  const already = existing
    .filter((each) => each.line === input.line)
    .reduce((total, { quantity }) => total + quantity, 0);
  if (already + input.quantity > line.quantity) {
    return reject(
      'quantities-do-not-add-up',
      `Line ${input.line} has ${line.quantity} pieces, ${already} of them in cases already.`,
    );
  }
  return { id: `${order.order}-${kind}${existing.length + 1}`, ...input, at: now };
}

/**
 * The order is done; what comes after the sale runs in a workflow of its own until the last of its clocks has run out.
 */
export const completed = defineStage('completed', {
  title: 'Completed, after-sales',
  commands: {
    openReturn: command({
      by: ['buyer'],
      summary: 'Ask to return pieces within the claim period; customised goods are excluded',
      input: about,
      ready: (order, { now }) =>
        order.contract.terms.withdrawal !== undefined
          ? reject(
              'withdrawal-over',
              'By the clause withdrawal, goods are sent back within the right of withdrawal; it is over.',
              { clause: 'withdrawal' },
            )
          : isAfter(now, claimUntil(order))
          ? reject('claim-period-over', `The claim period ended at ${claimUntil(order)}.`)
          : null,
      decide: (order, input, { now }) => {
        const bespoke = order.contract.terms.lines.find((each) => each.line === input.line && isCustomised(each));
        if (bespoke !== undefined) {
          return reject(
            'non-returnable',
            `By clause ${bespoke.customisation === undefined ? 'customised' : 'customisation'} of line ${input.line} ` +
              'these goods were made for the buyer: they cannot be returned, only claimed under warranty.',
            { clause: `lines.${input.line}.${bespoke.customisation === undefined ? 'customised' : 'customisation'}` },
          );
        }
        const entry = caseOf(order, 'R', order.afterSales.returns, input, now);
        return 'rejection' in entry ? entry : accept(fact('ReturnOpened', { entry }));
      },
    }),
    openWarrantyClaim: command({
      by: ['buyer'],
      summary: 'Claim under warranty',
      input: about,
      ready: (order, { now }) =>
        isAfter(now, warrantyUntil(order))
          ? reject('warranty-over', `The warranty ended at ${warrantyUntil(order)}.`)
          : null,
      decide: (order, input, { now }) => {
        const entry = caseOf(order, 'W', order.afterSales.warrantyClaims, input, now);
        return 'rejection' in entry ? entry : accept(fact('WarrantyClaimed', { entry }));
      },
    }),
    orderParts: command({
      by: ['buyer'],
      summary: 'Order spare parts for a line of this order',
      input: about,
      decide: (order, input, { now }) => {
        const known = order.contract.terms.lines.some(({ line }) => line === input.line);
        if (!known) return reject('lines-unknown', `The contract has no line ${input.line}.`);
        const id = `${order.order}-S${order.afterSales.partsOrders.length + 1}`;
        return accept(fact('PartsOrdered', { entry: { id, ...input, at: now } }));
      },
    }),
    rate: command({
      by: ['buyer', 'supplier'],
      summary: 'Rate the other side, once',
      input: z.strictObject({ stars: z.int().min(1).max(5), comment: z.string().max(2000).default('') }),
      ready: (order, { by }) =>
        order.afterSales.ratings.some(({ party }) => party === by.party)
          ? reject('already-rated', 'You have rated this trade.')
          : null,
      decide: (_order, input, { by, now }) =>
        accept(fact('Rated', { rating: { party: by.party === 'buyer' ? 'buyer' : 'supplier', ...input, at: now } })),
    }),
  },
  clocks: {
    afterSalesEnd: {
      label: 'end of claim period and warranty',
      at: (order) => latestOf(claimUntil(order), warrantyUntil(order)),
    },
    approvalDue: approvalClock,
    paymentDue: paymentClock,
  },
  waitsFor: disbursementsWaitFor,
  // A payment that came much too late is on its way back: the order stays open until the bank has carried it out.
  leaves: (order) =>
    order.elapsed.includes('afterSalesEnd') && allSettled(order) && isWhole(order)
      ? { to: 'closed', outcome: 'completed', reason: 'The trade is done; claim period and warranty are over.' }
      : null,
  leadsTo: ['closed'],
});
