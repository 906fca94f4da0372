import { documentsOf } from '../../persistence/documents.ts';
import type { CommandCall } from '../commands.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';

const sides = ['buyer', 'supplier'] as const;
const photographs = ['application/pdf', 'image/png', 'image/jpeg'];

/**
 * What answers the contract's check-list on receipt rests on evidence that is on file with the order, for both sides to
 * see (requirements.md S44).
 */
export const receiptEvidenceGate: Gate = {
  commands: ['confirmReceipt'],
  async stop({ deps, found, input }: CommandCall) {
    const { checks = [] } = input as { checks?: { evidence: string[] }[] };
    if (checks.every(({ evidence }) => evidence.length === 0)) return null;
    const onFile = await documentsOf(deps.orm, found.view.order, [...sides]);
    const seen = onFile
      .filter(({ mediaType }) => photographs.includes(mediaType))
      .filter(({ visibleTo }) => sides.every((side) => visibleTo.includes(side)))
      .map(({ sha256 }) => sha256);
    const index = checks.findIndex(({ evidence }) => evidence.some((sha256) => !seen.includes(sha256)));
    if (index < 0) return null;
    const detail =
      `checks.${index}.evidence: no photograph of this hash is filed with the order for both sides to see.`;
    return refusalOf(422, 'no-such-evidence', detail);
  },
};
