import type { Actor, Party } from '../parties.ts';
import { isRejected, reject, type Rejection } from './decision.ts';
import { evolve } from './evolve.ts';
import { fact, type By, type Fact, type HappenedFact } from './facts.ts';
import { lapsesOf } from './lapse.ts';
import { isContracted, type Order } from './order.ts';
import { allCommands, clocksOf, partyFor, ruleOf, runningClocks, tradeProcess } from './process.ts';
import type { Context, Leaving } from './stage.ts';
import { unstorableText } from '../storable.ts';
import { isAfter } from './time.ts';

export interface Command {
  name: string;
  input: unknown;
}
export type Judgement = { facts: HappenedFact[]; order: Order } | { rejection: Rejection };

export const house: By = { party: 'house', user: 'house', company: 'house' };
const commandNames = allCommands().map(({ command }) => command);

/**
 * Judges one command of a person: refused with a reason, or the facts that follow from it, those of the house included.
 * Pure: the same order, command, actor and time always give the same answer.
 */
export function judge(order: Order, command: Command, actor: Actor, now: string): Judgement {
  const rule = ruleOf(order.stage, command.name);
  if (rule === null) return refusal(order, command.name);
  const party = partyFor(rule, order, actor);
  if (party === null) return reject('not-your-move', `${command.name} is for: ${rule.by.join(', ')}.`);
  return decide(order, command, { now, by: { party, user: actor.user, company: actor.company } });
}

/**
 * Judges when none of what `lapsed` have approved counts any more: that it does not is on the record before what
 * follows.
 */
export function judgeWithout(
  order: Order,
  { lapsed, now }: { lapsed: readonly string[]; now: string },
  judgeThen: (order: Order) => Judgement,
): Judgement {
  const lapses = lapsesOf(order, lapsed, now, house);
  const judgement = judgeThen(lapses.reduce<Order>(evolve, order));
  return 'rejection' in judgement ? judgement : { ...judgement, facts: [...lapses, ...judgement.facts] };
}

/** Judges what the house itself brings: the answers of its own side effects. */
export const judgeHouse = (order: Order, command: Command, now: string): Judgement =>
  ruleOf(order.stage, command.name) === null
    ? refusal(order, command.name)
    : decide(order, command, { now, by: house });

function refusal(order: Order, name: string): { rejection: Rejection } {
  if (!commandNames.includes(name)) return reject('unknown-command', `There is no command ${name}.`);
  return reject('wrong-stage', `${name} is not taken in the stage ${order.stage}.`, { stage: order.stage });
}

function decide(order: Order, command: Command, context: Context): Judgement {
  const rule = ruleOf(order.stage, command.name);
  if (rule === null || !rule.by.includes(context.by.party)) {
    return reject('not-your-move', `${command.name} is not for ${context.by.party}.`);
  }
  const unstorable = unstorableText(command.input);
  if (unstorable !== null) {
    return reject('invalid-input', `${unstorable}: holds a character no database keeps, NUL or half a surrogate pair.`);
  }
  const hindered = rule.ready?.(order as never, context);
  if (hindered) return hindered;
  const decision = rule.decide(order as never, command.input as never, context);
  if (isRejected(decision)) return decision;
  return follow(order, decision.facts, context);
}

/** The facts of every clock that has run out by `now`, the earliest first; empty when none has. */
export function judgeClocks(order: Order, now: string): { facts: HappenedFact[]; order: Order } {
  let standing = order;
  const happened: HappenedFact[] = [];
  for (let due = runningClocks(standing)[0]; due && !isAfter(due.at, now); due = runningClocks(standing)[0]) {
    const definition = clocksOf(standing.stage)[due.clock];
    const context = { now, by: house };
    const elapsed = fact('ClockElapsed', { clock: due.clock, attention: definition?.attention ?? null });
    const next = follow(standing, [elapsed, ...(definition?.runsOut?.(standing as never, context) ?? [])], context);
    happened.push(...next.facts);
    standing = next.order;
  }
  return { facts: happened, order: standing };
}

/** Applies facts, then lets the house react: an order whose stage is done enters the next, until it stands still. */
function follow(start: Order, facts: Fact[], context: Context): { facts: HappenedFact[]; order: Order } {
  const happened: HappenedFact[] = [];
  let order = start;
  const apply = (each: Fact, by: By) => {
    const one = { ...each, at: context.now, by } as HappenedFact;
    happened.push(one);
    order = evolve(order, one);
  };
  for (const each of facts) apply(each, context.by);
  if (happened.length === 0) return { facts: [], order };
  for (let leaving = leavingOf(order); leaving !== null; leaving = leavingOf(order)) {
    if (leaving.to === 'closed') {
      apply(fact('OrderClosed', { outcome: leaving.outcome ?? 'completed', reason: leaving.reason ?? '' }), house);
      continue;
    }
    apply(fact('StageEntered', { stage: leaving.to }), house);
    const enters = tradeProcess[leaving.to].enters?.(order as never, { now: context.now, by: house }) ?? [];
    for (const each of enters) apply(each, house);
  }
  return { facts: happened, order };
}

/** A trade whose money is to go back leaves for `refund` wherever it stands; otherwise the stage says where to. */
function leavingOf(order: Order): Leaving | null {
  if (order.stage === 'closed') return null;
  if (isContracted(order) && order.refundReason !== null && order.stage !== 'refund') return { to: 'refund' };
  return tradeProcess[order.stage].leaves(order as never);
}

export interface Action {
  command: string;
  party: Party;
  summary: string;
  allowed: boolean;
  /** Why not, where it is not allowed. */
  rejection: Rejection | null;
}

/** What an actor can do with the order now, command by command, and why not. */
export function actionsOf(order: Order, actor: Actor, now: string): Action[] {
  return commandNames.flatMap((command) => {
    const rule = ruleOf(order.stage, command);
    if (rule === null || rule.relayed || rule.concerns?.(order as never) === false) return [];
    const party = partyFor(rule, order, actor);
    if (party === null) return [];
    const by = { party, user: actor.user, company: actor.company };
    const hindered = rule.ready?.(order as never, { now, by }) ?? null;
    return [
      { command, party, summary: rule.summary, allowed: hindered === null, rejection: hindered?.rejection ?? null },
    ];
  });
}
