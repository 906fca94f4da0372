import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../../src/domain/order/evolve.ts';
import { actionsOf, judge, judgeHouse } from '../../../src/domain/order/judge.ts';
import type { OpenStage } from '../../../src/domain/order/order.ts';
import { allCommands, ruleOf, runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addMillis } from '../../../src/domain/order/time.ts';
import { everyoneOn } from '../../support/actors.ts';
import { securedTrade, strictSecuredTrade } from '../../../src/domain/order/profile.ts';
import { mixed } from '../../support/consumer.ts';
import { elapse, type Played } from '../../support/played.ts';
import { inputs } from '../../support/inputs.ts';
import { type Pick, variedClauses } from '../../support/terms.ts';
import { expectCleared, expectOnTheMap, expectSound } from '../../support/invariants.ts';
import { onward, upTo } from '../../support/play.ts';
import { walkToClosed } from '../../support/walk.ts';

const judged = allCommands()
  .map(({ command }) => command)
  .filter((command) => command in inputs);
const house = ['disbursementSent', 'disbursementOutcomeUnknown', 'disbursementRefused', 'creditStood', 'creditFell'];
const endings = ['declineEnquiry', 'declineQuote', 'withdraw', 'cancel', 'consentCancellation', 'customsRefused'];
const profiles = [securedTrade, strictSecuredTrade, { ...securedTrade, releaseAfterCustoms: false }];

/** One attempt of somebody at some time; `choices` decide everything that is left open, so that a run can be shrunk. */
const attempt = fc.record({
  how: fc.constantFrom('waited-for', 'waited-for', 'waited-for', 'allowed', 'allowed', 'anything', 'house'),
  wait: fc.constantFrom(1, 60_000, 600_000, 86_400_000, 259_200_000, 'to the clock', 'just before the clock'),
  choices: fc.array(fc.nat(997), { minLength: 12, maxLength: 12 }),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never;

const pickBy = (choices: number[]): Pick => {
  let at = 0;
  return (...alternatives) => {
    const choice = choices[at % choices.length] ?? 0;
    at += 1;
    return alternatives[choice % Math.max(1, alternatives.length)] as never;
  };
};

function later({ order, now }: Played, wait: Attempt['wait']): string {
  if (typeof wait === 'number') return addMillis(now, wait);
  const next = runningClocks(order)[0]?.at;
  if (next === undefined || next <= now || next > '2030') return addMillis(now, 1);
  return wait === 'to the clock' ? next : addMillis(next, -1);
}

/** Lets one attempt happen to a trade: accepted or refused, it never throws. */
function attempted(start: Played, { how, wait, choices }: Attempt): Played {
  const pick = pickBy(choices);
  const played = elapse(start, later(start, wait));
  const { order, now } = played;
  if (order.stage === 'closed') return played;
  const everyone = everyoneOn(order);
  const actions = everyone.flatMap((actor) => actionsOf(order, actor, now).map((action) => ({ actor, ...action })));
  const open = actions.filter(
    ({ allowed, party }) => allowed && (how === 'allowed' || waitingOn(order).includes(party)),
  );
  const chosen =
    how === 'anything' || open.length === 0 ? { actor: pick(...everyone), command: pick(...judged) } : pick(...open);
  // Most trades go on for a while: what ends one is tried less often than it could be.
  if (how !== 'anything' && endings.includes(chosen.command) && pick(true, true, true, false)) return played;
  const name = how === 'house' ? pick(...house) : chosen.command;
  const input = inputs[name]?.(order, pick, now);
  const rule = ruleOf(order.stage, name);
  const parsed =
    rule === null || rule.distilled ? { success: true as const, data: input } : rule.input.safeParse(input);
  if (!parsed.success) return played;
  const command = { name, input: parsed.data };
  const judgement = how === 'house' ? judgeHouse(order, command, now) : judge(order, command, chosen.actor, now);
  if ('rejection' in judgement) return played;
  return { ...played, order: judgement.order, facts: [...played.facts, ...judgement.facts] };
}

const route: OpenStage[] = [
  'enquiry',
  'quote',
  'contract',
  'escrow',
  'production',
  'warehouse',
  'inspection',
  'matching',
  'customs',
  'release',
  'shipment',
  'receipt',
  'completed',
];
const kinds = fc.array(fc.nat(997), { minLength: 8, maxLength: 8 });

/** A contract of some kind, played up to a stage its route leads through. */
function begun(choices: number[]): Played {
  const pick = pickBy(choices);
  const clauses = { ...variedClauses(pick), profile: pick(...profiles) };
  const stage = pick(...route);
  const consumers = pick(false, false, false, true);
  let played = consumers ? mixed(pick([], [{ line: 2, ground: 'PERISHABLE' }])) : upTo('enquiry', clauses);
  while (route.indexOf(played.order.stage as OpenStage) < route.indexOf(stage)) {
    const next = onward(played);
    // A consumer's money waits for the end of the right of withdrawal, which nobody can bring about.
    played = next.order.stage === 'receipt' ? elapse(next, runningClocks(next.order)[0]?.at ?? next.now) : next;
  }
  return played;
}

/** What the runs come to between them, so that the invariants are about something; chance needs some for it. */
const always = ['CreditStood', 'DisputeOpened', 'DisbursementSettled', 'PaymentMismatched'];
const byChance = [
  ...['CreditFell', 'LateDeliveryAssessed', 'PaymentReversed', 'ChargesIncurred', 'OrderCancelled'],
  ...['DisputeResolved', 'ContractAmended', 'DisbursementVoided'],
];

describe('any trade, whatever its parties try', () => {
  it('keeps its money, stays alive, survives JSON, follows the map and can always be brought to its end', () => {
    const runs = Number(process.env.MODEL_RUNS ?? 50);
    const seen = new Set<string>();
    fc.assert(
      fc.property(kinds, fc.array(attempt, { minLength: 10, maxLength: 60, size: 'max' }), (choices, attempts) => {
        let played = begun(choices);
        expectSound(played);
        for (const each of attempts) {
          played = attempted(played, each);
          expectSound(played);
        }
        const ended = walkToClosed(played);
        for (const { type } of ended.facts) seen.add(type);
        expectOnTheMap(ended.facts);
        expectCleared(ended);
        expect(fold(ended.facts)).toStrictEqual(ended.order);
      }),
      { numRuns: runs },
    );
    const wanted = runs < 300 ? always : [...always, ...byChance];
    expect(wanted.filter((type) => !seen.has(type))).toEqual([]);
  }, 600_000);
});
