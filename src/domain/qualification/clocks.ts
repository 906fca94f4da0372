import { addDays, isAfter } from '../order/time.ts';
import { byHouse, reminderDays } from './judge.ts';
import type { HappenedQualificationFact, Qualification, QualificationFact } from './qualification.ts';

/** A point in time at which the house acts if nobody else did; `label` stands on the timer in the Temporal UI. */
export interface QualificationClock {
  label: string;
  at: string;
  facts: QualificationFact[];
}

function reviewClocks({ state, review }: Qualification): QualificationClock[] {
  if (state !== 'under-review' || review === null) return [];
  const { warnAt, dueAt, warned, breached } = review;
  return [
    ...(warned
      ? []
      : [
          {
            label: 'half of the time to review is over',
            at: warnAt,
            facts: [{ type: 'ReviewWarned' as const, data: { dueAt } }],
          },
        ]),
    ...(breached
      ? []
      : [
          {
            label: 'time to review the application',
            at: dueAt,
            facts: [{ type: 'ReviewBreached' as const, data: { dueAt } }],
          },
        ]),
  ];
}

function membershipClocks({ membership, reminded }: Qualification): QualificationClock[] {
  if (membership === null) return [];
  const { expires } = membership;
  const reminders = reminderDays
    .filter((days) => !reminded.includes(days))
    .map((days) => ({
      label: `${days} days before the membership ends`,
      at: addDays(expires, -days),
      facts: [{ type: 'ExpiryReminded' as const, data: { days, expires } }],
    }));
  const end = { label: 'end of the membership', at: expires, facts: [expired(expires)] };
  return [...reminders, end];
}

const expired = (expires: string): QualificationFact => ({ type: 'MembershipExpired', data: { expires } });

function lapseClock({ state, lapsesAt }: Qualification): QualificationClock[] {
  if (lapsesAt === null) return [];
  const what =
    state === 'submitted' ? 'The documents were not filed in time.' : 'The question was not answered in time.';
  return [
    {
      label: 'time for the applicant to complete the application',
      at: lapsesAt,
      facts: [{ type: 'QualificationRejected', data: { reason: what } }],
    },
  ];
}

/** The clocks that run now, the earliest first. */
export const qualificationClocks = (standing: Qualification): QualificationClock[] =>
  [...reviewClocks(standing), ...membershipClocks(standing), ...lapseClock(standing)].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );

/** The facts of every clock that has run out by `now`, the earliest first; none when none has. */
export function judgeQualificationClocks(
  standing: Qualification,
  now: string,
): { facts: HappenedQualificationFact[]; after: Qualification } {
  const facts: HappenedQualificationFact[] = [];
  let after = standing;
  for (let [due] = qualificationClocks(after); due && !isAfter(due.at, now); [due] = qualificationClocks(after)) {
    const elapsed = byHouse(after, due.facts, now);
    facts.push(...elapsed.facts);
    after = elapsed.after;
  }
  return { facts, after };
}
