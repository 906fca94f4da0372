import type { CalendarId } from '../calendar/calendar.ts';
import type { Party } from '../parties.ts';
import type { FiledApplication, FiledDocument } from './application.ts';

/**
 * Where a qualification stands. `submitted` waits for documents, `more-info` for the applicant's answer; `approved`
 * becomes `expiring` 60 days before the year is over, and `expired` with it.
 */
export const qualificationStates = [
  'submitted',
  'under-review',
  'more-info',
  'approved',
  'rejected',
  'expiring',
  'expired',
] as const;
export type QualificationState = (typeof qualificationStates)[number];

/** What approval unlocks, from `since` to just before `expires`; `tier` is the platform's, null without one. */
export interface Membership {
  tier: string | null;
  since: string;
  expires: string;
}

/** The clock of the review: instants while it runs, what was left of it while the applicant owes an answer. */
export interface ReviewClock {
  warnAt: string;
  dueAt: string;
  /** Open milliseconds left to `dueAt` and `warnAt` when it was stopped; null while it runs. */
  paused: { leftMs: number; warnLeftMs: number } | null;
  warned: boolean;
  breached: boolean;
}

/** Who applied: the company as the platform knows it, and the person who is written to. */
export interface Applicant {
  company: string;
  name: string;
  country: string;
  user: string;
}

/** The qualification of one company, as its facts left it. Plain JSON, instants in ISO 8601. */
export interface Qualification {
  company: string;
  version: number;
  state: QualificationState;
  applicant: Applicant;
  application: FiledApplication;
  documents: FiledDocument[];
  /** True: the company is a member and asks for another year. */
  renewal: boolean;
  submittedAt: string;
  /** The calendar it is reviewed by; applications from before there was a choice do not say. */
  calendar?: CalendarId;
  stateSince: string;
  review: ReviewClock | null;
  question: string | null;
  /** When the house stops waiting for documents or an answer. */
  lapsesAt: string | null;
  decision: { by: string; at: string; outcome: 'approved' | 'rejected'; reason: string } | null;
  membership: Membership | null;
  /** Reminders of the coming end that were sent, in days before it. */
  reminded: number[];
  attention: { code: string; detail: string; since: string } | null;
}

/** Everything that can happen to a qualification. Past tense; once recorded a fact never changes. */
export interface QualificationFacts {
  ApplicationSubmitted: {
    applicant: Applicant;
    application: FiledApplication;
    renewal: boolean;
    lapsesAt: string;
    calendar?: CalendarId;
  };
  DocumentFiled: { document: FiledDocument };
  ReviewBegun: { warnAt: string; dueAt: string };
  MoreInfoAsked: { question: string; leftMs: number; warnLeftMs: number; lapsesAt: string };
  QuestionAnswered: { answer: string; warnAt: string; dueAt: string };
  ReviewWarned: { dueAt: string };
  ReviewBreached: { dueAt: string };
  QualificationApproved: { membership: Membership; note: string };
  QualificationRejected: { reason: string };
  ExpiryReminded: { days: number; expires: string };
  MembershipExpired: { expires: string };
}
export type QualificationFactType = keyof QualificationFacts;
export type QualificationFact = {
  [T in QualificationFactType]: { type: T; data: QualificationFacts[T] };
}[QualificationFactType];

/** A fact on the record: when, and by whom. */
export type HappenedQualificationFact = QualificationFact & {
  at: string;
  by: { party: Party; user: string; company: string };
};

/** True when nothing runs any more: a new application begins anew. */
export const isOver = ({ state, membership }: Qualification): boolean =>
  state === 'expired' || (state === 'rejected' && membership === null);
