import type { z } from 'zod';
import type { Party } from '../parties.ts';
import type { By } from './facts.ts';
import type { Fact } from './facts.ts';
import type { Decision, Rejection } from './decision.ts';
import type { OpenStage, OrderAt, Outcome, Stage } from './order.ts';

/** Time and person come in from outside, so that the same command at the same time always gives the same facts. */
export interface Context {
  /** ISO 8601 instant, UTC. */
  now: string;
  by: By;
}

/**
 * One command of one or more stages. `input` is what travels over HTTP. A command with `distilled` brings masses of
 * data: the API keeps them and hands the workflow a summary of type `Judged` instead.
 */
export interface CommandRule<S extends Stage, Http extends z.ZodType, Judged> {
  by: readonly Party[];
  summary: string;
  input: Http;
  distilled?: true;
  /** Comes only from an event that was kept, never from a person: the API brings it, and offers no route to it. */
  relayed?: true;
  /** False where the command has nothing to do with the order at all: `actions` does not name it then. */
  concerns?(order: OrderAt<S>): boolean;
  /** What stands in the way whatever the input; read by `GET …/actions` to say why not. */
  ready?(order: OrderAt<S>, context: Context): { rejection: Rejection } | null;
  decide(order: OrderAt<S>, input: Judged, context: Context): Decision;
}

/** A command that comes in masses: kept in PostgreSQL as it comes, each once, and never sent to the workflow. */
export interface KeptRule {
  by: readonly Party[];
  summary: string;
  input: z.ZodType;
  kept: true;
}

/** A rule with its types worn off, as the process table holds it. */
export interface AnyRule {
  by: readonly Party[];
  summary: string;
  input: z.ZodType;
  distilled?: true;
  relayed?: true;
  concerns?(order: never): boolean;
  ready?(order: never, context: Context): { rejection: Rejection } | null;
  decide(order: never, input: never, context: Context): Decision;
}

/** A point in time at which the house acts if nobody else did. */
export interface Clock<S extends Stage> {
  /** What runs out, for people: shown on the timer in the Temporal UI and in `actions`. */
  label: string;
  /** ISO instant at which it runs out, or null while it does not run. */
  at(order: OrderAt<S>): string | null;
  /** The facts of running out, besides the record that it did. */
  runsOut?(order: OrderAt<S>, context: Context): Fact[];
  /** Says what somebody has to look at, where running out does not settle it by itself. */
  attention?: string;
}

export interface AnyClock {
  label: string;
  at(order: never): string | null;
  runsOut?(order: never, context: Context): Fact[];
  attention?: string;
}

export interface Leaving {
  to: Stage;
  outcome?: Outcome;
  reason?: string;
}

/** One row of the process table. */
export interface StageDefinition {
  stage: OpenStage;
  title: string;
  commands: Record<string, AnyRule>;
  /** Commands that are kept rather than judged. */
  kept: Record<string, KeptRule>;
  clocks: Record<string, AnyClock>;
  waitsFor(order: never): Party[];
  enters?(order: never, context: Context): Fact[];
  leaves(order: never): Leaving | null;
  leadsTo: readonly Stage[];
}

export interface StageRules<S extends OpenStage> {
  title: string;
  commands: Record<string, AnyRule>;
  kept?: Record<string, KeptRule>;
  clocks?: Record<string, Clock<S>>;
  /** Who can move the order on from here, as it stands. */
  waitsFor(order: OrderAt<S>): Party[];
  /** What the house does when an order enters the stage. */
  enters?(order: OrderAt<S>, context: Context): Fact[];
  /** Where the order goes next, as soon as its state allows it; null while it stays. */
  leaves(order: OrderAt<S>): Leaving | null;
  leadsTo: readonly Stage[];
}

/** A row of the process table: commands, clocks and what the house does, in one place. */
export function defineStage<S extends OpenStage>(stage: S, rules: StageRules<S>): StageDefinition {
  return { kept: {}, clocks: {}, ...rules, stage } as StageDefinition;
}

/** A command of stage `S`; the input's type follows from its schema unless it arrives distilled. */
export const commandOf =
  <S extends Stage>() =>
  <Http extends z.ZodType, Judged = z.output<Http>>(rule: CommandRule<S, Http, Judged>): AnyRule =>
    rule as unknown as AnyRule;
