import type { Order } from '../order.ts';
import type { PaymentRequest } from '../parts.ts';
import { contracted, type Evolvers } from './evolver.ts';

type Charges = 'ChargesIncurred' | 'ChargesPaid' | 'ChargesReversed' | 'ChargesCovered';

const change = (order: Order, id: string, to: Pick<PaymentRequest, 'status' | 'fundedAt' | 'entry'>) => {
  const { charges = [], ...rest } = contracted(order);
  return { ...rest, charges: charges.map((each) => (each.id === id ? { ...each, ...to } : each)) };
};

/** What payments have cost, until the buyer has paid it: by a credit, or out of what goes back. */
export const chargesEvolvers: Evolvers<Charges> = {
  // What asks for it stands in the fact that follows.
  ChargesIncurred: (order) => order,
  ChargesPaid: (order, { request, entry }, { at }) =>
    change(order, request, { status: 'FUNDED', fundedAt: at, entry }),
  ChargesReversed: (order, { request, entry, original, amountMinor, currency }, { at }) => {
    const asked = change(order, request, { status: 'OPEN', fundedAt: null, entry: null });
    const reversal = { entry, original, request, amountMinor, currency, claimMinor: 0, at };
    return { ...asked, reversals: [...(asked.reversals ?? []), reversal] };
  },
  ChargesCovered: (order, { request }, { at }) =>
    change(order, request, { status: 'FUNDED', fundedAt: at, entry: null }),
};
