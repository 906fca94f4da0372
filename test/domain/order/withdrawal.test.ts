import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { held } from '../../../src/domain/order/escrow.ts';
import { fold } from '../../../src/domain/order/evolve.ts';
import { actionsOf } from '../../../src/domain/order/judge.ts';
import { retail } from '../../../src/domain/order/profile.ts';
import { runningClocks } from '../../../src/domain/order/process.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { arrived, clicked, mixed, sent } from '../../support/consumer.ts';
import { people } from '../../support/people.ts';
import { handedOver, settleAll, upTo } from '../../support/play.ts';
import { answer, elapse, issue, last, type Played, running, typesOf } from '../../support/played.ts';

const lamps = 125_100;
const whole = lamps + 3 * 805 + 10 * 199;
const untilOf = (played: Played): string => running(played).receipt.withdrawUntil ?? '';
const refunds = (played: Played) =>
  running(played).disbursements.filter(({ kind }) => kind === 'REFUND').map(({ amountMinor }) => amountMinor);
const received = (played: Played) =>
  issue(played, 'buyer', 'confirmReceipt', {
    lines: running(played).contract.terms.lines.map(({ line, quantity }) => ({ line, accepted: quantity })),
  });
const withdraw = (played: Played, lines?: object[]) =>
  issue(played, 'buyer', 'withdrawFromContract', lines === undefined ? {} : { lines });
const back = (played: Played, number = 1) =>
  issue(played, 'supplier', 'confirmGoodsBack', { withdrawal: `T-2601-V${number}` });
const refusal = (played: Played, who: 'buyer' | 'supplier', command: string, input: object = {}) => {
  const { judgement } = answer(played, who, command, input);
  return 'rejection' in judgement ? judgement.rejection : null;
};

describe("what a consumer's order holds", () => {
  it('is released only when receipt is confirmed and the right of withdrawal is over, then whole and at once', () => {
    const kept = received(arrived());
    expect(kept.order).toMatchObject({ stage: 'receipt', titleTransferredAt: null });
    expect(untilOf(kept)).toBe(addDays(running(kept).shipment.arrivedAt ?? '', 15));
    const before = elapse(kept, addMillis(untilOf(kept), -1));
    expect(running(before).disbursements).toEqual([]);
    const over = elapse(before, untilOf(kept));
    expect(running(over)).toMatchObject({ stage: 'release', disbursements: [{ kind: 'PAYOUT', amountMinor: lamps }] });
    expect(typesOf(over.facts.slice(before.facts.length))).toEqual([
      'ClockElapsed',
      'ClockElapsed',
      'TitleTransferred',
      'SettlementEventReached',
      'DisbursementOpened',
      'StageEntered',
    ]);
    expect(fold(over.facts)).toEqual(over.order);
  });

  it('waits for receipt when the right of withdrawal ends before it', () => {
    const here = arrived();
    const later = issue(here, 'buyer', 'extendInspection');
    const over = elapse(later, untilOf(here));
    expect(running(over)).toMatchObject({ stage: 'receipt', disbursements: [] });
    const silent = elapse(over, running(over).receipt.autoConfirmAt ?? '');
    expect(silent.order.stage).toBe('release');
  });

  it('is released on receipt under contracts that grant no such right, and those say nothing of it', () => {
    const old = clicked((opening) => {
      const { withdrawal: _, ...profile } = retail;
      opening.profile = { ...profile, version: 1 };
      const { withdrawal: _clause, ...terms } = opening.consumer!.terms;
      opening.consumer!.terms = terms;
    });
    const here = received(arrived(old));
    expect(here.order.stage).toBe('release');
    const offered = actionsOf(arrived(old).order, people.buyer, here.now).map(({ command }) => command);
    expect(offered).not.toContain('withdrawFromContract');
    expect(refusal(arrived(old), 'buyer', 'withdrawFromContract')).toMatchObject({ code: 'no-withdrawal' });
  });

  it('is not held for goods that are excluded, whose line and ground the refusal names', () => {
    const food = clicked(({ consumer }) => {
      const exempt = [{ line: 1, ground: 'PERISHABLE' as const }];
      consumer!.terms.withdrawal = { ...consumer!.terms.withdrawal!, days: 0, exempt };
    });
    const here = arrived(food);
    const said = refusal(here, 'buyer', 'withdrawFromContract');
    expect(said).toMatchObject({ code: 'non-returnable', data: { line: 1, ground: 'PERISHABLE' } });
    expect(received(here).order.stage).toBe('release');
  });
});

describe('a contract', () => {
  it.each([
    ['without the right of its profile', { withdrawal: undefined }],
    ['with fewer days than its profile', { days: 7 }],
    ['with no days, though nothing is excluded', { days: 0 }],
  ])('of a consumer is not opened %s', (_what, change) => {
    const open = () =>
      clicked(({ consumer }) => {
        if ('withdrawal' in change) delete consumer!.terms.withdrawal;
        else consumer!.terms.withdrawal = { ...consumer!.terms.withdrawal!, ...(change as object) };
      });
    expect(open).toThrow(/withdrawal/);
  });

  it.each([
    ['a line the contract does not have', { exempt: [{ line: 9, ground: 'PERISHABLE' }] }, 'exempt'],
    ['as made to order what is not', { days: 0, exempt: [{ line: 1, ground: 'CUSTOMISED' }] }, 'exempt'],
    ['every line outright, and has days all the same', { exempt: [{ line: 1, ground: 'PERISHABLE' }] }, 'days'],
  ])('is refused whose clause excludes %s', (_what, change, field) => {
    const { terms } = running(clicked()).contract;
    const parsed = termsSchema.safeParse({ ...terms, withdrawal: { ...terms.withdrawal, ...change } });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([`withdrawal.${field}`]);
  });
});

describe('a consumer who withdraws', () => {
  it.each([
    ['before paying', () => clicked(), 0],
    ['before the courier has the goods', () => sent(), lamps],
  ])('%s ends the order, and all that is held goes back', (_when, play, amount) => {
    const left = withdraw(play());
    expect(last(left, 'ContractWithdrawn').withdrawal).toMatchObject({ amountMinor: amount, sendBackBy: null });
    if (amount > 0) expect(refunds(left)).toEqual([amount]);
    const closed = amount > 0 ? settleAll(left) : left;
    expect(closed.order).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  });

  it('after arrival gets the money when the goods are back, approved by two; the statement is kept', () => {
    const stated = issue(arrived(), 'buyer', 'withdrawFromContract', { statement: 'Not my colour.' });
    const { withdrawal } = last(stated, 'ContractWithdrawn');
    expect(withdrawal).toMatchObject({ statement: 'Not my colour.', lines: [{ line: 1, quantity: 100 }] });
    expect(refunds(stated)).toEqual([]);
    expect(running(elapse(stated, addDays(stated.now, 40)))).toMatchObject({ stage: 'receipt', disbursements: [] });
    const returned = back(stated);
    expect(running(returned)).toMatchObject({ stage: 'refund', disbursements: [{ amountMinor: lamps }] });
    expect(settleAll(returned).order).toMatchObject({ stage: 'closed', outcome: 'withdrawn' });
  });

  it('who shows that the goods were sent gets the money when the time to refund is over, without the supplier', () => {
    const stated = withdraw(arrived());
    const shown = issue(stated, 'buyer', 'proveSending', { withdrawal: 'T-2601-V1', carrier: 'DHL', number: 'JD01' });
    const due = last(stated, 'ContractWithdrawn').withdrawal.refundBy;
    expect(running(elapse(shown, addMillis(due, -1))).disbursements).toEqual([]);
    const over = elapse(shown, due);
    expect(last(over, 'WithdrawalHonoured')).toMatchObject({ how: 'PROOF_OF_SENDING', amountMinor: lamps });
    expect(over.order.stage).toBe('refund');
    expect(refusal(shown, 'buyer', 'proveSending', { withdrawal: 'T-2601-V1', carrier: 'DHL', number: 'JD02' }))
      .toMatchObject({ code: 'nothing-new' });
  });

  it('who neither sends nor shows anything is told, and operators are; nothing is released meanwhile', () => {
    const stated = withdraw(received(arrived()));
    const over = elapse(stated, addDays(stated.now, 15));
    expect(over.order.attention?.code).toBe('clock:sendBackDue');
    expect(running(over)).toMatchObject({ stage: 'receipt', disbursements: [] });
  });

  it('can do so while the goods are on their way', () => {
    const stated = withdraw(handedOver(sent()));
    expect(stated.order.stage).toBe('shipment');
    expect(back(stated).order.stage).toBe('refund');
  });

  it('cannot once the time is over, nor twice, nor of more than was bought', () => {
    const here = arrived();
    const late = issue(here, 'buyer', 'extendInspection');
    const over = elapse(late, addMillis(untilOf(here), 1));
    expect(refusal(over, 'buyer', 'withdrawFromContract')).toMatchObject({ code: 'withdrawal-over' });
    expect(refusal(withdraw(here), 'buyer', 'withdrawFromContract')).toMatchObject({ code: 'contract-withdrawn' });
    expect(refusal(withdraw(here), 'buyer', 'confirmReceipt', { lines: [{ line: 1, accepted: 100 }] })).toMatchObject({
      code: 'contract-withdrawn',
    });
    const most = { lines: [{ line: 1, quantity: 101 }] };
    expect(refusal(here, 'buyer', 'withdrawFromContract', most)).toMatchObject({ code: 'quantities-do-not-add-up' });
    const strange = { lines: [{ line: 4, quantity: 1 }] };
    expect(refusal(here, 'buyer', 'withdrawFromContract', strange)).toMatchObject({ code: 'lines-unknown' });
    expect(refusal(here, 'supplier', 'withdrawFromContract')).toMatchObject({ code: 'not-your-move' });
  });

  it('has no second right after the sale', () => {
    const done = settleAll(elapse(received(arrived()), addDays(arrived().now, 16)));
    expect(done.order.stage).toBe('completed');
    expect(refusal(done, 'buyer', 'withdrawFromContract')).toMatchObject({ code: 'wrong-stage' });
    const again = refusal(done, 'buyer', 'openReturn', { line: 1, quantity: 1, detail: 'changed my mind' });
    expect(again).toMatchObject({ code: 'withdrawal-over', data: { clause: 'withdrawal' } });
    expect(refusal(done, 'buyer', 'openWarrantyClaim', { line: 1, quantity: 1, detail: 'broken' })).toBeNull();
  });
});

describe('a withdrawal from some of the goods', () => {
  it('gives back their price at once, and pays the supplier for the rest, to the cent', () => {
    const here = received(arrived(mixed()));
    const some = withdraw(here, [{ line: 1, quantity: 33 }, { line: 3, quantity: 10 }]);
    const returned = back(some);
    const part = 33 * 1251 + 10 * 199;
    expect(running(returned)).toMatchObject({ stage: 'receipt', refundReason: null });
    expect(refunds(returned)).toEqual([part]);
    const over = elapse(returned, untilOf(here));
    expect(last(over, 'DisbursementOpened').disbursement).toMatchObject({ kind: 'PAYOUT', amountMinor: whole - part });
    expect(held(running(over))).toBe(0);
    const done = settleAll(over);
    expect(done.order.stage).toBe('completed');
    expect(fold(done.facts)).toEqual(done.order);
  });

  it('leaves out what is excluded, unless it is sealed and unopened', () => {
    const here = arrived(mixed([{ line: 2, ground: 'CUSTOMISED' }, { line: 3, ground: 'SEALED_HYGIENE' }]));
    expect(last(withdraw(here), 'ContractWithdrawn').withdrawal.lines).toEqual([{ line: 1, quantity: 100 }]);
    expect(refusal(here, 'buyer', 'withdrawFromContract', { lines: [{ line: 2, quantity: 1 }] })).toMatchObject({
      code: 'non-returnable',
    });
    expect(refusal(here, 'buyer', 'withdrawFromContract', { lines: [{ line: 3, quantity: 1 }] })).toMatchObject({
      code: 'non-returnable',
    });
    const masks = withdraw(here, [{ line: 3, quantity: 10, unopened: true }]);
    expect(last(masks, 'ContractWithdrawn').withdrawal.amountMinor).toBe(1990);
    const early = refusal(sent(mixed([{ line: 2, ground: 'CUSTOMISED' }])), 'buyer', 'withdrawFromContract');
    expect(early).toMatchObject({ code: 'non-returnable', data: { line: 2 } });
  });

  it('waits for a dispute about their value, and what is decided there takes its place', () => {
    const some = withdraw(received(arrived(mixed())), [{ line: 2, quantity: 3 }]);
    const disputed = issue(some, 'supplier', 'openDispute', { reason: 'The mugs were used.' });
    expect(refusal(disputed, 'supplier', 'confirmGoodsBack', { withdrawal: 'T-2601-V1' })?.code).toBe('dispute-open');
    const shown = issue(disputed, 'buyer', 'proveSending', { withdrawal: 'T-2601-V1', carrier: 'DHL', number: 'JD01' });
    expect(refunds(elapse(shown, addDays(shown.now, 30)))).toEqual([]);
    const offered = issue(disputed, 'supplier', 'offerSettlement', { buyerShareBp: 0 });
    const agreed = issue(offered, 'buyer', 'acceptSettlement', { hash: running(offered).dispute?.offer?.hash });
    expect(running(agreed).withdrawals).toMatchObject([{ closed: { how: 'DISPUTE' } }]);
    const over = elapse(agreed, untilOf(agreed));
    expect(last(over, 'DisbursementOpened').disbursement).toMatchObject({ kind: 'PAYOUT', amountMinor: whole });
  });

  it("ends the buyer's own dispute only when the buyer keeps nothing", () => {
    const disputed = issue(arrived(), 'buyer', 'rejectReceipt', { reason: 'scratched' });
    expect(running(withdraw(disputed, [{ line: 1, quantity: 5 }])).dispute).not.toBeNull();
    expect(running(withdraw(disputed)).dispute).toBeNull();
  });

  it('never gives out more or less than came in, whatever is sent back in which order', () => {
    const statement = fc.record({ line: fc.constantFrom(1, 2, 3), quantity: fc.integer({ min: 1, max: 60 }) });
    const play = fc.record({
      statements: fc.array(statement, { minLength: 1, maxLength: 5 }),
      late: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      confirmed: fc.boolean(),
    });
    fc.assert(
      fc.property(play, ({ statements, late, confirmed }) => {
        const here = arrived(mixed());
        let played = confirmed ? received(here) : here;
        for (const line of statements) {
          const { judgement, before } = answer(played, 'buyer', 'withdrawFromContract', { lines: [line] });
          if ('rejection' in judgement) continue;
          const facts = [...before.facts, ...judgement.facts];
          played = { ...before, ...judgement, facts, now: addMillis(played.now, 1) };
          const open = (running(played).withdrawals ?? []).filter(({ closed }) => closed === null);
          if (late[open.length]) continue;
          for (const { id } of open) played = issue(played, 'supplier', 'confirmGoodsBack', { withdrawal: id });
          if (played.order.stage === 'refund') break;
        }
        if (played.order.stage === 'receipt')
          for (const { id, closed } of running(played).withdrawals ?? [])
            if (closed === null) played = issue(played, 'supplier', 'confirmGoodsBack', { withdrawal: id });
        while (played.order.stage === 'receipt') {
          const next = runningClocks(played.order)[0]?.at;
          if (next === undefined) throw new Error('nothing moves the order on');
          played = elapse(played, next);
        }
        const { disbursements } = running(played);
        expect(disbursements.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(whole);
        expect(held(running(played))).toBe(0);
        expect(['completed', 'closed']).toContain(settleAll(played).order.stage);
        expect(fold(played.facts)).toEqual(played.order);
      }),
    );
  });
});

describe('an order between companies', () => {
  it('knows no withdrawal: neither the command nor a clock is named', () => {
    const production = upTo('production');
    const commands = actionsOf(production.order, people.buyer, production.now).map(({ command }) => command);
    expect(commands).toContain('cancel');
    expect(commands).not.toContain('withdrawFromContract');
  });
});
