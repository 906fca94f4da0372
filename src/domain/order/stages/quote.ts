import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { OrderAt, QuoteVersion } from '../order.ts';
import { commandOf, defineStage } from '../stage.ts';
import { isAfter } from '../time.ts';
import { reasonSchema } from './enquiry.ts';
import { offeredVersion, offerSchema } from './offer.ts';

const command = commandOf<'quote'>();
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');
const latest = (order: OrderAt<'quote'>): QuoteVersion => order.versions[order.versions.length - 1] as QuoteVersion;
const side = (party: string): 'buyer' | 'supplier' => (party === 'buyer' ? 'buyer' : 'supplier');

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
      ready: (order) =>
        order.versions.length < order.profile.negotiationRounds
          ? null
          : reject(
              'round-limit',
              `The profile allows ${order.profile.negotiationRounds} versions; accept the last one or withdraw.`,
            ),
      decide: (order, input, { now, by }) => {
        const version = offeredVersion(order.order, order.versions, side(by.party), input, now);
        if ('rejection' in version) return version;
        if (version.changes.length === 0)
          return reject('no-change', 'These terms are those of the version before: accept it instead.');
        return accept(fact('CounterOffered', { version }));
      },
    }),
    acceptQuote: command({
      by: ['buyer', 'supplier'],
      summary: "Accept the other side's latest version, named by its hash",
      input: z.strictObject({ hash: hashSchema }),
      ready: (order, { by, now }) => {
        const version = latest(order);
        if (version.by === by.party)
          return reject('own-offer', 'The latest version is your own: the other side accepts it.');
        if (!isAfter(version.validUntil, now))
          return reject('quote-expired', `The quote was valid until ${version.validUntil}.`);
        return null;
      },
      decide: (order, { hash }, { by }) => {
        const version = latest(order);
        if (hash !== version.hash) {
          return reject('stale-hash', 'This is not the hash of the latest version.', {
            version: version.version,
            hash: version.hash,
          });
        }
        return accept(fact('QuoteAccepted', { hash, by: side(by.party) }));
      },
    }),
    declineQuote: command({
      by: ['buyer', 'supplier'],
      summary: 'Break off the negotiation',
      input: reasonSchema,
      decide: (_order, { reason }) =>
        accept(fact('QuoteDeclined', { reason }), fact('OrderClosed', { outcome: 'declined', reason })),
    }),
    withdraw: command({
      by: ['buyer', 'supplier'],
      summary: 'Withdraw from the trade',
      input: reasonSchema,
      decide: (_order, { reason }, { by }) =>
        accept(
          fact('Withdrawn', { by: side(by.party), reason }),
          fact('OrderClosed', { outcome: 'withdrawn', reason }),
        ),
    }),
  },
  clocks: {
    validity: {
      label: 'validity of the quote',
      at: (order) => latest(order).validUntil,
      runsOut: () => [
        fact('OrderClosed', { outcome: 'lapsed', reason: 'Nobody accepted the quote while it was valid.' }),
      ],
    },
  },
  waitsFor: (order) => [latest(order).by === 'buyer' ? 'supplier' : 'buyer'],
  leaves: ({ acceptedHash }) => (acceptedHash === null ? null : { to: 'contract' }),
  leadsTo: ['contract', 'closed'],
});
