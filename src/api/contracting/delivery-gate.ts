import type { Terms } from '../../domain/order/terms.ts';
import { endOfDay, isAfter } from '../../domain/order/time.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';

/** Nobody offers or drafts a delivery on a day that is over, counted in Hong Kong as the contract counts. */
export const deliveryGate: Gate = {
  commands: ['submitQuote', 'counterOffer', 'draftContract'],
  stop({ deps, input }) {
    const { terms } = input as { terms?: Terms };
    const over = terms !== undefined && isAfter(deps.now(), endOfDay(terms.deliverBy));
    const detail = `terms.deliverBy: the day ${terms?.deliverBy} is over.`;
    return Promise.resolve(over ? refusalOf(422, 'invalid-input', detail) : null);
  },
};
