import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HappenedFact } from '../../../src/domain/order/facts.ts';
import { judge, judgeClocks, judgeHouse } from '../../../src/domain/order/judge.ts';
import type { OpenStage, Order } from '../../../src/domain/order/order.ts';
import { allCommands, ruleOf } from '../../../src/domain/order/process.ts';
import { toSend } from '../../../src/domain/order/escrow.ts';
import { addMillis } from '../../../src/domain/order/time.ts';
import { type Actor, roles } from '../../../src/domain/parties.ts';
import { everyone } from '../../support/actors.ts';
import { inputs } from '../../support/inputs.ts';
import { onward, upTo } from '../../support/play.ts';
import { MINUTE, type Played, running } from '../../support/played.ts';
import { people } from '../../support/people.ts';
import { type Pick, variedClauses } from '../../support/terms.ts';

const commands = allCommands().flatMap(({ command }) => (command in inputs ? [command] : []));
const house = ['disbursementSent', 'disbursementOutcomeUnknown', 'disbursementRefused'];

/** One person with every role there is on this order: whoever holds them all is still one person. */
const everything = (order: Order, pick: Pick): Actor[] =>
  [pick(...Object.values(order.companies)), people.adviser.company].map((company) => ({
    user: 'u-adviser',
    company,
    roles: [...roles],
  }));

/** Payments the house would now hand to the bank, or has, on fewer than two people's word. */
function unapproved(order: Order, facts: readonly HappenedFact[]): string[] {
  const approved = new Map<string, Set<string>>();
  const kinds = new Map<string, string>();
  const faults: string[] = [];
  const demand = (id: string, what: string) => {
    const users = approved.get(id) ?? new Set();
    if (kinds.get(id) !== 'RETURN' && users.size < 2) faults.push(`${what} ${id} on the word of ${[...users].join()}`);
  };
  for (const { type, data } of facts) {
    if (type === 'DisbursementOpened') {
      kinds.set(data.disbursement.id, data.disbursement.kind);
      approved.set(data.disbursement.id, new Set(data.disbursement.approvals.map(({ user }) => user)));
    }
    if (type === 'DisbursementApproved') approved.get(data.disbursement)?.add(data.user);
    if (type === 'DisbursementRefusedByBank' || type === 'DisbursementReturned') {
      // Approved anew: what was said before does not count, and a return needs two people from then on.
      approved.set(data.disbursement, new Set());
      kinds.set(data.disbursement, 'PAYOUT');
    }
    if (type === 'DisbursementSent' || type === 'DisbursementOutcomeUnknown' || type === 'DisbursementSettled')
      demand(data.disbursement, type);
  }
  for (const { id } of toSend(order)) demand(id, 'to be sent:');
  return faults;
}

const pickBy = (choices: number[]): Pick => {
  let at = 0;
  return (...alternatives) => {
    const choice = choices[at % choices.length] ?? 0;
    at += 1;
    return alternatives[choice % Math.max(1, alternatives.length)] as never;
  };
};

/** What one command by one actor leads to, or null when it is refused. */
function leadsTo(played: Played, name: string, actor: Actor | 'house', pick: Pick): Played | null {
  const now = addMillis(played.now, MINUTE);
  const rule = ruleOf(played.order.stage, name);
  if (rule === null) return null;
  const made = inputs[name]?.(played.order, pick, now);
  const parsed = rule.distilled ? { success: true as const, data: made } : rule.input.safeParse(made);
  if (!parsed.success) return null;
  const command = { name, input: parsed.data };
  const { order, facts } = judgeClocks(played.order, now);
  const judged = actor === 'house' ? judgeHouse(order, command, now) : judge(order, command, actor, now);
  if ('rejection' in judged) return null;
  return { ...played, order: judged.order, facts: [...played.facts, ...facts, ...judged.facts], now };
}

const stages: OpenStage[] = ['production', 'inspection', 'customs', 'release', 'shipment', 'receipt', 'completed'];
const route = [
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

/** A trade with money due, in some stage of some kind of contract. */
function begun(choices: number[]): Played {
  const pick = pickBy(choices);
  const clauses = variedClauses(pick);
  const until = route.indexOf(pick(...stages));
  let played = upTo('enquiry', clauses);
  for (let steps = 0; steps < 20 && route.indexOf(played.order.stage) < until; steps += 1) played = onward(played);
  return played;
}

/** Thousands where MODEL_RUNS says so; a few with every commit. */
const runs = (few: number): number => Number(process.env.MODEL_RUNS ?? few);
const seeds = fc.array(fc.nat(997), { minLength: 8, maxLength: 8 });

describe('money that leaves', () => {
  it('has the word of two people, whatever one person with every role tries, in every state they can reach', () => {
    let moves = 0;
    fc.assert(
      fc.property(seeds, fc.array(seeds, { minLength: 5, maxLength: 15 }), (start, steps) => {
        let played = begun(start);
        const before = played.facts.length;
        for (const choices of steps) {
          const pick = pickBy(choices);
          if (played.order.stage === 'closed') return;
          // Every command is tried in this state by the one person, and by the house in answer; then one is kept.
          const reached = [...commands, ...house].flatMap((name) => {
            const actors = house.includes(name) ? (['house'] as const) : everything(played.order, pick);
            return actors.flatMap((actor) => leadsTo(played, name, actor, pick) ?? []);
          });
          for (const { order, facts } of reached) expect(unapproved(order, facts.slice(before))).toEqual([]);
          moves += reached.length;
          const money = reached.filter(({ facts }) => facts.at(-1)?.type.startsWith('Disbursement'));
          played = pick(...money, ...reached) ?? played;
        }
      }),
      { numRuns: runs(40), endOnFailure: true },
    );
    expect(moves).toBeGreaterThan(1000);
  }, 600_000);

  it('has the word of two people when everybody tries at once', () => {
    fc.assert(
      fc.property(seeds, fc.array(seeds, { minLength: 10, maxLength: 40 }), (start, steps) => {
        let played = begun(start);
        const before = played.facts.length;
        for (const choices of steps) {
          const pick = pickBy(choices);
          const actor = pick<Actor | 'house'>(...everyone, people.adviser, people.secondAdviser, 'house');
          const name = actor === 'house' ? pick(...house) : pick(...commands, 'approvePayout', 'approveRefund');
          played = leadsTo(played, name, actor, pick) ?? played;
          expect(unapproved(played.order, played.facts.slice(before))).toEqual([]);
        }
      }),
      { numRuns: runs(40), endOnFailure: true },
    );
  }, 600_000);

  it('is approved on the hash of this payment only: another amount, payee or contract is another hash', () => {
    const due = upTo('release');
    const moved = leadsTo(due, 'transferTitle', people.warehouse, (...all) => all[0] as never);
    const [payout] = moved === null ? [] : running(moved).disbursements;
    if (moved === null || payout === undefined) throw new Error('no payout');
    const other = { ...payout, hash: 'f'.repeat(64) };
    const input = { disbursement: payout.id, hash: other.hash };
    const refused = judge(moved.order, { name: 'approvePayout', input }, people.adviser, moved.now);
    expect(refused).toMatchObject({ rejection: { code: 'stale-hash', data: { hash: payout.hash } } });
  });
});
