import type { Role } from '../parties.ts';
import type { LetterData } from '../words/letter.ts';
import { reviewers } from './judge.ts';
import type { HappenedQualificationFact, Qualification } from './qualification.ts';

/** A letter that a fact calls for, before its readers are known by name: one person, or everybody of some roles. */
export interface Notice {
  kind: string;
  to: { user: string } | { roles: readonly Role[] };
  data: LetterData;
}

/** The letters one fact calls for; `after` is the qualification as the whole judgement left it. */
export function noticesOf({ type, data }: HappenedQualificationFact, after: Qualification): Notice[] {
  const { name: company, user } = after.applicant;
  const applicant = (kind: string, more: LetterData = {}): Notice => ({
    kind,
    to: { user },
    data: { company, ...more },
  });
  const platform = (kind: string, more: LetterData = {}): Notice => ({
    kind,
    to: { roles: reviewers },
    data: { company, ...more },
  });
  switch (type) {
    case 'ApplicationSubmitted':
      return [applicant('qualification-submitted'), platform('qualification-submitted')];
    case 'MoreInfoAsked':
      return [applicant('qualification-more-info', { question: data.question })];
    case 'ReviewWarned':
      return [platform('qualification-due', { dueAt: data.dueAt })];
    case 'ReviewBreached':
      return [platform('qualification-overdue', { dueAt: data.dueAt })];
    case 'QualificationApproved':
      return [applicant('qualification-approved', { expires: data.membership.expires })];
    case 'QualificationRejected':
      return [applicant('qualification-rejected', { reason: data.reason })];
    case 'ExpiryReminded':
      return [applicant('qualification-expiring', { expires: data.expires, days: data.days })];
    case 'MembershipExpired':
      return [applicant('qualification-expired', { expires: data.expires })];
    default:
      return [];
  }
}
