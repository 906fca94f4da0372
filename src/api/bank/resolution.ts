import type { MikroORM } from '@mikro-orm/postgresql';
import { isContracted, type Order } from '../../domain/order/order.ts';
import type { Disbursement } from '../../domain/order/parts.ts';
import { ordersOfReferences } from '../../persistence/bank.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import type { Movement } from './movements.ts';

/** What a movement is to the trade: a command to one order, or money nobody can place, which waits in suspense. */
export type Resolution =
  | {
      action: 'command';
      order: Order;
      name: 'creditReceived' | 'transferSettled' | 'disbursementRefused';
      input: Record<string, unknown>;
    }
  | { action: 'suspense'; why: string };

const suspense = (why: string): Resolution => ({ action: 'suspense', why });

/** Matches a movement to what the orders asked for and sent, by reference; reads only. */
export function resolve(orm: MikroORM, movement: Movement): Promise<Resolution> {
  if (movement.problem !== null) return Promise.resolve(suspense(movement.problem));
  switch (movement.kind) {
    case 'CUSTOMER_CREDIT':
      return resolveCredit(orm, movement);
    case 'OUTGOING_DEBIT':
      return resolveDisbursement(orm, movement);
    case 'RETURNED_OUTGOING':
      return resolveDisbursement(orm, movement);
    case 'REVERSED_CREDIT':
      return Promise.resolve(suspense('the bank takes a credit back: a person has to stop its order'));
    case 'IGNORED':
      throw new Error(`entry ${movement.dedupeKey} moved no money and should not have been kept`);
  }
}

async function orderOf(orm: MikroORM, number: string): Promise<Order | null> {
  const view = await findOrder(orm, number);
  return view === null || view.stage === 'closed' ? null : (view.state as Order);
}

async function resolveCredit(
  orm: MikroORM,
  { dedupeKey, references, amountMinor, currency }: Movement,
): Promise<Resolution> {
  const known = (await ordersOfReferences(orm, references)).filter(({ kind }) => kind === 'PAYMENT_REQUEST');
  const [match] = references.flatMap((reference) => known.filter((each) => each.reference === reference));
  if (match === undefined) return suspense('no payment request has a reference the payer gave');
  const order = await orderOf(orm, match.order);
  if (order === null) return suspense(`order ${match.order} is closed`);
  const input = { entry: dedupeKey, reference: match.reference, amountMinor, currency };
  return { action: 'command', order, name: 'creditReceived', input };
}

const onTheWay: readonly Disbursement['status'][] = ['APPROVED', 'SENT', 'UNKNOWN'];

/** A debit settles the payment it names, a returned payment refuses it; both only while the payment is on its way. */
async function resolveDisbursement(orm: MikroORM, movement: Movement): Promise<Resolution> {
  const { endToEndId, kind } = movement;
  if (endToEndId === null) return suspense('it names no payment of ours (no EndToEndId)');
  const [known] = (await ordersOfReferences(orm, [endToEndId])).filter((each) => each.kind === 'DISBURSEMENT');
  if (known === undefined) return suspense(`no payment of ours has the EndToEndId ${endToEndId}`);
  const order = await orderOf(orm, known.order);
  if (order === null || !isContracted(order)) return suspense(`order ${known.order} is closed`);
  const one = order.disbursements.find(({ id }) => id === endToEndId);
  if (one !== undefined && onTheWay.includes(one.status)) return commandOf(order, one, movement);
  const status = one?.status ?? 'not known';
  return suspense(
    `${endToEndId} is ${status}: ${kind === 'OUTGOING_DEBIT' ? 'nothing was to leave for it' : 'a person has to look'}`,
  );
}

function commandOf(order: Order, { id }: Disbursement, movement: Movement): Resolution {
  const { dedupeKey, amountMinor, currency, reason } = movement;
  return movement.kind === 'OUTGOING_DEBIT'
    ? {
        action: 'command',
        order,
        name: 'transferSettled',
        input: { disbursement: id, entry: dedupeKey, amountMinor, currency },
      }
    : {
        action: 'command',
        order,
        name: 'disbursementRefused',
        input: { disbursement: id, reason: reason.slice(0, 500) },
      };
}
