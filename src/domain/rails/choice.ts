import { formatAmount } from '../money.ts';
import type { Profile } from '../order/profile.ts';
import { settlementPlan } from '../order/settlement.ts';
import { settlementEvents, type Terms } from '../order/terms.ts';
import { addDays, endOfDay, isAfter, millisBetween } from '../order/time.ts';
import { type Finality, type Rail, type RailId, rails } from './rail.ts';

/** What is to be paid, in minor units of a currency. */
export interface Payable {
  amountMinor: number;
  currency: string;
}

export type RailRefusal =
  | 'not-offered'
  | 'taken-back'
  | 'currency'
  | 'amount-too-small'
  | 'amount-too-large'
  | 'hold-too-short';

/** Whether a payment may come over a rail; refused with the clause it breaks. */
export type RailChoice = { rail: RailId; title: string; finality: Finality; refundableDays: number | null } & (
  | { allowed: true }
  | { allowed: false; code: RailRefusal; clause: string; why: string }
);

const DAY = 86_400_000;

type ClauseOfTime = 'deliverBy' | 'settlement' | 'transport' | 'inspectionDays' | 'withdrawal';

/** Days after arrival until the last goods that a consumer withdraws from are dealt with; 0 where nobody can. */
function withdrawalDays({ withdrawal }: Pick<Terms, 'withdrawal'>): number {
  if (withdrawal === undefined || withdrawal.days === 0) return 0;
  return withdrawal.days + 1 + Math.max(withdrawal.sendBackDays, withdrawal.refundDays);
}

/**
 * Days from now until the contract lets the last of the money go: to the delivery date, and where receipt is waited
 * for, the days after which it counts as confirmed and the buyer's inspection as well, or, where that is longer, the
 * days in which a consumer withdraws and the goods come back. At least 0.
 */
export function leadDays(
  { terms, profile }: { terms: Pick<Terms, ClauseOfTime>; profile: Profile },
  now: string,
): number {
  const last = settlementPlan(terms)
    .map(({ at }) => at)
    .sort((one, other) => settlementEvents.indexOf(one) - settlementEvents.indexOf(other))
    .at(-1);
  if (last === 'CONTRACT_FUNDED') return 0;
  const delivered = endOfDay(terms.deliverBy);
  const from = isAfter(now, delivered) ? now : delivered;
  const confirmed = profile.clocks.autoConfirmDays[terms.transport] + terms.inspectionDays;
  const waits = Math.max(confirmed, withdrawalDays(terms));
  const until = last === 'RECEIPT_CONFIRMED' ? addDays(from, waits) : from;
  return Math.ceil(millisBetween(now, until) / DAY);
}

type Refused = { code: RailRefusal; clause: string; why: string };

type House = { offered: readonly RailId[]; takenBack?: readonly RailId[] };

function refusalOf(rail: Rail, { amountMinor, currency }: Payable, lead: number, house: House): Refused | null {
  const { id, title, holdLimitDays, currencies, minMinor, maxMinor } = rail;
  if (!house.offered.includes(id)) return { code: 'not-offered', clause: 'rail', why: `${title} is not offered here.` };
  if (house.takenBack?.includes(id)) {
    const why = `A payment of this request over ${title} was disputed: it is paid over another rail.`;
    return { code: 'taken-back', clause: 'rail', why };
  }
  if (currencies !== null && !currencies.includes(currency))
    return { code: 'currency', clause: 'currency', why: `${title} does not carry ${currency}.` };
  const least = minMinor[currency] ?? 0;
  if (amountMinor < least) {
    const why = `${title} carries at least ${formatAmount(least, currency)} ${currency}.`;
    return { code: 'amount-too-small', clause: 'amount', why };
  }
  if (maxMinor !== null && amountMinor > maxMinor) {
    const why = `${title} carries at most ${formatAmount(maxMinor, currency)} ${currency}.`;
    return { code: 'amount-too-large', clause: 'amount', why };
  }
  if (holdLimitDays !== null && holdLimitDays < lead) {
    const why = `${title} lets money rest ${holdLimitDays} days, the contract holds it for ${lead} more.`;
    return { code: 'hold-too-short', clause: 'settlement', why };
  }
  return null;
}

/**
 * Every rail, allowed or refused for this payment of this contract (requirements.md S10): a rail that holds money for a
 * shorter time than the contract will, does not carry the currency or the amount, or is not offered, is refused with
 * the clause and both numbers; so is one over which a payment of the same request was disputed (`takenBack`).
 */
export function railsFor(
  contract: Parameters<typeof leadDays>[0],
  payable: Payable,
  { now, ...house }: { now: string } & House,
): RailChoice[] {
  const lead = leadDays(contract, now);
  return Object.values(rails).map((rail) => {
    const { id, title, finality, refundableDays } = rail;
    const refused = refusalOf(rail, payable, lead, house);
    const told = { rail: id, title, finality, refundableDays };
    return refused === null ? { ...told, allowed: true } : { ...told, allowed: false, ...refused };
  });
}
