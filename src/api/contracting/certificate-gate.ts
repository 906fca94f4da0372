import { expiredCertificates } from '../../domain/catalogue/certificates.ts';
import { optionBy } from '../../domain/order/options.ts';
import type { Terms } from '../../domain/order/terms.ts';
import { certificatesOf } from '../../persistence/catalogue/certificates.ts';
import type { CommandCall } from '../commands.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';

/** The terms that would be contracted: those of the draft, or those the supplier drafts now. */
export function contractedTerms({ found: { order }, command, input }: CommandCall): Terms | undefined {
  if (order.stage !== 'contract') return undefined;
  if (command !== 'draftContract') return order.drafting.draft?.terms;
  const agreed = optionBy(order.versions, order.acceptedHash)?.terms;
  return (input as { terms?: Terms }).terms ?? agreed;
}

/** No contract is made over a product of the catalogue one of whose certificates has run out (requirements.md S20). */
export const certificateGate: Gate = {
  commands: ['draftContract', 'confirmContract', 'signOffline'],
  async stop(call) {
    const { deps, found } = call;
    const terms = contractedTerms(call);
    if (terms === undefined) return null;
    const skus = terms.lines.map(({ sku }) => sku);
    const known = await certificatesOf(deps.orm, found.order.companies.supplier, skus);
    const expired = known.flatMap(({ sku, certificates }) =>
      expiredCertificates({ certificates }, deps.now()).map((one) => ({ sku, ...one })),
    );
    const [first] = expired;
    if (first === undefined) return null;
    const { sku, type, number, validUntil } = first;
    const detail = `${sku}: ${type} ${number} was valid until ${validUntil}; the supplier renews it first.`;
    return refusalOf(409, 'certificate-expired', detail, { expired });
  },
};
