import type { Gate } from '../gates.ts';
import { documentsOf } from '../../persistence/documents.ts';
import { refusalOf } from '../problem.ts';

/** Payment opens with the contract, so what the contract wants on file before it is there when the contract is made. */
export const requiredPapersGate: Gate = {
  commands: ['confirmContract', 'signOffline'],
  async stop({ deps, found }) {
    const { order } = found;
    const draft = order.stage === 'contract' ? order.drafting.draft : null;
    const wanted = draft?.terms.requiredDocuments ?? [];
    if (wanted.length === 0) return null;
    const onFile = await documentsOf(deps.orm, found.view.order, ['buyer', 'supplier']);
    const missing = wanted.filter((type) => !onFile.some((one) => one.type === type));
    if (missing.length === 0) return null;
    const detail = `Documents of type ${missing.join(', ')} (UNTDID 1001) have to be on file before payment opens.`;
    return refusalOf(409, 'documents-missing', detail, { missing });
  },
};
