/**
 * Every role a person or system can act in. Buyer and supplier come from the relation to the order, the rest from the
 * company.
 */
export const roles = [
  'buyer',
  'supplier',
  'adviser',
  'account-manager',
  'warehouse-operator',
  'inspector',
  'customs-broker',
  'carrier',
  'bank',
  'customer-service',
  'operator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** Who moves an order: a role, or the house itself when a deadline runs out or a side effect answers. */
export type Party = Role | 'house';

/** The platform's own roles: they see every order. */
export const platformRoles: readonly Role[] = [
  'adviser',
  'account-manager',
  'bank',
  'customer-service',
  'operator',
  'auditor',
];

/** The two sides of a trade. */
export const traderRoles: readonly Role[] = ['buyer', 'supplier'];

/** One signed-in person or system, as the API passes it on: opaque ids, no personal data. */
export interface Actor {
  user: string;
  company: string;
  roles: Role[];
}

/** The companies of one order, by what they do in it. */
export interface OrderCompanies {
  buyer: string;
  supplier: string;
  warehouse: string;
  inspector: string;
  broker: string;
  carrier: string;
}

const relation: Partial<Record<Role, keyof OrderCompanies>> = {
  buyer: 'buyer',
  supplier: 'supplier',
  'warehouse-operator': 'warehouse',
  inspector: 'inspector',
  'customs-broker': 'broker',
  carrier: 'carrier',
};

/**
 * The roles in which `actor` may act on an order of `companies`: a role that is bound to a company of the order counts
 * only for people of that company, a platform role counts everywhere.
 */
export function rolesOn(companies: OrderCompanies, actor: Actor): Role[] {
  return actor.roles.filter((role) => {
    const place = relation[role];
    return place === undefined ? platformRoles.includes(role) : companies[place] === actor.company;
  });
}
