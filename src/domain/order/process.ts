import { rolesOn, type Actor, type Party, type Role } from '../parties.ts';
import { consentAmendment, proposeAmendment, refuseAmendment } from './any-stage/amendment.ts';
import {
  cancel,
  cancellationTerms,
  consentCancellation,
  quoteCancellation,
  refuseCancellation,
} from './any-stage/cancellation.ts';
import {
  acceptSettlement,
  answerDispute,
  offerSettlement,
  openDispute,
  ruleDispute,
  withdrawDispute,
} from './any-stage/dispute.ts';
import {
  approvePayout,
  approveRefund,
  disbursementOutcomeUnknown,
  disbursementRefused,
  disbursementSent,
  transferSettled,
} from './any-stage/money.ts';
import { creditReceived } from './any-stage/credit.ts';
import { creditFell, creditStood, creditToldOfShipment } from './any-stage/letter-of-credit.ts';
import {
  assignAdviser,
  clearAttention,
  extendDeadline,
  messageSchema,
  raiseAttention,
} from './any-stage/operations.ts';
import {
  acceptForceMajeure,
  claimForceMajeure,
  endForceMajeure,
  refuseForceMajeure,
} from './any-stage/force-majeure.ts';
import { chargesIncurred } from './any-stage/charges.ts';
import { creditReinstated, creditReversed, disbursementReturned } from './any-stage/reversal.ts';
import { replaceProvider } from './any-stage/provider.ts';
import { openPaymentLink, revokePaymentLink } from './any-stage/payment-link.ts';
import { confirmGoodsBack, proveSending, withdrawFromContract } from './any-stage/withdrawal.ts';
import type { ContractStage, OpenStage, Order, Stage } from './order.ts';
import { isContracted, openStages } from './order.ts';
import { answering } from './pending.ts';
import type { AnyClock, AnyRule, KeptRule, StageDefinition } from './stage.ts';
import { completed } from './stages/completed.ts';
import { contract } from './stages/contract.ts';
import { customs } from './stages/customs.ts';
import { enquiry } from './stages/enquiry.ts';
import { escrow } from './stages/escrow.ts';
import { inspection } from './stages/inspection.ts';
import { matching } from './stages/matching.ts';
import { production } from './stages/production.ts';
import { quote } from './stages/quote.ts';
import { receipt } from './stages/receipt.ts';
import { refund } from './stages/refund.ts';
import { release } from './stages/release.ts';
import { shipment } from './stages/shipment.ts';
import { warehouse } from './stages/warehouse.ts';
import { isAfter } from './time.ts';

/**
 * The trade, first stage to last. The router, the permissions, the deadlines and docs/process.md are all read off it.
 */
export const tradeProcess: Record<OpenStage, StageDefinition> = {
  enquiry,
  quote,
  contract,
  escrow,
  production,
  warehouse,
  inspection,
  matching,
  customs,
  release,
  shipment,
  receipt,
  refund,
  completed,
};

const signed = openStages.slice(openStages.indexOf('escrow')) as ContractStage[];
/** From payment to the goods receipt: while delivery is still the supplier's to make. */
const delivering: readonly ContractStage[] = ['escrow', 'production', 'warehouse'];
const withdrawable: readonly ContractStage[] = ['escrow', 'production', 'shipment', 'receipt'];
const trading = signed.filter((stage) => stage !== 'refund' && stage !== 'completed');

/** Commands that are not bound to one stage, with the stages that take them. */
const anyStage: Record<string, { rule: AnyRule; stages: readonly OpenStage[] }> = {
  creditReceived: { rule: creditReceived, stages: signed },
  chargesIncurred: { rule: chargesIncurred, stages: signed },
  openPaymentLink: { rule: openPaymentLink, stages: trading },
  revokePaymentLink: { rule: revokePaymentLink, stages: trading },
  approvePayout: { rule: approvePayout, stages: signed },
  approveRefund: { rule: approveRefund, stages: signed },
  disbursementSent: { rule: disbursementSent, stages: signed },
  disbursementOutcomeUnknown: { rule: disbursementOutcomeUnknown, stages: signed },
  disbursementRefused: { rule: disbursementRefused, stages: signed },
  transferSettled: { rule: transferSettled, stages: signed },
  creditStood: { rule: creditStood, stages: signed },
  creditFell: { rule: creditFell, stages: signed },
  creditToldOfShipment: { rule: creditToldOfShipment, stages: signed },
  creditReversed: { rule: creditReversed, stages: signed },
  creditReinstated: { rule: creditReinstated, stages: signed },
  disbursementReturned: { rule: disbursementReturned, stages: signed },
  claimForceMajeure: { rule: claimForceMajeure, stages: delivering },
  acceptForceMajeure: { rule: acceptForceMajeure, stages: trading },
  refuseForceMajeure: { rule: refuseForceMajeure, stages: trading },
  endForceMajeure: { rule: endForceMajeure, stages: trading },
  cancel: { rule: cancel, stages: trading },
  consentCancellation: { rule: consentCancellation, stages: trading },
  refuseCancellation: { rule: refuseCancellation, stages: trading },
  withdrawFromContract: { rule: withdrawFromContract, stages: withdrawable },
  proveSending: { rule: proveSending, stages: ['shipment', 'receipt'] },
  confirmGoodsBack: { rule: confirmGoodsBack, stages: ['shipment', 'receipt'] },
  proposeAmendment: { rule: proposeAmendment, stages: trading },
  consentAmendment: { rule: consentAmendment, stages: trading },
  refuseAmendment: { rule: refuseAmendment, stages: trading },
  openDispute: { rule: openDispute, stages: signed.filter((stage) => stage !== 'refund') },
  answerDispute: { rule: answerDispute, stages: trading },
  offerSettlement: { rule: offerSettlement, stages: trading },
  acceptSettlement: { rule: acceptSettlement, stages: trading },
  withdrawDispute: { rule: withdrawDispute, stages: trading },
  ruleDispute: { rule: ruleDispute, stages: trading },
  raiseAttention: { rule: raiseAttention, stages: openStages },
  assignAdviser: { rule: assignAdviser, stages: openStages },
  replaceProvider: { rule: replaceProvider, stages: openStages.filter((stage) => stage !== 'completed') },
  clearAttention: { rule: clearAttention, stages: openStages },
  extendDeadline: { rule: extendDeadline(runningClock), stages: openStages },
};

const everybody: readonly Party[] = [
  'buyer',
  'supplier',
  'adviser',
  'account-manager',
  'warehouse-operator',
  'inspector',
  'customs-broker',
  'carrier',
  'customer-service',
  'operator',
];
const keptAnywhere: Record<string, KeptRule> = {
  sendMessage: { by: everybody, summary: 'Write to the others of this order', input: messageSchema, kept: true },
};

const disputeClocks: Record<string, AnyClock> = {
  disputeAnswer: {
    label: 'time to answer the dispute',
    at: ({ dispute }: { dispute: { answeredAt: string | null; answerBy: string } | null }) =>
      dispute !== null && dispute.answeredAt === null ? dispute.answerBy : null,
    attention: 'The dispute is not answered.',
  } as unknown as AnyClock,
  disputeNegotiation: {
    label: 'time to settle the dispute',
    at: ({ dispute }: { dispute: { negotiateUntil: string } | null }) => dispute?.negotiateUntil ?? null,
    attention: 'The parties did not settle the dispute: an adviser rules it, a second one confirms.',
  } as unknown as AnyClock,
};

/** A command of a stage, or null where the stage has none of that name. */
export function ruleOf(stage: Stage, command: string): AnyRule | null {
  if (stage === 'closed') return null;
  const bound = tradeProcess[stage].commands;
  if (Object.hasOwn(bound, command)) return bound[command] ?? null;
  const free = Object.hasOwn(anyStage, command) ? anyStage[command] : undefined;
  return free?.stages.includes(stage) ? free.rule : null;
}

/** A kept command of a stage, or null. Messages can be sent in every stage, also after the order is closed. */
export function keptRuleOf(stage: Stage, command: string): KeptRule | null {
  if (Object.hasOwn(keptAnywhere, command)) return keptAnywhere[command] ?? null;
  if (stage === 'closed') return null;
  const bound = tradeProcess[stage].kept;
  return Object.hasOwn(bound, command) ? (bound[command] ?? null) : null;
}

/** Every command there is, with the stages that take it: the API's routes and the documents are made from it. */
export function allCommands(): { command: string; stages: OpenStage[]; rule: AnyRule | KeptRule }[] {
  const names = new Set([
    ...openStages.flatMap((stage) => [
      ...Object.keys(tradeProcess[stage].commands),
      ...Object.keys(tradeProcess[stage].kept),
    ]),
    ...Object.keys(anyStage),
    ...Object.keys(keptAnywhere),
  ]);
  return [...names].map((command) => {
    const taking = openStages.filter((stage) => ruleOf(stage, command) ?? keptRuleOf(stage, command));
    const rule = taking.map((stage) => ruleOf(stage, command) ?? keptRuleOf(stage, command))[0];
    return { command, stages: taking, rule: rule as AnyRule | KeptRule };
  });
}

/** The clocks of a stage, those of disputes included wherever a contract runs. */
export function clocksOf(stage: Stage): Record<string, AnyClock> {
  if (stage === 'closed') return {};
  return (trading as OpenStage[]).includes(stage)
    ? { ...tradeProcess[stage].clocks, ...disputeClocks }
    : tradeProcess[stage].clocks;
}

export interface RunningClock {
  clock: string;
  label: string;
  at: string;
}

/** The clocks that run now, the earliest first; what has run out once does not run again in this stage. */
export function runningClocks(order: Order): RunningClock[] {
  return Object.entries(clocksOf(order.stage))
    .flatMap(([clock, { label }]) => {
      const at = runningClock(order, clock);
      return at === null ? [] : [{ clock, label, at }];
    })
    .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
}

function runningClock(order: Order, clock: string): string | null {
  const clocks = clocksOf(order.stage);
  const definition = Object.hasOwn(clocks, clock) ? clocks[clock] : undefined;
  if (definition === undefined || order.elapsed.includes(clock)) return null;
  const at = definition.at(order as never);
  const extended = order.extended[clock];
  return at !== null && extended !== undefined && isAfter(extended, at) ? extended : at;
}

/** Who can move the order now. */
export function waitingOn(order: Order): Party[] {
  if (order.stage === 'closed') return [];
  const answers = isContracted(order) ? answering(order) : [];
  return [...new Set([...answers, ...tradeProcess[order.stage].waitsFor(order as never)])];
}

/** In which of the actor's roles a rule may be used on this order; null when in none. */
export function partyFor(rule: { by: readonly Party[] }, order: Order, actor: Actor): Role | null {
  return rolesOn(order.companies, actor).find((role) => rule.by.includes(role)) ?? null;
}

export { cancellationTerms, quoteCancellation };
