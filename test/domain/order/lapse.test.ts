import { describe, expect, it } from '@jest/globals';
import { recordOf } from '../../../src/domain/order/draft.ts';
import { judge, judgeWithout } from '../../../src/domain/order/judge.ts';
import type { Actor } from '../../../src/domain/parties.ts';
import { upTo } from '../../support/play.ts';
import { people } from '../../support/people.ts';
import { issue, last, type Played, running, typesOf } from '../../support/played.ts';

const adviser = people.adviser.user;

/** What `who` brings when nothing counts any more that any of `lapsed` approved. */
const without = ({ order, now }: Played, lapsed: string[], who: Actor, name: string, input: object) =>
  judgeWithout(order, { lapsed, now }, (standing) => judge(standing, { name, input }, who, now));

const factsOf = (judgement: ReturnType<typeof without>) => {
  if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
  return judgement.facts;
};

/** Whose earlier word the record of these facts rests on. */
const backersOf = ({ order }: Played, judgement: ReturnType<typeof without>) =>
  recordOf(order, factsOf(judgement), { id: 'c', name: 'x' }).backers;

/** A payout that one adviser has approved. */
function approvedOnce(): { played: Played; approval: { disbursement: string; hash: string } } {
  const due = issue(upTo('release'), 'warehouse', 'transferTitle', { act: 'T-1' });
  const { id, hash } = last(due, 'DisbursementOpened').disbursement;
  const approval = { disbursement: id, hash };
  return { played: issue(due, 'adviser', 'approvePayout', approval), approval };
}

describe('an approval whose giver has lost the role', () => {
  it('of a payout does not count: the next is the first, and a third person completes it', () => {
    const { played, approval } = approvedOnce();
    const whole = without(played, [], people.secondAdviser, 'approvePayout', approval);
    expect(typesOf(factsOf(whole))).toEqual(['DisbursementApproved']);
    expect(backersOf(played, whole)).toEqual([{ user: adviser, roles: ['adviser'] }]);

    const alone = without(played, [adviser], people.secondAdviser, 'approvePayout', approval);
    expect(factsOf(alone)).toMatchObject([
      { type: 'ApprovalLapsed', data: { of: 'DISBURSEMENT', id: approval.disbursement, user: adviser } },
      { type: 'DisbursementApproved', data: { user: people.secondAdviser.user } },
    ]);
    expect(backersOf(played, alone)).toBeUndefined();
    if ('rejection' in alone) throw new Error('refused');
    expect(running({ ...played, order: alone.order }).disbursements[0]).toMatchObject({
      status: 'AWAITING_APPROVAL',
      approvals: [{ user: people.secondAdviser.user }],
    });
    const third = { ...people.adviser, user: 'u-third-adviser' };
    const paid = judge(alone.order, { name: 'approvePayout', input: approval }, third, played.now);
    if ('rejection' in paid) throw new Error(paid.rejection.detail);
    expect(running({ ...played, order: paid.order }).disbursements[0]?.status).toBe('APPROVED');
  });

  it('of somebody else changes nothing', () => {
    const { played, approval } = approvedOnce();
    const judged = without(played, ['u-nobody'], people.secondAdviser, 'approvePayout', approval);
    expect(typesOf(factsOf(judged))).toEqual(['DisbursementApproved']);
  });

  it('of a ruling does not count: the same ruling by another adviser is a new proposal', () => {
    const receiving = upTo('receipt', { settlement: { trigger: 'RECEIPT_CONFIRMED' } });
    const disputed = issue(receiving, 'buyer', 'openDispute', { reason: 'broken' });
    const { negotiateUntil } = last(disputed, 'DisputeOpened').dispute;
    const ruling = { buyerShareBp: 5000, reason: 'both are right' };
    const once = issue(disputed, 'adviser', 'ruleDispute', ruling, negotiateUntil);
    const whole = without(once, [], people.secondAdviser, 'ruleDispute', ruling);
    expect(backersOf(once, whole)).toEqual([{ user: adviser, roles: ['adviser'] }]);
    const alone = without(once, [adviser], people.secondAdviser, 'ruleDispute', ruling);
    expect(typesOf(factsOf(alone))).toEqual(['ApprovalLapsed', 'DisputeRulingProposed']);
    expect(backersOf(once, alone)).toBeUndefined();
  });

  it('of force majeure does not count; what the buyer accepts rests on no adviser', () => {
    const making = upTo('production');
    const claim = { since: making.now, detail: 'typhoon', evidence: 'HKO bulletin 12' };
    const claimed = issue(making, 'supplier', 'claimForceMajeure', claim);
    const { hash } = last(claimed, 'ForceMajeureClaimed').claim;
    const once = issue(claimed, 'adviser', 'acceptForceMajeure', { hash });
    const whole = without(once, [], people.secondAdviser, 'acceptForceMajeure', { hash });
    expect(backersOf(once, whole)).toEqual([{ user: adviser, roles: ['adviser'] }]);
    expect(backersOf(once, without(once, [], people.buyer, 'acceptForceMajeure', { hash }))).toBeUndefined();
    const alone = without(once, [adviser], people.secondAdviser, 'acceptForceMajeure', { hash });
    expect(typesOf(factsOf(alone))).toEqual(['ApprovalLapsed', 'ForceMajeureAccepted']);
    if ('rejection' in alone) throw new Error('refused');
    expect(running({ ...once, order: alone.order }).forceMajeure?.[0]).toMatchObject({ status: 'CLAIMED' });
  });

  it('of a signed scan does not count: the next person files it anew, and the contract is not sealed', () => {
    let drafting = upTo('contract');
    const order = drafting.order as Extract<Played['order'], { stage: 'contract' }>;
    const placed = issue(drafting, 'buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: order.acceptedHash });
    drafting = issue(placed, 'supplier', 'draftContract');
    const { hash } = last(drafting, 'ContractDrafted').draft;
    const scan = { hash, document: 'SCAN-1' };
    const filed = issue(drafting, 'adviser', 'signOffline', scan);
    const whole = without(filed, [], people.secondAdviser, 'signOffline', scan);
    expect(typesOf(factsOf(whole))).toContain('ContractSealed');
    expect(backersOf(filed, whole)).toEqual([{ user: adviser, roles: ['buyer', 'adviser'] }]);
    const alone = without(filed, [adviser], people.secondAdviser, 'signOffline', scan);
    expect(typesOf(factsOf(alone))).toEqual(['ApprovalLapsed', 'OfflineSignatureScanned']);
  });
});
