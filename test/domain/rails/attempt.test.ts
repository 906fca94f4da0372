import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterOutcome, attemptStates, creditOf } from '../../../src/domain/rails/attempt.ts';
import { bankDateOf } from '../../../src/domain/reconciliation/banking-days.ts';
import type { ChargeOutcome } from '../../../src/domain/rails/gateway.ts';
import { at, attemptWith } from '../../support/rail-attempts.ts';

const captured = (feeMinor: number | null = null, capturedAt = at): ChargeOutcome => ({
  status: 'CAPTURED',
  providerId: 'pi_1',
  charge: 'ch_1',
  amountMinor: 12_500,
  currency: 'USD',
  feeMinor,
  capturedAt,
});
const pending: ChargeOutcome = {
  status: 'PENDING',
  providerId: 'pi_1',
  action: { kind: 'REDIRECT', url: 'https://x' },
};
const outcomes: ChargeOutcome[] = [
  captured(),
  captured(300, '2026-06-01T00:00:02.000Z'),
  pending,
  { status: 'FAILED', reason: 'declined' },
  { status: 'UNKNOWN', reason: 'timeout' },
];

describe('an attempt', () => {
  it('comes to the same end in whatever order, and however often, its provider tells of it', () => {
    const told = fc.array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(told, (many) => {
        const one = many.reduce(afterOutcome, attemptWith());
        const other = many.toReversed().reduce(afterOutcome, attemptWith());
        const wasCaptured = many.some(({ status }) => status === 'CAPTURED');
        const failed = many.some(({ status }) => status === 'FAILED');
        expect(one.state).toBe(wasCaptured ? 'CONFIRMED' : failed ? 'FAILED' : 'PENDING');
        expect(other.state).toBe(one.state);
        expect(other.captured).toEqual(one.captured);
        expect(one.captured?.feeMinor ?? null).toBe(many.some((each) => each === outcomes[1]) ? 300 : null);
      }),
      { numRuns: 500 },
    );
  });

  it('believes a capture after a failure: the money is there', () => {
    const failed = afterOutcome(attemptWith(), { status: 'FAILED', reason: 'expired' });
    expect(afterOutcome(failed, captured())).toMatchObject({ state: 'CONFIRMED', credit: 'WAITING', charge: 'ch_1' });
  });

  it('has no state its transitions do not know', () => {
    for (const state of attemptStates) {
      for (const outcome of outcomes)
        expect(attemptStates).toContain(afterOutcome(attemptWith({ state }), outcome).state);
    }
  });
});

describe('the credit of a capture', () => {
  it('is what the provider says it collected, whatever was asked', () => {
    const short = afterOutcome(attemptWith(), { ...captured(), amountMinor: 12_499 } as ChargeOutcome);
    expect(creditOf(short)).toEqual({
      entry: 'ch_1',
      reference: 'RF18539007547034',
      rail: 'card',
      bookedOn: bankDateOf(at),
      amountMinor: 12_499,
      currency: 'USD',
    });
  });

  it.each([
    ['2026-06-01T15:59:59.999Z', '2026-06-01'],
    ['2026-06-01T16:00:00.000Z', '2026-06-02'],
  ])('was collected at %s on %s in Hong Kong', (capturedAt, bookedOn) => {
    expect(creditOf(afterOutcome(attemptWith(), captured(null, capturedAt)))).toMatchObject({ bookedOn });
  });

  const exchange = { quote: 'FX-1', expiresAt: at, amountMinor: 10_000, currency: 'EUR' };
  it('counts as the contract’s amount under a quote that still stood', () => {
    const paid = afterOutcome(attemptWith({ exchange }), captured());
    expect(creditOf(paid)).toMatchObject({
      amountMinor: 10_000,
      currency: 'EUR',
      exchanged: { quote: 'FX-1', amountMinor: 12_500, currency: 'USD' },
    });
  });

  it.each([
    ['came after the quote ran out', { capturedAt: '2026-06-01T00:00:00.001Z' }],
    ['is not what the quote asked', { amountMinor: 12_499 }],
  ])('is told in the currency it was paid in when it %s', (_why, changes) => {
    const paid = afterOutcome(attemptWith({ exchange }), { ...captured(), ...changes } as ChargeOutcome);
    expect(creditOf(paid)).toMatchObject({ currency: 'USD' });
    expect(creditOf(paid)).not.toHaveProperty('exchanged');
  });
});
