import { hashOf } from '../hash.ts';
import { reject } from './decision.ts';
import type { Profile } from './profile.ts';
import { withoutGoods, withoutWarehouse } from './route.ts';
import { unpacked } from './line.ts';
import type { Terms } from './terms.ts';
import { clauseOf } from './withdrawal-clause.ts';

/** What is wrong with the terms of a trade of services. Nobody performs for money that is not there. */
function faultOfServices({ settlement, paymentPlan }: Terms): string | null {
  if (settlement.trigger !== 'RECEIPT_CONFIRMED') return 'settlement: services are released on RECEIPT_CONFIRMED';
  return paymentPlan.every(({ due }) => due === 'ON_CONTRACT')
    ? null
    : 'paymentPlan: services are paid ON_CONTRACT, before they are performed';
}

/**
 * What is wrong with the terms of goods that the courier takes straight from the supplier: nobody counts them there.
 */
function faultOfStraight(terms: Terms): string | null {
  const { settlement, paymentPlan, transport, lateDelivery } = terms;
  if (settlement.trigger !== 'RECEIPT_CONFIRMED')
    return 'settlement: without a warehouse the money is released on RECEIPT_CONFIRMED';
  if (paymentPlan.some(({ due }) => due !== 'ON_CONTRACT'))
    return 'paymentPlan: without a warehouse everything is paid ON_CONTRACT';
  if (transport !== 'COURIER') return 'transport: what goes straight from the supplier goes by COURIER';
  return lateDelivery?.measuredBy === 'GOODS_RECEIVED'
    ? 'lateDelivery.measuredBy: without a warehouse it is GOODS_READY'
    : faultOfGoods(terms);
}

/** The first line that does not say what customs and the warehouse ask of goods. */
function faultOfGoods({ lines }: Terms): string | null {
  const bare = lines.findIndex(({ hsCode }) => hsCode === '');
  if (bare >= 0) return `lines.${bare}.hsCode: goods need an HS code`;
  const loose = lines.findIndex(({ packing }) => isUnpacked(packing));
  return loose >= 0 ? `lines.${loose}.packing: goods need their packing` : null;
}

const isUnpacked = (packing: Terms['lines'][number]['packing']): boolean =>
  Object.entries(unpacked).every(([name, value]) => packing[name as keyof typeof unpacked] === value);

/** A consumer's contract grants the right of withdrawal of its profile, no less and no more; no other contract does. */
function faultOfRight({ withdrawal: right }: Profile, { withdrawal, lines }: Terms): string | null {
  if (right === undefined) return withdrawal === undefined ? null : 'withdrawal: consumers alone withdraw';
  const granted = withdrawal !== undefined && hashOf(withdrawal) === hashOf(clauseOf(right, lines, withdrawal.exempt));
  return granted ? null : 'withdrawal: the right is that of the profile';
}

/** A clause about a stage that the profile does without. */
function faultOfStages(profile: Profile, terms: Terms): string | null {
  if (profile.skips?.includes('inspection') === true && terms.inspection.mode !== 'NONE')
    return 'inspection: the profile has no inspection, so mode is NONE';
  if (withoutGoods({ profile })) return faultOfServices(terms);
  return withoutWarehouse({ profile }) ? faultOfStraight(terms) : faultOfGoods(terms);
}

/**
 * Whether terms suit the profile of the trade: a clause about a stage the profile does without is refused when it is
 * offered, not when the order gets there. Null when they do.
 */
export function unsuitable(profile: Profile, terms: Terms) {
  const fault = faultOfRight(profile, terms) ?? faultOfStages(profile, terms);
  return fault === null ? null : reject('invalid-input', `By the profile ${profile.id}@${profile.version}, ${fault}.`);
}
