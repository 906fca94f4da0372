import { optionBy } from '../../domain/order/options.ts';
import { isContracted } from '../../domain/order/order.ts';
import type { Terms } from '../../domain/order/terms.ts';
import { type DocumentEntry, documentsOf } from '../../persistence/documents.ts';
import type { CommandCall } from '../commands.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';

/** What artwork comes as; that a file is what it says was seen to when it was filed. */
const drawn = ['application/pdf', 'image/png', 'image/jpeg'];
const sides = ['buyer', 'supplier'] as const;

/** The terms that somebody would sign with the command. */
function toBeSigned({ found: { order }, input }: CommandCall): Terms | undefined {
  const { terms } = input as { terms?: Terms };
  if (terms !== undefined) return terms;
  if (order.stage === 'contract')
    return order.drafting.draft?.terms ?? optionBy(order.versions, order.acceptedHash)?.terms;
  return isContracted(order) ? order.amendment?.terms : undefined;
}

/** The rule that the files on record of one artwork break; null where one of them is as it should be. */
function faultOf(files: readonly DocumentEntry[]): string | null {
  if (files.length === 0) return 'no file of this hash is filed with the order';
  const drawings = files.filter(({ mediaType }) => drawn.includes(mediaType));
  if (drawings.length === 0) return 'the file of this hash is no PDF, PNG or JPEG';
  const shared = drawings.some(({ visibleTo }) => sides.every((side) => visibleTo.includes(side)));
  return shared ? null : 'the file of this hash is not visible to both buyer and supplier';
}

/**
 * Nobody signs for artwork that is only a hash: each file that a customisation names is on file with the order, of a
 * kind that can be printed from, for both sides to see (requirements.md S23).
 */
export const artworkGate: Gate = {
  commands: ['draftContract', 'confirmContract', 'signOffline', 'proposeAmendment', 'consentAmendment'],
  async stop(call) {
    const { deps, found } = call;
    const named = (toBeSigned(call)?.lines ?? []).flatMap(({ customisation }, line) =>
      (customisation?.artwork ?? []).map((one, at) => ({ ...one, path: `lines.${line}.customisation.artwork.${at}` })),
    );
    if (named.length === 0) return null;
    const onFile = await documentsOf(deps.orm, found.view.order, [...sides]);
    const missing = named.flatMap(({ path, name, sha256 }) => {
      const why = faultOf(onFile.filter((file) => file.sha256 === sha256));
      return why === null ? [] : [{ path: `${path}.sha256`, name, sha256, why }];
    });
    const [first] = missing;
    if (first === undefined) return null;
    return refusalOf(409, 'artwork-missing', `${first.path}: ${first.name}: ${first.why}.`, { missing });
  },
};
