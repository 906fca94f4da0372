import { z } from 'zod';
import { formatAmount } from '../../money.ts';
import { dayOfPresentation, lastDayOf } from '../banking.ts';
import { drawnBy } from '../check/invoice.ts';
import { examine } from '../check/presentation.ts';
import { type Credit, type CreditPayment, drawnMinor, nextInstalment, shippedSoFar } from '../credit.ts';
import { accept, reject } from '../decision.ts';
import { type CreditDiscrepancy, documentsSchema, type PresentedDocument } from '../documents.ts';
import { creditFact } from '../facts.ts';
import { creditCommand } from '../rule.ts';
import { type CreditTerms, invoiceTypes } from '../terms.ts';

/** What the beneficiary hands in: documents of its own, beside those the engine makes from the order's data. */
export const presentationSchema = z.strictObject({
  documents: documentsSchema.default([]),
  /** True: what the credit calls for and is not handed in is made from the order's own data, where it can be. */
  fromOrder: z.boolean().default(true),
});

/** The presentation as the API completes it: all documents, and the payment requests the order has open. */
export interface ComposedPresentation {
  documents: PresentedDocument[];
  requests: CreditPayment[];
}

/** What would be found if these documents were presented at `now`: the pre-check, and the examination itself. */
export const foresee = (
  credit: Credit,
  documents: readonly PresentedDocument[],
  now: string,
  terms: CreditTerms = credit.terms,
): CreditDiscrepancy[] =>
  examine(
    {
      terms,
      documents,
      presentedOn: dayOfPresentation(now, terms, credit.interruptions),
      lastDay: lastDayOf(terms),
      drawnMinor: drawnMinor(credit),
      instalment: nextInstalment(credit),
      // Instalments are drawn for the same goods, which move as a whole.
      shipped: terms.instalments === undefined ? shippedSoFar(credit) : {},
    },
    credit.number,
  );

/**
 * The open requests, first to last, that a drawing pays to the cent; null when it pays none exactly: the escrow takes
 * exact amounts only.
 */
export function paidRequests(requests: readonly CreditPayment[], drawing: number): CreditPayment[] | null {
  let left = drawing;
  for (const [index, { amountMinor }] of requests.entries()) {
    left -= amountMinor;
    if (left === 0) return requests.slice(0, index + 1);
    if (left < 0) return null;
  }
  return null;
}

const quantitiesOf = (documents: readonly PresentedDocument[]): Record<number, number> => {
  const total: Record<number, number> = {};
  for (const { type, lines } of documents) {
    if (!invoiceTypes.includes(type)) continue;
    for (const { line, quantity } of lines ?? []) total[line] = (total[line] ?? 0) + (quantity ?? 0);
  }
  return total;
};

/** Documents that comply with an issued amendment accept it, without a word (article 10(c)). */
function acceptedBySilence(credit: Credit, documents: PresentedDocument[], now: string): CreditTerms | null {
  const { amendment } = credit;
  if (amendment === null || amendment.issuedAt === null || amendment.terms === null) return null;
  return foresee(credit, documents, now, amendment.terms).length === 0 ? amendment.terms : null;
}

export const present = creditCommand<typeof presentationSchema, ComposedPresentation>({
  by: ['beneficiary'],
  stages: ['issued', 'advised', 'refused'],
  summary: 'Present the documents; the bank has five banking days from the next one on (article 14(b))',
  input: presentationSchema,
  composed: true,
  decide: (credit, { documents, requests }, { now }) => {
    const { currency } = credit.terms;
    const drawing = drawnBy({ documents, terms: credit.terms });
    if (drawing === 0) return reject('no-invoice', `No invoice in ${currency} says what is drawn.`);
    if (requests.length === 0) return reject('no-request-open', 'The order asks for no money of this credit now.');
    const payments = paidRequests(credit.terms.instalments === undefined ? requests : requests.slice(0, 1), drawing);
    if (payments === null) {
      const detail =
        `The documents draw ${formatAmount(drawing, currency)} ${currency}, which is not what the order asks for: ` +
        'amend the contract first, its payment requests follow.';
      return reject('drawing-differs', detail, { drawnMinor: drawing, requests });
    }
    const terms = acceptedBySilence(credit, documents, now);
    const accepted =
      terms === null || credit.amendment === null
        ? []
        : [creditFact('AmendmentAccepted', { hash: credit.amendment.hash, how: 'PRESENTATION' })];
    const presentation = {
      id: `${credit.number}-${credit.presentations.length + 1}`,
      at: now,
      day: dayOfPresentation(now, credit.terms, credit.interruptions),
      documents,
      drawnMinor: drawing,
      quantities: quantitiesOf(documents),
      payments,
      foreseen: terms === null ? foresee(credit, documents, now) : [],
      found: [],
      waiver: null,
      notice: null,
      precluded: false,
      honoured: null,
    };
    return accept(...accepted, creditFact('DocumentsPresented', { presentation }));
  },
});
