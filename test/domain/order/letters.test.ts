import { describe, expect, it } from '@jest/globals';
import type { RoleLetter } from '../../../src/domain/order/letters.ts';
import { addMillis } from '../../../src/domain/order/time.ts';
import { issue, running } from '../../support/played.ts';
import { credit, examined, settleAll, upTo } from '../../support/play.ts';
import { openRequests } from '../../../src/domain/order/escrow.ts';
import { toldIn } from '../../support/told.ts';

const by = (letters: RoleLetter[], role: string): string[] =>
  letters.filter((each) => each.role === role).map(({ kind }) => kind);

describe('letters about an order', () => {
  const completed = upTo('completed');
  const letters = toldIn(completed.facts);

  it('tell the buyer everything that concerns it, in the order it happens', () => {
    expect(by(letters, 'buyer')).toEqual([
      'enquiry-sent',
      'quote-received',
      'contract-to-confirm',
      'contract-sealed',
      'payment-request',
      'payment-received',
      'goods-received',
      'verdict',
      'transport-to-choose',
      'customs-released',
      'title-transferred',
      'payout-released',
      'shipped',
      'arrived',
      'completed',
    ]);
  });

  it('tell whoever moves the goods when it is their turn', () => {
    expect(by(letters, 'warehouse-operator')).toEqual(['goods-announced', 'container-to-stuff', 'title-to-transfer']);
    expect(by(letters, 'inspector')).toEqual(['inspection-wanted']);
    expect(by(letters, 'customs-broker')).toEqual(['declaration-wanted']);
    expect(by(letters, 'carrier')).toEqual(['goods-to-carry']);
    expect(by(letters, 'adviser')).toEqual(['approval-wanted']);
  });

  it('are addressed to the company of the order, and to the whole platform where no company is bound', () => {
    const { companies } = completed.order;
    for (const { role, company } of letters) {
      if (role === 'adviser' || role === 'operator') expect(company).toBeNull();
      else expect(Object.values(companies)).toContain(company);
    }
    expect(letters.find(({ role }) => role === 'supplier')?.company).toBe(companies.supplier);
  });

  it('are one for each fact and reader', () => {
    const keys = letters.map(({ order, fact, role }) => `${order}:${fact}:${role}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('name exact amounts, the reference and the deadline of a payment request', () => {
    const escrow = upTo('escrow');
    const [request] = openRequests(running(escrow));
    const letter = toldIn(escrow.facts).find(({ kind }) => kind === 'payment-request');
    expect(letter?.data).toEqual({
      amount: expect.stringMatching(/^[A-Z]{3} \d{1,3}(,\d{3})*\.\d\d$/),
      reference: request?.reference,
      deadline: request?.deadline,
    });
    const digits = String(letter?.data.amount).replaceAll(/\D/g, '');
    expect(Number(digits)).toBe(request?.amountMinor);
  });

  it('tell a payment that is not exact to the buyer alone, and its return when the bank has carried it out', () => {
    const escrow = upTo('escrow');
    const request = openRequests(running(escrow))[0]!;
    const short = issue(escrow, 'bank', 'creditReceived', credit(request, { amountMinor: request.amountMinor - 1 }));
    const told = toldIn(settleAll(short).facts).slice(toldIn(escrow.facts).length);
    expect(told.map(({ kind, role }) => [kind, role])).toEqual([
      ['payment-mismatched', 'buyer'],
      ['payment-returned', 'buyer'],
    ]);
  });

  it('tell both sides why the money goes back, and nothing of the reason the house wrote for itself', () => {
    const rejected = examined(upTo('inspection'), 1);
    const over = settleAll(issue(rejected, 'inspector', 'giveVerdict', { verdict: 'reject' }));
    const kinds = by(toldIn(over.facts), 'supplier');
    expect(kinds.slice(-3)).toEqual(['verdict', 'money-back', 'refund-paid']);
    expect(kinds).not.toContain('order-closed');
  });

  it('pass on a reason that a person gave for closing the order', () => {
    const declined = issue(upTo('enquiry'), 'supplier', 'declineEnquiry', { reason: 'no capacity' });
    const last = toldIn(declined.facts).at(-1);
    expect(last).toMatchObject({ kind: 'order-closed', data: { outcome: 'declined', reason: 'no capacity' } });
  });

  it('remind of a clock that ran out', () => {
    const receipt = upTo('receipt');
    const late = addMillis(running(receipt).receipt.autoConfirmAt ?? '', -3_600_000);
    const reminded = issue(receipt, 'buyer', 'extendInspection', {}, late);
    expect(by(toldIn(reminded.facts), 'buyer')).toContain('receipt-reminder');
    expect(by(toldIn(reminded.facts), 'supplier').at(-1)).toBe('inspection-extended');
  });
});
