import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { OrderAt, QuoteVersion } from '../order.ts';
import { commandOf, defineStage } from '../stage.ts';
import { addDays, isAfter } from '../time.ts';
import { reasonSchema } from './enquiry.ts';
import { offerSchema, optionBy, optionsOf } from '../options.ts';
import { awardDecides, awardedVersion, isSealed, lateAnswer, type Sourced, strayLines } from '../sourced.ts';
import { offeredVersion } from './offer.ts';

const command = commandOf<'quote'>();
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');
const latest = (order: OrderAt<'quote'>): QuoteVersion => order.versions[order.versions.length - 1] as QuoteVersion;
const side = (party: string): 'buyer' | 'supplier' => (party === 'buyer' ? 'buyer' : 'supplier');

/** One's own offer as it was, for longer: no answer to the other side, and no new terms either. */
const renews = (before: QuoteVersion, { by, validUntil }: QuoteVersion): boolean =>
  before.by === by && isAfter(validUntil, before.validUntil);

/** How long a round may bind; in a sourcing whose deadline lies beyond that, it counts from the deadline. */
function bindsUntil({ profile, sourcing }: OrderAt<'quote'>, now: string): string | undefined {
  const days = profile.clocks.counterOfferDays;
  if (days === undefined) return undefined;
  const limit = addDays(now, days);
  return sourcing === undefined || isAfter(limit, sourcing.deadline) ? limit : addDays(sourcing.deadline, days);
}

const shareSchema = z.strictObject({
  hash: hashSchema,
  lines: z
    .array(z.strictObject({ line: z.int().min(1).max(999), quantity: z.int().min(1) }))
    .max(100)
    .nullable(),
});
const notOfSourcing = (order: OrderAt<'quote'>) => {
  if (order.sourcing === undefined) return reject('not-sourced', 'The order belongs to no sourcing.');
  return isSealed(order) ? reject('sealed', `Sealed until ${order.sourcing.deadline}.`) : null;
};

/**
 * Both sides negotiate, version by version, until one accepts the other's version by its hash. A quote's validity ends
 * here.
 */
export const quote = defineStage('quote', {
  title: 'Quote and negotiation',
  commands: {
    counterOffer: command({
      by: ['buyer', 'supplier'],
      summary: 'Offer other terms, on any clause: the next version',
      input: offerSchema,
      ready: (order, { by }) =>
        order.versions.length < order.profile.negotiationRounds
          ? awardDecides(order, by.party)
          : reject(
              'round-limit',
              `The profile allows ${order.profile.negotiationRounds} versions; accept the last one or withdraw.`,
            ),
      decide: (order, input, { now, by }) => {
        const limit = bindsUntil(order, now);
        const version = offeredVersion(order, order.versions, side(by.party), input, { now, limit });
        if ('rejection' in version) return version;
        const late = lateAnswer(order, now, version.validUntil) ?? strayLines(order, input.terms);
        if (late !== null) return late;
        if (version.changes.length === 0 && !renews(latest(order), version))
          return reject('no-change', 'These terms are those of the version before: accept it instead.');
        return accept(fact('CounterOffered', { version }));
      },
    }),
    acceptQuote: command({
      by: ['buyer', 'supplier'],
      summary: "Accept the other side's latest version, or one of its alternatives, named by its hash",
      input: z.strictObject({ hash: hashSchema }),
      ready: (order, { by, now }) => {
        const version = latest(order);
        if (version.by === by.party)
          return reject('own-offer', 'The latest version is your own: the other side accepts it.');
        if (!isAfter(version.validUntil, now))
          return reject('quote-expired', `The quote was valid until ${version.validUntil}.`);
        return awardDecides(order, by.party);
      },
      decide: (order, { hash }, { by }) => {
        const version = latest(order);
        if (optionBy([version], hash) === undefined) {
          const [, ...alternatives] = optionsOf(version);
          return reject('stale-hash', 'This is not the hash of the latest version.', {
            version: version.version,
            hash: version.hash,
            ...(alternatives.length === 0 ? {} : { alternatives: alternatives.map((option) => option.hash) }),
          });
        }
        return accept(fact('QuoteAccepted', { hash, by: side(by.party) }));
      },
    }),
    awardShare: command({
      by: ['buyer'],
      relayed: true,
      summary: 'The award of a sourcing accepts this quote, whole or in part (brought by the house)',
      input: shareSchema,
      ready: notOfSourcing,
      decide: (order, { hash, lines }, { now }) => {
        const version = latest(order);
        if (!isAfter(version.validUntil, now))
          return reject('quote-expired', `The quote was valid until ${version.validUntil}.`);
        const part = awardedVersion({ ...order, sourcing: order.sourcing as Sourced }, hash, lines, now);
        if (part === null) return accept(fact('QuoteAccepted', { hash, by: 'buyer' }));
        if ('rejection' in part) return part;
        return accept(
          fact('ShareAwarded', { version: part, of: hash }),
          fact('QuoteAccepted', { hash: part.hash, by: 'buyer' }),
        );
      },
    }),
    declineShare: command({
      by: ['buyer'],
      relayed: true,
      summary: 'The award of a sourcing went to others (brought by the house)',
      input: reasonSchema,
      ready: notOfSourcing,
      decide: (_order, { reason }) =>
        accept(fact('QuoteDeclined', { reason }), fact('OrderClosed', { outcome: 'declined', reason })),
    }),
    declineQuote: command({
      by: ['buyer', 'supplier'],
      summary: 'Break off the negotiation',
      input: reasonSchema,
      ready: (order, { by }) => awardDecides(order, by.party),
      decide: (_order, { reason }) =>
        accept(fact('QuoteDeclined', { reason }), fact('OrderClosed', { outcome: 'declined', reason })),
    }),
    withdraw: command({
      by: ['buyer', 'supplier'],
      summary: 'Withdraw from the trade',
      input: reasonSchema,
      ready: (order, { by }) => awardDecides(order, by.party),
      decide: (_order, { reason }, { by }) =>
        accept(
          fact('Withdrawn', { by: side(by.party), reason }),
          fact('OrderClosed', { outcome: 'withdrawn', reason }),
        ),
    }),
  },
  clocks: {
    opening: {
      label: 'deadline of the sourcing: sealed quotes are opened',
      at: (order) => (isSealed(order) ? (order.sourcing as Sourced).deadline : null),
      runsOut: (order) => [fact('QuoteOpened', { deadline: (order.sourcing as Sourced).deadline })],
    },
    validity: {
      label: 'validity of the quote',
      // A sealed quote outlasts the deadline, and when it ends is part of what is sealed.
      at: (order) => (isSealed(order) ? null : latest(order).validUntil),
      runsOut: () => [
        fact('OrderClosed', { outcome: 'lapsed', reason: 'Nobody accepted the quote while it was valid.' }),
      ],
    },
  },
  waitsFor: (order) => [latest(order).by === 'buyer' ? 'supplier' : 'buyer'],
  leaves: ({ acceptedHash }) => (acceptedHash === null ? null : { to: 'contract' }),
  leadsTo: ['contract', 'closed'],
});
