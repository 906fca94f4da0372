import { addOpenMillis, type CalendarId, openMillisBetween } from '../calendar/calendar.ts';
import { DAY_MS } from '../calendar/days.ts';
import { addDays, isAfter } from '../order/time.ts';
import type { Actor, Party } from '../parties.ts';
import { unstorableText } from '../storable.ts';
import { type FiledApplication, type FiledDocument, faultsOfApplication, missingDocuments } from './application.ts';
import { evolveQualification } from './evolve.ts';
import type {
  Applicant,
  HappenedQualificationFact,
  Membership,
  Qualification,
  QualificationFact,
  QualificationState,
} from './qualification.ts';
import { type QualificationRefused, refuseQualification } from './refusal.ts';

/** The calendar the reviewers work by where the platform names none, and that of applications that do not either. */
export const usualReviewCalendar: CalendarId = 'HK';
/** The reviewers' time for one review in open days of 24 hours: a warning, then the end. */
const warnDays = 1;
const dueDays = 2;
/** How long the house waits for documents or for an answer, in calendar days. */
const patienceDays = 30;
const mostDocuments = 20;
/** Days before the end of a membership on which its company is reminded; from the first on it can apply anew. */
export const reminderDays = [60, 30] as const;

export interface QualificationCommand {
  name: string;
  input: unknown;
}

export type QualificationJudgement =
  | { facts: HappenedQualificationFact[]; after: Qualification }
  | QualificationRefused;

interface Context {
  now: string;
  actor: Actor;
}
type Decision = { facts: QualificationFact[] } | QualificationRefused;

interface Rule {
  /** Who may: somebody of the applicant's company, or a reviewer of the platform. */
  by: 'applicant' | 'reviewer';
  in: readonly QualificationState[];
  decide(standing: Qualification, input: never, context: Context): Decision;
}

const open: readonly QualificationState[] = ['submitted', 'under-review', 'more-info'];
/** Where a company may apply once more. */
const applyingAgain: readonly QualificationState[] = ['expiring', 'rejected', 'expired'];
/** The parties that review: they can be escalated to each other. */
export const reviewers = ['account-manager', 'operator'] as const;

/** The calendar an application is reviewed by, from its first day to its last. */
export const reviewCalendarOf = ({ calendar = usualReviewCalendar }: Pick<Qualification, 'calendar'>): CalendarId =>
  calendar;

const clockFrom = (now: string, calendar: CalendarId) => ({
  warnAt: addOpenMillis(now, warnDays * DAY_MS, calendar),
  dueAt: addOpenMillis(now, dueDays * DAY_MS, calendar),
});

function askMoreInfo(standing: Qualification, { question }: { question: string }, { now }: Context): Decision {
  const calendar = reviewCalendarOf(standing);
  const { dueAt, warnAt } = standing.review ?? clockFrom(now, calendar);
  const left = (at: string): number => (isAfter(at, now) ? openMillisBetween(now, at, calendar) : 0);
  return {
    facts: [
      {
        type: 'MoreInfoAsked',
        data: {
          question,
          leftMs: left(dueAt),
          warnLeftMs: left(warnAt),
          lapsesAt: addDays(now, patienceDays),
        },
      },
    ],
  };
}

function answer(standing: Qualification, { answer: text }: { answer: string }, { now }: Context): Decision {
  const { leftMs, warnLeftMs } = standing.review?.paused ?? { leftMs: dueDays * DAY_MS, warnLeftMs: warnDays * DAY_MS };
  const calendar = reviewCalendarOf(standing);
  const clock = { warnAt: addOpenMillis(now, warnLeftMs, calendar), dueAt: addOpenMillis(now, leftMs, calendar) };
  return { facts: [{ type: 'QuestionAnswered', data: { answer: text, ...clock } }] };
}

/** A year from now, or from the end of the membership that is renewed before it. */
function yearFrom(now: string, before: Membership | null, tier: string | null): Membership {
  const start = before !== null && isAfter(before.expires, now) ? before.expires : now;
  const end = new Date(Date.parse(start));
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return { tier, since: before?.since ?? now, expires: end.toISOString() };
}

function approve(
  standing: Qualification,
  { tier, note }: { tier: string | null; note: string },
  { now, actor }: Context,
): Decision {
  if (actor.company === standing.company) {
    return refuseQualification('same-company', 'An application is decided by somebody of another company.');
  }
  return {
    facts: [
      {
        type: 'QualificationApproved',
        data: { membership: yearFrom(now, standing.membership, tier), note },
      },
    ],
  };
}

function reject(standing: Qualification, { reason }: { reason: string }, { actor }: Context): Decision {
  if (actor.company === standing.company) {
    return refuseQualification('same-company', 'An application is decided by somebody of another company.');
  }
  return { facts: [{ type: 'QualificationRejected', data: { reason } }] };
}

function fileDocument(standing: Qualification, document: FiledDocument, { now }: Context): Decision {
  if (standing.documents.length >= mostDocuments) {
    return refuseQualification('too-many-documents', `An application has at most ${mostDocuments} documents.`);
  }
  const documents = [...standing.documents, document];
  const complete = standing.state === 'submitted' && missingDocuments(documents).length === 0;
  return {
    facts: [
      { type: 'DocumentFiled', data: { document } },
      ...(complete ? [{ type: 'ReviewBegun' as const, data: clockFrom(now, reviewCalendarOf(standing)) }] : []),
    ],
  };
}

const rules: Readonly<Record<string, Rule>> = {
  'file-document': { by: 'applicant', in: open, decide: fileDocument },
  answer: { by: 'applicant', in: ['more-info'], decide: answer },
  'ask-more-info': { by: 'reviewer', in: ['under-review'], decide: askMoreInfo },
  approve: { by: 'reviewer', in: ['under-review'], decide: approve },
  reject: { by: 'reviewer', in: open, decide: reject },
};

/** In which part somebody acts: for the applicant, or as a reviewer of the platform; null in none. */
function partOf({ by }: Rule, company: string, { company: own, roles }: Actor): Party | null {
  if (by === 'reviewer') return reviewers.find((role) => roles.includes(role)) ?? null;
  if (own !== company) return null;
  return roles.find((role) => role === 'buyer' || role === 'supplier') ?? null;
}

interface Submission {
  applicant: Applicant;
  application: FiledApplication;
  /** The reviewers' calendar as the platform has it on the day of the application. */
  calendar?: CalendarId;
}

function submit(standing: Qualification | null, given: Submission, { now, actor }: Context): QualificationJudgement {
  const { applicant, application, calendar } = given;
  const party = actor.roles.find((role) => role === 'buyer' || role === 'supplier');
  if (party === undefined || applicant.company !== actor.company) {
    return refuseQualification('not-your-move', 'A company applies for itself, by one who buys or supplies for it.');
  }
  if (standing !== null && !applyingAgain.includes(standing.state)) return wrongState('submit', standing.state);
  const [fault] = faultsOfApplication(application, applicant.country);
  if (fault !== undefined) return refuseQualification('invalid-input', `${fault.path.join('.')}: ${fault.message}`);
  const renewal = standing !== null && standing.membership !== null;
  const data = {
    applicant,
    application,
    renewal,
    lapsesAt: addDays(now, patienceDays),
    ...(calendar === undefined ? {} : { calendar }),
  };
  return happened(standing, [{ type: 'ApplicationSubmitted', data }], now, { ...by(actor), party });
}

const by = ({ user, company }: Actor) => ({ user, company });
const wrongState = (name: string, state: QualificationState) =>
  refuseQualification('wrong-state', `${name} is not taken while the application is ${state}.`, { state });

function happened(
  standing: Qualification | null,
  facts: QualificationFact[],
  at: string,
  who: HappenedQualificationFact['by'],
): { facts: HappenedQualificationFact[]; after: Qualification } {
  const all = facts.map((fact): HappenedQualificationFact => ({ ...fact, at, by: who }));
  const after = all.reduce<Qualification | null>(evolveQualification, standing);
  if (after === null) throw new Error('a judgement without a fact');
  return { facts: all, after };
}

/**
 * Judges one command of a person on a qualification (null before the first application): refused with a reason, or the
 * facts that follow. Pure: the same arguments always give the same answer. `now` is an ISO 8601 instant.
 */
export function judgeQualification(
  standing: Qualification | null,
  { name, input }: QualificationCommand,
  actor: Actor,
  now: string,
): QualificationJudgement {
  const unstorable = unstorableText(input);
  if (unstorable !== null) return refuseQualification('invalid-input', `${unstorable}: holds a character not stored.`);
  if (name === 'submit') return submit(standing, input as Submission, { now, actor });
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) return refuseQualification('unknown-command', `There is no command ${name}.`);
  if (standing === null) return refuseQualification('wrong-state', 'The company has not applied.');
  const party = partOf(rule, standing.company, actor);
  if (party === null) return refuseQualification('not-your-move', `${name} is for the ${rule.by}.`);
  if (!rule.in.includes(standing.state)) {
    const missing = missingDocuments(standing.documents);
    if (standing.state === 'submitted' && missing.length > 0) {
      return refuseQualification('documents-missing', `Still wanted: ${missing.join(', ')}.`, { missing });
    }
    return wrongState(name, standing.state);
  }
  const decision = rule.decide(standing, input as never, { now, actor });
  return 'rejection' in decision ? decision : happened(standing, decision.facts, now, { ...by(actor), party });
}

/** The commands an actor can issue now. */
export function qualificationActions(standing: Qualification, actor: Actor): string[] {
  const own = actor.company === standing.company && partOf(rules.answer as Rule, standing.company, actor) !== null;
  const bound = Object.entries(rules).filter(
    ([, rule]) => rule.in.includes(standing.state) && partOf(rule, standing.company, actor) !== null,
  );
  return [...(own && applyingAgain.includes(standing.state) ? ['submit'] : []), ...bound.map(([name]) => name)];
}

/** Applies what the house itself brings: facts of clocks that ran out. */
export const byHouse = (standing: Qualification, facts: QualificationFact[], now: string) =>
  happened(standing, facts, now, { party: 'house', user: 'house', company: 'house' });
