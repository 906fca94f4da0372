import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { goOn, type HttpTrade, openTrade } from '../support/http-trade.ts';
import { tender } from './sourcing-tender.ts';

let office: Office;
let trade: HttpTrade;
const plan = {
  compare: { incoterm: 'DAP', place: 'Kwai Chung', currency: 'HKD' },
  statement: {
    rates: [{ from: 'USD', rate: '7.8', source: 'HKMA', date: '2026-06-10' }],
    costs: [
      { component: 'mainCarriage', minor: 500_000, currency: 'HKD', by: 'VOLUME', source: 'forwarder A' },
      { component: 'insurance', minor: 12_000, currency: 'HKD', by: 'VALUE', source: 'open cover' },
      { component: 'inlandDelivery', minor: 80_000, currency: 'HKD', by: 'WEIGHT', source: 'haulier B' },
    ],
  },
};
let invoices = 0;
const cost = (component: string, minor: number, change: object = {}) => {
  invoices += 1;
  const document = { type: '780', number: `F-${invoices}`, sha256: String(invoices).padStart(64, 'a') };
  return { component, minor, currency: 'HKD', by: 'VOLUME', document, source: 'invoice', ...change };
};
const post = async (person: string, path: string, body: object, status: number) =>
  (await office.post(person, `${trade.path}/${path}`, body).expect(status)).body;
const landed = async (person: string, status = 200) =>
  (await office.get(person, `${trade.path}/landed-cost`).expect(status)).body;

beforeAll(async () => {
  office = await openOffice();
  trade = await openTrade(office);
});
afterAll(() => office?.close());

describe('the plan of what goods are to cost', () => {
  it('is stated by the buyer before the contract, version by version, and not after it', async () => {
    expect(await post('buyer', 'cost-plan', { ...plan, statement: {} }, 201)).toMatchObject({ version: 1 });
    expect(await post('buyer', 'cost-plan', plan, 201)).toMatchObject({ version: 2 });
    expect(await post('supplier', 'cost-plan', plan, 403)).toMatchObject({ code: 'not-your-move' });
    await post('buyer-two', 'cost-plan', plan, 404);
    expect(await post('buyer', 'costs', cost('mainCarriage', 1), 409)).toMatchObject({ code: 'wrong-stage' });
    expect(await landed('buyer', 409)).toMatchObject({ code: 'wrong-stage' });
    await goOn(trade, 'production');
    expect(await post('buyer', 'cost-plan', plan, 409)).toMatchObject({ code: 'wrong-stage' });
  });
});

describe('what became known', () => {
  it('comes from who knows it, with its document, and varies from the plan', async () => {
    await post('carrier', 'costs', cost('mainCarriage', 560_000), 201);
    await post('warehouse', 'costs', cost('storage', 4_000, { by: 'WEIGHT' }), 201);
    await post('inspector', 'costs', cost('inspection', 1_000, { currency: 'USD' }), 201);
    const body = await landed('buyer');
    // 12,500.00 USD at the locked 7.8 are 97,500.00 HKD; 10.00 USD of inspection are 78.00.
    expect(body).toMatchObject({
      plan: 'plan 2',
      currency: 'HKD',
      plannedMinor: 10_342_000,
      actualMinor: 9_750_000 + 560_000 + 4_000 + 7_800,
      varianceMinor: 60_000 + 4_000 + 7_800,
      awaited: ['insurance', 'inlandDelivery'],
      missing: [],
    });
    expect(body.lines).toMatchObject([{ line: 1, quantity: 1000, variancePerPiece: '71.8000' }]);
    expect(body.costs.map(({ company }: { company: string }) => company)).toEqual([
      'c-carrier',
      'c-warehouse',
      'c-inspection',
    ]);
  });

  it('is put right by its own company, and stated once from a document, also at the same time', async () => {
    const again = cost('inlandDelivery', 90_000);
    const both = await Promise.all([1, 2].map(() => office.post('carrier', `${trade.path}/costs`, again)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const id = (both.find(({ status }) => status === 201)?.body as { cost: string } | undefined)?.cost ?? '';
    expect(await post('buyer', 'costs', cost('inlandDelivery', 1, { replaces: id }), 422)).toMatchObject({
      code: 'unknown-cost',
    });
    await post('carrier', 'costs', cost('inlandDelivery', 80_000, { replaces: id }), 201);
    const { components } = await landed('buyer');
    expect(components.find(({ component }: { component: string }) => component === 'inlandDelivery')).toMatchObject({
      actualMinor: 80_000,
      varianceMinor: 0,
    });
  });

  it('is refused of whoever does not know it, and of what the price holds; buyer and platform read it', async () => {
    expect(await post('carrier', 'costs', cost('importDuty', 1), 403)).toMatchObject({ code: 'not-your-cost' });
    expect(await post('buyer', 'costs', cost('exportInland', 1), 422)).toMatchObject({ code: 'in-the-price' });
    expect(await post('buyer', 'costs', cost('storage', -1), 422)).toMatchObject({ code: 'invalid-input' });
    await post('buyer-two', 'costs', cost('storage', 1), 404);
    await landed('supplier', 403);
    await landed('carrier', 403);
    await landed('buyer-two', 404);
    await landed('auditor');
  });
});

describe("the next comparison of the buyer's suppliers", () => {
  const suppliers = ['c-brightworks', 'c-pearlriver'];
  const asked = async (person: string): Promise<string> => {
    const deadline = new Date(Date.parse(office.deps.now()) + 10 * 86_400_000).toISOString();
    const { body } = await office.post(person, '/v1/sourcings', { ...tender(), suppliers, deadline }).expect(201);
    return `/v1/sourcings/${body.sourcing}/comparison`;
  };
  const beside = async (path: string, person = 'buyer') => (await office.get(person, path).expect(200)).body;

  it('shows what their orders cost in the end against the plan, once all is known, and weighs it not', async () => {
    const path = await asked('buyer');
    const before = await beside(path);
    expect(before.experience).toEqual([
      { supplier: 'c-brightworks', figures: [], awaiting: 1 },
      { supplier: 'c-pearlriver', figures: [], awaiting: 0 },
    ]);
    await post('carrier', 'costs', cost('insurance', 12_000), 201);
    const { experience, ...after } = await beside(path);
    const { plannedMinor, actualMinor } = await landed('buyer');
    expect(actualMinor - plannedMinor).toBe(71_800);
    expect(experience[0]).toEqual({
      supplier: 'c-brightworks',
      figures: [{ currency: 'HKD', orders: [trade.number], plannedMinor, actualMinor, varianceBp: 69 }],
      awaiting: 0,
    });
    const { experience: _, ...compared } = before;
    expect({ ...after, at: compared.at }).toEqual(compared);
    await goOn(trade, 'completed');
    expect((await beside(path)).experience).toEqual(experience);
  });

  it('tells another buyer nothing of them', async () => {
    const path = await asked('buyer-two');
    const { experience } = await beside(path, 'buyer-two');
    expect(experience.map(({ figures }: { figures: object[] }) => figures)).toEqual([[], []]);
    await office.get('supplier', path).expect(404);
  });
});
