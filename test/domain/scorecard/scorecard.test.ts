import { describe, expect, it } from '@jest/globals';
import {
  performanceOf,
  type Scorecard,
  type ScoredFact,
  scorecardOf,
} from '../../../src/domain/scorecard/scorecard.ts';

const period = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
let orders = 0;

/** The facts of one order: type, day of March 2026, and what else is read of it. */
function orderOf(...facts: [type: string, day: number, more?: object][]): ScoredFact[] {
  orders += 1;
  return facts.map(([type, day, more], index) => ({
    order: `O${orders}`,
    seq: index + 1,
    type,
    at: `2026-03-${String(day).padStart(2, '0')}T04:00:00.000Z`,
    ...more,
  }));
}
const card = (...all: ScoredFact[][]): Scorecard => scorecardOf(all.flat(), period);
const sealed: [string, number, object] = ['ContractSealed', 1, { deliverBy: '2026-03-10', measuredBy: null }];
const opened = (...skips: string[]): [string, number, object] => ['OrderOpened', 1, { skips }];

describe('a scorecard', () => {
  it('says nothing where nothing has happened: null, not 100 %', () => {
    const nothing = { shareBp: null, orders: 0 };
    const empty = card();
    expect(empty).toEqual({
      onTime: nothing,
      inspectionPassed: nothing,
      disputed: nothing,
      documentDiscrepancies: nothing,
      stars: { meanHundredths: null, ratings: 0 },
    });
    expect(performanceOf(empty)).toBeNull();
    expect(card(orderOf(opened(), sealed)).disputed).toEqual({ shareBp: 0, orders: 1 });
  });

  it('counts a delivery as on time to the end of the day in Hong Kong', () => {
    const received = (at: string) => {
      const facts = orderOf(opened(), sealed, ['GoodsReceived', 10]);
      return facts.map((each) => (each.type === 'GoodsReceived' ? { ...each, at } : each));
    };
    expect(card(received('2026-03-10T15:59:59.999Z')).onTime).toEqual({ shareBp: 10_000, orders: 1 });
    expect(card(received('2026-03-10T16:00:00.000Z')).onTime).toEqual({ shareBp: 0, orders: 1 });
  });

  it.each([
    ['services by their performance', ['warehouse', 'inspection', 'matching', 'customs', 'shipment'], 'GoodsReady'],
    ['retail by what the courier takes over', ['warehouse', 'inspection', 'matching', 'customs'], 'HandedOver'],
    ['goods by the goods receipt', [], 'GoodsReceived'],
  ])('counts %s', (_what, skips, type) => {
    const others = ['GoodsReady', 'HandedOver', 'GoodsReceived'].filter((each) => each !== type);
    const early = others.map((each): [string, number] => [each, 2]);
    expect(card(orderOf(opened(...skips), sealed, ...early)).onTime.orders).toBe(0);
    expect(card(orderOf(opened(...skips), sealed, ...early, [type, 11])).onTime).toEqual({ shareBp: 0, orders: 1 });
    expect(card(orderOf(opened(...skips), sealed, [type, 9])).onTime).toEqual({ shareBp: 10_000, orders: 1 });
  });

  it('counts by the day the goods were ready where the contract does', () => {
    const ready: [string, number, object] = [
      'ContractSealed',
      1,
      { deliverBy: '2026-03-10', measuredBy: 'GOODS_READY' },
    ];
    const facts = orderOf(opened(), ready, ['GoodsReady', 9], ['GoodsReceived', 15]);
    expect(card(facts).onTime).toEqual({ shareBp: 10_000, orders: 1 });
  });

  it('counts by the contract in force when the goods came, not by one amended after', () => {
    const amended: [string, number, object] = ['ContractAmended', 8, { deliverBy: '2026-03-20', measuredBy: null }];
    expect(card(orderOf(opened(), sealed, amended, ['GoodsReceived', 15])).onTime.shareBp).toBe(10_000);
    expect(card(orderOf(opened(), sealed, ['GoodsReceived', 15], amended)).onTime.shareBp).toBe(0);
  });

  it('moves the date by accepted force majeure, and by no other', () => {
    const claim = { hash: 'h', since: '2026-03-05T04:00:00.000Z', claimedAt: '', status: 'CLAIMED', endedAt: null };
    const claimed: [string, number, object] = ['ForceMajeureClaimed', 5, { claim }];
    const accepted: [string, number, object] = ['ForceMajeureAccepted', 6, { hash: 'h' }];
    const ended: [string, number, object] = [
      'ForceMajeureEnded',
      9,
      { hash: 'h', endedAt: '2026-03-09T04:00:00.000Z' },
    ];
    expect(card(orderOf(opened(), sealed, claimed, accepted, ended, ['GoodsReceived', 14])).onTime.shareBp).toBe(
      10_000,
    );
    expect(card(orderOf(opened(), sealed, claimed, accepted, ended, ['GoodsReceived', 15])).onTime.shareBp).toBe(0);
    expect(card(orderOf(opened(), sealed, claimed, ['GoodsReceived', 14])).onTime.shareBp).toBe(0);
  });

  it('counts what is overdue and never came as late, unless the date was amended since', () => {
    const overdue: [string, number, object] = ['ClockElapsed', 10, { clock: 'deliveryOverdue' }];
    const late = orderOf(opened(), sealed, overdue).map((each) =>
      each.type === 'ClockElapsed' ? { ...each, at: '2026-03-10T15:59:59.999Z' } : each,
    );
    expect(card(late).onTime).toEqual({ shareBp: 0, orders: 1 });
    const amended = { ...late[1], seq: 4, type: 'ContractAmended', deliverBy: '2026-04-30' } as ScoredFact;
    expect(card([...late, amended]).onTime).toEqual({ shareBp: null, orders: 0 });
  });

  it('counts the first verdict and the first comparison of papers, whatever came after', () => {
    const goods = orderOf(
      opened(),
      sealed,
      ['VerdictGiven', 5, { verdict: 'rework' }],
      ['VerdictGiven', 6, { verdict: 'accept' }],
    );
    const fine = orderOf(opened(), sealed, ['VerdictGiven', 5, { verdict: 'accept' }]);
    expect(card(goods, fine, fine).inspectionPassed).toMatchObject({ shareBp: 5000 });
    const papers = orderOf(
      opened(),
      sealed,
      ['DocumentsMatched', 5, { discrepancies: 2 }],
      ['DocumentsMatched', 6, { discrepancies: 0 }],
    );
    const clean = [0, 0].map(() => orderOf(opened(), sealed, ['DocumentsMatched', 5, { discrepancies: 0 }]));
    expect(card(papers, ...clean).documentDiscrepancies).toEqual({ shareBp: 3333, orders: 3 });
  });

  it("counts a buyer's dispute that is open or gave the buyer something, and no other", () => {
    const by = (party: string): [string, number, object] => ['DisputeOpened', 5, { party }];
    const resolved = (buyerShareBp: number): [string, number, object] => ['DisputeResolved', 6, { buyerShareBp }];
    const share = (...facts: [string, number, object?][]) => card(orderOf(opened(), sealed, ...facts)).disputed.shareBp;
    expect(share(by('buyer'))).toBe(10_000);
    expect(share(by('buyer'), resolved(1))).toBe(10_000);
    expect(share(by('buyer'), resolved(0))).toBe(0);
    expect(share(by('buyer'), ['DisputeWithdrawn', 6])).toBe(0);
    expect(share(by('supplier'), resolved(5000))).toBe(0);
    expect(share(by('buyer'), ['DisputeWithdrawn', 6], by('buyer'))).toBe(10_000);
  });

  it('counts stars of buyers only, apart from the figures', () => {
    const rated = (party: string, stars: number) => orderOf(opened(), ['Rated', 5, { party, stars }]);
    expect(card(rated('buyer', 5), rated('buyer', 4), rated('buyer', 4), rated('supplier', 1)).stars).toEqual({
      meanHundredths: 433,
      ratings: 3,
    });
  });

  it('leaves out what happened outside of the period, its end included', () => {
    const facts = orderOf(opened(), sealed, ['GoodsReceived', 9]);
    const at = facts[2]!.at;
    expect(scorecardOf(facts, { from: at, to: period.to }).onTime.orders).toBe(1);
    expect(scorecardOf(facts, { from: period.from, to: at }).onTime.orders).toBe(0);
  });
});

describe('past performance in one figure', () => {
  it('is the mean of what is known, faults turned round, stars one part among them', () => {
    const figures = {
      onTime: { shareBp: 8000, orders: 10 },
      inspectionPassed: { shareBp: null, orders: 0 },
      disputed: { shareBp: 1000, orders: 10 },
      documentDiscrepancies: { shareBp: null, orders: 0 },
    };
    expect(performanceOf({ ...figures, stars: { meanHundredths: null, ratings: 0 } })).toBe(8500);
    expect(performanceOf({ ...figures, stars: { meanHundredths: 200, ratings: 3 } })).toBe(7000);
  });
});
