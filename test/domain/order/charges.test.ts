import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { chargesBorneBy, retail, securedTrade } from '../../../src/domain/order/profile.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { balancesOf } from '../../support/invariants.ts';
import { issue, type Played, running } from '../../support/played.ts';
import { upTo } from '../../support/play.ts';

const paid = (played: Played) => running(played).payments[0]?.entry ?? '';
const charges = (played: Played) => running(played).charges ?? [];
const fee = (played: Played, more: object = {}) => ({
  entry: paid(played),
  amountMinor: 391,
  currency: 'USD',
  rail: 'card',
  ...more,
});
const owed = (played: Played) =>
  balancesOf(played)[`parties:${played.order.companies.buyer}:receivable USD`] ?? 0;
const credit = (played: Played, more: object = {}) => {
  const [asked] = charges(played);
  return { entry: 'F-1', reference: asked?.reference, amountMinor: asked?.amountMinor, currency: 'USD', ...more };
};

describe('what a payment costs', () => {
  const production = upTo('production');

  it('is owed by the buyer and asked by a request of its own, which is no part of the price', () => {
    const asked = given(production)
      .when('bank', 'chargesIncurred', fee(production))
      .thenFacts('ChargesIncurred', 'PaymentRequested');
    expect(charges(asked)).toMatchObject([{ id: 'F1', amountMinor: 391, status: 'OPEN', charges: paid(production) }]);
    expect(charges(asked)[0]?.reference).not.toBe(running(asked).payments[0]?.reference);
    expect(running(asked).payments).toEqual(running(production).payments);
    expect(held(running(asked))).toBe(held(running(production)));
    expect(owed(asked)).toBe(-391);
    expect(balancesOf(asked)['house:fees USD']).toBe(391);
  });

  it('is charged on once, however often the provider says it', () => {
    const asked = issue(production, 'bank', 'chargesIncurred', fee(production));
    given(asked).when('bank', 'chargesIncurred', fee(production, { amountMinor: 400 })).thenFacts();
  });

  it('of a credit this order never had is refused', () => {
    given(production)
      .when('bank', 'chargesIncurred', fee(production, { entry: 'nobody' }))
      .thenRejected('payment-unknown');
  });

  it('stays with the house where the profile says so', () => {
    expect([securedTrade, retail].map(chargesBorneBy)).toEqual(['BUYER', 'HOUSE']);
    const house = upTo('production', { profile: { ...securedTrade, paymentCharges: 'HOUSE' } });
    given(house).when('bank', 'chargesIncurred', fee(house)).thenFacts();
  });

  it('is paid exactly or the payment goes back; after that nothing is owed', () => {
    const asked = issue(production, 'bank', 'chargesIncurred', fee(production));
    given(asked)
      .when('bank', 'creditReceived', credit(asked, { amountMinor: 5000 }))
      .thenFacts('PaymentMismatched', 'DisbursementOpened');
    const settled = given(asked).when('bank', 'creditReceived', credit(asked)).thenFacts('ChargesPaid');
    expect(owed(settled)).toBe(0);
    expect(charges(settled)).toMatchObject([{ status: 'FUNDED', entry: 'F-1' }]);
    given(settled).when('bank', 'creditReceived', credit(settled)).thenFacts();
  });

  it('is paid late as well: it never ends the trade, nor keeps it from going on', () => {
    const asked = issue(production, 'bank', 'chargesIncurred', fee(production));
    const late = addDays(charges(asked)[0]?.deadline ?? '', 1);
    const settled = given(asked).when('bank', 'creditReceived', credit(asked), late).thenFacts('ChargesPaid');
    expect(running(settled).stage).toBe('production');
  });

  it('is owed again when the bank takes its payment back', () => {
    const asked = issue(production, 'bank', 'chargesIncurred', fee(production));
    const settled = issue(asked, 'bank', 'creditReceived', credit(asked));
    const taken = { entry: 'R-1', original: 'F-1', amountMinor: 391, currency: 'USD', reason: 'recalled' };
    const again = given(settled).when('bank', 'creditReversed', taken).thenFacts('ChargesReversed');
    expect(owed(again)).toBe(-391);
    expect(charges(again)).toMatchObject([{ status: 'OPEN', entry: null }]);
    given(again).when('bank', 'creditReversed', taken).thenFacts();
    given(settled)
      .when('bank', 'creditReversed', { ...taken, amountMinor: 100 })
      .thenRejected('payment-unknown');
  });

  it('is kept out of what goes back to the buyer when the trade ends', () => {
    const asked = issue(production, 'bank', 'chargesIncurred', fee(production));
    const ended = issue(asked, 'supplier', 'cancel', { reason: 'no material', feeMinor: 0 });
    const [back] = running(ended).disbursements;
    expect(back).toMatchObject({ kind: 'REFUND', amountMinor: held(running(production)) - 391 });
    expect(held(running(ended))).toBe(0);
    expect(owed(ended)).toBe(0);
  });

  it('by the bank comes with the credit it is for', () => {
    const escrow = upTo('escrow');
    const [request] = running(escrow).payments;
    const booked = {
      entry: 'C-1',
      reference: request?.reference,
      amountMinor: request?.amountMinor,
      currency: 'USD',
      chargesMinor: 15,
    };
    const funded = issue(escrow, 'bank', 'creditReceived', booked);
    expect(running(funded).stage).toBe('production');
    expect(charges(funded)).toMatchObject([{ amountMinor: 15, charges: 'C-1' }]);
  });
});
