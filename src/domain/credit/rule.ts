import type { z } from 'zod';
import type { Credit, CreditParty, CreditStage } from './credit.ts';
import type { CreditDecision, CreditRejection } from './decision.ts';
import type { CreditBy } from './facts.ts';

/** Time and person come in from outside, so that the same command at the same time always gives the same facts. */
export interface CreditContext {
  now: string;
  by: CreditBy;
}

/** One command of a credit: who, in which stages, what travels over HTTP, and the rule. */
export interface CreditRule<Http extends z.ZodType, Judged> {
  by: readonly CreditParty[];
  stages: readonly CreditStage[];
  summary: string;
  input: Http;
  /** True: the API completes the input from the order, and hands the workflow that. */
  composed?: true;
  /** What stands in the way whatever the input. */
  ready?(credit: Credit, context: CreditContext): { rejection: CreditRejection } | null;
  decide(credit: Credit, input: Judged, context: CreditContext): CreditDecision;
}

/** A rule with its types worn off, as the table of commands holds it. */
export interface AnyCreditRule {
  by: readonly CreditParty[];
  stages: readonly CreditStage[];
  summary: string;
  input: z.ZodType;
  composed?: true;
  ready?(credit: Credit, context: CreditContext): { rejection: CreditRejection } | null;
  decide(credit: Credit, input: never, context: CreditContext): CreditDecision;
}

/** A command; the input's type follows from its schema unless the API composes it. */
export const creditCommand = <Http extends z.ZodType, Judged = z.output<Http>>(
  rule: CreditRule<Http, Judged>,
): AnyCreditRule => rule as unknown as AnyCreditRule;
