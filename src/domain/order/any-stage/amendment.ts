import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { held, paid, rebalance } from '../escrow.ts';
import { fact, type Fact } from '../facts.ts';
import { planInspection } from '../inspection.ts';
import { matchDocuments } from '../matching.ts';
import type { Contract, ContractStage, OrderAt } from '../order.ts';
import type { Amendment } from '../parts.ts';
import { unsuitable } from '../profile-terms.ts';
import { type Context, commandOf } from '../stage.ts';
import { contractHash, signatureText } from '../stages/contract.ts';
import { reasonSchema } from '../stages/enquiry.ts';
import { hashSchema } from '../stages/quote.ts';
import { diffTerms, type FieldChange, type Terms, termsSchema, totalOf } from '../terms.ts';

const command = commandOf<ContractStage>();
type Open = OrderAt<ContractStage>;

/**
 * Clauses that money was already planned by, and a consumer's right to withdraw; a trade that needs others is cancelled
 * and made anew.
 */
const fixed = /^(currency|paymentPlan|settlement|withdrawal)\b/;

const waiting = ({ amendment }: Open) =>
  amendment === null ? reject('no-amendment', 'No amendment is waiting.') : null;

const carriedOut = (order: Open) => {
  if (order.titleTransferredAt !== null) {
    return reject('title-already-transferred', 'Title has passed: the contract is carried out.');
  }
  return order.shipment.handedOverAt === null ? null : reject('clause-fixed', 'The goods are on their way.');
};

const inspected: readonly ContractStage[] = ['matching', 'customs', 'release', 'shipment'];

/**
 * What the trade has already done by a clause cannot be amended away: what was inspected, matched and declared stays
 * true under the new terms, and what goes back to the buyer is there to be given.
 */
function hindrance(order: Open, terms: Terms, changes: FieldChange[]) {
  const touches = (clause: RegExp) => changes.some(({ path }) => clause.test(path));
  if (touches(/^inspection\b/) && inspected.includes(order.stage)) {
    return reject('clause-fixed', 'The goods are past the inspection that the clause inspection asks for.');
  }
  if (touches(/^transport$/) && order.customs.declaration !== null) {
    return reject('clause-fixed', 'The declaration is lodged: the transport cannot change any more.');
  }
  if (order.contract.goldenSamples !== undefined && touches(/^lines\.\d+\.customisation\b/)) {
    return reject('clause-fixed', 'The approved sample stands for this customisation: it cannot be amended.');
  }
  const back = paid(order) - totalOf(terms);
  if (back > held(order)) {
    return reject('nothing-held', `${back} minor units would go back to the buyer, ${held(order)} are held.`);
  }
  const discrepancies = matchDocuments({ contract: { ...order.contract, terms }, goods: order.goods });
  return order.goods.matchedAt === null || discrepancies.length === 0
    ? null
    : reject('discrepancies-open', 'Packing list and goods receipt, matched before, would no longer agree.', {
        discrepancies,
      });
}

export const proposeAmendment = command({
  by: ['buyer', 'supplier'],
  summary: 'Propose to change the sealed contract; nothing changes until the other side consents',
  input: z.strictObject({
    terms: termsSchema,
    reason: z.string().trim().min(1).max(2000),
    signature: signatureText,
  }),
  ready: (order) => {
    if (order.amendment !== null) return reject('amendment-open', 'An amendment is waiting to be answered.');
    return carriedOut(order);
  },
  decide: (order, { terms, reason }, { by, now }) => {
    const changes = diffTerms(order.contract.terms, terms);
    if (changes.length === 0) return reject('no-change', 'These are the terms in force.');
    const forbidden = changes.filter(({ path }) => fixed.test(path)).map(({ path }) => path);
    if (forbidden.length > 0)
      return reject('clause-fixed', `Money is planned by ${forbidden.join(', ')}: it cannot be amended.`);
    const hindered = unsuitable(order.profile, terms) ?? hindrance(order, terms, changes);
    if (hindered) return hindered;
    const hash = contractHash(
      order,
      order.contract.version + 1,
      order.contract.hash,
      terms,
      order.contract.goldenSamples,
    );
    const amendment: Amendment = {
      hash,
      by: by.party as Amendment['by'],
      terms,
      changes,
      deltaMinor: totalOf(terms) - order.contract.totalMinor,
      reason,
      at: now,
      signature: { party: by.party as Amendment['by'], user: by.user, company: by.company, hash, at: now },
    };
    return accept(fact('AmendmentProposed', { amendment }));
  },
});

/** Contract, price and escrow move in this one step, and with them what the stage has worked out from the contract. */
export const consentAmendment = command({
  by: ['buyer', 'supplier'],
  summary: 'Consent to the amendment, named by its hash: contract and escrow move in the same step',
  input: z.strictObject({ hash: hashSchema, signature: signatureText }),
  ready: (order, { by }) => {
    if (order.amendment === null) return waiting(order);
    return by.party === order.amendment.by
      ? reject('own-offer', 'The amendment is your own: the other side answers.')
      : carriedOut(order);
  },
  decide: (order, { hash }, context) => {
    const amendment = order.amendment as Amendment;
    if (hash !== amendment.hash)
      return reject('stale-hash', 'This is not the hash of the amendment.', { hash: amendment.hash });
    const hindered = hindrance(order, amendment.terms, amendment.changes);
    if (hindered) return hindered;
    const { contract, signature } = nextVersion(order, amendment, context);
    const amended = { ...order, contract };
    return accept(
      fact('ContractAmended', { contract, signature }),
      ...rebalance(amended, context),
      ...workedOut(amended, amendment.changes),
    );
  },
});

function nextVersion(order: Open, { by: proposer, terms, hash, signature: first }: Amendment, { by, now }: Context) {
  const party = proposer === 'buyer' ? ('supplier' as const) : ('buyer' as const);
  const signature = { party, user: by.user, company: by.company, hash, at: now };
  const contract: Contract = {
    ...order.contract,
    version: order.contract.version + 1,
    terms,
    hash,
    totalMinor: totalOf(terms),
    previousHash: order.contract.hash,
    sealedAt: now,
    signatures: [...order.contract.signatures, ...(first === undefined ? [] : [first]), signature],
  };
  return { contract, signature };
}

/**
 * While papers are compared they are compared anew; while goods are inspected by another clause, they are sampled
 * anew.
 */
function workedOut(order: Open, changes: FieldChange[]): Fact[] {
  if (order.stage === 'matching' && order.goods.packingList !== null) {
    return [fact('DocumentsMatched', { discrepancies: matchDocuments(order) })];
  }
  const sampled = order.stage === 'inspection' && order.contract.terms.inspection.mode !== 'NONE';
  return sampled && changes.some(({ path }) => /^inspection\b/.test(path))
    ? [fact('InspectionPlanned', { plan: planInspection(order) })]
    : [];
}

export const refuseAmendment = command({
  by: ['buyer', 'supplier'],
  summary:
    'Refuse the amendment, or take your own back; a discrepancy the buyer does not accept ends the trade with a refund',
  input: reasonSchema,
  ready: waiting,
  decide: (order, { reason }, { by }) => {
    const { hash, by: proposer } = order.amendment as Amendment;
    const refused = fact('AmendmentRefused', { hash, reason });
    const discrepant = order.stage === 'matching' && (order.goods.discrepancies?.length ?? 0) > 0;
    if (!discrepant || by.party !== 'buyer' || proposer === 'buyer') return accept(refused);
    return accept(
      refused,
      fact('RefundDecided', {
        outcome: 'refunded',
        detail: `The buyer did not accept the discrepancy: ${reason}`,
      }),
    );
  },
});
