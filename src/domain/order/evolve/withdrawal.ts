import type { Contracted, Order } from '../order.ts';
import type { Withdrawal } from '../withdrawn.ts';
import { restart } from './clocks.ts';
import { contracted, type Evolvers } from './evolver.ts';

type Withdrawing = 'ContractWithdrawn' | 'WithdrawnGoodsSent' | 'WithdrawalHonoured';

const change = (order: Order, id: string, by: Partial<Withdrawal>): Order => ({
  ...contracted(order),
  withdrawals: (contracted(order).withdrawals ?? []).map((each) => (each.id === id ? { ...each, ...by } : each)),
});

/** What a dispute decided takes the place of the withdrawals it was about. */
export const endedByDispute = ({ withdrawals }: Contracted, at: string): Pick<Contracted, 'withdrawals'> =>
  withdrawals === undefined
    ? {}
    : { withdrawals: withdrawals.map((each) => ({ ...each, closed: each.closed ?? { how: 'DISPUTE', at } })) };

/** A consumer's withdrawal, from the statement to the money that goes back. */
export const withdrawals: Evolvers<Withdrawing> = {
  ContractWithdrawn: (order, { withdrawal }) => ({
    ...contracted(restart(order, ['sendBackDue'])),
    withdrawals: [...(contracted(order).withdrawals ?? []), withdrawal],
  }),
  WithdrawnGoodsSent: (order, { withdrawal, carrier, number }, { at }) =>
    change(order, withdrawal, { sent: { carrier, number, at } }),
  WithdrawalHonoured: (order, { withdrawal, how }, { at }) =>
    change(restart(order, ['withdrawalRefundDue']), withdrawal, { closed: { how, at } }),
};
