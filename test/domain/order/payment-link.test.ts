import { describe, expect, it } from '@jest/globals';
import { judge } from '../../../src/domain/order/judge.ts';
import { deathOf, linksOf } from '../../../src/domain/order/links.ts';
import type { Contracted } from '../../../src/domain/order/order.ts';
import { postingsOf } from '../../../src/domain/order/postings.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { actorOf } from '../../support/actors.ts';
import { upTo } from '../../support/play.ts';
import type { Played } from '../../support/played.ts';

const issue = (played: Played, name: string, input: object, who: 'buyer' | 'bank' | 'supplier' = 'buyer') =>
  judge(played.order, { name, input }, actorOf(who), addMillis(played.now, 60_000));
const done = (played: Played, name: string, input: object, who?: 'buyer' | 'bank'): Played => {
  const judged = issue(played, name, input, who);
  if ('rejection' in judged) throw new Error(judged.rejection.detail);
  return {
    ...played,
    order: judged.order,
    facts: [...played.facts, ...judged.facts],
    now: addMillis(played.now, 60_000),
  };
};
const escrow = (): Played => upTo('escrow');
const request = ({ order }: Played) => (order as Contracted).payments[0]!;
const opened = () => done(escrow(), 'openPaymentLink', { request: 'P1' });
const death = (played: Played, now = played.now) => {
  const order = played.order as Contracted;
  return deathOf(order, linksOf(order)[0]!, now);
};

describe('a payment link', () => {
  it('lives until the deadline of its request when nothing else is said', () => {
    const played = opened();
    expect(linksOf(played.order as Contracted)).toMatchObject([
      { id: 'P1-L1', request: 'P1', expiresAt: request(played).deadline, revokedAt: null },
    ]);
    expect(death(played)).toBeNull();
    expect(death(played, addMillis(request(played).deadline, 1))).toBe('EXPIRED');
  });

  it('is the buyer’s to open, one at a time for a request', () => {
    expect(issue(escrow(), 'openPaymentLink', { request: 'P1' }, 'supplier')).toMatchObject({
      rejection: { code: 'not-your-move' },
    });
    expect(issue(opened(), 'openPaymentLink', { request: 'P1' })).toMatchObject({
      rejection: { code: 'payment-link-live', data: { link: 'P1-L1' } },
    });
  });

  it('may not outlive its request, nor be over before it begins', () => {
    const played = escrow();
    for (const expiresAt of [addMillis(request(played).deadline, 1), addDays(played.now, -1)]) {
      expect(issue(played, 'openPaymentLink', { request: 'P1', expiresAt })).toMatchObject({
        rejection: { code: 'expiry-out-of-range' },
      });
    }
  });

  it('is dead once revoked, and another one may follow it', () => {
    const revoked = done(opened(), 'revokePaymentLink', { link: 'P1-L1', reason: 'sent to the wrong person' });
    expect(death(revoked)).toBe('REVOKED');
    const again = done(revoked, 'openPaymentLink', { request: 'P1' });
    expect(linksOf(again.order as Contracted).map(({ id }) => id)).toEqual(['P1-L1', 'P1-L2']);
    expect(issue(again, 'revokePaymentLink', { link: 'P1-L1', reason: 'again' })).toMatchObject({
      rejection: { code: 'payment-link-unknown' },
    });
  });

  it('dies with the payment of its request, however it was paid', () => {
    const played = opened();
    const { reference, amountMinor, currency } = request(played);
    const paid = done(played, 'creditReceived', { entry: 'E1', reference, amountMinor, currency }, 'bank');
    expect(death(paid)).toBe('USED');
  });
});

describe('a credit over a rail', () => {
  const credit = (more: object) => {
    const played = opened();
    const { reference, amountMinor, currency } = request(played);
    const paid = done(played, 'creditReceived', { entry: 'ch_1', reference, amountMinor, currency, ...more }, 'bank');
    const at = paid.facts.findIndex(({ type }) => type === 'PaymentReceived' || type === 'PaymentMismatched');
    return { amountMinor, booked: postingsOf(paid.order, paid.facts[at]!, at + 1) };
  };

  it('stands on what the provider owes, not on the trust account', () => {
    const { amountMinor, booked } = credit({ rail: 'card' });
    expect(booked[0]?.postings[0]).toEqual({ account: 'rail:card:USD', currency: 'USD', amountMinor });
  });

  it('in another currency balances in each, and the house holds the position', () => {
    const exchanged = { quote: 'FX-1', amountMinor: 9000, currency: 'EUR' };
    const { amountMinor, booked } = credit({ rail: 'card', exchanged });
    expect(booked[0]?.postings.map(({ account, currency, amountMinor: minor }) => [account, currency, minor])).toEqual([
      ['rail:card:EUR', 'EUR', 9000],
      ['house:fx-position', 'EUR', -9000],
      ['house:fx-position', 'USD', amountMinor],
      [expect.stringMatching(/^orders:.*:escrow$/), 'USD', -amountMinor],
    ]);
  });
});
