import type { Contracted, Order } from '../order.ts';
import type { ForceMajeure } from '../force-majeure.ts';
import { restartDelivery } from './clocks.ts';
import { contracted, type Evolvers } from './evolver.ts';

type Late =
  | 'LateDeliveryAssessed'
  | 'ForceMajeureClaimed'
  | 'ForceMajeureAccepted'
  | 'ForceMajeureRefused'
  | 'ForceMajeureEnded';

const people = 2;

function change(order: Order, hash: string, make: (one: ForceMajeure) => Partial<ForceMajeure>): Order & Contracted {
  const { forceMajeure = [], ...rest } = contracted(order);
  return { ...rest, forceMajeure: forceMajeure.map((one) => (one.hash === hash ? { ...one, ...make(one) } : one)) };
}

/** What a late delivery costs, and what excuses it. */
export const lateDelivery: Evolvers<Late> = {
  LateDeliveryAssessed: (order, { damagesMinor, deductedMinor }) => {
    const before = contracted(order).lateDelivery?.deductedMinor ?? 0;
    return { ...contracted(order), lateDelivery: { damagesMinor, deductedMinor: before + deductedMinor } };
  },
  ForceMajeureClaimed: (order, { claim }) => ({
    ...contracted(order),
    forceMajeure: [...(contracted(order).forceMajeure ?? []), claim],
  }),
  ForceMajeureAccepted: (order, { hash, by, user }, { at }) => {
    const accepted = change(order, hash, ({ approvals }) => {
      const given = by === 'buyer' ? approvals : [...approvals, { user, at }];
      return { approvals: given, status: by === 'buyer' || given.length >= people ? 'ACCEPTED' : 'CLAIMED' };
    });
    return accepted.forceMajeure?.at(-1)?.status === 'ACCEPTED' ? restartDelivery(accepted) : accepted;
  },
  ForceMajeureRefused: (order, { hash }) => change(order, hash, () => ({ status: 'REFUSED' })),
  ForceMajeureEnded: (order, { hash, endedAt }) => change(order, hash, () => ({ endedAt })),
};
