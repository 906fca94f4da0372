import type { Actor } from '../parties.ts';
import type { Interruption } from './banking.ts';
import type { CreditDiscrepancy, PresentedDocument } from './documents.ts';
import type { CreditTerms } from './terms.ts';

/** Where a letter of credit stands. */
export const creditStages = [
  'draft',
  'issued',
  'advised',
  'presented',
  'examining',
  'discrepant',
  'complying',
  'refused',
  'honoured',
  'closed',
] as const;
export type CreditStage = (typeof creditStages)[number];

export const creditOutcomes = ['drawn', 'expired', 'cancelled', 'withdrawn'] as const;
export type CreditOutcome = (typeof creditOutcomes)[number];

/** Who acts on a credit: its parties, and the house when a clock runs out or the order tells something. */
export const creditParties = [
  'applicant',
  'beneficiary',
  'issuing-bank',
  'advising-bank',
  'confirming-bank',
  'house',
] as const;
export type CreditParty = (typeof creditParties)[number];

/** What happens to refused documents, article 16(c)(iii); exactly one of the four. */
export const disposals = ['HOLDING_FOR_PRESENTER', 'HOLDING_FOR_WAIVER', 'RETURNING', 'PRIOR_INSTRUCTIONS'] as const;
export type Disposal = (typeof disposals)[number];

/** A change waiting to be answered; without terms it asks for the credit's cancellation. Hash over what it would be. */
export interface CreditAmendment {
  hash: string;
  terms: CreditTerms | null;
  changes: { path: string; from: unknown; to: unknown }[];
  reason: string;
  requestedAt: string;
  /** Since then the issuing bank is bound by it (article 10(b)); null while the bank has not issued it. */
  issuedAt: string | null;
}

/** What the bank pays into the trust account, request by request under the request's own reference. */
export interface CreditPayment {
  request: string;
  /** ISO 11649. */
  reference: string;
  amountMinor: number;
  currency: string;
}

/** One set of documents and what became of it. */
export interface Presentation {
  id: string;
  at: string;
  /** The banking day on which it counts, 'YYYY-MM-DD'. */
  day: string;
  documents: PresentedDocument[];
  drawnMinor: number;
  /** Pieces shipped by line, as the invoice states. */
  quantities: Record<number, number>;
  payments: CreditPayment[];
  /** What the engine's own examination found when it was presented. */
  foreseen: CreditDiscrepancy[];
  found: CreditDiscrepancy[];
  waiver: 'ASKED' | 'GIVEN' | 'DECLINED' | null;
  notice: { at: string; discrepancies: CreditDiscrepancy[]; disposal: Disposal } | null;
  /** The bank gave no notice in time and may not claim discrepancies any more (article 16(f)). */
  precluded: boolean;
  honoured: { at: string; maturity: string } | null;
}

/** One irrevocable documentary credit under UCP 600. */
export interface Credit {
  number: string;
  order: string;
  version: number;
  stage: CreditStage;
  stageSince: string;
  terms: CreditTerms;
  draftedAt: string;
  issuedAt: string | null;
  advisedAt: string | null;
  /** The confirming bank added its undertaking (article 8). */
  confirmedAt: string | null;
  amendment: CreditAmendment | null;
  /** Amendments in force, oldest first. */
  amended: string[];
  presentations: Presentation[];
  interruptions: Interruption[];
  /** When the goods were shipped, as the order tells; 'YYYY-MM-DD'. */
  shippedOn: string | null;
  attention: { code: string; detail: string; since: string } | null;
  /** Clocks that have run out since the stage was entered; those that run over stages stand by their own date. */
  elapsed: string[];
  outcome: CreditOutcome | null;
  reason: string | null;
}

/** The parties an actor is on this credit. The role alone is not enough: the company must be the one named in it. */
export function creditPartiesOf({ terms }: Pick<Credit, 'terms'>, { company, roles }: Actor): CreditParty[] {
  const bank = roles.includes('bank');
  const places: [CreditParty, boolean][] = [
    ['applicant', roles.includes('buyer') && terms.applicant.company === company],
    ['beneficiary', roles.includes('supplier') && terms.beneficiary.company === company],
    ['issuing-bank', bank && terms.issuingBank === company],
    ['advising-bank', bank && (terms.advisingBank ?? terms.issuingBank) === company],
    ['confirming-bank', bank && terms.confirmingBank === company],
  ];
  return places.filter(([, held]) => held).map(([party]) => party);
}

/** The set of documents now before the bank, or the last one that was. */
export const currentPresentation = (credit: Credit): Presentation | null => credit.presentations.at(-1) ?? null;

const honoured = (credit: Credit): Presentation[] => credit.presentations.filter((each) => each.honoured !== null);

/** Requests of the order that this credit's banks have honoured, whether their money has arrived or not. */
export const honouredRequests = (credit: Credit): string[] =>
  honoured(credit).flatMap(({ payments }) => payments.map(({ request }) => request));

/** The period of the instalment that is drawn next (article 32); null for a credit that knows none, or no more. */
export const nextInstalment = (credit: Credit): NonNullable<CreditTerms['instalments']>[number] | null =>
  credit.terms.instalments?.[honouredRequests(credit).length] ?? null;

/** Drawn and honoured so far, in minor units. */
export const drawnMinor = (credit: Credit): number => honoured(credit).reduce((sum, each) => sum + each.drawnMinor, 0);

/** Shipped under honoured presentations so far, by line of the contract. */
export function shippedSoFar(credit: Credit): Record<number, number> {
  const total: Record<number, number> = {};
  for (const { quantities } of honoured(credit)) {
    for (const [line, quantity] of Object.entries(quantities))
      total[Number(line)] = (total[Number(line)] ?? 0) + quantity;
  }
  return total;
}

const inProcess: readonly CreditStage[] = ['presented', 'examining', 'discrepant', 'complying'];

/** True while documents are before the bank: what it then owes does not end with the credit's expiry. */
export const isBeforeBank = ({ stage }: Pick<Credit, 'stage'>): boolean => inProcess.includes(stage);
