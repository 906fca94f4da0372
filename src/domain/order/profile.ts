import type { z } from 'zod';
import type { Stage } from './order.ts';
import type { basisPoints, TransportMode } from './terms.ts';

/**
 * What a party owes when it leaves a trade: free to go, only with the other side's consent, or not at all; the fee is
 * a share of the contract.
 */
export interface CancellationRule {
  how: 'ALLOWED' | 'NEEDS_CONSENT' | 'REFUSED';
  feeBp: z.output<typeof basisPoints>;
}

/**
 * A versioned set of gates, clocks and options; an order pins the one it was opened with. Days are calendar days
 * unless named otherwise.
 */
export interface Profile {
  id: string;
  version: number;
  /** True: customs must have released the goods before title and money move (DESIGN.md, decision 2). */
  releaseAfterCustoms: boolean;
  /** True: the first mismatched payment closes the trade, the source's literal rule (DESIGN.md, decision 5). */
  strictPayment: boolean;
  negotiationRounds: number;
  clocks: {
    answerBusinessDays: number;
    answerWarningBusinessDays: number;
    detailsBusinessDays: number;
    confirmContractBusinessDays: number;
    paymentDays: number;
    balancePaymentDays: number;
    deliveryWarningDays: number;
    deliveryGraceDays: number;
    inspectionBusinessDays: number;
    packingListBusinessDays: number;
    discrepancyBusinessDays: number;
    customsBusinessDays: number;
    approvalBusinessDays: number;
    bankAnswerBusinessDays: number;
    firstTrackingHours: number;
    autoConfirmDays: Record<TransportMode, number>;
    receiptReminderDays: number;
    disputeAnswerDays: number;
    disputeNegotiationDays: number;
  };
  /** What one returned payment costs the buyer, in minor units by currency; `other` in the currency of the payment. */
  returnCostMinor: Record<string, number>;
  cancellation: Partial<Record<Stage, Record<'buyer' | 'supplier', CancellationRule>>>;
}

const free: CancellationRule = { how: 'ALLOWED', feeBp: 0 };
const consent = (feeBp: number): CancellationRule => ({ how: 'NEEDS_CONSENT', feeBp });
const refused: CancellationRule = { how: 'REFUSED', feeBp: 0 };

/**
 * Secured trade as K100B2B describes it: escrow, designated warehouse, release on title transfer. Defaults:
 * domain-rules.md, clocks.
 */
export const securedTrade: Profile = {
  id: 'secured-trade',
  version: 1,
  releaseAfterCustoms: true,
  strictPayment: false,
  negotiationRounds: 10,
  clocks: {
    answerBusinessDays: 2,
    answerWarningBusinessDays: 1,
    detailsBusinessDays: 10,
    confirmContractBusinessDays: 5,
    paymentDays: 5,
    balancePaymentDays: 10,
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

/** The profiles an order can be opened with, by id; the newest version of each. */
export const profiles: Record<string, Profile> = {
  [securedTrade.id]: securedTrade,
  [strictSecuredTrade.id]: strictSecuredTrade,
};
