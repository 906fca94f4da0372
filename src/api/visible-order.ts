import type { Order } from '../domain/order/order.ts';
import { type Actor, type Role, rolesOn } from '../domain/parties.ts';
import type { OrderView } from '../domain/record.ts';
import { findOrder } from '../persistence/order-reader.ts';
import type { Source } from '../persistence/party-view.ts';
import { problem } from './problem.ts';

/** Who sent a request: the person or system, and what of it never travels into an order. */
export interface Caller {
  actor: Actor;
  /** True: administers the own company. */
  admin: boolean;
  /** The session of a person; null for a system that came with its key, and for nobody. */
  session: string | null;
}

/** An order as its reader may know of it: the row of the read model, the state in it, and the reader's roles on it. */
export interface VisibleOrder {
  view: OrderView & { updatedAt: string };
  order: Order;
  roles: Role[];
}

const numberPattern = /^[0-9A-Za-z-]{1,40}$/;

/**
 * The order of that number, for somebody who has a role on it. Throws ProblemError 404 for everybody else: an order of
 * others is answered exactly like one that does not exist.
 */
export async function visibleOrder(source: Source, number: string, actor: Actor): Promise<VisibleOrder> {
  const view = numberPattern.test(number) ? await findOrder(source, number) : null;
  const roles = view === null ? [] : rolesOn(view.companies, actor);
  if (view === null || roles.length === 0) throw problem(404, 'unknown-order', 'There is no such order.');
  return { view, order: view.state as Order, roles };
}
