import { z } from 'zod';
import { currencySchema } from '../money.ts';
import { stages } from './order.ts';
import { basisPoints } from './clauses.ts';
import { transportModes } from './terms.ts';
import { type WithdrawalRight, withdrawalRight } from './withdrawal-clause.ts';

/**
 * What a party owes when it leaves a trade: free to go, only with the other side's consent, or not at all; the fee is
 * a share of the contract.
 */
const cancellationRule = z.strictObject({ how: z.enum(['ALLOWED', 'NEEDS_CONSENT', 'REFUSED']), feeBp: basisPoints });
export type CancellationRule = z.output<typeof cancellationRule>;

const days = z.int().min(0).max(3650);
const atLeastOne = z.int().min(1).max(3650);
const cost = z.int().min(0).max(1_000_000_000);

/** What has to do with goods: a trade of services goes through none of it. */
export const goodsStages = ['warehouse', 'matching', 'customs', 'shipment'] as const;
/** What goods that go straight from the supplier to the buyer do without. */
export const warehouseStages = goodsStages.filter((stage) => stage !== 'shipment');

const clocks = z.strictObject({
  answerBusinessDays: atLeastOne,
  answerWarningBusinessDays: days,
  detailsBusinessDays: atLeastOne,
  /** How long one counter-offer binds at most; what is offered for longer ends with it. */
  counterOfferDays: atLeastOne.optional(),
  confirmContractBusinessDays: atLeastOne,
  paymentDays: atLeastOne,
  balancePaymentDays: atLeastOne,
  /** How long after a deadline the bank may take to tell what it booked by then; left out: no time. */
  bankNoticeBusinessDays: days.optional(),
  deliveryWarningDays: days,
  deliveryGraceDays: days,
  inspectionBusinessDays: atLeastOne,
  packingListBusinessDays: atLeastOne,
  discrepancyBusinessDays: atLeastOne,
  customsBusinessDays: atLeastOne,
  approvalBusinessDays: atLeastOne,
  bankAnswerBusinessDays: atLeastOne,
  firstTrackingHours: z.int().min(1).max(8760),
  autoConfirmDays: z.record(z.enum(transportModes), atLeastOne),
  receiptReminderDays: days,
  disputeAnswerDays: atLeastOne,
  disputeNegotiationDays: atLeastOne,
});

export const profileFields = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, 2 to 41'),
  version: z.int().min(1),
  /** B2C: for orders of consumers only, whose contract is clicked; without it, orders between businesses. */
  mode: z.literal('B2C').optional(),
  /** True: customs must have released the goods before title and money move (DESIGN.md, decision 2). */
  releaseAfterCustoms: z.boolean(),
  /** True: the first mismatched payment closes the trade, the source's literal rule (DESIGN.md, decision 5). */
  strictPayment: z.boolean(),
  negotiationRounds: z.int().min(1).max(100),
  clocks,
  /** What one returned payment costs the buyer, in minor units by currency; `other` in the currency of the payment. */
  returnCostMinor: z.record(z.union([currencySchema, z.literal('other')]), cost),
  /** Who bears what providers and banks charge for payments; left out: the buyer, and for consumers the house. */
  paymentCharges: z.enum(['BUYER', 'HOUSE']).optional(),
  cancellation: z.partialRecord(
    z.enum(stages),
    z.strictObject({ buyer: cancellationRule, supplier: cancellationRule }),
  ),
  /** In mode B2C: the right of consumers to withdraw; without it they have none. */
  withdrawal: withdrawalRight.optional(),
  /** Stages the trade does without: inspection, or everything that has to do with goods. */
  skips: z.array(z.enum(['inspection', ...goodsStages])).optional(),
});

/**
 * A versioned set of gates, clocks and options; an order pins the one it was opened with. Days are calendar days
 * unless named otherwise.
 */
export type Profile = z.output<typeof profileFields>;

/**
 * Who bears what payments cost (requirements.md S65). Consumers are not charged for their means of payment (Directive
 * (EU) 2015/2366, article 62(4)).
 */
export const chargesBorneBy = ({ mode, paymentCharges }: Profile): 'BUYER' | 'HOUSE' =>
  paymentCharges ?? (mode === 'B2C' ? 'HOUSE' : 'BUYER');

/** The profile of orders of consumers has one name, by which they are opened. */
export const consumerProfile = 'retail';

const free: CancellationRule = { how: 'ALLOWED', feeBp: 0 };
const consent = (feeBp: number): CancellationRule => ({ how: 'NEEDS_CONSENT', feeBp });
const refused: CancellationRule = { how: 'REFUSED', feeBp: 0 };

/**
 * Secured trade as K100B2B describes it: escrow, designated warehouse, release on title transfer. Defaults:
 * domain-rules.md, clocks.
 */
export const securedTrade: Profile = {
  id: 'secured-trade',
  version: 3,
  releaseAfterCustoms: true,
  strictPayment: false,
  negotiationRounds: 10,
  clocks: {
    answerBusinessDays: 2,
    answerWarningBusinessDays: 1,
    detailsBusinessDays: 10,
    counterOfferDays: 30,
    confirmContractBusinessDays: 5,
    paymentDays: 5,
    balancePaymentDays: 10,
    bankNoticeBusinessDays: 1,
    deliveryWarningDays: 7,
    deliveryGraceDays: 30,
    inspectionBusinessDays: 3,
    packingListBusinessDays: 3,
    discrepancyBusinessDays: 5,
    customsBusinessDays: 10,
    approvalBusinessDays: 2,
    bankAnswerBusinessDays: 3,
    firstTrackingHours: 48,
    autoConfirmDays: { COURIER: 15, AIR: 15, ROAD: 30, RAIL: 30, SEA_FCL: 45, SEA_LCL: 45 },
    receiptReminderDays: 3,
    disputeAnswerDays: 3,
    disputeNegotiationDays: 14,
  },
  returnCostMinor: { USD: 2500, EUR: 2500, GBP: 2000, HKD: 20_000, CNY: 18_000, other: 2500 },
  cancellation: {
    contract: { buyer: free, supplier: free },
    escrow: { buyer: free, supplier: free },
    production: { buyer: consent(1000), supplier: free },
    warehouse: { buyer: consent(2000), supplier: consent(0) },
    inspection: { buyer: consent(2000), supplier: consent(0) },
    matching: { buyer: consent(2000), supplier: consent(0) },
    customs: { buyer: consent(3000), supplier: consent(0) },
    release: { buyer: consent(3000), supplier: consent(0) },
    shipment: { buyer: refused, supplier: refused },
    receipt: { buyer: refused, supplier: refused },
  },
};

/** The literal reading of the source: the first payment that is not exact ends the trade. */
export const strictSecuredTrade: Profile = { ...securedTrade, id: 'secured-trade-strict', strictPayment: true };

/**
 * Wholesale of stock goods: the same way as secured trade without an inspection of the house's own, negotiated in few
 * rounds and paid soon.
 */
export const wholesale: Profile = {
  ...securedTrade,
  id: 'wholesale',
  negotiationRounds: 4,
  clocks: { ...securedTrade.clocks, paymentDays: 3, confirmContractBusinessDays: 3, deliveryGraceDays: 14 },
  cancellation: { ...securedTrade.cancellation, production: { buyer: consent(500), supplier: free } },
  skips: ['inspection'],
};

/** Services: paid into escrow before they are performed, released when the client confirms, or by silence. */
export const services: Profile = {
  ...securedTrade,
  id: 'services',
  releaseAfterCustoms: false,
  cancellation: {
    contract: { buyer: free, supplier: free },
    escrow: { buyer: free, supplier: free },
    production: { buyer: consent(2000), supplier: free },
    receipt: { buyer: refused, supplier: refused },
  },
  skips: ['warehouse', 'inspection', 'matching', 'customs', 'shipment'],
};

/** Directive 2011/83/EU: articles 9 (14 days), 13 (refund) and 14 (return, at the consumer's cost). */
export const consumersRight: WithdrawalRight = { days: 14, sendBackDays: 14, refundDays: 14, returnCost: 'BUYER' };

/**
 * Retail: a consumer's order, agreed by a click and paid whole into escrow. The courier takes the goods over from the
 * supplier; receipt, confirmed or by silence, releases the money once the right of withdrawal is over. Until the
 * courier has the goods the consumer may leave without a fee.
 */
export const retail: Profile = {
  ...securedTrade,
  id: consumerProfile,
  version: 3,
  mode: 'B2C',
  releaseAfterCustoms: false,
  clocks: { ...securedTrade.clocks, paymentDays: 1, deliveryWarningDays: 1, deliveryGraceDays: 7 },
  cancellation: {
    contract: { buyer: free, supplier: free },
    escrow: { buyer: free, supplier: free },
    production: { buyer: free, supplier: free },
    shipment: { buyer: free, supplier: refused },
    receipt: { buyer: refused, supplier: refused },
  },
  withdrawal: consumersRight,
  skips: ['warehouse', 'inspection', 'matching', 'customs'],
};

/**
 * Samples: a few pieces, before the order that follows. Paid whole into escrow like any order, sent by courier straight
 * from the supplier, released when the buyer has received them.
 */
export const samples: Profile = {
  ...securedTrade,
  id: 'samples',
  version: 2,
  releaseAfterCustoms: false,
  negotiationRounds: 4,
  clocks: { ...securedTrade.clocks, deliveryWarningDays: 2, deliveryGraceDays: 14 },
  cancellation: {
    contract: { buyer: free, supplier: free },
    escrow: { buyer: free, supplier: free },
    production: { buyer: consent(5000), supplier: free },
    shipment: { buyer: refused, supplier: refused },
    receipt: { buyer: refused, supplier: refused },
  },
  skips: ['warehouse', 'inspection', 'matching', 'customs'],
};

/** The profiles that come with the engine; others, and newer versions of these, are added without code. */
export const shippedProfiles: readonly Profile[] = [
  securedTrade,
  strictSecuredTrade,
  wholesale,
  services,
  samples,
  retail,
];
