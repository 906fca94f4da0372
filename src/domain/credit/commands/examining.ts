import { z } from 'zod';
import { maturityOf } from '../clocks.ts';
import { type Credit, type CreditParty, currentPresentation, disposals, type Presentation } from '../credit.ts';
import { accept, reject } from '../decision.ts';
import { discrepancySchema } from '../documents.ts';
import { creditFact } from '../facts.ts';
import { creditCommand } from '../rule.ts';

const nothing = z.strictObject({});
const banks: readonly CreditParty[] = ['issuing-bank', 'confirming-bank'];

/** A confirming bank acts on documents only once it has added its undertaking (article 8). */
const mayExamine = ({ confirmedAt }: Credit, party: CreditParty) =>
  party === 'confirming-bank' && confirmedAt === null
    ? reject('not-confirmable', 'A bank that has not confirmed the credit does not examine under it.')
    : null;

function presented(credit: Credit): Presentation {
  const presentation = currentPresentation(credit);
  if (presentation === null) throw new Error(`credit ${credit.number} is in ${credit.stage} without a presentation`);
  return presentation;
}

export const beginExamination = creditCommand({
  by: banks,
  stages: ['presented'],
  summary: 'Take the documents up for examination; the five banking days run already (article 14(b))',
  input: nothing,
  ready: (credit, { by }) => mayExamine(credit, by.party),
  decide: (credit) => accept(creditFact('ExaminationBegun', { presentation: presented(credit).id })),
});

export const findComplying = creditCommand({
  by: banks,
  stages: ['presented', 'examining'],
  summary: 'Find that the presentation complies; the bank must honour (article 15)',
  input: nothing,
  ready: (credit, { by }) => mayExamine(credit, by.party),
  decide: (credit) => accept(creditFact('DocumentsFoundComplying', { presentation: presented(credit).id })),
});

/** The one list of article 16(c): found once, so that the notice can name each and none comes after it. */
export const findDiscrepancies = creditCommand({
  by: banks,
  stages: ['presented', 'examining'],
  summary: 'Find discrepancies: all of them, for the bank has one notice only (article 16(c)(ii))',
  input: z.strictObject({
    /** True: those the engine foresaw are among them. */
    foreseen: z.boolean().default(true),
    discrepancies: z.array(discrepancySchema).max(100).default([]),
  }),
  ready: (credit, { by }) => mayExamine(credit, by.party),
  decide: (credit, input) => {
    const { id, foreseen } = presented(credit);
    const all = [...(input.foreseen ? foreseen : []), ...input.discrepancies];
    if (all.length === 0) return reject('invalid-input', 'discrepancies: name at least one.');
    return accept(creditFact('DiscrepanciesFound', { presentation: id, discrepancies: all }));
  },
});

export const askWaiver = creditCommand({
  by: ['issuing-bank'],
  stages: ['discrepant'],
  summary: 'Ask the applicant to waive the discrepancies; that does not lengthen the time to refuse (article 16(b))',
  input: nothing,
  ready: (credit) =>
    presented(credit).waiver === null ? null : reject('waiver-asked', 'The applicant was asked already.'),
  decide: (credit) => accept(creditFact('WaiverAsked', { presentation: presented(credit).id })),
});

const waivable = (credit: Credit) => {
  const { waiver, notice } = presented(credit);
  if (credit.stage === 'refused') {
    if (notice?.disposal !== 'HOLDING_FOR_WAIVER')
      return reject('waiver-not-asked', 'The bank does not hold the documents for a waiver (article 16(c)(iii)).');
    return waiver === 'GIVEN' ? reject('waiver-asked', 'The discrepancies are waived already.') : null;
  }
  return waiver === 'ASKED' ? null : reject('waiver-not-asked', 'The bank has asked for no waiver.');
};

export const waiveDiscrepancies = creditCommand({
  by: ['applicant'],
  stages: ['discrepant', 'refused'],
  summary: 'Waive every discrepancy the bank has found',
  input: nothing,
  ready: waivable,
  decide: (credit) => accept(creditFact('DiscrepanciesWaived', { presentation: presented(credit).id })),
});

export const declineWaiver = creditCommand({
  by: ['applicant'],
  stages: ['discrepant', 'refused'],
  summary: 'Decline to waive the discrepancies',
  input: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  ready: waivable,
  decide: (credit, { reason }) => accept(creditFact('WaiverDeclined', { presentation: presented(credit).id, reason })),
});

/** After the fifth banking day the clock has moved the credit on, so that no notice can come late (16(d), 16(f)). */
export const refuseDocuments = creditCommand({
  by: banks,
  stages: ['discrepant'],
  summary: 'Refuse: one notice with each discrepancy and what becomes of the documents (article 16(c))',
  input: z.strictObject({ disposal: z.enum(disposals) }),
  ready: (credit, { by }) => mayExamine(credit, by.party),
  decide: (credit, { disposal }) => {
    const { id, found } = presented(credit);
    return accept(creditFact('DocumentsRefused', { presentation: id, discrepancies: found, disposal }));
  },
});

/** Complying, waived, or precluded: only then; the payment is the one the order asks for. */
export const honour = creditCommand({
  by: banks,
  stages: ['complying', 'discrepant', 'refused'],
  summary: 'Honour: pay into the trust account under the references of the payment requests, at once or at maturity',
  input: nothing,
  ready: (credit, { by }) => {
    const hindered = mayExamine(credit, by.party);
    if (hindered !== null || credit.stage === 'complying' || presented(credit).waiver === 'GIVEN') return hindered;
    return reject('waiver-not-asked', 'The documents are discrepant and the applicant has not waived it.');
  },
  decide: (credit, _input, { now }) => {
    const { id, drawnMinor: amountMinor, payments } = presented(credit);
    const maturity = maturityOf(credit, now);
    return accept(creditFact('CreditHonoured', { presentation: id, maturity, amountMinor, payments }));
  },
});
