import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { drawCartons } from '../../src/domain/sampling/carton-draw.ts';
import { cartonIds } from '../../src/persistence/receipt-summary.ts';
import { type Office, openOffice } from '../support/api.ts';
import { cartonsOf, packingListOf, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

describe('booking cartons in', () => {
  it('tells the order their sum and keeps each of them', async () => {
    const trade = await playTo(office, 'warehouse');
    const { goods } = await trade.contracted();
    expect(goods.inbound).toEqual([
      {
        booking: 'IN-1',
        cartons: 10,
        perLine: [{ line: 1, cartons: 10, quantity: 1000 }],
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('keeps nothing of a booking the order refuses, so that its labels can be booked again', async () => {
    const trade = await playTo(office, 'production');
    const strange = trade.cartons.map((carton) => ({ ...carton, line: 7 }));
    const refused = await office
      .post('supplier', `${trade.path}/bookInbound`, { booking: 'IN-1', cartons: strange })
      .expect(422);
    expect(refused.body.code).toBe('lines-unknown');
    await trade.issue('supplier', 'bookInbound', { booking: 'IN-1', cartons: trade.cartons });
  });

  it('refuses a label that is booked already', async () => {
    const trade = await playTo(office, 'warehouse');
    const refused = await office
      .post('supplier', `${trade.path}/bookInbound`, { booking: 'IN-2', cartons: [trade.cartons[0]] })
      .expect(409);
    expect(refused.body.detail).toContain(trade.cartons[0]?.sscc);
  });
});

describe('a scan', () => {
  it('is kept whatever it says, and answers what it counts as', async () => {
    const trade = await playTo(office, 'warehouse');
    const scan = async (sscc: string | undefined, key = randomUUID()) =>
      (await office.post('warehouse', `${trade.path}/scanCarton`, { sscc }, key).expect(200)).body.outcome;
    const [first, other] = trade.cartons.map(({ sscc }) => sscc);
    const key = randomUUID();
    expect(await scan(first, key)).toBe('OK');
    expect(await scan(first, key)).toBe('OK');
    expect(await scan(first)).toBe('DUPLICATE');
    expect(await scan(cartonsOf(trade.terms)[0]?.sscc)).toBe('UNKNOWN');
    expect(await scan(`${other?.slice(0, 17)}${(Number(other?.at(-1)) + 1) % 10}`)).toBe('BAD_CHECK_DIGIT');
    expect(await scan('12')).toBe('BAD_CHECK_DIGIT');
    await trade.issue('warehouse', 'issueGoodsReceipt', { number: 'GR-1' });
    const { attention } = await trade.state();
    expect(attention?.code).toBe('partial-arrival');
  });

  it('after the goods receipt is kept as an exception', async () => {
    const trade = await playTo(office, 'inspection');
    const late = await trade.issue('warehouse', 'scanCarton', { sscc: trade.cartons[0]?.sscc });
    expect(late.outcome).toBe('AFTER_RECEIPT');
  });

  it('is for the warehouse, once the cartons are booked in', async () => {
    const trade = await playTo(office, 'production');
    const { sscc } = trade.cartons[0] ?? {};
    const early = await office.post('warehouse', `${trade.path}/scanCarton`, { sscc }).expect(409);
    expect(early.body.code).toBe('wrong-stage');
    await office.post('carrier', `${trade.path}/scanCarton`, { sscc }).expect(403);
  });
});

describe('the goods receipt', () => {
  it('adds up what was scanned and measured', async () => {
    const trade = await playTo(office, 'inspection');
    const { goods } = await trade.contracted();
    expect(goods.receipt).toMatchObject({
      number: 'GR-1',
      cartonsBooked: 10,
      cartonsReceived: 10,
      damaged: 0,
      exceptions: { duplicate: 0, unknown: 0, badCheckDigit: 0 },
      perLine: [{ line: 1, cartons: 10, quantity: 1000, grossGrams: 100_000, volumeCm3: 240_000 }],
    });
  });

  it('is refused while nothing was scanned', async () => {
    const trade = await playTo(office, 'warehouse');
    const refused = await office.post('warehouse', `${trade.path}/issueGoodsReceipt`, { number: 'GR-1' }).expect(409);
    expect(refused.body.code).toBe('nothing-scanned');
  });

  it('takes measures of booked cartons only, and names the others', async () => {
    const trade = await playTo(office, 'warehouse');
    const [known] = trade.cartons;
    const stranger = cartonsOf(trade.terms)[0];
    const measures = [known, stranger].map((carton) => ({
      sscc: carton?.sscc,
      grossGrams: 10_100,
      lengthMm: 400,
      widthMm: 300,
      heightMm: 200,
    }));
    const answer = await trade.issue('warehouse', 'recordMeasures', { cartons: measures });
    expect(answer.cartons).toEqual([
      { sscc: known?.sscc, outcome: 'KEPT' },
      { sscc: stranger?.sscc, outcome: 'UNKNOWN' },
    ]);
  });
});

describe('the cartons to be opened', () => {
  it('are drawn by lot from those received, so that anybody can draw them again', async () => {
    const trade = await playTo(office, 'inspection');
    const { body } = await office.get('inspector', `${trade.path}/inspection/draw`).expect(200);
    const received = await cartonIds(office.orm, trade.number);
    expect(body).toMatchObject({ received: 10, sampleSize: expect.any(Number), round: 1 });
    expect(body.cartons).toEqual(drawCartons(body.seed, received, body.cartons.length));
    // The earlier lots of the supplier are for the two sides; what is drawn is the same for everybody.
    const { body: seen } = await office.get('buyer', `${trade.path}/inspection/draw`).expect(200);
    expect({ ...seen, switching: body.switching }).toEqual(body);
    expect([body.switching, seen.switching]).toMatchObject([null, { severity: 'normal' }]);
  });

  it('are not known before the goods receipt is out', async () => {
    const trade = await playTo(office, 'warehouse');
    const { body } = await office.get('supplier', `${trade.path}/inspection/draw`).expect(409);
    expect(body.code).toBe('not-ready');
  });
});

describe('the packing list', () => {
  it('is compared line by line, and can be submitted again under another reference when it was wrong', async () => {
    const trade = await playTo(office, 'matching');
    const list = packingListOf(trade.terms);
    const wrong = { ...list, rows: list.rows.map((row) => ({ ...row, quantity: 990 })) };
    await trade.issue('supplier', 'submitPackingList', wrong);
    expect((await trade.contracted()).goods.discrepancies).toMatchObject([
      { field: 'quantity', line: 1, contract: 1000, packingList: 990 },
    ]);
    const same = await office.post('supplier', `${trade.path}/submitPackingList`, list).expect(409);
    expect(same.body.code).toBe('packing-list-differs');
    await trade.issue('supplier', 'submitPackingList', { ...list, reference: 'PL-2' });
    expect((await trade.state()).stage).toBe('customs');
  });

  it('shows a second tariff code on a line as a discrepancy', async () => {
    const trade = await playTo(office, 'matching');
    const list = packingListOf(trade.terms);
    const [row] = list.rows as [(typeof list.rows)[number]];
    const part = (hsCode: string, cartons: number) => ({
      ...row,
      hsCode,
      cartons,
      quantity: cartons * 100,
      netGrams: cartons * 9000,
      grossGrams: cartons * 10_000,
    });
    await trade.issue('supplier', 'submitPackingList', { ...list, rows: [part('940542', 9), part('850110', 1)] });
    expect((await trade.contracted()).goods.discrepancies).toMatchObject([{ field: 'hsCode', packingList: '850110' }]);
  });
});

describe('a tracking event', () => {
  const departed = (eventID: string, classifier = 'ACT') => ({
    eventID,
    eventType: 'TRANSPORT',
    eventDateTime: '2026-11-22T10:00:00+08:00',
    eventClassifierCode: classifier,
    transportEventTypeCode: 'DEPA',
    transportCall: { UNLocationCode: 'HKHKG' },
  });

  it('is kept, and tells the order of a milestone once', async () => {
    const trade = await playTo(office, 'shipment');
    await trade.issue('carrier', 'handOver', {
      carrier: 'South China Sea Line',
      transportDocument: { type: '705', number: 'BL-0001' },
    });
    expect(await trade.issue('carrier', 'trackingEvent', departed('e1', 'EST'))).toMatchObject({
      kept: 'new',
      milestone: null,
    });
    expect(await trade.issue('carrier', 'trackingEvent', departed('e2'))).toMatchObject({
      kept: 'new',
      milestone: 'DEPARTED',
    });
    expect(await trade.issue('carrier', 'trackingEvent', departed('e2'))).toMatchObject({
      kept: 'known',
      milestone: null,
    });
    expect(await trade.issue('carrier', 'trackingEvent', departed('e3'))).toMatchObject({
      kept: 'new',
      milestone: null,
    });
    const { shipment } = await trade.contracted();
    expect(shipment.milestones).toMatchObject([
      { milestone: 'DEPARTED', at: expect.stringMatching('02:00:00'), event: 'e2' },
    ]);
    const { body } = await office.get('buyer', `${trade.path}/timeline?limit=200`).expect(200);
    expect(body.entries.filter(({ kind }: { kind: string }) => kind === 'event')).toHaveLength(3);
  });

  it('whose milestone did not reach the order is kept, and its repetition brings the milestone', async () => {
    const trade = await playTo(office, 'shipment');
    const key = randomUUID();
    office.desk.failNext('down');
    await office.post('carrier', `${trade.path}/trackingEvent`, departed('e9'), key).expect(503);
    const again = await office.post('carrier', `${trade.path}/trackingEvent`, departed('e9'), key).expect(200);
    expect(again.body).toMatchObject({ kept: 'known', milestone: 'DEPARTED' });
    expect((await trade.contracted()).shipment.milestones).toHaveLength(1);
  });
});
