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
  'customer-service',
  'operator',
  'auditor',
];

/** Who sees an order whole: the platform's own people, and the bank that keeps its trust account. */
export const overseers: readonly Role[] = [...platformRoles, 'bank'];

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
  /**
   * The bank that keeps the trust account. Orders opened before banks were named leave it out; null where it is not
   * known to the read model either.
   */
  bank?: string | null;
}

/** The places on an order of those who serve it, and the role each is served in. */
export const servingRoles = {
  warehouse: 'warehouse-operator',
  inspector: 'inspector',
  broker: 'customs-broker',
  carrier: 'carrier',
  bank: 'bank',
} as const satisfies Partial<Record<keyof OrderCompanies, Role>>;
export type ServingPlace = keyof typeof servingRoles;
export const servingPlaces = Object.keys(servingRoles) as ServingPlace[];

/** The companies that serve an order, one in every place. */
export type Serving = Record<ServingPlace, string>;

/** The place on an order that a role is bound to; roles of the platform are bound to none. */
export const placeOfRole: Partial<Record<Role, keyof OrderCompanies>> = {
  buyer: 'buyer',
  supplier: 'supplier',
  ...Object.fromEntries(servingPlaces.map((place) => [servingRoles[place], place])),
};

/** The desk of the house that acts for whichever bank an order has: it brings what banks and providers report. */
export const bankDesk = 'bank';

/** An order that does not say which bank it has is every bank's, as it was when it was opened. */
const standsIn = (companies: OrderCompanies, place: keyof OrderCompanies, company: string): boolean =>
  companies[place] === company || (place === 'bank' && (companies.bank === undefined || company === bankDesk));

/**
 * The roles in which `actor` may act on an order of `companies`: a role that is bound to a company of the order counts
 * only for people of that company, a platform role counts everywhere.
 */
export function rolesOn(companies: OrderCompanies, actor: Actor): Role[] {
  return actor.roles.filter((role) => {
    const place = placeOfRole[role];
    return place === undefined ? platformRoles.includes(role) : standsIn(companies, place, actor.company);
  });
}
