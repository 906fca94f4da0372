import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Charge, ChargeOutcome, RailGateway } from '../../../src/domain/rails/gateway.ts';
import type { RailId } from '../../../src/domain/rails/rail.ts';
import { abandon, startPayment } from '../../../src/domain/rails/router.ts';
import { at, counter, memoryAttempts, wanted } from '../../support/rail-attempts.ts';

class Crash extends Error {}

type Fate = 'refuse' | 'capture' | 'wait' | 'lost-before' | 'lost-after' | 'crash-before' | 'crash-after';

/** A provider that keeps its word on idempotency and nothing else: calls are lost, refused, or kill the caller. */
function provider(id: string, fates: () => Fate) {
  const known = new Map<string, ChargeOutcome>();
  const collected: number[] = [];
  const captureNow = ({ attempt, amountMinor, currency }: Charge): ChargeOutcome => {
    collected.push(amountMinor);
    return {
      status: 'CAPTURED',
      providerId: `${id}:${attempt}`,
      charge: `ch:${id}:${attempt}`,
      amountMinor,
      currency,
      feeMinor: 0,
      capturedAt: at,
    };
  };
  const carryOut = (charge: Charge, fate: Fate): ChargeOutcome => {
    const before = known.get(charge.attempt);
    if (before !== undefined) return before;
    const url = `https://${id}.example/${charge.attempt}`;
    const made: ChargeOutcome =
      fate === 'refuse'
        ? { status: 'FAILED', reason: 'refused' }
        : fate === 'capture'
          ? captureNow(charge)
          : { status: 'PENDING', providerId: `${id}:${charge.attempt}`, action: { kind: 'REDIRECT', url } };
    known.set(charge.attempt, made);
    return made;
  };
  const answer = (charge: Charge): ChargeOutcome => {
    const fate = fates();
    if (fate === 'lost-before') return { status: 'UNKNOWN', reason: 'timeout' };
    if (fate === 'crash-before') throw new Crash();
    const outcome = carryOut(charge, fate);
    if (fate === 'crash-after') throw new Crash();
    return fate === 'lost-after' ? { status: 'UNKNOWN', reason: 'timeout' } : outcome;
  };
  const gateway: RailGateway = {
    id,
    start: (charge) => Promise.resolve().then(() => answer(charge)),
    ask: (charge) => Promise.resolve().then(() => answer(charge)),
    cancel: (charge) =>
      Promise.resolve().then(() => {
        const standing = known.get(charge.attempt);
        if (standing?.status !== 'CAPTURED') known.set(charge.attempt, { status: 'FAILED', reason: 'cancelled' });
        return answer(charge);
      }),
    refund: () => Promise.resolve({ status: 'FAILED', reason: 'not asked here' }),
  };
  /** The payer, who has every page that was ever shown open in a tab, pays on one of them. */
  const payOn = (url: string, charge: Charge): void => {
    const standing = known.get(charge.attempt);
    if (standing?.status === 'PENDING' && standing.action.kind === 'REDIRECT' && standing.action.url === url)
      known.set(charge.attempt, captureNow(charge));
  };
  return { gateway, collected, payOn };
}

const fate = fc.constantFrom<Fate>(
  'refuse',
  'capture',
  'wait',
  'wait',
  'lost-before',
  'lost-after',
  'crash-before',
  'crash-after',
);
const step = fc.record({
  act: fc.constantFrom('pay', 'pay', 'wallet', 'time', 'abandon', 'payer'),
  fates: fc.array(fate, { minLength: 6, maxLength: 6 }),
});

describe('a payment that fails over from gateway to gateway', () => {
  it('is collected at most once, whatever is refused, lost, retried or killed on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        let fates: Fate[] = [];
        const next = (): Fate => fates.shift() ?? 'lost-before';
        const [one, two] = [provider('one', next), provider('two', next)];
        const { store, attempts, passTime } = memoryAttempts();
        const tools = { store, gateways: { one: one.gateway, two: two.gateway } };
        const shown = new Map<string, Charge>();
        const newId = counter('A');
        const call = async (rail: RailId) => {
          const routed = await startPayment(tools, wanted({ rail }), ['one', 'two'], newId);
          if ('attempt' in routed && routed.attempt.action?.kind === 'REDIRECT')
            shown.set(routed.attempt.action.url, routed.attempt);
        };
        for (const { act, fates: drawn } of steps) {
          fates = [...drawn];
          const open = [...attempts.values()].at(-1);
          try {
            if (act === 'pay') await call('card');
            else if (act === 'wallet') await call('alipay');
            else if (act === 'time') passTime();
            else if (act === 'abandon' && open !== undefined) await abandon(tools, open.attempt);
            else if (act === 'payer')
              for (const [url, charge] of shown) for (const each of [one, two]) each.payOn(url, charge);
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
          const total = [...one.collected, ...two.collected].reduce((sum, amount) => sum + amount, 0);
          expect(total).toBeLessThanOrEqual(12_500);
          const standing = [...attempts.values()].filter(({ state }) => state !== 'FAILED');
          expect(standing.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1500 },
    );
  });

  const honest = (outcome: ChargeOutcome['status']): Fate =>
    outcome === 'FAILED' ? 'refuse' : outcome === 'CAPTURED' ? 'capture' : 'lost-before';
  const start = async (first: ChargeOutcome['status'], second: ChargeOutcome['status']) => {
    const { store, attempts } = memoryAttempts();
    const gateways = {
      one: provider('one', () => honest(first)).gateway,
      two: provider('two', () => honest(second)).gateway,
    };
    const routed = await startPayment({ store, gateways }, wanted(), ['one', 'two'], counter('A'));
    return { routed, attempts: [...attempts.values()] };
  };

  it('goes to the second when the first refuses for certain', async () => {
    const { routed, attempts } = await start('FAILED', 'CAPTURED');
    expect(routed).toMatchObject({ attempt: { gateway: 'two', state: 'CONFIRMED' } });
    expect(attempts.map(({ gateway, state }) => [gateway, state])).toEqual([
      ['one', 'FAILED'],
      ['two', 'CONFIRMED'],
    ]);
  });

  it('never does when nobody knows what the first did', async () => {
    const { routed, attempts } = await start('UNKNOWN', 'CAPTURED');
    expect(routed).toMatchObject({ busy: { gateway: 'one', state: 'UNKNOWN' } });
    expect(attempts).toHaveLength(1);
  });

  it('says why when every gateway refuses', async () => {
    expect((await start('FAILED', 'FAILED')).routed).toEqual({ exhausted: 'refused' });
  });
});
