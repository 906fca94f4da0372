import type { Order } from '../../src/domain/order/order.ts';
import { type Actor, type Role, roles, servingRoles } from '../../src/domain/parties.ts';
import { people } from './people.ts';

const known: Partial<Record<Role, Actor>> = {
  buyer: people.buyer,
  supplier: people.supplier,
  'warehouse-operator': people.warehouse,
  inspector: people.inspector,
  'customs-broker': people.broker,
  carrier: people.carrier,
  bank: people.bank,
};

/** One person for every role there is. */
export const actorOf = (role: Role): Actor =>
  known[role] ?? { user: `u-${role}`, company: people.adviser.company, roles: [role] };

/** Everybody who may act, with the second adviser that money needs and a stranger who may not. */
export const everyone: readonly Actor[] = [...roles.map(actorOf), people.secondAdviser, people.outsider];

/** Whoever acts for a company that serves an order acts for the one that took its place, once one has. */
export function servingNow({ companies, formerly = [] }: Order, actor: Actor): Actor {
  const taken = formerly.find(
    ({ place, company }) => company === actor.company && actor.roles.includes(servingRoles[place]),
  );
  return taken === undefined ? actor : { ...actor, company: companies[taken.place] ?? actor.company };
}

/** Everybody, as they act on an order. */
export const everyoneOn = (order: Order): Actor[] => everyone.map((actor) => servingNow(order, actor));
