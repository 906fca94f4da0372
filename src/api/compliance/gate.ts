import { generalKind, withoutCode } from '../../domain/compliance/rules.ts';
import type { Answer } from '../../domain/record.ts';
import { drawing, giveBack, licencesOf } from '../../persistence/compliance/licences.ts';
import { contractedTerms } from '../contracting/certificate-gate.ts';
import type { Gate } from '../gates.ts';
import { refusalOf } from '../problem.ts';
import { groundOf, type Held, heldAgainst, meets } from './reading.ts';

/** Names everything that is missing, the first in words; null when nothing is. */
function refusalFor(held: readonly Held[]): Answer | null {
  const lacking = held.filter(({ met }) => met === null);
  const [first] = lacking;
  if (first === undefined) return null;
  const { line, sku, document, kind, rule, table, edition } = first.requirement;
  const paper = kind === null || kind === generalKind ? document : `${document} ${kind}`;
  const data = { missing: lacking.map(({ requirement, lack }) => ({ ...requirement, lack })) };
  const code = 'compliance-missing';
  const law = `${rule} (${table}, ${edition})`;
  const refusal = (code: string, detail: string) => refusalOf(409, code, detail, data);
  switch (first.lack) {
    case 'UNCONFIRMED':
      return refusal(code, `Line ${line} (${sku}): the licence ${paper} that rule ${law} wants is not confirmed.`);
    case 'NOT_IN_FORCE':
      return refusal(code, `Line ${line} (${sku}): no licence ${paper} that rule ${law} wants is in force today.`);
    case 'EXHAUSTED':
      return refusal(code, `Line ${line} (${sku}): too little is left of the licence ${paper} that rule ${law} wants.`);
    default:
      return refusal(
        code,
        `Line ${line} (${sku}): the paper ${paper} (UNTDID 1001) that rule ${law} wants is missing.`,
      );
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
    const {
      companies,
      contract: {
        terms: { lines },
      },
    } = order;
    const uncoded = withoutCode(lines);
    if (uncoded.length > 0) {
      return refusalOf(409, 'hs-code-missing', `Line ${uncoded.join(', ')} has no HS code.`, { lines: uncoded });
    }
    const holders = [companies.buyer, companies.supplier];
    const drawn = await drawing(
      deps.orm,
      { order: found.view.order, commandId, holders, at: deps.now() },
      (licences, before) => {
        const held = heldAgainst(ground, { lines, gate: 'CUSTOMS', companies, licences, drawn: before });
        const refusal = refusalFor(held);
        if (refusal !== null) return { refusal };
        const drawings = held.flatMap(({ requirement, met }) => {
          const { line, document: type, kind } = requirement;
          const known = before.some((each) => meets(each, requirement));
          return met === null || 'document' in met || kind === null || known
            ? []
            : [{ line, type, kind, licence: met.licence.id, quantity: met.quantity }];
        });
        return { drawings };
      },
    );
    return 'refusal' in drawn ? drawn.refusal : null;
  },
  undo: ({ deps, commandId }) => giveBack(deps.orm, commandId),
};
