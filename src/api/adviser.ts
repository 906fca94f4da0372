import type { Order } from '../domain/order/order.ts';
import { nameInRole } from '../persistence/people.ts';
import type { ApiDeps } from './deps.ts';
import type { Gate } from './gates.ts';
import { refusalOf } from './problem.ts';

/** An order is looked after by somebody who is an adviser now, not by whoever is named. */
export const adviserGate: Gate = {
  commands: ['assignAdviser'],
  async stop({ deps, input }) {
    const { adviser } = input as { adviser: string };
    if ((await nameInRole(deps.orm, adviser, 'adviser')) !== null) return null;
    return refusalOf(422, 'no-such-adviser', `adviser: ${adviser} is nobody who acts as an adviser.`);
  },
};

/** Who looks after an order, by name; null where nobody is assigned, or nobody any more who could act. */
export async function adviserOf({ orm }: ApiDeps, { adviser }: Order) {
  const name = adviser === undefined ? null : await nameInRole(orm, adviser.user, 'adviser');
  return adviser === undefined || name === null ? null : { ...adviser, name };
}
