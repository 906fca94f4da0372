import { fact, type Fact } from './facts.ts';
import type { Contracted } from './order.ts';
import type { PaymentRequest } from './parts.ts';
import { referenceOf } from './payment-reference.ts';
import { chargesBorneBy } from './profile.ts';
import type { Context } from './stage.ts';
import { addDays } from './time.ts';

/** Requests for what payments of this order have cost, oldest first (requirements.md S65). */
export const chargesOf = (order: Contracted): PaymentRequest[] => order.charges ?? [];

/** What somebody has charged for a credit of this order, in minor units; `request` is what the credit paid. */
export interface Incurred {
  entry: string;
  request: string | null;
  amountMinor: number;
  currency: string;
  rail?: string | undefined;
}

/**
 * What a payment has cost, charged on to the buyer by a request of its own: what the contract asks is paid exactly and
 * stays what it was. Nothing where the profile leaves charges with the house, or the credit's were charged on before.
 */
export function charge(order: Contracted, incurred: Incurred, { now }: Pick<Context, 'now'>): Fact[] {
  const { entry, request, amountMinor, currency, rail } = incurred;
  const before = chargesOf(order);
  if (chargesBorneBy(order.profile) === 'HOUSE' || before.some(({ charges }) => charges === entry)) return [];
  const id = `F${before.length + 1}`;
  const over = rail === undefined ? {} : { rail };
  return [
    fact('ChargesIncurred', { entry, request, amountMinor, currency, ...over }),
    fact('PaymentRequested', {
      request: {
        id,
        reference: referenceOf(order.order, `F${String(before.length + 1).padStart(2, '0')}`),
        instalment: null,
        amountMinor,
        currency,
        due: 'BEFORE_TITLE_TRANSFER',
        openedAt: now,
        deadline: addDays(now, order.profile.clocks.balancePaymentDays),
        status: 'OPEN',
        fundedAt: null,
        entry: null,
        charges: entry,
      },
    }),
  ];
}

/**
 * Charges still owed are kept out of money that goes back to the buyer, each whole or not at all, the oldest first;
 * `availableMinor` is what goes back, in the contract's currency.
 */
export function coverCharges(order: Contracted, availableMinor: number): { facts: Fact[]; coveredMinor: number } {
  const { currency } = order.contract.terms;
  const facts: Fact[] = [];
  let coveredMinor = 0;
  for (const { id, status, amountMinor, currency: of } of chargesOf(order)) {
    if (status !== 'OPEN' || of !== currency || amountMinor > availableMinor - coveredMinor) continue;
    coveredMinor += amountMinor;
    facts.push(fact('ChargesCovered', { request: id, amountMinor, currency }));
  }
  return { facts, coveredMinor };
}
