import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pastPerformance } from '../../src/api/sourcing/reading.ts';
import { reader } from '../../src/persistence/sourcing/sourcings.ts';
import { type Office, openOffice } from '../support/api.ts';
import { packingListOf, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const path = '/v1/suppliers/c-brightworks/scorecard';
const none = { shareBp: null, orders: 0 };

describe('the scorecard of a supplier', () => {
  it('knows nothing of one that has not traded, and is told to everybody signed in, its own company too', async () => {
    for (const person of ['buyer', 'buyer-two', 'supplier', 'carrier', 'auditor']) {
      const { body } = await office.get(person, path).expect(200);
      expect(body).toMatchObject({ supplier: 'c-brightworks', onTime: none, disputed: none, performanceBp: null });
    }
    await office.get('buyer', '/v1/suppliers/c-harbour/scorecard').expect(404);
    await office.get('buyer', '/v1/suppliers/nobody/scorecard').expect(404);
    const backwards = '?from=2026-03-01T00:00:00Z&to=2026-02-01T00:00:00Z';
    const { body } = await office.get('buyer', `${path}${backwards}`).expect(400);
    expect(body.issues).toMatchObject([{ path: 'from' }]);
  });

  it('is made of what happened in its orders, and holds nothing of them', async () => {
    const good = await playTo(office, 'completed');
    await good.issue('buyer', 'rate', { stars: 4, comment: 'Fine.' });
    const poor = await playTo(office, 'matching');
    const list = packingListOf(poor.terms);
    const wrong = { ...list, rows: list.rows.map((row) => ({ ...row, quantity: row.quantity - 100, cartons: 9 })) };
    await poor.issue('supplier', 'submitPackingList', wrong);
    await poor.issue('buyer', 'openDispute', { reason: 'The papers are wrong.' });
    const { body } = await office.get('buyer-two', path).expect(200);
    expect(body).toMatchObject({
      onTime: { shareBp: 10_000, orders: 2 },
      inspectionPassed: { shareBp: 10_000, orders: 2 },
      disputed: { shareBp: 5000, orders: 2 },
      documentDiscrepancies: { shareBp: 5000, orders: 2 },
      stars: { meanHundredths: 400, ratings: 1 },
      performanceBp: 7600,
    });
    expect(JSON.stringify(body)).not.toContain(good.number);
    const before = `?to=2020-01-01T00:00:00Z`;
    expect((await office.get('buyer', `${path}${before}`).expect(200)).body.onTime).toEqual(none);
  });

  it('is what a comparison of quotes scores past performance by', async () => {
    const { body } = await office.get('buyer', path).expect(200);
    const past = await pastPerformance(reader(office.orm), ['c-brightworks', 'c-pearlriver'], office.deps.now());
    expect(past).toEqual([
      { supplier: 'c-brightworks', performanceBp: body.performanceBp },
      { supplier: 'c-pearlriver', performanceBp: null },
    ]);
  });

  it('counts an order that is overdue as late before the goods are there', async () => {
    const trade = await playTo(office, 'production');
    const { contract } = await trade.contracted();
    office.moveTo(`${contract.terms.deliverBy}T16:30:00.000Z`);
    await office.desk.elapseAll();
    office.moveTo(`${contract.terms.deliverBy}T16:31:00.000Z`);
    const { body } = await office.get('buyer', path).expect(200);
    expect(body.onTime).toEqual({ shareBp: 6666, orders: 3 });
  });
});
