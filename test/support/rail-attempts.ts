import type { Attempt } from '../../src/domain/rails/attempt.ts';
import { isOpen } from '../../src/domain/rails/attempt.ts';
import type { NewAttempt, AttemptStore } from '../../src/domain/rails/router.ts';

export const at = '2026-06-01T00:00:00.000Z';

/** A payment of 125 dollars, as a page asks for it. */
export const wanted = (changes: Partial<NewAttempt> = {}): NewAttempt => ({
  rail: 'card',
  order: '26000001',
  request: 'P1',
  reference: 'RF18539007547034',
  link: 'P1-L1',
  amountMinor: 12_500,
  currency: 'USD',
  exchange: null,
  quotedFeeMinor: null,
  createdAt: at,
  ...changes,
});

export const attemptWith = (changes: Partial<Attempt> = {}): Attempt => ({
  ...wanted(),
  attempt: 'A1',
  gateway: 'one',
  state: 'PENDING',
  providerId: 'pi_1',
  action: { kind: 'REDIRECT', url: 'https://pay.example/1' },
  charge: null,
  captured: null,
  reason: null,
  credit: 'NONE',
  charges: 'NONE',
  takenBack: false,
  ...changes,
});

/** The rules of the store on PostgreSQL, in memory; `passTime` lets every claim of a dead process run out. */
export function memoryAttempts() {
  const attempts = new Map<string, Attempt>();
  const claims = new Set<string>();
  const of = (order: string, request: string) =>
    [...attempts.values()].filter((one) => one.order === order && one.request === request);
  const store: AttemptStore = {
    list: (order, request) => Promise.resolve(of(order, request)),
    create(attempt) {
      const collected = ({ state, takenBack }: Attempt) => state === 'CONFIRMED' && !takenBack;
      const taken = of(attempt.order, attempt.request).some((one) => isOpen(one) || collected(one));
      if (!taken) attempts.set(attempt.attempt, attempt);
      return Promise.resolve(!taken);
    },
    claim(id) {
      const one = attempts.get(id);
      if (one === undefined || claims.has(id)) return Promise.resolve(null);
      claims.add(id);
      return Promise.resolve(one);
    },
    change(id, change, release) {
      const after = change(attempts.get(id) as Attempt);
      attempts.set(id, after);
      if (release) claims.delete(id);
      return Promise.resolve(after);
    },
  };
  return { store, attempts, passTime: () => claims.clear() };
}

/** Names that are counted: A1, A2, … */
export function counter(prefix: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${count}`;
  };
}
