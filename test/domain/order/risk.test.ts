import { describe, expect, it } from '@jest/globals';
import type { IncotermCode } from '../../../src/domain/incoterms.ts';
import { riskOf } from '../../../src/domain/order/risk.ts';
import { issue } from '../../support/played.ts';
import { handedOver, onward, payAll, upTo } from '../../support/play.ts';

const bearer = (played: { order: Parameters<typeof riskOf>[0] }) => riskOf(played.order)?.bearer;

describe('the risk of the goods', () => {
  it('is nobody’s to tell before there is a contract', () => {
    expect(riskOf(upTo('quote').order)).toBeNull();
  });

  it.each<[IncotermCode, 'handed over' | 'on board' | 'arrived']>([
    ['FCA', 'handed over'],
    ['CIP', 'handed over'],
    ['FOB', 'on board'],
    ['CIF', 'on board'],
    ['DAP', 'arrived'],
    ['DDP', 'arrived'],
  ])('under %s passes to the buyer once the goods are %s, and not before', (incoterm, moment) => {
    const waiting = upTo('shipment', { incoterm });
    const gone = handedOver(waiting);
    const loaded = { milestone: 'LOADED', occurredAt: gone.now, event: 'evt-1', sha256: 'a'.repeat(64) };
    const aboard = issue(gone, 'carrier', 'transportMilestone', loaded);
    const there = issue(aboard, 'carrier', 'arrived', { evidence: 'POD-1' });
    const order = { 'handed over': [waiting, gone], 'on board': [gone, aboard], arrived: [aboard, there] }[moment];
    expect(order.map((played) => bearer(played as typeof waiting))).toEqual(['supplier', 'buyer']);
    expect(riskOf(waiting.order)?.why).toContain(`${incoterm} Designated warehouse, Shenzhen`);
  });

  it('under ex works passes when the goods are ready', () => {
    const making = upTo('production', { incoterm: 'EXW' });
    expect(bearer(making)).toBe('supplier');
    expect(bearer(issue(making, 'supplier', 'readyForDispatch', { note: 'packed' }))).toBe('buyer');
  });

  it('stays with the supplier until all is paid where no deposit was agreed, whatever the Incoterm says', () => {
    const paymentPlan = [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }];
    const making = upTo('production', { incoterm: 'EXW', paymentPlan });
    const ready = issue(making, 'supplier', 'readyForDispatch', { note: 'packed' });
    expect(riskOf(ready.order)).toMatchObject({ bearer: 'supplier', why: expect.stringContaining('deposit') });
    expect(bearer(payAll(ready))).toBe('supplier');
    const released = ['warehouse', 'inspection', 'matching', 'customs', 'release'].reduce(onward, onward(ready));
    expect(bearer(released)).toBe('buyer');
  });
});
