import { describe, expect, it } from '@jest/globals';
import { held, refunds } from '../../../src/domain/order/escrow.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { packingListOf, receiptOf } from '../../support/deal.ts';
import { amend, consent, priced, propose, termsOfOrder } from '../../support/amend.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, running, since, typesOf } from '../../support/played.ts';
import { examined, handedOver, lodged, upTo } from '../../support/play.ts';
import { milestones } from '../../support/terms.ts';

const total = 1_411_195;
const halves = [
  { share: 3000, due: 'ON_CONTRACT' as const },
  { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
];
describe('an amendment', () => {
  const making = upTo('production');
  const dearer = propose(making, priced(making, 1300));

  it('changes nothing until the other side consents to its hash', () => {
    expect(running(dearer).contract.version).toBe(1);
    expect(waitingOn(dearer.order)).toEqual(['buyer', 'supplier']);
    const { hash, changes, deltaMinor } = last(dearer, 'AmendmentProposed').amendment;
    expect({ changes, deltaMinor }).toEqual({
      changes: [{ path: 'lines.1.price.minor', from: 1251, to: 1300 }],
      deltaMinor: 49_000,
    });
    given(dearer).when('supplier', 'consentAmendment', { hash }).thenRejected('own-offer');
    given(dearer)
      .when('buyer', 'consentAmendment', { hash: 'f'.repeat(64) })
      .thenRejected('stale-hash');
    given(dearer)
      .when('buyer', 'proposeAmendment', { terms: priced(making, 1200), reason: 'no' })
      .thenRejected('amendment-open');
    given(making).when('buyer', 'consentAmendment', { hash }).thenRejected('no-amendment');
    given(making).when('buyer', 'refuseAmendment', { reason: 'none' }).thenRejected('no-amendment');
  });

  it('makes the next version, chained to the one before and signed by both', () => {
    const amended = running(consent(dearer));
    expect(amended.contract).toMatchObject({
      version: 2,
      previousHash: running(making).contract.hash,
      totalMinor: total + 49_000,
    });
    expect(amended.contract.signatures.at(-1)).toMatchObject({ party: 'buyer', hash: amended.contract.hash });
  });

  it('refused by the other side, or taken back by its own, leaves the contract as it was', () => {
    for (const who of ['buyer', 'supplier'] as const) {
      const refused = given(dearer).when(who, 'refuseAmendment', { reason: 'no' }).thenFacts('AmendmentRefused');
      expect(running(refused)).toMatchObject({ amendment: null, contract: { version: 1 } });
    }
  });

  it('changes something, and neither currency, plan nor settlement, which money was planned by', () => {
    given(making)
      .when('buyer', 'proposeAmendment', { terms: termsOfOrder(making), reason: 'same' })
      .thenRejected('no-change');
    for (const change of [
      { currency: 'EUR' },
      { paymentPlan: halves },
      { settlement: { trigger: 'RECEIPT_CONFIRMED' } },
    ]) {
      given(making)
        .when('buyer', 'proposeAmendment', { terms: { ...termsOfOrder(making), ...change }, reason: 'x' })
        .thenRejected('clause-fixed');
    }
  });

  it('comes too late when title has passed or the goods are on their way', () => {
    const shipped = handedOver(upTo('shipment', { settlement: { trigger: 'RECEIPT_CONFIRMED' } }));
    given(shipped)
      .when('buyer', 'proposeAmendment', { terms: priced(shipped, 1), reason: 'late' })
      .thenRejected('clause-fixed');
    const moved = upTo('shipment');
    given(moved)
      .when('buyer', 'proposeAmendment', { terms: priced(moved, 1), reason: 'late' })
      .thenRejected('title-already-transferred');
  });

  it('of the delivery date starts its clocks anew and takes back the right to leave free', () => {
    const overdue = elapse(making, addDays(`${termsOfOrder(making).deliverBy}T16:00:00Z`, 0));
    const terms = { ...termsOfOrder(making), deliverBy: addDays(overdue.now, 30).slice(0, 10) };
    const replanned = amend(overdue, terms);
    expect(runningClocks(replanned.order).map(({ clock }) => clock)).toEqual([
      'deliveryWarning',
      'deliveryOverdue',
      'deliveryFailed',
    ]);
    given(replanned).when('buyer', 'cancel', { reason: 'late', feeMinor: 0 }).thenRejected('fee-changed');
  });

  it('of the inspection samples anew or skips it while the goods are inspected, and comes too late after it', () => {
    const inspecting = examined(upTo('inspection'), 0);
    const tighter = {
      ...termsOfOrder(inspecting),
      inspection: { mode: 'AQL' as const, level: 'III' as const, major: '1.0' as const, minor: '4.0' as const },
    };
    const again = amend(inspecting, tighter);
    expect(running(again).goods).toMatchObject({ findings: null, plan: { sampleSize: 125 } });
    expect(amend(inspecting, { ...termsOfOrder(inspecting), inspection: { mode: 'NONE' } }).order.stage).toBe(
      'matching',
    );
    const matching = upTo('matching');
    given(matching)
      .when('buyer', 'proposeAmendment', {
        terms: { ...termsOfOrder(matching), inspection: { mode: 'NONE' } },
        reason: 'x',
      })
      .thenRejected('clause-fixed');
  });

  it('of the transport lets the buyer choose anew, until the declaration is lodged', () => {
    const clearing = upTo('customs');
    const flown = { ...termsOfOrder(clearing), transport: 'AIR' as const };
    const chosen = issue(clearing, 'buyer', 'chooseTransport', { by: 'CONTAINER' });
    const amended = amend(chosen, flown);
    expect(running(amended).customs.transport).toBeNull();
    given(amended).when('buyer', 'chooseTransport', { by: 'COURIER' }).thenFacts('TransportChosen');
    given(lodged(clearing))
      .when('buyer', 'proposeAmendment', { terms: flown, reason: 'x' })
      .thenRejected('clause-fixed');
  });

  it('may not make papers disagree that were matched before', () => {
    const clearing = upTo('customs');
    const lines = termsOfOrder(clearing).lines.map((line) => ({ ...line, quantity: line.quantity * 2 }));
    const refused = given(clearing).when('buyer', 'proposeAmendment', {
      terms: { ...termsOfOrder(clearing), lines },
      reason: 'x',
    });
    expect(refused.thenRejected('discrepancies-open').data?.discrepancies).toHaveLength(10);
  });

  it('may not ask more back for the buyer than is held', () => {
    const early = upTo('production', { settlement: milestones(['CONTRACT_FUNDED', 8000], ['TITLE_TRANSFER', 2000]) });
    given(early)
      .when('buyer', 'proposeAmendment', { terms: priced(early, 300), reason: 'x' })
      .thenRejected('nothing-held');
  });
});

describe('the loop of discrepancy and amendment', () => {
  const short = { counted: { 1: 900 }, booked: { 1: 900 } };
  const inspecting = issue(
    upTo('warehouse'),
    'warehouse',
    'issueGoodsReceipt',
    receiptOf(termsOfOrder(upTo('warehouse')), short),
  );
  const matching = issue(examined(inspecting, 0), 'inspector', 'giveVerdict', { verdict: 'accept' });
  const differing = issue(matching, 'supplier', 'submitPackingList', packingListOf(termsOfOrder(matching), { 1: 900 }));
  const lines = termsOfOrder(matching).lines.map((line) => (line.line === 1 ? { ...line, quantity: 900 } : line));
  const proposed = propose(differing, { ...termsOfOrder(matching), lines });

  it('moves contract, price, escrow and the comparison in one step when the buyer consents', () => {
    const matched = consent(proposed);
    expect(typesOf(since(matched, proposed))).toEqual([
      'ContractAmended',
      'DisbursementOpened',
      'DocumentsMatched',
      'StageEntered',
    ]);
    expect(refunds(running(matched))[0]).toMatchObject({ amountMinor: 125_100, status: 'AWAITING_APPROVAL' });
    expect(held(running(matched))).toBe(total - 125_100);
    expect(matched.order.stage).toBe('customs');
  });

  it('keeps the packing list waiting for the answer', () => {
    given(proposed)
      .when('supplier', 'submitPackingList', packingListOf(termsOfOrder(matching)))
      .thenRejected('amendment-open');
    expect(waitingOn(proposed.order)[0]).toBe('buyer');
  });

  it('ends with a refund when the buyer does not accept it, but not when the supplier takes it back', () => {
    given(proposed)
      .when('buyer', 'refuseAmendment', { reason: 'we need all' })
      .thenFacts('AmendmentRefused', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
    given(proposed).when('supplier', 'refuseAmendment', { reason: 'more will come' }).thenFacts('AmendmentRefused');
  });
});
