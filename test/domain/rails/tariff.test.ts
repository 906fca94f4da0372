import { describe, expect, it } from '@jest/globals';
import { chargedOn } from '../../../src/domain/rails/attempt.ts';
import { quotedFee, tariffsSchema } from '../../../src/domain/rails/tariff.ts';
import { attemptWith } from '../../support/rail-attempts.ts';

const tariffs = tariffsSchema.parse({ card: { basisPoints: 290, fixedMinor: { USD: 30, JPY: 0 } } });

describe('the tariff of a rail', () => {
  it('tells a fee in advance where both its parts are known', () => {
    expect(quotedFee(tariffs, 'card', { amountMinor: 1_250_000, currency: 'USD' })).toBe(36_280);
    expect(quotedFee(tariffs, 'card', { amountMinor: 1000, currency: 'JPY' })).toBe(29);
    expect(quotedFee(tariffs, 'card', { amountMinor: 1000, currency: 'EUR' })).toBeNull();
    expect(quotedFee(tariffs, 'paypal', { amountMinor: 1000, currency: 'USD' })).toBeNull();
  });

  it('names the rule an entry breaks', () => {
    for (const wrong of [{ cash: {} }, { card: { basisPoints: -1, fixedMinor: {} } }, { card: { basisPoints: 1 } }])
      expect(tariffsSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('what of a fee is charged on', () => {
  const captured = { amountMinor: 12_500, currency: 'USD', feeMinor: 391, at: '2026-06-01T00:00:00.000Z' };
  const kept = (quotedFeeMinor: number | null, feeMinor: number | null = 391) =>
    chargedOn(attemptWith({ state: 'CONFIRMED', charge: 'ch', captured: { ...captured, feeMinor }, quotedFeeMinor }));

  it('is what the provider kept, and never more than was told before', () => {
    expect(kept(null)).toEqual({ entry: 'ch', amountMinor: 391, currency: 'USD', rail: 'card' });
    expect(kept(500)?.amountMinor).toBe(391);
    expect(kept(300)?.amountMinor).toBe(300);
    expect(kept(0)).toBeNull();
    expect(kept(null, null)).toBeNull();
    expect(chargedOn(attemptWith())).toBeNull();
  });
});
