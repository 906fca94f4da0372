import { evolve } from '../../src/domain/order/evolve.ts';
import { type Fact, fact, type Facts, type FactType, type HappenedFact } from '../../src/domain/order/facts.ts';
import { type Judgement, judge, judgeClocks, judgeHouse } from '../../src/domain/order/judge.ts';
import {
  type ContractStage,
  isContracted,
  type Order,
  type OrderAt,
  type Stage,
} from '../../src/domain/order/order.ts';
import { ruleOf } from '../../src/domain/order/process.ts';
import { addMillis } from '../../src/domain/order/time.ts';
import type { Actor } from '../../src/domain/parties.ts';
import { servingNow } from './actors.ts';
import { type Clauses, openingOf } from './deal.ts';
import { people, type Who } from './people.ts';

/** A trade so far: its facts, what they make of the order, and the time of the last thing that happened. */
export interface Played {
  order: Order;
  facts: HappenedFact[];
  now: string;
  clauses: Clauses;
}

/** Monday 2 March 2026, 10:00 in Hong Kong: an ordinary working week in both calendars. */
export const monday = '2026-03-02T02:00:00.000Z';
export const MINUTE = 60_000;

/** The opened enquiry every play starts from. */
export function opened(clauses: Clauses = {}, now = monday): Played {
  const by = { party: 'buyer' as const, user: people.buyer.user, company: people.buyer.company };
  const happened = { ...fact('OrderOpened', openingOf('T-2601', clauses.profile, now)), at: now, by } as HappenedFact;
  return { order: evolve(null, happened), facts: [happened], now, clauses };
}

/** The input as it would arrive: parsed by the command's schema, unless the API distils it. */
function arriving(stage: Stage, command: string, input: unknown): unknown {
  const rule = ruleOf(stage, command);
  return rule === null || rule.distilled ? input : rule.input.parse(input);
}

/** What the house answers a command, with the clocks that ran out before it fired first, as the workflow does it. */
export function answer(
  played: Played,
  who: Who | Actor | 'house',
  command: string,
  input: unknown = {},
  at = addMillis(played.now, MINUTE),
): { judgement: Judgement; before: Played } {
  const before = elapse(played, at);
  const asked = { name: command, input: arriving(before.order.stage, command, input) };
  if (who === 'house') return { judgement: judgeHouse(before.order, asked, at), before };
  const actor = servingNow(before.order, typeof who === 'string' ? people[who] : who);
  return { judgement: judge(before.order, asked, actor, at), before };
}


/** One accepted command; a refusal fails the test with its reason. */
export function issue(
  played: Played,
  who: Who | Actor | 'house',
  command: string,
  input: unknown = {},
  at?: string,
): Played {
  const { judgement, before } = answer(played, who, command, input, at);
  if ('rejection' in judgement) {
    throw new Error(`${command} in ${played.order.stage}: ${judgement.rejection.code}, ${judgement.rejection.detail}`);
  }
  const now = judgement.facts.at(-1)?.at ?? at ?? addMillis(played.now, MINUTE);
  return { ...before, order: judgement.order, facts: [...before.facts, ...judgement.facts], now };
}

/** Lets the time pass: every clock that has run out by then fires. */
export function elapse(played: Played, at: string): Played {
  const { order, facts } = judgeClocks(played.order, at);
  return { ...played, order, facts: [...played.facts, ...facts], now: at };
}

/** The order with its contract, for a test that knows it is there. */
export function running({ order }: Played): OrderAt<ContractStage> {
  if (!isContracted(order)) throw new Error(`the order is in ${order.stage}, without a contract`);
  return order;
}

/** The facts since another point of the same play. */
export const since = (played: Played, before: Played): Fact[] => played.facts.slice(before.facts.length);
export const typesOf = (facts: readonly { type: FactType }[]): FactType[] => facts.map(({ type }) => type);

/** The data of the last fact of a type. */
export function last<T extends FactType>({ facts }: Played, type: T): Facts[T] {
  const found = facts.findLast((each) => each.type === type);
  if (found === undefined) throw new Error(`no ${type} has happened`);
  return found.data as Facts[T];
}
