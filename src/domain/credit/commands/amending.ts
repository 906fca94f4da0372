import { z } from 'zod';
import { hashOf } from '../../hash.ts';
import { diffTerms } from '../../order/terms.ts';
import type { Credit } from '../credit.ts';
import { accept, reject } from '../decision.ts';
import { creditFact } from '../facts.ts';
import { creditCommand } from '../rule.ts';
import { clauseFields, type CreditTerms } from '../terms.ts';

const text = z.string().trim().min(1).max(500);
const naming = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
const giving = naming.extend({ reason: text });
const amendable = ['issued', 'advised', 'refused'] as const;

/** What the applicant asks for: clauses named here replace those of the credit; the rest stays as it is. */
export const amendmentSchema = z.strictObject({
  reason: text,
  /** True: take amount, currency and goods from the contract as it is now. */
  followContract: z.boolean().default(false),
  /** True: the credit is to be cancelled; nothing else is asked then. */
  cancel: z.boolean().default(false),
  available: clauseFields.available.unwrap().optional(),
  tolerance: clauseFields.tolerance.unwrap().optional(),
  partialShipments: z.boolean().optional(),
  instalments: clauseFields.instalments,
  transhipment: z.boolean().optional(),
  loading: clauseFields.loading,
  discharge: clauseFields.discharge,
  latestShipment: clauseFields.latestShipment,
  expiry: clauseFields.expiry.optional(),
  presentationDays: clauseFields.presentationDays.unwrap().optional(),
  documents: clauseFields.documents.optional(),
});
export type AmendmentRequest = z.output<typeof amendmentSchema>;

/** The request as the API completes it; null for a cancellation. */
export interface ComposedAmendment {
  reason: string;
  terms: CreditTerms | null;
}

/** Article 10(a): neither amended nor cancelled without issuing bank, confirming bank and beneficiary. */
export const requestAmendment = creditCommand<typeof amendmentSchema, ComposedAmendment>({
  by: ['applicant'],
  stages: amendable,
  summary: 'Ask the bank to amend or cancel the credit (article 10)',
  input: amendmentSchema,
  composed: true,
  ready: ({ amendment }) =>
    amendment === null ? null : reject('amendment-open', 'An amendment is waiting to be answered.'),
  decide: (credit, { reason, terms }, { now }) => {
    const changes = terms === null ? [] : diffTerms(credit.terms, terms);
    if (terms !== null && changes.length === 0) return reject('no-change', 'The amendment would change nothing.');
    const hash = hashOf({ credit: credit.number, amends: credit.amended.length, terms });
    const amendment = { hash, terms, changes, reason, requestedAt: now, issuedAt: null };
    return accept(creditFact('AmendmentRequested', { amendment }));
  },
});

const named = ({ amendment }: Credit, hash: string) =>
  amendment?.hash === hash
    ? null
    : reject('stale-hash', 'This is not the hash of the open amendment, which is taken whole or not at all (10(e)).', {
        hash: amendment?.hash ?? null,
      });

const notIssued = ({ amendment }: Credit) => {
  if (amendment === null) return reject('no-amendment', 'No amendment is open.');
  return amendment.issuedAt === null ? null : reject('no-amendment', 'The amendment is issued already.');
};
const isIssued = ({ amendment }: Credit) =>
  amendment?.issuedAt ? null : reject('no-amendment', 'No issued amendment waits for an answer.');

export const issueAmendment = creditCommand({
  by: ['issuing-bank'],
  stages: amendable,
  summary: 'Issue the amendment; the bank is bound by it from now on (article 10(b))',
  input: naming,
  ready: notIssued,
  decide: (credit, { hash }) => named(credit, hash) ?? accept(creditFact('AmendmentIssued', { hash })),
});

export const declineAmendment = creditCommand({
  by: ['issuing-bank'],
  stages: amendable,
  summary: 'Decline to issue the amendment',
  input: giving,
  ready: notIssued,
  decide: (credit, { hash, reason }) =>
    named(credit, hash) ?? accept(creditFact('AmendmentDeclined', { hash, reason })),
});

export const acceptAmendment = creditCommand({
  by: ['beneficiary'],
  stages: amendable,
  summary: 'Accept the amendment whole; there is no partial acceptance (article 10(e))',
  input: naming,
  ready: isIssued,
  decide: (credit, { hash }) => {
    const accepted = creditFact('AmendmentAccepted', { hash, how: 'NOTICE' });
    const reason = 'Applicant, bank and beneficiary agreed to cancel the credit (article 10(a)).';
    const ends = credit.amendment?.terms === null ? [creditFact('CreditClosed', { outcome: 'cancelled', reason })] : [];
    return named(credit, hash) ?? accept(accepted, ...ends);
  },
});

/** Until it is accepted the credit stays in force by its old terms (article 10(c)). Silence accepts nothing (10(f)). */
export const refuseAmendment = creditCommand({
  by: ['beneficiary'],
  stages: amendable,
  summary: 'Refuse the amendment; the credit stays in force as it was (article 10(c))',
  input: giving,
  ready: isIssued,
  decide: (credit, { hash, reason }) => named(credit, hash) ?? accept(creditFact('AmendmentRefused', { hash, reason })),
});
