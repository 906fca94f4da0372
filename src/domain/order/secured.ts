import { fullyPaid, leftToAsk, openRequests, worth } from './escrow.ts';
import type { Contracted } from './order.ts';

/** What a letter of credit is opened over: all that is neither paid nor asked for on contract, in minor units. */
export const leftForCredit = (order: Contracted): number =>
  leftToAsk(order) + worth(openRequests(order).filter(({ due }) => due === 'BEFORE_TITLE_TRANSFER'));

/** True while a letter of credit stands for what is not paid yet: the goods may leave on the bank's undertaking. */
export const securedByCredit = ({ credit }: Contracted, now: string): boolean =>
  credit !== undefined && Date.parse(now) <= Date.parse(credit.until);

/** True when the contract wants a letter of credit and none stands yet. */
export const wantsCredit = ({ contract, credit }: Contracted): boolean =>
  contract.terms.paymentMethod === 'LETTER_OF_CREDIT' && credit === undefined;

/** Shipped on the undertaking of a bank: title does not pass on receipt before the bank, or the buyer, has paid. */
export const owedOnCredit = (order: Contracted): boolean =>
  !fullyPaid(order) && (order.contract.terms.paymentMethod === 'LETTER_OF_CREDIT' || order.credit !== undefined);

/**
 * Whether a payment that is missing ends the trade: the goods have not left, or have on the undertaking of a bank.
 * Those on their way cannot be kept back, and what the buyer has confirmed is not undone.
 */
export const endsUnpaid = (order: Contracted): boolean =>
  order.receipt.confirmed === null && (order.shipment.handedOverAt === null || owedOnCredit(order));

/** How many payments the contract asks for before title transfer: as many instalments a credit is drawn by. */
export const paymentsByCredit = ({ contract }: Contracted): number =>
  contract.terms.paymentPlan.filter(({ due }) => due === 'BEFORE_TITLE_TRANSFER').length;
