import type { Actor, Role } from '../../src/domain/parties.ts';
import { roles } from '../../src/domain/parties.ts';
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
