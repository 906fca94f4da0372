import type { Answer } from '../record.ts';
import type { LetterData } from '../words/letter.ts';
import { creditWaitsFor } from './judge.ts';
import { runningCreditClocks } from './clocks.ts';
import { type Credit, type CreditOutcome, type CreditParty, type CreditStage, drawnMinor } from './credit.ts';
import { evolveCredit } from './evolve.ts';
import type { CreditBy, HappenedCreditFact } from './facts.ts';
import { creditLettersOf } from './letters.ts';

/** A fact as it is kept: numbered from 1 within its credit. */
export interface RecordedCreditFact {
  seq: number;
  type: string;
  at: string;
  by: CreditBy;
  data: Record<string, unknown>;
}

/** One row of the read model; amounts in minor units of `currency`, `state` is the whole credit. */
export interface CreditView {
  credit: string;
  order: string;
  version: number;
  stage: CreditStage;
  outcome: CreditOutcome | null;
  applicant: string;
  beneficiary: string;
  issuingBank: string;
  advisingBank: string;
  confirmingBank: string | null;
  currency: string;
  amountMinor: number;
  drawnMinor: number;
  waitingOn: CreditParty[];
  nextDeadline: string | null;
  attention: string | null;
  state: Credit;
}

/** A letter to everybody of a company who acts in one role; the store knows who they are. */
export interface CreditLetter {
  key: string;
  kind: string;
  to: { company: string; role: 'buyer' | 'supplier' | 'bank' };
  data: LetterData;
  at: string;
}

/** Everything one accepted command writes, in one transaction or not at all. */
export interface CreditRecord {
  credit: string;
  commandId: string;
  command: string;
  facts: RecordedCreditFact[];
  view: CreditView;
  letters: CreditLetter[];
  answer: Answer;
}

/** What an earlier attempt already wrote. */
export interface MissedCreditCommand {
  commandId: string;
  facts: RecordedCreditFact[];
  answer: Answer;
}

/** `missed`: other commands hold these numbers; nothing of this record was written unless it is among them. */
export type CreditRecordOutcome = { status: 'written' } | { status: 'missed'; commands: MissedCreditCommand[] };

/** The row of the read model that stands for a credit. */
export const creditViewOf = (credit: Credit): CreditView => ({
  credit: credit.number,
  order: credit.order,
  version: credit.version,
  stage: credit.stage,
  outcome: credit.outcome,
  applicant: credit.terms.applicant.company,
  beneficiary: credit.terms.beneficiary.company,
  issuingBank: credit.terms.issuingBank,
  advisingBank: credit.terms.advisingBank ?? credit.terms.issuingBank,
  confirmingBank: credit.terms.confirmingBank ?? null,
  currency: credit.terms.currency,
  amountMinor: credit.terms.amountMinor,
  drawnMinor: drawnMinor(credit),
  waitingOn: creditWaitsFor(credit),
  nextDeadline: runningCreditClocks(credit)[0]?.at ?? null,
  attention: credit.attention === null ? null : `${credit.attention.code}: ${credit.attention.detail}`,
  state: credit,
});

/** What one command writes, and the credit as it is then. */
export type CreditDraftRecord = CreditRecord & { after: Credit };

/** Everything one command writes, derived from its facts; `before` is null for the opening. */
export function creditRecordOf(
  before: Credit | null,
  facts: HappenedCreditFact[],
  command: { id: string; name: string },
): CreditDraftRecord {
  const first = (before?.version ?? 0) + 1;
  let credit = before;
  const letters: CreditLetter[] = [];
  for (const [index, happened] of facts.entries()) {
    credit = evolveCredit(credit, happened);
    letters.push(...creditLettersOf(credit, happened, first + index));
  }
  if (credit === null) throw new Error('a credit begins with at least one fact');
  const { number, version, stage, order, outcome } = credit;
  const body = { credit: number, order, version, stage, outcome, facts: facts.map(({ type }) => type) };
  return {
    credit: number,
    commandId: command.id,
    command: command.name,
    facts: facts.map(({ type, at, by, data }, index) => ({ seq: first + index, type, at, by, data: { ...data } })),
    view: creditViewOf(credit),
    letters,
    answer: { status: before === null ? 201 : 200, body },
    after: credit,
  };
}

/** The credit with facts that the record has beyond what was known. */
export function creditReadOn(before: Credit | null, commands: readonly MissedCreditCommand[]): Credit {
  const known = before?.version ?? 0;
  const missed = commands
    .flatMap(({ facts }) => facts)
    .filter(({ seq }) => seq > known)
    .sort((left, right) => left.seq - right.seq)
    .map(({ type, at, by, data }) => ({ type, at, by, data }) as unknown as HappenedCreditFact);
  const credit = missed.reduce<Credit | null>(evolveCredit, before);
  if (credit === null) throw new Error('the record says the credit exists, and has no facts');
  return credit;
}
