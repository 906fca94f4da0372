import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { accept, type Rejection, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { Contracted, ContractStage } from '../order.ts';
import type { ForceMajeure } from '../force-majeure.ts';
import { commandOf } from '../stage.ts';
import { reasonSchema } from '../stages/enquiry.ts';
import { hashSchema } from '../stages/quote.ts';
import { isAfter } from '../time.ts';

const command = commandOf<ContractStage>();

const last = ({ forceMajeure = [] }: Contracted): ForceMajeure | undefined => forceMajeure.at(-1);

/** The claim nobody has answered yet; the rejection where there is none. */
function claimed(order: Contracted): ForceMajeure | { rejection: Rejection } {
  const one = last(order);
  return one?.status === 'CLAIMED' ? one : reject('no-force-majeure', 'No claim of force majeure waits for an answer.');
}

const hindered = (found: ForceMajeure | { rejection: Rejection }) => ('rejection' in found ? found : null);

const stale = (one: ForceMajeure) =>
  reject('stale-hash', 'This is not the hash of the claim of force majeure.', { hash: one.hash });

/** Time force majeure takes is excused once the buyer, or two advisers in the buyer's place, accept it. */
export const claimForceMajeure = command({
  by: ['supplier'],
  summary: 'Claim that an event beyond your control delays the delivery, with evidence; it excuses once accepted',
  input: z.strictObject({
    since: z.iso.datetime({ offset: true }),
    detail: z.string().trim().min(1).max(4000),
    evidence: z.string().trim().min(1).max(200),
  }),
  ready: (order) => {
    const one = last(order);
    const open = one?.status === 'CLAIMED' || (one?.status === 'ACCEPTED' && one.endedAt === null);
    return open ? reject('force-majeure-open', 'An event is claimed already, or still lasts.') : null;
  },
  decide: (order, { since: said, detail, evidence }, { now }) => {
    const since = new Date(said).toISOString();
    const ends = (order.forceMajeure ?? []).flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
    const from = [order.contract.signatures[0]?.at ?? order.contract.sealedAt, ...ends].sort().at(-1) ?? now;
    if (isAfter(since, now) || isAfter(from, since))
      return reject('since-out-of-range', `since: between ${from} and now.`, { from });
    const about = { order: order.order, contract: order.contract.hash, since, detail, evidence, claimedAt: now };
    const claim = {
      hash: hashOf(about),
      since,
      detail,
      evidence,
      claimedAt: now,
      status: 'CLAIMED' as const,
      approvals: [],
      endedAt: null,
    };
    return accept(fact('ForceMajeureClaimed', { claim }));
  },
});

export const acceptForceMajeure = command({
  by: ['buyer', 'adviser'],
  summary: 'Accept the claim of force majeure, named by its hash: the buyer, or two different advisers',
  input: z.strictObject({ hash: hashSchema }),
  ready: (order, { by }) => {
    const one = claimed(order);
    if ('rejection' in one) return one;
    return one.approvals.some(({ user }) => user === by.user)
      ? reject('already-approved', 'You have accepted it; a second adviser must.')
      : null;
  },
  decide: (order, { hash }, { by }) => {
    const one = claimed(order);
    if ('rejection' in one) return one;
    const party = by.party === 'buyer' ? ('buyer' as const) : ('adviser' as const);
    return hash === one.hash ? accept(fact('ForceMajeureAccepted', { hash, by: party, user: by.user })) : stale(one);
  },
});

export const refuseForceMajeure = command({
  by: ['adviser', 'supplier'],
  summary: 'Refuse the claim of force majeure, or take your own back',
  input: z.strictObject({ hash: hashSchema, ...reasonSchema.shape }),
  ready: (order) => hindered(claimed(order)),
  decide: (order, { hash, reason }) => {
    const one = claimed(order);
    if ('rejection' in one) return one;
    return hash === one.hash ? accept(fact('ForceMajeureRefused', { hash, reason })) : stale(one);
  },
});

export const endForceMajeure = command({
  by: ['supplier', 'adviser'],
  summary: 'Say that the accepted force majeure is over: the delivery date runs again, later by the time it took',
  input: z.strictObject({}),
  ready: (order) => {
    const one = last(order);
    return one?.status === 'ACCEPTED' && one.endedAt === null
      ? null
      : reject('no-force-majeure', 'No accepted force majeure lasts.');
  },
  decide: (order, _input, { now }) =>
    accept(fact('ForceMajeureEnded', { hash: (last(order) as ForceMajeure).hash, endedAt: now })),
});
