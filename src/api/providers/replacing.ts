import type { ServingPlace } from '../../domain/parties.ts';
import { faultOfProvider } from '../../persistence/identity/serving.ts';
import type { Gate } from '../gates.ts';
import { unserved } from '../opening.ts';

/** A place on an order is taken over by a company of the kind that is not suspended, as when an order is opened. */
export const replacementGate: Gate = {
  commands: ['replaceProvider'],
  async stop({ deps, input }) {
    const { place, company } = input as { place: ServingPlace; company: string };
    const fault = await faultOfProvider(deps.orm, { field: 'company', place, company });
    return fault === null ? null : unserved(fault);
  },
};
