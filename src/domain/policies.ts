import { formatAmount } from './money.ts';
import type { Stage } from './order/order.ts';
import { consumersRight, retail, securedTrade, strictSecuredTrade } from './order/profile.ts';
import { warrantyDays } from './retail/offer.ts';

/** What is published to everybody who trades (requirements.md S82, S89). */
export const policyNames = ['delivery', 'returns', 'cancellation', 'payment', 'privacy', 'secured-trading'] as const;
export type PolicyName = (typeof policyNames)[number];

const fee = (stage: Stage): string => `${(securedTrade.cancellation[stage]?.buyer.feeBp ?? 0) / 100} %`;
const named = ({ id, version }: { id: string; version: number }): string => `${id}@${version}`;

/** What a returned payment costs in each currency that has a cost of its own: `USD 25.00, HKD 200.00`. */
const returnCosts = Object.entries(securedTrade.returnCostMinor)
  .filter(([currency]) => currency !== 'other')
  .map(([currency, minor]) => `${currency} ${formatAmount(minor, currency)}`)
  .join(', ');

/** The figures that policies name, as the shipped profiles and consumers' contracts have them; none is typed twice. */
export const policyFigures: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    profile: named(securedTrade),
    strictProfile: named(strictSecuredTrade),
    retailProfile: named(retail),
    paymentDays: securedTrade.clocks.paymentDays,
    balanceDays: securedTrade.clocks.balancePaymentDays,
    noticeDays: securedTrade.clocks.bankNoticeBusinessDays ?? 0,
    retailPaymentDays: retail.clocks.paymentDays,
    graceDays: securedTrade.clocks.deliveryGraceDays,
    retailGraceDays: retail.clocks.deliveryGraceDays,
    disputeAnswerDays: securedTrade.clocks.disputeAnswerDays,
    disputeNegotiationDays: securedTrade.clocks.disputeNegotiationDays,
    courierDays: securedTrade.clocks.autoConfirmDays.COURIER,
    airDays: securedTrade.clocks.autoConfirmDays.AIR,
    roadDays: securedTrade.clocks.autoConfirmDays.ROAD,
    railDays: securedTrade.clocks.autoConfirmDays.RAIL,
    seaDays: securedTrade.clocks.autoConfirmDays.SEA_FCL,
    returnCosts,
    otherReturnCost: securedTrade.returnCostMinor.other ?? 0,
    productionFee: fee('production'),
    warehouseFee: fee('warehouse'),
    customsFee: fee('customs'),
    withdrawalDays: consumersRight.days,
    sendBackDays: consumersRight.sendBackDays,
    refundDays: consumersRight.refundDays,
    warrantyDays,
  }).map(([name, value]) => [name, String(value)]),
);
