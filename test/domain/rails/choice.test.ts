import { describe, expect, it } from '@jest/globals';
import { securedTrade } from '../../../src/domain/order/profile.ts';
import type { Terms } from '../../../src/domain/order/terms.ts';
import { leadDays, railsFor } from '../../../src/domain/rails/choice.ts';
import { railIds } from '../../../src/domain/rails/rail.ts';

const now = '2026-06-01T00:00:00.000Z';
const contract = (deliverBy: string, settlement: Terms['settlement'] = { trigger: 'TITLE_TRANSFER' }) => ({
  terms: { deliverBy, settlement, transport: 'SEA_FCL' as const, inspectionDays: 7 },
  profile: securedTrade,
});
const choose = (rail: string, given = contract('2026-06-20'), payable = { amountMinor: 10_000, currency: 'USD' }) =>
  railsFor(given, payable, { now, offered: railIds }).find((each) => each.rail === rail);

describe('the lead time of a contract', () => {
  it('runs to the delivery date, or from there to the confirmed receipt where that releases the money', () => {
    expect(leadDays(contract('2026-06-20'), now)).toBe(20);
    expect(leadDays(contract('2026-06-20', { trigger: 'RECEIPT_CONFIRMED' }), now)).toBe(20 + 45 + 7);
  });

  it('is nothing where the money goes when it comes, and never below nothing after the delivery date', () => {
    const milestones = [{ at: 'CONTRACT_FUNDED' as const, share: 10_000 }];
    expect(leadDays(contract('2026-06-20', { trigger: 'MILESTONES', milestones }), now)).toBe(0);
    expect(leadDays(contract('2026-05-01'), now)).toBe(0);
  });
});

describe('a rail', () => {
  it('is allowed while it lets money rest as long as the contract holds it, to the day', () => {
    expect(choose('paypal', contract('2026-06-28'))).toMatchObject({ allowed: true });
    expect(choose('paypal', contract('2026-06-29'))).toMatchObject({
      allowed: false,
      code: 'hold-too-short',
      clause: 'settlement',
      why: 'PayPal lets money rest 28 days, the contract holds it for 29 more.',
    });
  });

  it('of cards is refused for a contract of more than 90 days, and the bank transfer never is', () => {
    const long = contract('2026-12-31');
    expect(choose('card', long)).toMatchObject({ allowed: false, code: 'hold-too-short' });
    expect(choose('bank-transfer', long)).toMatchObject({ allowed: true });
  });

  it.each([
    ['fps', { amountMinor: 10_000, currency: 'USD' }, 'currency'],
    ['card', { amountMinor: 49, currency: 'USD' }, 'amount-too-small'],
    ['card', { amountMinor: 100_000_000, currency: 'USD' }, 'amount-too-large'],
  ])('%s is refused for %j as %s', (rail, payable, code) => {
    expect(choose(rail, contract('2026-06-02'), payable)).toMatchObject({ allowed: false, code });
  });

  it('tells how long its payer can have the money taken back, and from when', () => {
    expect(choose('card')).toMatchObject({ finality: { kind: 'REVERSIBLE_UNTIL', days: 120, from: 'DELIVERY' } });
    expect(choose('paypal')).toMatchObject({ finality: { kind: 'REVERSIBLE_UNTIL', days: 180, from: 'PAYMENT' } });
    expect(choose('alipay')).toMatchObject({ finality: { kind: 'INSTANT' }, refundableDays: 90 });
  });

  it('that is not set up is not offered', () => {
    const [first] = railsFor(contract('2026-06-02'), { amountMinor: 1, currency: 'USD' }, { now, offered: [] });
    expect(first).toMatchObject({ allowed: false, code: 'not-offered' });
  });
});
