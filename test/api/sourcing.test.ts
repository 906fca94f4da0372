import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { after, deadline, openTender, start, statement, type Tender, tender } from './sourcing-tender.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const post = async (person: string, path: string, body: object, status: number) =>
  (await office.post(person, path, body).expect(status)).body;
const comparison = async (person: string, { path }: Tender) =>
  (await office.get(person, `${path}/comparison`).expect(200)).body;
const letters = async (kind: string, order: string | null): Promise<string[]> => {
  const rows = await query<{ reader: string }>(office.orm, {
    text: 'select to_user as reader from outbox_letter where kind = $1 and order_no is not distinct from $2 order by 1',
    values: [kind, order],
  });
  return rows.map(({ reader }) => reader);
};

describe('who serves the orders of a sourcing', () => {
  const haulier = 'c-second-carrier';
  beforeAll(() =>
    query(office.orm, {
      text: `insert into company (id, name, country, kinds) values ($1, 'Second Carrier', 'HK', '{carrier}')`,
      values: [haulier],
    }),
  );

  it('is named with the demand, the same for every supplier', async () => {
    const named = await openTender(office, { providers: { carrier: haulier } });
    for (const supplier of ['c-brightworks', 'c-pearlriver']) {
      const { body } = await office.get('buyer', `/v1/orders/${named.orderOf(supplier)}`).expect(200);
      expect(body.companies).toMatchObject({ carrier: haulier, warehouse: 'c-warehouse' });
    }
  });

  it('is refused where the company named is none that can serve', async () => {
    office.moveTo(start);
    const unknown = await post('buyer', '/v1/sourcings', tender({ providers: { bank: 'c-nobody' } }), 404);
    expect(unknown).toMatchObject({ code: 'unknown-provider', detail: expect.stringContaining('providers.bank: ') });
    const wrong = await post('buyer', '/v1/sourcings', tender({ providers: { bank: haulier } }), 422);
    expect(wrong).toMatchObject({ code: 'provider-wrong-kind' });
  });
});

describe('a sealed enquiry to several suppliers', () => {
  let sealed: Tender;
  let order: string;
  beforeAll(async () => {
    sealed = await openTender(office);
    order = await sealed.quote('supplier', 1250);
  });

  it('opens an order for every supplier, which ends with the deadline, and tells them', async () => {
    const { state } = (await office.get('supplier', `/v1/orders/${order}`).expect(200)).body;
    expect(state.sourcing).toMatchObject({ number: sealed.number, sealed: true, deadline, split: 'BY_QUANTITY' });
    const other = (await office.get('supplier-two', `/v1/orders/${sealed.orderOf('c-pearlriver')}`).expect(200)).body;
    expect(other).toMatchObject({ stage: 'enquiry', nextDeadline: expect.any(String) });
    expect(await letters('sourced-enquiry-received', order)).toEqual(['u-supplier']);
  });

  it('shows nobody but the supplier what was offered before the deadline, only that it was', async () => {
    for (const person of ['buyer', 'adviser', 'auditor', 'operator']) {
      const { body } = await office.get(person, `/v1/orders/${order}`).expect(200);
      expect(body).toMatchObject({ stage: 'quote', currency: null, totalMinor: null, nextDeadline: deadline });
      const timeline = await office.get(person, `/v1/orders/${order}/timeline`).expect(200);
      const papers = await office.get(person, `/v1/orders/${order}/documents`).expect(200);
      const actions = await office.get(person, `/v1/orders/${order}/actions`).expect(200);
      const seen = JSON.stringify([body, timeline.body, papers.body, actions.body]);
      expect(seen).not.toMatch(/1250|LAMP-1|2026-07-10/);
      expect(timeline.body.entries.find(({ type }: { type: string }) => type === 'QuoteSubmitted').data).toEqual({
        sealed: true,
      });
    }
    const own = (await office.get('supplier', `/v1/orders/${order}`).expect(200)).body;
    expect(own.state.versions[0].terms.lines[0].price.minor).toBe(1250);
    expect(await comparison('buyer', sealed)).toMatchObject({ asked: 2, answered: 1, options: [] });
    const body = { order, hash: own.state.versions[0].hash, compare: tender().compare, statement };
    expect(await post('buyer', '/v1/landed-cost', body, 404)).toMatchObject({ code: 'unknown-quote' });
    expect(await post('supplier', '/v1/landed-cost', body, 200)).toMatchObject({ comparable: true });
  });

  it('cannot be answered by the buyer before its award, nor awarded before the deadline', async () => {
    const hash = await sealed.hashOf('supplier', order);
    expect(await post('buyer', `/v1/orders/${order}/acceptQuote`, { hash }, 409)).toMatchObject({
      code: 'award-decides',
    });
    expect(await post('buyer', `/v1/orders/${order}/withdraw`, { reason: 'no' }, 409)).toMatchObject({
      code: 'award-decides',
    });
    const award = { evaluation: 1, reason: 'the best', shares: [{ order, hash }] };
    expect(await post('buyer', `${sealed.path}/award`, award, 409)).toMatchObject({ code: 'still-open' });
    expect(await post('buyer', `${sealed.path}/evaluation`, { reason: 'early' }, 409)).toMatchObject({
      code: 'still-open',
    });
    await office.post('buyer', `/v1/orders/${order}/awardShare`, { hash, lines: null }).expect(404);
  });

  it('is opened at the deadline, and takes no answer after it', async () => {
    await sealed.close();
    const { body } = await office.get('buyer', `/v1/orders/${order}`).expect(200);
    expect(body).toMatchObject({ currency: 'USD', totalMinor: 1_250_000 });
    expect(body.state.versions[0].terms.lines[0].price.minor).toBe(1250);
    const papers = (await office.get('buyer', `/v1/orders/${order}/documents`).expect(200)).body.documents;
    expect(papers.map(({ type }: { type: string }) => type)).toEqual(['310']);
    await expect(sealed.quote('supplier-two', 1)).rejects.toThrow('wrong-stage');
    const better = { terms: body.state.versions[0].terms, validUntil: '2026-08-01T00:00:00Z' };
    expect(await post('supplier', `/v1/orders/${order}/counterOffer`, better, 409)).toMatchObject({
      code: 'sourcing-closed',
    });
    const kept = (await office.get('buyer', sealed.path).expect(200)).body;
    expect(kept).toMatchObject({ state: 'evaluating', answered: 1 });
    expect(kept.invitations[1]).toMatchObject({ supplier: 'c-pearlriver', stage: 'closed', outcome: 'unanswered' });
    expect(await letters('quotes-ready', null)).toEqual(['u-buyer', 'u-buyer-director', 'u-buyer-manager']);
  });
});

describe('quotes compared', () => {
  let open: Tender;
  let first: string;
  let second: string;
  beforeAll(async () => {
    open = await openTender(office, { sealed: false });
    first = await open.quote('supplier', 1250);
    second = await open.quote('supplier-two', 1200, { incoterm: 'DAP', namedPlace: 'Kwai Chung' });
  });

  it('are seen as they come in an open enquiry, and say what is missing rather than count it as nothing', async () => {
    const { options } = await comparison('buyer', open);
    expect(options).toMatchObject([
      { order: first, rank: null, scores: null, missing: ['rate of exchange USD to HKD'] },
      { order: second, rank: null },
    ]);
  });

  it('are reckoned in the currency and under the rule of the comparison from what the buyer states', async () => {
    expect(await post('buyer', `${open.path}/statement`, statement, 201)).toMatchObject({ version: 1 });
    const { options } = await comparison('buyer', open);
    // 12,500.00 USD at 7.8 are 97,500.00 HKD, and 5,920.00 HKD of freight, premium and delivery come on top.
    expect(options[0]).toMatchObject({ quotedMinor: 1_250_000, landed: { comparable: true, totalMinor: 10_342_000 } });
    expect(options[0].lines).toEqual([
      {
        line: 1,
        quantity: 1000,
        demanded: 1000,
        minimum: { quantity: 300, multiple: 100 },
        totalMinor: 10_342_000,
        perPiece: '10342.0000',
      },
    ]);
    // 12,000.00 USD delivered: 93,600.00 HKD, everything in it.
    expect(options[1]).toMatchObject({ landed: { totalMinor: 9_360_000 }, rank: 1, scores: { landedCost: 10_000 } });
    expect(options[0]).toMatchObject({ rank: 2, scores: { landedCost: 9050 } });
  });

  it('can be taken away as CSV', async () => {
    const { text, headers } = await office.get('buyer', `${open.path}/comparison?format=csv`).expect(200);
    expect(headers['content-type']).toContain('text/csv');
    const rows = text.trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(
      `c-brightworks,${first},1,FCA,Kwai Chung,12500.00,USD,103420.00,HKD,DAP,1,1000,1000,300,100`,
    );
  });

  it('are the business of the buyer and the platform only', async () => {
    for (const path of [open.path, `${open.path}/comparison`, `${open.path}/evaluations`]) {
      await office.get('auditor', path).expect(200);
      for (const person of ['buyer-two', 'supplier', 'supplier-two', 'carrier']) {
        const strange = await office.get(person, path).expect(404);
        const none = await office.get(person, path.replace(open.number, 'S9999')).expect(404);
        expect(strange.body).toEqual(none.body);
      }
    }
    await office.post('adviser', `${open.path}/statement`, statement).expect(403);
    await office.post('buyer-two', `${open.path}/statement`, statement).expect(404);
    await office.get('supplier-two', `/v1/orders/${first}`).expect(404);
  });

  it('are judged with a reason, version by version, as they were then', async () => {
    await open.close();
    const own = { supplier: 'c-brightworks', scoreBp: 9000, source: 'audit of 2025' };
    expect(await post('buyer', `${open.path}/evaluation`, { reason: 'first view' }, 201)).toMatchObject({ version: 1 });
    await post('buyer', `${open.path}/evaluation`, { reason: 'with the audit', ratings: [own] }, 201);
    const { evaluations } = (await office.get('buyer', `${open.path}/evaluations`).expect(200)).body;
    expect(evaluations).toMatchObject([
      { version: 1, reason: 'first view', user: 'u-buyer' },
      { version: 2, ratings: [own], comparison: { statement: 1 } },
    ]);
    const ratings = evaluations.map((each: { comparison: { options: { scores: { rating: number } }[] } }) =>
      each.comparison.options.map(({ scores }) => scores.rating),
    );
    expect(ratings).toEqual([
      [5000, 5000],
      [9000, 5000],
    ]);
    const strange = { reason: '-', ratings: [{ ...own, supplier: 'c-nobody' }] };
    expect(await post('buyer', `${open.path}/evaluation`, strange, 422)).toMatchObject({ code: 'unknown-supplier' });
  });
});

describe('opening an enquiry to several suppliers', () => {
  beforeAll(() => office.moveTo(start));
  it.each([
    ['a supplier there is not', { suppliers: ['c-brightworks', 'c-nobody'] }, 'unknown-supplier'],
    ['a company that supplies nothing', { suppliers: ['c-brightworks', 'c-carrier'] }, 'unknown-supplier'],
    ['too little time', { deadline: '2026-06-01T02:30:00Z' }, 'deadline-too-near'],
    ['a profile there is not', { profile: 'constructor' }, 'unknown-profile'],
    ['one supplier only', { suppliers: ['c-brightworks'] }, 'invalid-input'],
    ['one supplier twice', { suppliers: ['c-brightworks', 'c-brightworks'] }, 'invalid-input'],
    ['weights that do not add up', { weights: { ...tender().weights, rating: 999 } }, 'invalid-input'],
  ])('is refused with %s', async (_what, change, code) => {
    expect(await post('buyer', '/v1/sourcings', tender(change), 422)).toMatchObject({ code });
  });

  it('is for buyers', async () => {
    expect(await post('supplier', '/v1/sourcings', tender(), 403)).toMatchObject({ code: 'not-a-buyer' });
    await office.get('supplier', '/v1/sourcings').expect(403);
  });

  it('makes one however often it is asked for under one key', async () => {
    const key = 'sourcing-once';
    const first = await office.post('buyer', '/v1/sourcings', tender(), key).expect(201);
    const again = await office.post('buyer', '/v1/sourcings', tender(), key).expect(201);
    expect(again.body).toEqual(first.body);
    expect(first.headers.location).toBe(`/v1/sourcings/${first.body.sourcing}`);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('is listed page by page, for its company', async () => {
    const seen: string[] = [];
    for (let next = ''; ; ) {
      const { body } = await office.get('buyer', `/v1/sourcings?limit=1&sort=deadline${next}`).expect(200);
      seen.push(...body.sourcings.map(({ number }: { number: string }) => number));
      if (body.next === null) break;
      next = `&after=${body.next}`;
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await office.get('buyer-two', '/v1/sourcings').expect(200)).body.sourcings).toEqual([]);
    const { body } = await office.get('operator', '/v1/sourcings?state=evaluating').expect(200);
    expect(body.sourcings.every(({ updatedAt }: { updatedAt: string }) => updatedAt <= after)).toBe(true);
    await office.get('buyer', '/v1/sourcings?after=nonsense').expect(404);
  });
});
