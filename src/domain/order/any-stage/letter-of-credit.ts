import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { openRequests } from '../escrow.ts';
import { fact } from '../facts.ts';
import type { Contracted, ContractStage } from '../order.ts';
import { commandOf } from '../stage.ts';
import { addDays } from '../time.ts';
import { shipmentDayOf } from '../../credit/set.ts';

const command = commandOf<ContractStage>();
const number = z.string().min(1).max(40);

/** What the credit's own workflow tells the order: it stands, and money can come of it until then. */
export const creditStood = command({
  by: ['house'],
  summary: 'A letter of credit stands for what is due before title transfer',
  input: z.strictObject({ credit: number, until: z.iso.datetime() }),
  ready: ({ contract }) =>
    contract.terms.paymentMethod === 'LETTER_OF_CREDIT'
      ? null
      : reject('clause-fixed', 'By the clause paymentMethod, this contract is not paid by letter of credit.'),
  decide: (order, { credit, until }) =>
    order.credit?.number === credit && order.credit.until === until
      ? accept()
      : accept(fact('CreditStood', { credit, until })),
});

/**
 * A credit that ended undrawn leaves the buyer the days of a transfer for what is open; what its bank has honoured
 * before comes of the credit all the same, by its own deadline.
 */
export const creditFell = command({
  by: ['house'],
  summary: 'The letter of credit ended undrawn',
  input: z.strictObject({ credit: number, honoured: z.array(z.string().min(1).max(20)).max(100).optional() }),
  decide: (order, { credit, honoured }, { now }) => {
    if (order.credit?.number !== credit) return accept();
    const deadline = addDays(now, order.profile.clocks.balancePaymentDays);
    const open = openRequests(order).some(({ id }) => !honoured?.includes(id));
    const whole = open
      ? `The letter of credit ${credit} ended undrawn: the buyer pays by transfer.`
      : `The letter of credit ${credit} ended undrawn.`;
    const part = open
      ? `The letter of credit ${credit} ended undrawn for what is not honoured yet: the buyer pays by transfer.`
      : `The letter of credit ${credit} ended undrawn for what is not honoured yet.`;
    const detail = honoured === undefined ? whole : part;
    const fell = honoured === undefined ? { credit, deadline } : { credit, deadline, honoured };
    return accept(fact('CreditFell', fell), fact('AttentionRaised', { code: 'credit-fell', detail }));
  },
});

/** The day of shipment the credit has still to be told of; null when there is none. */
export function untoldShipment(order: Contracted): string | null {
  const day = order.credit === undefined ? null : shipmentDayOf(order);
  return day === null || day === order.credit?.toldShippedOn ? null : day;
}

export const creditToldOfShipment = command({
  by: ['house'],
  summary: 'The letter of credit was told when the goods were shipped',
  input: z.strictObject({ credit: number, on: z.iso.date() }),
  decide: (order, { credit, on }) =>
    order.credit?.number === credit && order.credit.toldShippedOn !== on
      ? accept(fact('CreditToldOfShipment', { credit, on }))
      : accept(),
});
