import { describe, expect, it } from '@jest/globals';
import { held } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { securedTrade } from '../../../src/domain/order/profile.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, running } from '../../support/played.ts';
import { approveOne, debit, lodged, onward, settleAll, upTo } from '../../support/play.ts';

const sea = upTo('customs');
const container = { number: 'CSQU3054383', seal: 'HK123456', vgmKg: 9800 };
const declaration = { number: 'DEC-1', mode: '9710' };
const seen = { milestone: 'GATED_OUT', occurredAt: sea.now, event: 'evt-1', sha256: 'a'.repeat(64) };

describe('customs', () => {
  it('waits for the buyer to choose, the warehouse to stuff, the broker to lodge and to bring the release', () => {
    expect(waitingOn(sea.order)).toEqual(['buyer']);
    const chosen = issue(sea, 'buyer', 'chooseTransport', { by: 'CONTAINER' });
    expect(waitingOn(chosen.order)).toEqual(['warehouse-operator']);
    const stuffed = issue(chosen, 'warehouse', 'stuffContainer', container);
    expect(waitingOn(stuffed.order)).toEqual(['customs-broker']);
    const queried = issue(issue(stuffed, 'broker', 'lodgeDeclaration', declaration), 'broker', 'customsQueried', {
      query: 'Show box 7',
    });
    expect(waitingOn(queried.order)).toEqual(['customs-broker', 'supplier']);
    given(queried).when('broker', 'customsReleased', { document: 'REL-1' }).thenRejected('query-open');
    const answered = issue(queried, 'supplier', 'answerQuery', { answer: 'shown' });
    given(answered)
      .when('broker', 'customsReleased', { document: 'REL-1' })
      .thenFacts('CustomsReleased', 'StageEntered');
  });

  it('keeps to the order of its steps', () => {
    given(sea).when('warehouse', 'stuffContainer', container).thenRejected('transport-not-chosen');
    given(sea).when('broker', 'lodgeDeclaration', declaration).thenRejected('transport-not-chosen');
    const chosen = issue(sea, 'buyer', 'chooseTransport', { by: 'CONTAINER' });
    given(chosen).when('broker', 'lodgeDeclaration', declaration).thenRejected('container-missing');
    given(chosen).when('broker', 'customsQueried', { query: '?' }).thenRejected('not-lodged');
    given(chosen).when('broker', 'customsReleased', { document: 'REL-1' }).thenRejected('not-lodged');
    given(chosen).when('broker', 'customsRefused', { reason: 'no' }).thenRejected('not-lodged');
    given(lodged(sea)).when('buyer', 'chooseTransport', { by: 'CONTAINER' }).thenRejected('clause-fixed');
    given(lodged(sea)).when('supplier', 'answerQuery', { answer: 'none' }).thenRejected('no-query');
  });

  it('ships as the clause transport says: a container by sea, a courier otherwise', () => {
    given(sea).when('buyer', 'chooseTransport', { by: 'COURIER' }).thenRejected('transport-mode');
    const flown = upTo('customs', { transport: 'COURIER' });
    given(flown).when('buyer', 'chooseTransport', { by: 'CONTAINER' }).thenRejected('transport-mode');
    const chosen = issue(flown, 'buyer', 'chooseTransport', { by: 'COURIER' });
    given(chosen).when('broker', 'lodgeDeclaration', declaration).thenFacts('DeclarationLodged');
  });

  it('takes no container number that ISO 6346 does not know', () => {
    const chosen = issue(sea, 'buyer', 'chooseTransport', { by: 'CONTAINER' });
    expect(() => issue(chosen, 'warehouse', 'stuffContainer', { ...container, number: 'CSQU3054384' })).toThrow(
      'ISO 6346',
    );
  });

  it('that refuses the goods gives the money back', () => {
    given(lodged(sea))
      .when('broker', 'customsRefused', { reason: 'counterfeit' })
      .thenFacts('CustomsRefused', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
  });

  it('takes transport events already, each milestone once', () => {
    const reported = given(sea).when('carrier', 'transportMilestone', seen).thenFacts('TransportMilestoneReached');
    given(reported)
      .when('carrier', 'transportMilestone', { ...seen, event: 'evt-2' })
      .thenFacts();
  });

  it('asks somebody to look after ten business days', () => {
    expect(runningClocks(sea.order)[0]).toMatchObject({ clock: 'customsDue', at: '2026-03-16T02:11:00.000Z' });
    expect(elapse(sea, '2026-03-16T02:11:00.000Z').order.attention?.code).toBe('clock:customsDue');
  });
});

describe('title transfer', () => {
  const releasing = upTo('release');

  it('by the warehouse opens the payout of all that is held, and ends the right to dispute', () => {
    const moved = given(releasing)
      .when('warehouse', 'transferTitle', { act: 'ACT-1' })
      .thenFacts('TitleTransferred', 'SettlementEventReached', 'DisbursementOpened');
    expect(running(moved).disbursements[0]).toMatchObject({
      kind: 'PAYOUT',
      amountMinor: 1_411_195,
      company: 'c-brightworks',
    });
    expect(held(running(moved))).toBe(0);
    given(moved).when('warehouse', 'transferTitle', { act: 'ACT-2' }).thenRejected('title-already-transferred');
    const cited = given(moved).when('buyer', 'openDispute', { reason: 'colour' }).thenRejected('dispute-closed');
    expect(cited.data).toMatchObject({ clause: 'settlement' });
    expect(waitingOn(moved.order)).toEqual(['adviser']);
  });

  it('leads on when two people approved the payout and the bank has carried it out, not before', () => {
    const moved = issue(releasing, 'warehouse', 'transferTitle', { act: 'ACT-1' });
    const [payout] = running(moved).disbursements;
    if (payout === undefined) throw new Error('nothing is paid out');
    const approved = approveOne(moved, payout);
    expect(approved.order.stage).toBe('release');
    expect(waitingOn(approved.order)).toEqual(['bank']);
    given(approved).when('bank', 'transferSettled', debit(payout)).thenFacts('DisbursementSettled', 'StageEntered');
  });

  it('waits while a dispute, an amendment or a cancellation is open', () => {
    const disputed = issue(releasing, 'buyer', 'openDispute', { reason: 'wrong colour' });
    given(disputed).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('dispute-open');
    const terms = { ...running(releasing).contract.terms, claimDays: 20 };
    const amending = issue(releasing, 'supplier', 'proposeAmendment', { terms, reason: 'longer' });
    given(amending).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('amendment-open');
    expect(waitingOn(amending.order)).toContain('buyer');
    const leaving = issue(releasing, 'supplier', 'cancel', { reason: 'no stock' });
    given(leaving).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('cancellation-open');
    given(issue(leaving, 'supplier', 'refuseCancellation', { reason: 'found stock' }))
      .when('warehouse', 'transferTitle', { act: 'ACT-1' })
      .thenFacts('TitleTransferred', 'SettlementEventReached', 'DisbursementOpened');
  });

  it('names the first clause that is not fulfilled, whatever else is missing', () => {
    const { goods, customs } = running(releasing);
    const refusal = (change: object) =>
      given({ ...releasing, order: { ...running(releasing), ...change } }).when('warehouse', 'transferTitle', {
        act: 'A',
      });
    refusal({ goods: { ...goods, receipt: null } }).thenRejected('not-ready');
    refusal({ goods: { ...goods, verdict: null } }).thenRejected('not-inspected');
    refusal({ goods: { ...goods, matchedAt: null } }).thenRejected('discrepancies-open');
    refusal({ customs: { ...customs, released: null } }).thenRejected('not-released-by-customs');
  });

  it('is not the warehouse’s to move where the clause settlement says receipt', () => {
    const received = onward(upTo('receipt', { settlement: { trigger: 'RECEIPT_CONFIRMED' } }));
    expect(received.order.stage).toBe('release');
    given(received).when('warehouse', 'transferTitle', { act: 'ACT-1' }).thenRejected('title-already-transferred');
    expect(settleAll(received).order.stage).toBe('completed');
  });

  it('comes before customs where the profile says so, and the goods are cleared after it', () => {
    const profile = { ...securedTrade, releaseAfterCustoms: false };
    const early = upTo('release', { profile });
    expect(running(early).customs.released).toBeNull();
    const cleared = onward(early);
    expect(cleared.order.stage).toBe('customs');
    const refused = given(lodged(cleared))
      .when('broker', 'customsRefused', { reason: 'papers' })
      .thenFacts('CustomsRefused');
    expect(refused.order).toMatchObject({ stage: 'customs', attention: { code: 'customs-refused' } });
    given(refused)
      .when('broker', 'customsReleased', { document: 'REL-1' })
      .thenFacts('CustomsReleased', 'StageEntered');
  });

  it('closes unpaid when the balance stays out', () => {
    const paymentPlan = [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }];
    const unpaid = elapse(upTo('release', { paymentPlan }), addDays(sea.now, 11));
    expect(unpaid.order).toMatchObject({ stage: 'closed', outcome: 'unpaid' });
  });
});
