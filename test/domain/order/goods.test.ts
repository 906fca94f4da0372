import { describe, expect, it } from '@jest/globals';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { inboundOf, packingListOf, receiptOf, termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, monday, type Played, running } from '../../support/played.ts';
import { examined, upTo } from '../../support/play.ts';

const making = upTo('production');
const terms = termsOf({}, monday);
// The delivery date ends in Hong Kong, where the contract's dates are counted.
const deliveryEnds = `${terms.deliverBy}T15:59:59.999Z`;

describe('production', () => {
  it('takes milestones and readiness, and ends when the goods are booked in', () => {
    const cut = given(making).when('supplier', 'reportMilestone', { name: 'Cutting' }).thenFacts('MilestoneReported');
    const ready = given(cut).when('supplier', 'readyForDispatch', { note: 'packed' }).thenFacts('GoodsReady');
    given(ready).when('supplier', 'bookInbound', inboundOf(terms)).thenFacts('InboundBooked', 'StageEntered');
    given(making).when('buyer', 'readyForDispatch').thenRejected('not-your-move');
  });

  it('books in no line that is not in the contract', () => {
    const inbound = inboundOf(terms);
    const strange = { ...inbound, perLine: [{ line: 7, cartons: 1, quantity: 20 }] };
    expect(given(making).when('supplier', 'bookInbound', strange).thenRejected('lines-unknown').data).toEqual({
      lines: [7],
    });
  });

  it('makes one booking under one number', () => {
    const inbound = inboundOf(terms);
    const booked = given(making).when('supplier', 'bookInbound', inbound).thenFacts('InboundBooked', 'StageEntered');
    given(booked).when('supplier', 'bookInbound', inbound).thenRejected('already-booked');
  });

  it('warns a week before the delivery date, tells when it has passed, and refunds after the grace of 30 days', () => {
    expect(runningClocks(making.order).map(({ clock, at }) => [clock, at])).toEqual([
      ['deliveryWarning', addDays(deliveryEnds, -7)],
      ['deliveryOverdue', deliveryEnds],
      ['deliveryFailed', addDays(deliveryEnds, 30)],
    ]);
    expect(elapse(making, addDays(deliveryEnds, -7)).order.attention?.code).toBe('clock:deliveryWarning');
    const failed = elapse(making, addDays(deliveryEnds, 30));
    expect(failed.order).toMatchObject({ stage: 'refund', refundReason: { outcome: 'refunded' } });
    expect(running(failed).disbursements[0]).toMatchObject({ kind: 'REFUND', amountMinor: 1_411_195 });
  });
});

describe('the delivery date', () => {
  const overdue = elapse(making, deliveryEnds);
  const free = { reason: 'too late', feeMinor: 0 };

  it('once passed, lets the buyer leave free of a fee and without asking', () => {
    given(overdue)
      .when('buyer', 'cancel', free)
      .thenFacts('OrderCancelled', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
  });

  it('stays passed when late goods are booked in: the clock neither runs again nor is the right lost', () => {
    const booked = issue(overdue, 'supplier', 'bookInbound', inboundOf(terms));
    expect(runningClocks(booked.order).map(({ clock }) => clock)).toEqual(['deliveryFailed']);
    given(booked)
      .when('buyer', 'cancel', free)
      .thenFacts('OrderCancelled', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
  });

  it('no longer lets the buyer leave free once the goods are received', () => {
    const booked = issue(overdue, 'supplier', 'bookInbound', inboundOf(terms));
    const received = issue(booked, 'warehouse', 'issueGoodsReceipt', receiptOf(terms));
    given(received).when('buyer', 'cancel', free).thenRejected('fee-changed');
  });

  it('extended by an operator in production stays extended in the warehouse', () => {
    const until = addDays(deliveryEnds, 12);
    const longer = issue(making, 'operator', 'extendDeadline', { clock: 'deliveryOverdue', until, reason: 'typhoon' });
    const booked = issue(longer, 'supplier', 'bookInbound', inboundOf(terms));
    expect(runningClocks(booked.order)).toContainEqual(
      expect.objectContaining({ clock: 'deliveryOverdue', at: until }),
    );
  });
});

describe('the warehouse', () => {
  const booked = upTo('warehouse');
  const half = receiptOf(terms, { counted: { 1: 500 } });

  it('issues no receipt over nothing', () => {
    given(booked)
      .when('warehouse', 'issueGoodsReceipt', receiptOf(terms, { counted: { 1: 0, 2: 0 } }))
      .thenRejected('nothing-scanned');
  });

  it('keeps a partial arrival waiting for the rest, visibly', () => {
    const part = given(booked).when('warehouse', 'issueGoodsReceipt', half).thenFacts('PartialArrivalRecorded');
    expect(part.order).toMatchObject({ stage: 'warehouse', attention: { code: 'partial-arrival' } });
    const whole = given(part).when('warehouse', 'issueGoodsReceipt', receiptOf(terms, { number: 'GR-2' }));
    expect(whole.thenFacts('GoodsReceived', 'StageEntered', 'InspectionPlanned').order.attention).toBeNull();
  });

  it('takes a second booking of the rest, and a shipment within the tolerance as whole', () => {
    given(booked)
      .when('supplier', 'bookInbound', inboundOf(terms, 'ASN-2', { 1: 20, 2: 0 }))
      .thenFacts('InboundBooked');
    const nearly = receiptOf(terms, { counted: { 1: 985 } });
    given(booked)
      .when('warehouse', 'issueGoodsReceipt', nearly)
      .thenFacts('GoodsReceived', 'StageEntered', 'InspectionPlanned');
  });
});

describe('the clause inspection', () => {
  const plan = (played: Played) => running(played).goods.plan;

  it('by AQL draws the plan of ISO 2859-1 from the received lot, from a seed that anyone can draw again', () => {
    const inspecting = upTo('inspection');
    expect(plan(inspecting)).toMatchObject({
      round: 1,
      sampleSize: 80,
      accept: { critical: 0, major: 5, minor: 7 },
      basis: 'ISO 2859-1 level II, AQL major 2.5, minor 4.0, lot of 1199',
    });
    expect(plan(upTo('inspection'))?.seed).toBe(plan(inspecting)?.seed);
  });

  it('by percentage samples that share of the lot, rounded up', () => {
    const inspecting = upTo('inspection', {
      inspection: { mode: 'PERCENT', percent: 10, majorDefectsBp: 250, minorDefectsBp: 400 },
    });
    expect(plan(inspecting)).toMatchObject({ sampleSize: 120, accept: { critical: 0, major: 3, minor: 4 } });
  });

  it('of none leads from the warehouse to the documents at once', () => {
    const matching = upTo('matching', { inspection: { mode: 'NONE' } });
    expect(matching.facts.some(({ type }) => type === 'InspectionPlanned')).toBe(false);
  });
});

describe('an inspection', () => {
  const inspecting = upTo('inspection');

  it('needs the whole sample and the findings before a verdict', () => {
    const few = { sampled: 79, defects: { critical: 0, major: 0, minor: 0 } };
    expect(given(inspecting).when('inspector', 'recordFindings', few).thenRejected('sample-too-small').data).toEqual({
      sampleSize: 80,
    });
    given(inspecting).when('inspector', 'giveVerdict', { verdict: 'accept' }).thenRejected('findings-missing');
  });

  it('cannot be judged against its findings', () => {
    given(examined(inspecting, 0))
      .when('inspector', 'giveVerdict', { verdict: 'reject' })
      .thenRejected('verdict-contradicts-findings');
    given(examined(inspecting, 1))
      .when('inspector', 'giveVerdict', { verdict: 'accept' })
      .thenRejected('verdict-contradicts-findings');
  });

  it('passed leads to the documents; failed gives the money back', () => {
    given(examined(inspecting, 0))
      .when('inspector', 'giveVerdict', { verdict: 'accept' })
      .thenFacts('VerdictGiven', 'StageEntered');
    const rejected = given(examined(inspecting, 1)).when('inspector', 'giveVerdict', { verdict: 'reject' });
    const refunding = rejected.thenFacts('VerdictGiven', 'RefundDecided', 'StageEntered', 'DisbursementOpened');
    expect(last(refunding, 'VerdictGiven').reasons).toEqual(['6 major defects, at most 5 allowed']);
  });

  it.each(['sort', 'rework'])(
    'answered with %s sends the lot back over the scale and inspects it as a new round',
    (verdict) => {
      const back = issue(examined(inspecting, 1), 'inspector', 'giveVerdict', { verdict });
      expect(back.order.stage).toBe('warehouse');
      const again = issue(back, 'warehouse', 'issueGoodsReceipt', receiptOf(terms, { number: 'GR-2' }));
      expect(running(again).goods).toMatchObject({ plan: { round: 2 }, findings: null, verdict: null });
      expect(plan2(again)).not.toBe(plan2(inspecting));
      given(again).when('inspector', 'giveVerdict', { verdict: 'accept' }).thenRejected('findings-missing');
    },
  );

  it('is overdue after three business days in China', () => {
    const [clock] = runningClocks(inspecting.order);
    expect(clock).toMatchObject({ clock: 'inspectionDue', at: '2026-03-05T02:08:00.000Z' });
    expect(elapse(inspecting, '2026-03-05T02:08:00.000Z').order).toMatchObject({
      stage: 'inspection',
      attention: { code: 'clock:inspectionDue' },
    });
  });
});

const plan2 = (played: Played) => running(played).goods.plan?.seed;

describe('the three papers', () => {
  const matching = upTo('matching');
  const list = packingListOf(terms);
  const listed = (change: object) => ({
    ...list,
    perLine: list.perLine.map((row) => (row.line === 1 ? { ...row, ...change } : row)),
  });
  const fields = (played: Played) => running(played).goods.discrepancies?.map(({ field, line }) => `${field} ${line}`);

  it('that agree lead on to customs', () => {
    given(matching)
      .when('supplier', 'submitPackingList', list)
      .thenFacts('PackingListSubmitted', 'DocumentsMatched', 'StageEntered');
  });

  it.each<[string, object, string]>([
    ['the pieces', { quantity: 979 }, 'quantity 1'],
    ['the cartons', { cartons: 45 }, 'cartons 1'],
    ['the gross weight', { grossGrams: 500_000 }, 'grossWeight 1'],
    ['the net weight', { netGrams: 300_000 }, 'netWeight 1'],
    ['the volume', { volumeCm3: 9_000_000 }, 'volume 1'],
    ['the world part of the HS code', { hsCode: '851310' }, 'hsCode 1'],
    ['the line itself', { line: 3 }, 'line 1'],
  ])('that differ in %s stay, with one typed discrepancy', (_what, change, discrepancy) => {
    const differing = given(matching)
      .when('supplier', 'submitPackingList', listed(change))
      .thenFacts('PackingListSubmitted', 'DocumentsMatched');
    expect(fields(differing)).toContain(discrepancy);
    expect(waitingOn(differing.order)).toEqual(['supplier', 'buyer']);
    given(differing)
      .when('supplier', 'submitPackingList', list)
      .thenFacts('PackingListSubmitted', 'DocumentsMatched', 'StageEntered');
  });

  it('may differ by the clause tolerances, and by the national part of the HS code', () => {
    const within = listed({ quantity: 980, cartons: 49, grossGrams: 430_000, hsCode: '9405219090' });
    given(matching)
      .when('supplier', 'submitPackingList', within)
      .thenFacts('PackingListSubmitted', 'DocumentsMatched', 'StageEntered');
    const strict = { ...terms, tolerances: { quantityBp: 0, weightBp: 0, volumeBp: 0 } };
    const narrowed = issue(
      issue(matching, 'buyer', 'proposeAmendment', { terms: strict, reason: 'exact' }),
      'supplier',
      'consentAmendment',
      {
        hash: last(
          issue(matching, 'buyer', 'proposeAmendment', { terms: strict, reason: 'exact' }),
          'AmendmentProposed',
        ).amendment.hash,
      },
    );
    const refused = issue(narrowed, 'supplier', 'submitPackingList', within);
    expect(fields(refused)).toEqual(['quantity 1', 'cartons 1', 'grossWeight 1']);
  });

  it('are reminded of: the packing list after three business days, the discrepancies after five', () => {
    expect(runningClocks(matching.order)[0]).toMatchObject({ clock: 'packingListDue', at: '2026-03-05T02:10:00.000Z' });
    const differing = issue(matching, 'supplier', 'submitPackingList', listed({ quantity: 960 }));
    expect(runningClocks(differing.order)[0]).toMatchObject({
      clock: 'discrepancyDue',
      at: '2026-03-09T02:11:00.000Z',
    });
  });
});
