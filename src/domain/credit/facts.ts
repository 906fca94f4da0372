import type { Interruption } from './banking.ts';
import type { CreditAmendment, CreditOutcome, CreditParty, CreditPayment, Disposal, Presentation } from './credit.ts';
import type { CreditDiscrepancy } from './documents.ts';
import type { CreditTerms } from './terms.ts';

/** Every fact that can happen to a credit, by name, with what it says. */
export interface CreditFacts {
  CreditDrafted: { number: string; terms: CreditTerms };
  CreditWithdrawn: { reason: string };
  CreditIssued: { hash: string };
  CreditAdvised: Record<string, never>;
  CreditConfirmed: Record<string, never>;
  AmendmentRequested: { amendment: CreditAmendment };
  AmendmentDeclined: { hash: string; reason: string };
  AmendmentIssued: { hash: string };
  /** By notice, or because documents that comply with it were presented (article 10(c)). */
  AmendmentAccepted: { hash: string; how: 'NOTICE' | 'PRESENTATION' };
  AmendmentRefused: { hash: string; reason: string };
  ShipmentReported: { on: string };
  DocumentsPresented: { presentation: Presentation };
  ExaminationBegun: { presentation: string };
  DocumentsFoundComplying: { presentation: string };
  DiscrepanciesFound: { presentation: string; discrepancies: CreditDiscrepancy[] };
  WaiverAsked: { presentation: string };
  DiscrepanciesWaived: { presentation: string };
  WaiverDeclined: { presentation: string; reason: string };
  /** The one notice of article 16(c): each discrepancy, and what becomes of the documents. */
  DocumentsRefused: { presentation: string; discrepancies: CreditDiscrepancy[]; disposal: Disposal };
  BankPrecluded: { presentation: string; due: string };
  CreditHonoured: { presentation: string; maturity: string; amountMinor: number; payments: CreditPayment[] };
  BankInterrupted: { interruption: Interruption };
  ExpiryNeared: { lastDay: string };
  CreditAttentionRaised: { code: string; detail: string };
  CreditClosed: { outcome: CreditOutcome; reason: string };
}
export type CreditFactType = keyof CreditFacts;

/** A fact as a rule gives it, before it is numbered. */
export type CreditFact = { [T in CreditFactType]: { type: T; data: CreditFacts[T] } }[CreditFactType];

export interface CreditBy {
  party: CreditParty;
  user: string;
  company: string;
}

/** A fact that happened: when, and by whom. */
export type HappenedCreditFact = CreditFact & { at: string; by: CreditBy };

/** One fact. */
export const creditFact = <T extends CreditFactType>(type: T, data: CreditFacts[T]): CreditFact =>
  ({ type, data }) as CreditFact;
