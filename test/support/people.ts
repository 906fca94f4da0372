import type { Actor } from '../../src/domain/parties.ts';

const person = (user: string, company: string, role: Actor['roles'][number]): Actor => ({
  user: `u-${user}`,
  company,
  roles: [role],
});

/** The seeded people of the sandbox, by what they do in a trade; two advisers, because money needs two. */
export const people = {
  buyer: person('buyer', 'c-harbour', 'buyer'),
  supplier: person('supplier', 'c-brightworks', 'supplier'),
  adviser: person('adviser', 'c-platform', 'adviser'),
  secondAdviser: person('adviser-two', 'c-platform', 'adviser'),
  bank: person('bank', 'c-trustbank', 'bank'),
  warehouse: person('warehouse', 'c-warehouse', 'warehouse-operator'),
  inspector: person('inspector', 'c-inspection', 'inspector'),
  broker: person('broker', 'c-broker', 'customs-broker'),
  carrier: person('carrier', 'c-carrier', 'carrier'),
  operator: person('operator', 'c-platform', 'operator'),
  outsider: person('buyer-two', 'c-lantau', 'buyer'),
} as const satisfies Record<string, Actor>;
export type Who = keyof typeof people;
