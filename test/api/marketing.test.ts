import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Line } from '../../src/domain/order/line.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, goOn, openTrade, termsOf } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const budget = { currency: 'USD', ceilingMinor: 100_000, supplierBp: 6000 };
const content = {
  kind: 'MARKETING',
  validFrom: day(-5),
  validUntil: day(90),
  countries: ['CZ'],
  hsPrefixes: ['9405'],
  noticeDays: 30,
  allowanceBp: 300,
  budget,
};
type Made = { id: string; hash: string };
async function agreed(changes: object = {}): Promise<Made> {
  const proposal = { partner: 'c-brightworks', content: { ...content, ...changes } };
  const { body } = await office.post('buyer', '/v1/agreements', proposal).expect(201);
  await office.post('supplier', `/v1/agreements/${body.id}/sign`, { hash: body.hash }).expect(200);
  return body as Made;
}
const opening = { ...enquiry, demand: { ...enquiry.demand, destination: 'Brno, CZ' } };
const allowed = ({ id, hash }: Made, shareBp = 300): { lines: Line[] } => ({
  lines: termsOf(office.deps.now()).lines.map((line) => ({ ...line, allowance: { agreement: id, hash, shareBp } })),
});

describe('joint marketing', () => {
  let made: Made;
  const path = (rest = '') => `/v1/agreements/${made.id}${rest}`;
  const claim = (who: string, amountMinor: number, sha256: string, key?: string) => {
    const cost = { description: 'Stand at the fair', spentOn: day(-1), amountMinor };
    return office.post(who, path('/costs'), { ...cost, evidence: { name: 'invoice', sha256 } }, key);
  };

  it('is refused without anything that is borne', async () => {
    const nothing = { ...content, allowanceBp: undefined, budget: undefined };
    const proposal = { partner: 'c-brightworks', content: nothing };
    const { body } = await office.post('buyer', '/v1/agreements', proposal).expect(422);
    expect(body.detail).toContain('content.allowanceBp');
  });

  it('takes its allowance off every offer, and off what is asked, held and paid out', async () => {
    made = await agreed();
    const again = await office.post('supplier', path('/sign'), { hash: made.hash }).expect(409);
    expect(again.body.code).toBe('not-proposed');
    const trade = await openTrade(office, allowed(made), opening);
    const offer = (lines: Line[]) => ({
      terms: { ...trade.terms, lines },
      validUntil: new Date(Date.now() + 9 * 86_400_000).toISOString(),
    });
    const { lines } = termsOf(office.deps.now());
    const without = await office.post('supplier', `${trade.path}/submitQuote`, offer(lines)).expect(409);
    const wanted = { agreement: made.id, hash: made.hash, shareBp: 300 };
    expect(without.body).toMatchObject({ code: 'marketing-terms', data: { path: 'lines.0.allowance', wanted } });
    const more = allowed(made, 301);
    await office.post('supplier', `${trade.path}/submitQuote`, offer(more.lines)).expect(409);

    await goOn(trade, 'production');
    const { contract, payments } = await trade.contracted();
    expect(contract.totalMinor).toBe(1_250_000 - 37_500);
    expect(payments).toMatchObject([{ amountMinor: 1_212_500, status: 'FUNDED' }]);
    const handled = (await office.get('carrier', trade.path).expect(200)).body.state.contract.terms.lines;
    expect(handled).toMatchObject([{ sku: 'LAMP-1' }]);
    expect(JSON.stringify(handled)).not.toMatch(/price|allowance/);
    const running = (await office.get('buyer', path('/allowances')).expect(200)).body.allowances;
    const sums = { order: trade.number, currency: 'USD', goodsMinor: 1_250_000, allowanceMinor: 37_500 };
    expect(running).toEqual([{ ...sums, state: 'AGREED' }]);

    await goOn(trade, 'completed');
    const { disbursements } = await trade.contracted();
    expect(disbursements).toMatchObject([{ kind: 'PAYOUT', amountMinor: 1_212_500 }]);
    const statement = (await office.get('supplier', path('/statement')).expect(200)).body;
    expect(statement.allowances).toEqual([{ currency: 'USD', orders: 1, agreedMinor: 0, givenMinor: 37_500 }]);
  }, 120_000);

  it('is not asked of other goods, buyers and countries, nor given to them', async () => {
    const elsewhere = await openTrade(office, allowed(made));
    const refused = await office.post('supplier', `${elsewhere.path}/submitQuote`, {
      terms: elsewhere.terms,
      validUntil: new Date(Date.now() + 9 * 86_400_000).toISOString(),
    });
    expect(refused.body).toMatchObject({ code: 'marketing-terms', data: { wanted: null } });
    await goOn(await openTrade(office, {}, enquiry), 'quote');
    const other = await office.post('buyer-two', '/v1/orders', opening).expect(201);
    const validUntil = new Date(Date.now() + 9 * 86_400_000).toISOString();
    const plain = { terms: termsOf(office.deps.now()), validUntil };
    await office.post('supplier', `/v1/orders/${other.body.order}/submitQuote`, plain).expect(200);
    const own = { ...opening, proposal: plain };
    expect((await office.post('buyer', '/v1/orders', own).expect(409)).body.code).toBe('marketing-terms');
    const due = { ...plain, terms: { ...plain.terms, ...allowed(made) } };
    await office.post('buyer', '/v1/orders', { ...opening, proposal: due }).expect(201);
  });

  it('shares costs the other side has confirmed by their hash, each invoice once, up to the ceiling', async () => {
    const [first, second] = ['1'.repeat(64), '2'.repeat(64)];
    const { body: cost } = await claim('buyer', 70_000, first, 'claim-1').expect(201);
    expect((await claim('buyer', 70_000, first, 'claim-1').expect(201)).body.id).toBe(cost.id);
    expect((await claim('supplier', 5, first).expect(409)).body).toMatchObject({ code: 'already-claimed' });
    const answer = (who: string, id: string, name: string, body: object) =>
      office.post(who, path(`/costs/${id}/${name}`), body);
    const own = await answer('buyer', cost.id, 'confirm', { hash: cost.hash }).expect(403);
    expect(own.body.code).toBe('not-your-move');
    const stale = await answer('supplier', cost.id, 'confirm', { hash: 'f'.repeat(64) }).expect(409);
    expect(stale.body.code).toBe('stale-hash');
    await answer('supplier', cost.id, 'confirm', { hash: cost.hash }).expect(200);
    expect((await answer('supplier', 'nothing', 'confirm', { hash: cost.hash }).expect(404)).body.code).toBe(
      'unknown-cost',
    );
    const { body: large } = await claim('supplier', 30_001, second).expect(201);
    const beyond = await answer('buyer', large.id, 'confirm', { hash: large.hash }).expect(409);
    expect(beyond.body).toMatchObject({ code: 'budget-exhausted', data: { leftMinor: 30_000 } });
    expect((await answer('supplier', large.id, 'refuse', { reason: 'too much' }).expect(200)).body.state).toBe(
      'WITHDRAWN',
    );
    const again = await claim('supplier', 10_000, second).expect(201);
    await answer('buyer', again.body.id, 'confirm', { hash: again.body.hash }).expect(200);
    const { budget: stands } = (await office.get('auditor', path('/statement')).expect(200)).body;
    expect(stands).toMatchObject({
      ...{ confirmedMinor: { buyer: 70_000, supplier: 10_000 }, leftMinor: 20_000, supplierMinor: 48_000 },
      ...{ allowancesMinor: 37_500, balance: { owedBy: 'supplier', minor: 500 } },
    });
    const page = (await office.get('buyer', path('/costs?limit=2')).expect(200)).body;
    expect(page.costs).toHaveLength(2);
    const rest = (await office.get('buyer', path(`/costs?limit=2&after=${page.next}`)).expect(200)).body;
    expect(rest).toMatchObject({ costs: [{ state: 'CONFIRMED', side: 'supplier' }], next: null });
  });

  it('is nobody else’s to read or to write', async () => {
    for (const rest of ['/statement', '/costs', '/allowances']) await office.get('buyer-two', path(rest)).expect(404);
    await claim('buyer-two', 5, '3'.repeat(64)).expect(404);
    await claim('auditor', 5, '3'.repeat(64)).expect(403);
    const change = query(office.deps.orm, { text: `update agreement_cost set amount_minor = 1`, values: [] });
    await expect(change).rejects.toThrow(/answered once/);
  });

  it('confirms two costs at once only as far as the budget goes', async () => {
    const claims = await Promise.all(['4', '5'].map((one) => claim('buyer', 15_000, one.repeat(64)).expect(201)));
    const answers = await Promise.all(
      claims.map(({ body }) => office.post('supplier', path(`/costs/${body.id}/confirm`), { hash: body.hash })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('ends by notice: what was agreed before stands, new offers carry no allowance', async () => {
    const { id } = await agreed({ countries: ['SK'], hsPrefixes: ['8539'] });
    const { body } = await office.post('supplier', `/v1/agreements/${id}/end`).expect(200);
    expect(body).toMatchObject({ state: 'SIGNED', endAskedBy: 'supplier' });
    expect(Math.round((Date.parse(body.endsAt) - Date.now()) / 86_400_000)).toBe(30);
    const trade = await openTrade(office, allowed(made), opening);
    await goOn(trade, 'contract');
    await office.post('buyer', path('/end')).expect(200);
    await office.post('supplier', path('/end')).expect(200);
    await goOn(trade, 'escrow');
    expect((await trade.contracted()).contract.totalMinor).toBe(1_212_500);
    const late = await openTrade(office, allowed(made), opening);
    await expect(goOn(late, 'quote')).rejects.toThrow('marketing-terms');
  });
});
