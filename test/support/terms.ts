import type { Terms } from '../../src/domain/order/terms.ts';
import { addDays } from '../../src/domain/order/time.ts';
import type { Clauses } from './deal.ts';

/** Chooses one of the alternatives; the first is always the one of a trade in which all goes well. */
export type Pick = <T>(...alternatives: T[]) => T;
export const first: Pick = (...alternatives) => alternatives[0] as never;

/** Contracts of every kind: how they are paid, settled, inspected and shipped. */
export function variedClauses(pick: Pick): Clauses {
  const clauses = variedTerms(pick);
  const afterwards = clauses.paymentPlan?.some(({ due }) => due === 'BEFORE_TITLE_TRANSFER') ?? false;
  return afterwards && pick(false, true) ? { ...clauses, paymentMethod: 'LETTER_OF_CREDIT' } : clauses;
}

const variedTerms = (pick: Pick): Clauses => ({
  settlement: pick<Terms['settlement']>(
    { trigger: 'TITLE_TRANSFER' },
    { trigger: 'RECEIPT_CONFIRMED' },
    milestones(
      ['CONTRACT_FUNDED', 1000],
      ['TITLE_TRANSFER', 4000],
      ['BILL_OF_LADING', 3000],
      ['RECEIPT_CONFIRMED', 2000],
    ),
    milestones(['CONTRACT_FUNDED', 10_000]),
    milestones(['TITLE_TRANSFER', 3333], ['BILL_OF_LADING', 6667]),
  ),
  paymentPlan: pick<Terms['paymentPlan']>(
    [{ share: 10_000, due: 'ON_CONTRACT' }],
    [
      { share: 3000, due: 'ON_CONTRACT' },
      { share: 7000, due: 'BEFORE_TITLE_TRANSFER' },
    ],
    [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' }],
    [
      { share: 3333, due: 'ON_CONTRACT' },
      { share: 3333, due: 'ON_CONTRACT' },
      { share: 3334, due: 'BEFORE_TITLE_TRANSFER' },
    ],
  ),
  inspection: pick<Terms['inspection']>(
    { mode: 'AQL', level: 'II', major: '2.5', minor: '4.0' },
    { mode: 'NONE' },
    { mode: 'PERCENT', percent: 10, majorDefectsBp: 250, minorDefectsBp: 400 },
  ),
  transport: pick('SEA_FCL', 'SEA_LCL', 'COURIER', 'AIR'),
  ...pick<Clauses>({}, {}, late(37, 500, 0), late(10_000, 10_000, 2)),
  ...pick<Clauses>({}, {}, { allowanceBp: 333 }),
});

/** A contract that is delivered late by the time it is produced, and what that costs. */
const late = (perDayBp: number, capBp: number, graceDays: number): Clauses => ({
  deliveryDays: 3,
  lateDelivery: { perDayBp, capBp, graceDays, measuredBy: 'GOODS_RECEIVED' },
});

export const milestones = (
  ...parts: (readonly [
    at: 'CONTRACT_FUNDED' | 'TITLE_TRANSFER' | 'BILL_OF_LADING' | 'RECEIPT_CONFIRMED',
    share: number,
  ])[]
) => ({
  trigger: 'MILESTONES' as const,
  milestones: parts.map(([at, share]) => ({ at, share })),
});

/** The contract's terms changed in one clause. */
export function amendedTerms(terms: Terms, pick: Pick): Terms {
  const price = (factor: number): Terms => ({
    ...terms,
    lines: terms.lines.map((line) => ({
      ...line,
      price: { ...line.price, minor: Math.max(1, Math.round(line.price.minor * factor)) },
    })),
  });
  const pieces = (quantity: number): Terms => ({
    ...terms,
    lines: terms.lines.map((line, at) => (at === 0 ? { ...line, quantity } : line)),
  });
  return pick<() => Terms>(
    () => price(0.9),
    () => price(1.1),
    () => price(0.4),
    () => price(0.001),
    () => pieces(600),
    () => pieces(995),
    () => ({ ...terms, deliverBy: addDays(`${terms.deliverBy}T00:00:00Z`, 20).slice(0, 10) }),
    () => ({ ...terms, inspection: { mode: 'NONE' } }),
    () => ({ ...terms, inspection: { mode: 'AQL', level: 'I', major: '1.0', minor: '6.5' } }),
    () => ({ ...terms, transport: terms.transport === 'AIR' ? 'SEA_FCL' : 'AIR' }),
    () => ({ ...terms, paymentPlan: [{ share: 10_000, due: 'ON_CONTRACT' }] }),
    () => terms,
  )();
}
