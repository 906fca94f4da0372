import { qualificationClocks } from './clocks.ts';
import { type Notice, noticesOf } from './notices.ts';
import type { HappenedQualificationFact, Membership, Qualification } from './qualification.ts';

/** What a caller is answered to an accepted command. */
export interface QualificationAnswer {
  company: string;
  version: number;
  state: string;
  facts: string[];
}

/** Everything one accepted command writes; stored whole in one transaction or not at all. */
export interface QualificationRecord {
  company: string;
  commandId: string;
  /** The version the command was judged on; another one has been recorded since when the store knows more. */
  before: number;
  facts: HappenedQualificationFact[];
  after: Qualification;
  answer: QualificationAnswer;
  dueAt: string | null;
  nextDeadline: string | null;
  /** The membership from now on; null leaves it as it is. */
  membership: (Membership & { state: 'running' | 'ended' }) | null;
  /** True: the company is approved and gets an account manager, unless it has one. */
  assign: boolean;
  notices: { seq: number; notice: Notice }[];
}

/** What became of a record: written, or overtaken by what the store already has. */
export type QualificationOutcome =
  | { status: 'written'; answer: QualificationAnswer }
  | { status: 'overtaken'; standing: Qualification; answer: QualificationAnswer | null };

function membershipAfter(facts: readonly HappenedQualificationFact[], before: Membership | null) {
  for (const { type, data } of facts.toReversed()) {
    if (type === 'QualificationApproved') return { ...data.membership, state: 'running' as const };
    if (type === 'MembershipExpired' && before !== null) return { ...before, state: 'ended' as const };
  }
  return null;
}

/** Derives from the facts of one judgement everything that is written with them. */
export function qualificationRecord(
  standing: Qualification | null,
  { facts, after }: { facts: HappenedQualificationFact[]; after: Qualification },
  commandId: string,
): QualificationRecord {
  const before = standing?.version ?? 0;
  const { company, version, state, review } = after;
  return {
    company,
    commandId,
    before,
    facts,
    after,
    answer: { company, version, state, facts: facts.map(({ type }) => type) },
    dueAt: state === 'under-review' ? (review?.dueAt ?? null) : null,
    nextDeadline: qualificationClocks(after)[0]?.at ?? null,
    membership: membershipAfter(facts, standing?.membership ?? null),
    assign: facts.some(({ type }) => type === 'QualificationApproved'),
    notices: facts.flatMap((fact, at) => noticesOf(fact, after).map((notice) => ({ seq: before + 1 + at, notice }))),
  };
}
