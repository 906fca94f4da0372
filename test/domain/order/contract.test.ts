import { describe, expect, it } from '@jest/globals';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { people } from '../../support/people.ts';
import { elapse, issue, last, monday, type Played } from '../../support/played.ts';
import { drafted, hashOnTable, upTo } from '../../support/play.ts';

const agreed = upTo('contract');
const ready = drafted(agreed);
const drafting = ({ order }: Played) => {
  if (order.stage !== 'contract') throw new Error(order.stage);
  return order.drafting;
};
const secondBuyer = { ...people.buyer, user: 'u-buyer-clerk' };
const scan = { hash: hashOnTable(ready), document: 'scan-1' };

describe('a contract', () => {
  it('begins with the purchase order, which names the agreed version', () => {
    given(agreed).when('supplier', 'draftContract').thenRejected('no-purchase-order');
    given(agreed)
      .when('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: 'b'.repeat(64) })
      .thenRejected('stale-hash');
    given(agreed)
      .when('buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: hashOnTable(agreed) })
      .thenFacts('PurchaseOrderIssued');
  });

  it('cannot be confirmed, changed or signed before there is a draft', () => {
    const hash = 'a'.repeat(64);
    given(agreed).when('buyer', 'confirmContract', { hash }).thenRejected('no-draft');
    given(agreed).when('buyer', 'requestChange', { change: 'delivery' }).thenRejected('no-draft');
    given(agreed).when('buyer', 'signOffline', { hash, document: 'scan-1' }).thenRejected('no-draft');
  });

  it("shows the supplier's edits as a difference from the agreed version", () => {
    const terms = { ...termsOf({}, monday), claimDays: 7 };
    const edited = drafted(agreed, terms);
    expect(drafting(edited).draft?.changes).toEqual([{ path: 'claimDays', from: 14, to: 7 }]);
    expect(drafting(ready).draft?.changes).toEqual([]);
    expect(hashOnTable(edited)).not.toBe(hashOnTable(ready));
  });

  it('binds both by the same hash, seals the total and asks for the payment that is due', () => {
    const sealed = given(ready)
      .when('buyer', 'confirmContract', { hash: hashOnTable(ready) })
      .thenFacts('ContractSealed', 'StageEntered', 'PaymentRequested');
    const { contract } = last(sealed, 'ContractSealed');
    expect(contract).toMatchObject({ version: 1, method: 'ONLINE', previousHash: null, totalMinor: 1_411_195 });
    expect(contract.signatures.map(({ party, hash }) => [party, hash])).toEqual([
      ['supplier', contract.hash],
      ['buyer', contract.hash],
    ]);
    expect(sealed.order).not.toHaveProperty('drafting');
  });

  it('is refused under a stale hash, after the supplier drafted anew', () => {
    const again = issue(ready, 'supplier', 'draftContract', { terms: { ...termsOf({}, monday), claimDays: 7 } });
    given(again)
      .when('buyer', 'confirmContract', { hash: hashOnTable(ready) })
      .thenRejected('stale-hash');
  });

  it('needs a new draft after a change was asked for, and after a new purchase order', () => {
    const asked = given(ready)
      .when('buyer', 'requestChange', { change: 'Deliver earlier' })
      .thenFacts('ChangeRequested');
    expect(drafting(asked)).toMatchObject({ draft: null, requestedChange: 'Deliver earlier' });
    expect(waitingOn(asked.order)).toEqual(['supplier']);
    const renumbered = issue(ready, 'buyer', 'issuePurchaseOrder', {
      number: 'PO-2',
      hash: drafting(ready).draft === null ? '' : agreedHash(ready),
    });
    given(renumbered)
      .when('buyer', 'confirmContract', { hash: hashOnTable(ready) })
      .thenRejected('no-draft');
  });

  it('ends unsigned when five business days in both places have passed', () => {
    const [clock] = runningClocks(agreed.order);
    expect(clock).toMatchObject({ clock: 'confirmBy', at: '2026-03-09T02:02:00.000Z' });
    expect(elapse(ready, '2026-03-09T02:02:00.000Z').order).toMatchObject({
      stage: 'closed',
      outcome: 'not-contracted',
    });
  });

  it('can be left by either side before it binds', () => {
    for (const who of ['buyer', 'supplier'] as const) {
      const left = given(ready)
        .when(who, 'withdraw', { reason: 'second thoughts' })
        .thenFacts('Withdrawn', 'OrderClosed');
      expect(left.order).toMatchObject({ outcome: 'withdrawn', contractHash: null });
    }
  });
});

describe('a signature on paper', () => {
  const scanned = issue(ready, 'buyer', 'signOffline', scan);

  it('is filed by one person and confirmed by a second one', () => {
    given(scanned).when('buyer', 'signOffline', scan).thenRejected('same-person');
    const sealed = given(scanned)
      .when(secondBuyer, 'signOffline', scan)
      .thenFacts('ContractSealed', 'StageEntered', 'PaymentRequested');
    expect(last(sealed, 'ContractSealed').contract.method).toBe('OFFLINE');
  });

  it('can be confirmed by an adviser, for the buyer', () => {
    const sealed = issue(scanned, 'adviser', 'signOffline', scan);
    expect(last(sealed, 'ContractSealed').contract.signatures[1]).toMatchObject({
      party: 'buyer',
      company: people.buyer.company,
    });
  });

  it('shows this draft on the scan that is on file', () => {
    given(scanned)
      .when('adviser', 'signOffline', { ...scan, document: 'scan-2' })
      .thenRejected('already-scanned');
    given(scanned)
      .when('adviser', 'signOffline', { ...scan, hash: 'c'.repeat(64) })
      .thenRejected('stale-hash');
  });

  it('of another draft does not count for the next one', () => {
    const again = issue(scanned, 'supplier', 'draftContract');
    expect(drafting(again).offlineScan).toBeNull();
    given(again)
      .when('adviser', 'signOffline', { ...scan, hash: hashOnTable(again) })
      .thenFacts('OfflineSignatureScanned');
  });
});

/** The hash of the version both agreed on. */
function agreedHash({ order }: Played): string {
  return order.stage === 'contract' ? (order.acceptedHash ?? '') : '';
}
