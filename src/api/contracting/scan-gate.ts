import { documentContent } from '../../persistence/documents.ts';
import { isPerson } from '../../persistence/people.ts';
import type { CommandCall } from '../commands.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';

/** What a signed contract can be scanned to. */
const scanned = ['application/pdf', 'image/png', 'image/jpeg'];

/**
 * Who signs on paper names a scan that is on file with this very order, and its hash (requirements.md S27). Both are
 * people: a system with a key is not the second pair of eyes of whoever made the key.
 */
export const scanGate: Gate = {
  commands: ['signOffline'],
  async stop({ deps, actor, found, input }: CommandCall) {
    if (!(await isPerson(deps.orm, actor.user))) {
      return refusalOf(403, 'not-for-systems', 'A paper is filed and confirmed by people, not by systems with a key.');
    }
    const { document, sha256 } = input as { document: string; sha256?: string };
    const scan = await documentContent(deps.orm, found.view.order, document);
    const seen = scan?.visibleTo.some((party) => found.roles.some((role) => role === party)) ?? false;
    if (scan === null || !seen || !scanned.includes(scan.mediaType)) {
      const detail = 'document: file the scan with the order first, as PDF, PNG or JPEG, and name it by its id.';
      return refusalOf(422, 'no-such-scan', detail);
    }
    if (sha256 === scan.sha256) return null;
    return refusalOf(422, 'scan-differs', 'sha256: this is not the SHA-256 of the scan on file.', { document });
  },
};
