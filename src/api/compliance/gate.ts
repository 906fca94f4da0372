import { withoutCode } from '../../domain/compliance/rules.ts';
import type { Answer } from '../../domain/record.ts';
import { drawing, giveBack, licencesOf } from '../../persistence/compliance/licences.ts';
import { contractedTerms } from '../contracting/certificate-gate.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';
import { groundOf, type Held, heldAgainst } from './reading.ts';

/** Names everything that is missing, the first in words; null when nothing is. */
function refusalFor(held: readonly Held[]): Answer | null {
  const lacking = held.filter(({ met }) => met === null);
  const [first] = lacking;
  if (first === undefined) return null;
  const { line, sku, document, rule } = first.requirement;
  const data = { missing: lacking.map(({ requirement, lack }) => ({ ...requirement, lack })) };
  const code = 'compliance-missing';
  switch (first.lack) {
    case 'UNCONFIRMED': {
      const detail = `Line ${line} (${sku}): the licence ${document} that rule ${rule} wants is not confirmed.`;
      return refusalOf(409, code, detail, data);
    }
    case 'NOT_IN_FORCE': {
      const detail = `Line ${line} (${sku}): no licence ${document} that rule ${rule} wants is in force today.`;
      return refusalOf(409, code, detail, data);
    }
    case 'EXHAUSTED': {
      const detail = `Line ${line} (${sku}): too little is left of the licence ${document} that rule ${rule} wants.`;
      return refusalOf(409, code, detail, data);
    }
    default: {
      const detail = `Line ${line} (${sku}): the paper ${document} (UNTDID 1001) that rule ${rule} wants is missing.`;
      return refusalOf(409, code, detail, data);
    }
  }
}

/** No contract is made over goods that lack what a rule wants before it (requirements.md S22, B12). */
export const complianceGate: Gate = {
  commands: ['draftContract', 'confirmContract', 'signOffline'],
  async stop(call) {
    const { deps, found } = call;
    const terms = contractedTerms(call);
    const ground = terms === undefined ? null : await groundOf(deps, found);
    if (terms === undefined || ground === null) return null;
    const { companies } = found.order;
    const licences = await licencesOf(deps.orm, [companies.buyer, companies.supplier], deps.now());
    return refusalFor(heldAgainst(ground, { lines: terms.lines, gate: 'CONTRACT', companies, licences }));
  },
};

/**
 * Nothing is declared to customs that lacks what a rule wants. Licences are drawn on for the whole order or not at all,
 * and given back when the order refuses the declaration, or customs the goods.
 */
export const customsGate: Gate = {
  commands: ['lodgeDeclaration'],
  async stop({ deps, found, commandId }) {
    const { order } = found;
    const ground = order.stage === 'customs' ? await groundOf(deps, found) : null;
    if (order.stage !== 'customs' || ground === null) return null;
    const { companies, contract: { terms: { lines } } } = order;
    const uncoded = withoutCode(lines);
    if (uncoded.length > 0) {
      return refusalOf(409, 'hs-code-missing', `Line ${uncoded.join(', ')} has no HS code.`, { lines: uncoded });
    }
    const holders = [companies.buyer, companies.supplier];
    const drawn = await drawing(
      deps.orm, { order: found.view.order, commandId, holders, at: deps.now() }, (licences, before) => {
        const held = heldAgainst(ground, { lines, gate: 'CUSTOMS', companies, licences, drawn: before });
        const refusal = refusalFor(held);
        if (refusal !== null) return { refusal };
        const drawings = held.flatMap(({ requirement: { line, document: type }, met }) => {
          const known = before.some((each) => each.line === line && each.type === type);
          return met === null || 'document' in met || known
            ? [] : [{ line, type, licence: met.licence.id, quantity: met.quantity }];
        });
        return { drawings };
      },
    );
    return 'refusal' in drawn ? drawn.refusal : null;
  },
  undo: ({ deps, commandId }) => giveBack(deps.orm, commandId),
};
