import { isContracted, type Order } from '../order.ts';
import { deliveryClocks } from '../stages/clocks.ts';
import { isAfter } from '../time.ts';

const delivery = Object.keys(deliveryClocks);

/** The clocks of these names run anew, whether they had run out or been moved. */
export function restart(order: Order, clocks: readonly string[]): Order {
  const moved = Object.entries(order.extended).filter(([clock]) => !clocks.includes(clock));
  return {
    ...order,
    elapsed: order.elapsed.filter((clock) => !clocks.includes(clock)),
    extended: Object.fromEntries(moved),
  };
}

/** The delivery date was amended: its clocks run by the new one. */
export const restartDelivery = (order: Order): Order => restart(order, delivery);

/** A new stage has its own clocks; only what is known about the delivery date, which several stages watch, stays. */
export const enteringClocks = ({ elapsed, extended }: Order): Pick<Order, 'elapsed' | 'extended'> => ({
  elapsed: elapsed.filter((clock) => delivery.includes(clock)),
  extended: Object.fromEntries(Object.entries(extended).filter(([clock]) => delivery.includes(clock))),
});

const later = (left: string, right: string): string => (isAfter(right, left) ? right : left);

/**
 * An operator gave a clock more time. Where a rule of the trade reads the deadline too, it is the deadline that moves,
 * so that what the clock allows and what the rule allows are the same; elsewhere the clock alone does.
 */
export function moveDeadline(order: Order, clock: string, until: string): Order {
  if (order.stage === 'enquiry' && clock === 'answerDue') {
    return { ...order, answer: { ...order.answer, dueAt: until } };
  }
  if (isContracted(order)) {
    if (clock === 'paymentDue') {
      const payments = order.payments.map((each) =>
        each.status === 'OPEN' ? { ...each, deadline: later(each.deadline, until) } : each,
      );
      return { ...order, payments };
    }
    if (clock === 'withdrawalOver') return { ...order, receipt: { ...order.receipt, withdrawUntil: until } };
    if (clock === 'autoConfirm') return { ...order, receipt: { ...order.receipt, autoConfirmAt: until } };
    if (order.dispute !== null && clock === 'disputeNegotiation') {
      return { ...order, dispute: { ...order.dispute, negotiateUntil: until } };
    }
  }
  return { ...order, extended: { ...order.extended, [clock]: until } };
}
