import type { Actor } from '../parties.ts';
import { isAfter } from '../order/time.ts';
import { unstorableText } from '../storable.ts';
import { creditClocks, runningCreditClocks } from './clocks.ts';
import {
  acceptAmendment,
  declineAmendment,
  issueAmendment,
  refuseAmendment,
  requestAmendment,
} from './commands/amending.ts';
import {
  askWaiver,
  beginExamination,
  declineWaiver,
  findComplying,
  findDiscrepancies,
  honour,
  refuseDocuments,
  waiveDiscrepancies,
} from './commands/examining.ts';
import { advise, confirm, issue, reportInterruption, reportShipment, withdrawDraft } from './commands/issuing.ts';
import { present } from './commands/presenting.ts';
import { type Credit, type CreditParty, creditPartiesOf, currentPresentation } from './credit.ts';
import { type CreditRejection, reject } from './decision.ts';
import { evolveCredit } from './evolve.ts';
import type { CreditBy, CreditFact, HappenedCreditFact } from './facts.ts';
import type { AnyCreditRule, CreditContext } from './rule.ts';

/** Every command of a credit, in the order a good one meets them. */
export const creditCommands: Record<string, AnyCreditRule> = {
  withdrawDraft,
  issue,
  advise,
  confirm,
  requestAmendment,
  issueAmendment,
  declineAmendment,
  acceptAmendment,
  refuseAmendment,
  present,
  beginExamination,
  findComplying,
  findDiscrepancies,
  askWaiver,
  waiveDiscrepancies,
  declineWaiver,
  refuseDocuments,
  honour,
  reportInterruption,
  reportShipment,
};

export interface CreditCommand {
  name: string;
  input: unknown;
}
export type CreditJudgement = { facts: HappenedCreditFact[]; credit: Credit } | { rejection: CreditRejection };

const house: CreditBy = { party: 'house', user: 'house', company: 'house' };

export const creditRuleOf = (name: string): AnyCreditRule | null =>
  Object.hasOwn(creditCommands, name) ? (creditCommands[name] ?? null) : null;

/** Judges one command of a person: refused with a reason, or the facts that follow from it. Pure. */
export function judgeCredit(credit: Credit, command: CreditCommand, actor: Actor, now: string): CreditJudgement {
  const rule = creditRuleOf(command.name);
  if (rule === null) return reject('unknown-command', `A credit takes no command ${command.name}.`);
  const party = creditPartiesOf(credit, actor).find((each) => rule.by.includes(each));
  if (party === undefined) return reject('not-your-move', `${command.name} is for: ${rule.by.join(', ')}.`);
  return decide(credit, command, { now, by: { party, user: actor.user, company: actor.company } });
}

/** Judges what the house brings: what the order tells. */
export const judgeCreditHouse = (credit: Credit, command: CreditCommand, now: string): CreditJudgement =>
  creditRuleOf(command.name)?.by.includes('house')
    ? decide(credit, command, { now, by: house })
    : reject('not-your-move', `${command.name} is not for the house.`);

function decide(credit: Credit, { name, input }: CreditCommand, context: CreditContext): CreditJudgement {
  const rule = creditRuleOf(name) as AnyCreditRule;
  if (!rule.stages.includes(credit.stage)) return wrongStage(credit, name);
  const unstorable = unstorableText(input);
  if (unstorable !== null) return reject('invalid-input', `${unstorable}: holds a character that cannot be stored.`);
  const hindered = rule.ready?.(credit, context) ?? null;
  if (hindered !== null) return hindered;
  const decision = rule.decide(credit, input as never, context);
  return 'rejection' in decision ? decision : follow(credit, decision.facts, context);
}

function wrongStage(credit: Credit, name: string): { rejection: CreditRejection } {
  const { stage, outcome, reason } = credit;
  if (outcome === 'expired') return reject('credit-expired', reason ?? 'The credit has expired.');
  if (name === 'refuseDocuments' && currentPresentation(credit)?.precluded === true) {
    const detail = 'The five banking days are over: no discrepancy can be claimed any more (article 16(f)).';
    return reject('bank-precluded', detail);
  }
  return reject('wrong-stage', `${name} is not taken while the credit is ${stage}.`, { stage });
}

function follow(start: Credit, facts: CreditFact[], { now, by }: CreditContext) {
  let credit = start;
  const happened = facts.map((each) => {
    const one = { ...each, at: now, by } as HappenedCreditFact;
    credit = evolveCredit(credit, one);
    return one;
  });
  return { facts: happened, credit };
}

/** The facts of every clock that has run out by `now`, the earliest first; empty when none has. */
export function judgeCreditClocks(credit: Credit, now: string): { facts: HappenedCreditFact[]; credit: Credit } {
  let standing = credit;
  const happened: HappenedCreditFact[] = [];
  for (;;) {
    const due = runningCreditClocks(standing)[0];
    if (due === undefined || isAfter(due.at, now)) return { facts: happened, credit: standing };
    const next = follow(standing, creditClocks[due.clock]?.runsOut(standing) ?? [], { now, by: house });
    happened.push(...next.facts);
    standing = next.credit;
  }
}

/** Whose move it is. */
export function creditWaitsFor(credit: Credit): CreditParty[] {
  if (credit.amendment !== null) return [credit.amendment.issuedAt === null ? 'issuing-bank' : 'beneficiary'];
  switch (credit.stage) {
    case 'draft':
      return ['issuing-bank'];
    case 'issued':
      return ['advising-bank'];
    case 'advised':
    case 'refused':
      return ['beneficiary'];
    case 'discrepant':
      return currentPresentation(credit)?.waiver === 'ASKED' ? ['applicant'] : ['issuing-bank'];
    case 'presented':
    case 'examining':
    case 'complying':
    case 'honoured':
      return ['issuing-bank'];
    case 'closed':
      return [];
  }
}

export interface CreditAction {
  command: string;
  party: CreditParty;
  summary: string;
  allowed: boolean;
  rejection: CreditRejection | null;
}

/** What an actor can do with the credit now, and why not. */
export function creditActionsOf(credit: Credit, actor: Actor, now: string): CreditAction[] {
  const parties = creditPartiesOf(credit, actor);
  return Object.entries(creditCommands).flatMap(([command, rule]) => {
    const party = parties.find((each) => rule.by.includes(each));
    if (party === undefined || !rule.stages.includes(credit.stage)) return [];
    const context = { now, by: { party, user: actor.user, company: actor.company } };
    const rejection = rule.ready?.(credit, context)?.rejection ?? null;
    return [{ command, party, summary: rule.summary, allowed: rejection === null, rejection }];
  });
}
