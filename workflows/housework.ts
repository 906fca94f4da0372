import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  patched,
  proxyActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Payment, PaymentOutcome } from '../activities/payments.ts';
import { untoldShipment } from '../src/domain/order/any-stage/letter-of-credit.ts';
import { toSend } from '../src/domain/order/escrow.ts';
import { isContracted, type Order } from '../src/domain/order/order.ts';
import type { Disbursement } from '../src/domain/order/parts.ts';
import { orderedAtOf, requestedDateOf } from '../src/domain/order/payment-order.ts';
import { creditWorkflowId, goodsShipped } from './messages.ts';
import type { Shell } from './shell.ts';

// The bank may be away for hours: the order waits, visibly, and goes on by itself.
const { sendPayment } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  summary: 'Hand a payment order to the bank',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});
const { askBank } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  summary: 'Ask the bank what became of a payment order',
  retry: { initialInterval: '1m', backoffCoefficient: 1 },
});

const unknown = (order: Order): Disbursement[] =>
  isContracted(order) ? order.disbursements.filter(({ status }) => status === 'UNKNOWN') : [];
const next = (order: Order): Disbursement | undefined => toSend(order)[0] ?? unknown(order)[0];

const untold = (order: Order): { credit: string; on: string } | null => {
  const on = isContracted(order) ? untoldShipment(order) : null;
  return on === null || !isContracted(order) ? null : { credit: order.credit?.number ?? '', on };
};

/** The credit counts its days of presentation from the shipment; one that has ended counts nothing any more. */
async function tellCredit(shell: Shell, { credit, on }: { credit: string; on: string }): Promise<void> {
  try {
    await getExternalWorkflowHandle(creditWorkflowId(credit)).signal(goodsShipped, on);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.info('the credit of an order has ended', { order: shell.order().order, credit });
  }
  await shell.report(`told:${credit}:${on}`, { name: 'creditToldOfShipment', input: { credit, on } });
}

/**
 * What the house does outside: payment orders go to the bank, one at a time, each under its own id, so that the bank
 * takes it once. An outcome the bank did not tell is asked for; it is never sent again.
 */
export function openHousework(shell: Shell) {
  return {
    async run(until: () => boolean): Promise<void> {
      for (;;) {
        await condition(() => until() || next(shell.order()) !== undefined || untold(shell.order()) !== null);
        const shipped = untold(shell.order());
        if (shipped !== null && !until()) {
          await tellCredit(shell, shipped);
          continue;
        }
        const task = next(shell.order());
        if (task === undefined || until()) return;
        await carryOut(shell, task, until);
      }
    },
  };
}

/**
 * Asks until the bank can tell, or until that is no longer the question, because its debit or its refusal came another
 * way; null then. A bank that never can must not keep the order from its other work: what is to be sent meanwhile is
 * sent, and then it is asked again.
 */
async function ask(shell: Shell, payment: Payment, until: () => boolean): Promise<PaymentOutcome | null> {
  const scope = new CancellationScope();
  const sendsMeanwhile = patched('send-while-asking');
  const over = () =>
    until() ||
    !unknown(shell.order()).some(({ id }) => id === payment.id) ||
    (sendsMeanwhile && toSend(shell.order()).length > 0);
  const outcome = await Promise.race([scope.run(() => askBank(payment)), condition(over).then(() => null)]);
  if (outcome === null) scope.cancel();
  return outcome;
}

async function carryOut(
  shell: Shell,
  { id, status, approvals, ...disbursement }: Disbursement,
  until: () => boolean,
): Promise<void> {
  // A refused payment order is approved anew and then ordered anew; until then every attempt is the same order.
  const orderedAt = orderedAtOf({ approvals, openedAt: disbursement.openedAt });
  const requestedDate = requestedDateOf(orderedAt);
  const payment = { order: shell.order().order, id, orderedAt, requestedDate, ...disbursement };
  const outcome = status === 'UNKNOWN' ? await ask(shell, payment, until) : await sendPayment(payment);
  if (outcome === null) return;
  const key = `${id}:${orderedAt}`;
  if (outcome.status === 'ACCEPTED') {
    await shell.report(`sent:${key}`, {
      name: 'disbursementSent',
      input: { disbursement: id, bankReference: outcome.bankReference },
    });
  } else if (outcome.status === 'REJECTED') {
    await shell.report(`refused:${key}`, {
      name: 'disbursementRefused',
      input: { disbursement: id, reason: outcome.reason },
    });
  } else {
    await shell.report(`unknown:${key}`, {
      name: 'disbursementOutcomeUnknown',
      input: { disbursement: id, detail: outcome.reason },
    });
  }
}
