import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { fold } from '../../../src/domain/order/evolve.ts';
import type { HappenedFact } from '../../../src/domain/order/facts.ts';
import { lettersOf } from '../../../src/domain/order/letters.ts';
import { judgeOpening } from '../../../src/domain/order/opening-facts.ts';
import { contractHash } from '../../../src/domain/order/stages/contract.ts';
import { addDays, endOfDay, isAfter } from '../../../src/domain/order/time.ts';
import type { RecordedFact } from '../../../src/domain/record.ts';
import { clicked, sent } from '../../support/consumer.ts';
import { consumerOpeningOf } from '../../support/deal.ts';
import { people } from '../../support/people.ts';
import { handedOver, settleAll } from '../../support/play.ts';
import { answer, elapse, issue, last, monday, running, typesOf } from '../../support/played.ts';

describe("a consumer's order", () => {
  it('is agreed when it is opened, by the facts of every other trade, and waits for its payment', () => {
    const { order, facts } = clicked();
    expect(typesOf(facts)).toEqual([
      'OrderOpened',
      'QuoteSubmitted',
      'StageEntered',
      'QuoteAccepted',
      'StageEntered',
      'PurchaseOrderIssued',
      'ContractDrafted',
      'ContractSealed',
      'StageEntered',
      'PaymentRequested',
    ]);
    expect(order).toMatchObject({ stage: 'escrow', mode: 'B2C', source: 'CONSUMER' });
    expect(fold(facts)).toEqual(order);
  });

  it('is signed for the supplier by who published the goods, for the buyer by the click', () => {
    const { contract } = running(clicked());
    expect(contract.signatures.map(({ party, user }) => [party, user])).toEqual([
      ['supplier', people.supplier.user],
      ['buyer', people.buyer.user],
    ]);
  });

  it('has a contract whose hash covers the listings and the policies that were accepted', () => {
    const order = running(clicked());
    const hash = contractHash(order, 1, 'T-2601', order.contract.terms);
    expect(order.contract.hash).toBe(hash);
    const other = clicked((opening) => {
      opening.consumer!.sale.policies[0]!.sha256 = 'c'.repeat(64);
    });
    expect(running(other).contract.hash).not.toBe(hash);
  });

  it('is not opened at all on terms its profile does not have', () => {
    const opening = consumerOpeningOf('T-2601', monday);
    opening.consumer!.terms.settlement = { trigger: 'TITLE_TRANSFER' };
    const judged = judgeOpening(opening, people.buyer, monday);
    expect(judged).toMatchObject({ rejection: { code: 'invalid-input' } });
    expect(JSON.stringify(judged)).toContain('settlement');
  });

  it('tells both of the contract and the buyer what to pay, not of every step before', () => {
    const { facts, order } = clicked();
    const recorded = facts.map((each, index) => ({ seq: index + 1, ...each })) as unknown as RecordedFact[];
    const told = lettersOf(recorded, order).map(({ kind, role }) => `${kind} ${role}`);
    expect(told).toEqual(expect.arrayContaining(['contract-sealed buyer', 'contract-sealed supplier']));
    expect(told.join()).not.toMatch(/enquiry|quote|purchase-order|contract-to-confirm/);
  });

  it('goes from supplier to courier to buyer; silence confirms receipt, title passes, the supplier is paid', () => {
    const arrived = issue(handedOver(sent()), 'carrier', 'arrived', { evidence: 'POD-1' });
    const due = running(arrived).receipt.autoConfirmAt ?? '';
    const silent = elapse(arrived, due);
    expect(typesOf(silent.facts)).toEqual(expect.arrayContaining(['ReceiptConfirmed', 'TitleTransferred']));
    expect(last(silent, 'ReceiptConfirmed').by).toBe('house');
    const paid = settleAll(silent);
    expect(running(paid)).toMatchObject({ stage: 'completed' });
    expect(last(paid, 'DisbursementSettled')).toMatchObject({ kind: 'PAYOUT', amountMinor: 125_100 });
    const stages = paid.facts.flatMap((each) => (each.type === 'StageEntered' ? [each.data.stage] : []));
    expect(stages.join(' ')).toBe('quote contract escrow production shipment receipt release completed');
  });

  it('can be left by the buyer without a fee until the courier has the goods, and not after', () => {
    const cancelled = issue(sent(), 'buyer', 'cancel', { reason: 'No longer needed.' });
    expect(running(cancelled)).toMatchObject({ stage: 'refund' });
    expect(running(cancelled).disbursements).toMatchObject([{ kind: 'REFUND', amountMinor: 125_100 }]);
    const { judgement } = answer(handedOver(sent()), 'buyer', 'cancel', { reason: 'Too late.' });
    expect(judgement).toMatchObject({ rejection: { code: 'cancellation-refused' } });
  });

  it('gives the money back by itself when no courier has taken the goods a week after the delivery date', () => {
    const waiting = sent();
    const due = endOfDay(running(waiting).contract.terms.deliverBy);
    expect(elapse(waiting, due).order.attention?.detail).toContain('without a fee');
    const over = elapse(waiting, addDays(due, 7));
    expect(over.order).toMatchObject({ stage: 'refund' });
    const taken = handedOver(sent());
    const later = elapse(taken, addDays(due, 7));
    expect(isAfter(later.now, due)).toBe(true);
    expect(later.order.stage).toBe('shipment');
    expect(held(running(later))).toBe(125_100);
  });
});

describe('an enquiry', () => {
  it('is opened by one fact, as before', () => {
    const { consumer: _, ...opening } = consumerOpeningOf('T-2602', monday);
    const judged = judgeOpening(opening, people.buyer, monday);
    const facts = 'rejection' in judged ? [] : (judged.facts as HappenedFact[]);
    expect(typesOf(facts)).toEqual(['OrderOpened']);
  });
});
