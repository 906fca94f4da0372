import type {
  HappenedQualificationFact,
  Qualification,
  QualificationFacts,
  QualificationFactType,
  QualificationState,
  ReviewClock,
} from './qualification.ts';

type Evolver<T extends QualificationFactType> = (
  standing: Qualification,
  data: QualificationFacts[T],
  at: string,
  by: HappenedQualificationFact['by'],
) => Qualification;

const moved = (standing: Qualification, state: QualificationState, at: string): Qualification => ({
  ...standing,
  state,
  stateSince: at,
  question: null,
  lapsesAt: null,
  attention: null,
});

const running = (standing: Qualification, { warnAt, dueAt }: { warnAt: string; dueAt: string }): ReviewClock => ({
  warned: standing.review?.warned ?? false,
  breached: standing.review?.breached ?? false,
  warnAt,
  dueAt,
  paused: null,
});

const overdue = (dueAt: string, since: string) => ({
  code: 'review-overdue',
  detail: `The review was due at ${dueAt}.`,
  since,
});

const evolvers: { [T in Exclude<QualificationFactType, 'ApplicationSubmitted'>]: Evolver<T> } = {
  DocumentFiled: (standing, { document }) => ({ ...standing, documents: [...standing.documents, document] }),
  ReviewBegun: (standing, clock, at) => ({ ...moved(standing, 'under-review', at), review: running(standing, clock) }),
  MoreInfoAsked: (standing, { question, leftMs, warnLeftMs, lapsesAt }, at) => ({
    ...moved(standing, 'more-info', at),
    question,
    lapsesAt,
    review: standing.review === null ? null : { ...standing.review, paused: { leftMs, warnLeftMs } },
  }),
  // A review that was overdue before the question is overdue after its answer, and stays in view.
  QuestionAnswered: (standing, clock, at) => ({
    ...moved(standing, 'under-review', at),
    review: running(standing, clock),
    attention: standing.review?.breached === true ? overdue(clock.dueAt, at) : null,
  }),
  ReviewWarned: (standing) => ({
    ...standing,
    review: standing.review === null ? null : { ...standing.review, warned: true },
  }),
  ReviewBreached: (standing, { dueAt }, at) => ({
    ...standing,
    review: standing.review === null ? null : { ...standing.review, warned: true, breached: true },
    attention: overdue(dueAt, at),
  }),
  QualificationApproved: (standing, { membership, note }, at, by) => ({
    ...moved(standing, 'approved', at),
    membership,
    review: null,
    reminded: [],
    decision: { by: by.user, at, outcome: 'approved', reason: note },
  }),
  QualificationRejected: (standing, { reason }, at, by) => ({
    ...moved(standing, 'rejected', at),
    review: null,
    decision: { by: by.user, at, outcome: 'rejected', reason },
  }),
  ExpiryReminded: (standing, { days }, at) => {
    const reminded = { ...standing, reminded: [...standing.reminded, days] };
    return standing.state === 'approved' ? { ...reminded, state: 'expiring', stateSince: at } : reminded;
  },
  MembershipExpired: (standing, _data, at) => {
    const ended = { ...standing, membership: null };
    const decided = ['approved', 'expiring', 'rejected'].includes(standing.state);
    return decided ? moved(ended, 'expired', at) : ended;
  },
};

function submitted(
  standing: Qualification | null,
  { applicant, application, renewal, lapsesAt, calendar }: QualificationFacts['ApplicationSubmitted'],
  at: string,
): Qualification {
  return {
    company: applicant.company,
    version: standing?.version ?? 0,
    state: 'submitted',
    applicant,
    application,
    documents: [],
    renewal,
    submittedAt: at,
    ...(calendar === undefined ? {} : { calendar }),
    stateSince: at,
    review: null,
    question: null,
    lapsesAt,
    decision: null,
    membership: standing?.membership ?? null,
    reminded: standing?.reminded ?? [],
    attention: null,
  };
}

/** What one fact makes of a qualification; null before the first. A fact out of place is a bug and throws. */
export function evolveQualification(
  standing: Qualification | null,
  { type, data, at, by }: HappenedQualificationFact,
): Qualification {
  if (type === 'ApplicationSubmitted') {
    const next = submitted(standing, data, at);
    return { ...next, version: next.version + 1 };
  }
  if (standing === null) throw new Error(`${type} before any application`);
  const next = (evolvers[type] as Evolver<typeof type>)(standing, data as never, at, by);
  return { ...next, version: standing.version + 1 };
}
