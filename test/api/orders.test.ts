import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { securedTrade } from '../../src/domain/order/profile.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

describe('a whole trade over HTTP', () => {
  let trade: HttpTrade;
  beforeAll(async () => {
    trade = await playTo(office, 'completed');
  });

  it('goes from enquiry to completion, and every account of the order is cleared', async () => {
    const { body } = await office.get('adviser', `${trade.path}/ledger`).expect(200);
    expect(body.balances.map(({ amountMinor }: { amountMinor: number }) => amountMinor)).toEqual([0, 0, 0]);
    const kinds = body.transactions.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['payment-received', 'payout-due', 'payout-settled']);
  });

  it('has a timeline with every fact of it in order, page by page', async () => {
    const types: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await office.get('auditor', `${trade.path}/timeline?limit=10${after}`).expect(200);
      types.push(...body.entries.map(({ type }: { type: string }) => type));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(types).toHaveLength((await trade.state()).version);
    expect(types[0]).toBe('OrderOpened');
    expect(types.filter((type) => ['PaymentReceived', 'TitleTransferred', 'ReceiptConfirmed'].includes(type))).toEqual([
      'PaymentReceived',
      'TitleTransferred',
      'ReceiptConfirmed',
    ]);
  });

  it('leaves papers that each role sees its part of', async () => {
    const typesFor = async (person: string) => {
      const { body } = await office.get(person, `${trade.path}/documents`).expect(200);
      return body.documents.map(({ type }: { type: string }) => type);
    };
    expect(await typesFor('buyer')).toEqual(
      expect.arrayContaining(['310', '220', '315', '325', '632', '271', '380', '705']),
    );
    expect(await typesFor('warehouse')).not.toContain('315');
    expect(await typesFor('buyer')).not.toContain('450');
  });
});

describe('opening an order', () => {
  it('answers 201 with the number, and Location names the order', async () => {
    const opened = await office.post('buyer', '/v1/orders', enquiry).expect(201);
    expect(opened.body).toMatchObject({ version: 1, stage: 'enquiry', facts: ['OrderOpened'] });
    expect(opened.headers.location).toBe(`/v1/orders/${opened.body.order}`);
  });

  it('pins the profile and counts the time to answer on the calendar of the supplier', async () => {
    const trade = await openTrade(office);
    const state = await trade.state();
    const { id, version } = securedTrade;
    expect(state).toMatchObject({ supplierCalendar: 'CN', profile: { id, version } });
  });

  it('is for buyers', async () => {
    const refused = await office.post('supplier', '/v1/orders', { ...enquiry, supplier: 'c-pearlriver' }).expect(403);
    expect(refused.body.code).toBe('not-your-move');
  });

  it.each(['c-nobody', 'c-harbour', 'c-warehouse'])(
    'refuses to ask %s, which is no supplier of others',
    async (supplier) => {
      const refused = await office.post('buyer', '/v1/orders', { ...enquiry, supplier }).expect(404);
      expect(refused.body.detail).toContain(supplier);
    },
  );

  it('refuses a profile there is not', async () => {
    await office.post('buyer', '/v1/orders', { ...enquiry, profile: 'constructor' }).expect(404);
  });
});

describe('one order', () => {
  it('has its version as ETag and answers 304 while that is unchanged', async () => {
    const trade = await openTrade(office);
    const first = await office.get('buyer', trade.path).expect(200);
    await office
      .get('buyer', trade.path)
      .set('If-None-Match', first.headers.etag ?? '')
      .expect(304);
    await trade.issue('supplier', 'askForDetails', { question: 'Which colour?' });
    await office
      .get('buyer', trade.path)
      .set('If-None-Match', first.headers.etag ?? '')
      .expect(200);
  });
});

describe('the list of orders', () => {
  it('goes page by page and never shows an order twice', async () => {
    for (let count = 0; count < 5; count += 1) await openTrade(office);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await office.get('buyer', `/v1/orders?limit=2${after}`).expect(200);
      seen.push(...body.orders.map(({ order }: { order: string }) => order));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen.length).toBeGreaterThan(5);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('can be filtered by stage, by who has to move, and by number', async () => {
    const trade = await playTo(office, 'quote');
    const listed = async (query: string): Promise<string[]> =>
      (await office.get('buyer', `/v1/orders?limit=200&${query}`).expect(200)).body.orders.map(
        ({ order }: { order: string }) => order,
      );
    expect(await listed('stage=quote')).toEqual([trade.number]);
    expect(await listed('waitingOn=buyer')).toContain(trade.number);
    expect(await listed('waitingOn=carrier')).toEqual([]);
    expect(await listed(`q=${trade.number}`)).toEqual([trade.number]);
  });

  it('shows what needs attention in whole pages, and to the platform alone', async () => {
    const trades = [await openTrade(office), await openTrade(office)];
    const numbers = trades.map(({ number }) => number);
    await query(office.orm, {
      text: `update order_view set attention = 'clock:answer' where order_no = any($1)`,
      values: [numbers],
    });
    const listed = async (person: string, filter: string): Promise<string[]> => {
      const { body } = await office.get(person, `/v1/orders?${filter}`).expect(200);
      return body.orders.map(({ order }: { order: string }) => order);
    };
    expect(await listed('operator', 'limit=2&attention=true')).toEqual(numbers.toReversed());
    const others = await listed('operator', 'limit=200&attention=false');
    expect(others.length).toBeGreaterThan(0);
    expect(others).not.toEqual(expect.arrayContaining([numbers[0]]));
    expect(await listed('buyer', 'limit=200&attention=true')).toEqual([]);
    expect(await listed('buyer', 'limit=200&attention=false')).toEqual(expect.arrayContaining(numbers));
  });

  it.each(['limit=0', 'limit=201', 'stage=nowhere', 'colour=red', 'q=%00'])('refuses %s', async (query) => {
    const refused = await office.get('buyer', `/v1/orders?${query}`).expect(400);
    expect(refused.body).toMatchObject({ code: 'invalid-input', issues: [{ in: 'query', path: query.split('=')[0] }] });
  });
});

describe('the messages of an order', () => {
  it('come page by page, the latest first page first, every one once', async () => {
    const trade = await openTrade(office);
    for (const text of ['one', 'two', 'three', 'four', 'five'])
      await office.post('buyer', `${trade.path}/sendMessage`, { text }).expect(200);
    const pages: string[][] = [];
    for (let after = ''; ; ) {
      const { body } = await office.get('supplier', `${trade.path}/messages?limit=2${after}`).expect(200);
      pages.push(body.messages.map(({ text }: { text: string }) => text));
      if (body.next === null) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    expect(pages).toEqual([['four', 'five'], ['two', 'three'], ['one']]);
  });
});

describe('a page there is not', () => {
  it.each(['/v1/orders', '/v1/orders/{order}/timeline', '/v1/orders/{order}/messages'])(
    'is answered 404 under %s',
    async (path) => {
      const trade = await openTrade(office);
      const { body } = await office.get('buyer', `${path.replace('{order}', trade.number)}?after=%7B%7D`).expect(404);
      expect(body).toMatchObject({ code: 'unknown-page', issues: [{ in: 'query', path: 'after' }] });
    },
  );
});

describe('what can be done', () => {
  it('is told for each role, with the reason where something cannot be done, and until when', async () => {
    const trade = await playTo(office, 'quote');
    const { body } = await office.get('supplier', `${trade.path}/actions?as=supplier`).expect(200);
    const acceptQuote = body.actions.find(({ command }: { command: string }) => command === 'acceptQuote');
    expect(acceptQuote).toMatchObject({ allowed: false, code: 'own-offer' });
    expect(acceptQuote.until).toBe(body.clocks[0].at);
    const theirs = await office.get('buyer', `${trade.path}/actions`).expect(200);
    expect(theirs.body.actions.find(({ command }: { command: string }) => command === 'acceptQuote')).toMatchObject({
      allowed: true,
      code: null,
    });
  });

  it('names the fee of leaving, which cancel then has to name', async () => {
    const trade = await playTo(office, 'production');
    const { body } = await office.get('buyer', `${trade.path}/actions`).expect(200);
    const cancel = body.actions.find(({ command }: { command: string }) => command === 'cancel');
    expect(cancel.details).toMatchObject({ how: 'NEEDS_CONSENT', feeMinor: 125_000, currency: 'USD' });
    const refused = await office.post('buyer', `${trade.path}/cancel`, { reason: 'changed plans' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'fee-changed', data: { feeMinor: 125_000 } });
    const { body: quote } = await office.get('buyer', `${trade.path}/cancellation`).expect(200);
    expect(quote).toMatchObject({
      as: 'buyer',
      how: 'NEEDS_CONSENT',
      feeMinor: 125_000,
      hash: cancel.details.quote,
      formula: "10 % of the contract's 12500.00 USD, at most the 12500.00 USD that are held",
    });
    const leaving = { reason: 'changed plans', feeMinor: 125_000 };
    expect((await office.post('buyer', `${trade.path}/cancel`, leaving)).body).toMatchObject({ code: 'quote-missing' });
    const stale = await office.post('buyer', `${trade.path}/cancel`, { ...leaving, quote: 'f'.repeat(64) });
    expect(stale.body).toMatchObject({ status: 409, code: 'stale-hash', data: { hash: quote.hash } });
    await office.get('carrier', `${trade.path}/cancellation`).expect(403);
    await office.get('buyer', `${trade.path}/cancellation?as=supplier`).expect(403);
    await office.get('buyer-two', `${trade.path}/cancellation`).expect(404);
    await office.get('adviser', `${trade.path}/cancellation?as=supplier`).expect(200);
    await trade.issue('buyer', 'cancel', { ...leaving, quote: quote.hash });
  });

  it('lists kept commands as well, and nothing for a role one does not have', async () => {
    const trade = await playTo(office, 'warehouse');
    const { body } = await office.get('warehouse', `${trade.path}/actions`).expect(200);
    expect(body.actions.map(({ command }: { command: string }) => command)).toEqual(
      expect.arrayContaining(['scanCarton', 'recordMeasures', 'sendMessage']),
    );
    await office.get('warehouse', `${trade.path}/actions?as=buyer`).expect(403);
    const asked = await office.get('adviser', `${trade.path}/actions?as=warehouse-operator`).expect(200);
    expect(asked.body.actions).toEqual(body.actions);
  });
});

describe('If-Match on a command', () => {
  const read = async (path: string) => (await office.get('supplier', path).expect(200)).headers.etag as string;
  const decline = (path: string, tag: string, key: string) =>
    office.post('supplier', `${path}/declineEnquiry`, { reason: 'busy' }, key).set('If-Match', tag);

  it('lets it through only as the order was read, and its repetition is answered as it was', async () => {
    const { path } = await openTrade(office);
    const tag = await read(path);
    await office.post('supplier', `${path}/askForDetails`, { question: 'Which voltage?' }).expect(200);
    const refused = await decline(path, tag, 'decline-1').expect(412);
    expect(refused.body).toMatchObject({ code: 'order-changed', data: { version: 2 } });
    await decline(path, `W/${await read(path)}`, 'decline-2').expect(412);
    // What was read in one language is the same order in another.
    const czech = (await office.get('supplier', path).set('Accept-Language', 'cs').expect(200)).headers.etag as string;
    expect(czech).not.toBe(await read(path));
    await decline(path, czech, 'decline-3').expect(200);
    expect((await decline(path, tag, 'decline-3').expect(200)).headers['idempotent-replayed']).toBe('true');
  });
});

describe('terms', () => {
  it('do not promise a delivery on a day that is over', async () => {
    const trade = await openTrade(office, { deliverBy: '2020-01-01' });
    const offer = { terms: trade.terms, validUntil: new Date(Date.now() + 86_400_000).toISOString() };
    const { body } = await office.post('supplier', `${trade.path}/submitQuote`, offer).expect(422);
    expect(body).toMatchObject({ code: 'invalid-input', detail: expect.stringContaining('terms.deliverBy') });
  });
});

describe('a cursor somebody made up', () => {
  const lists = [
    ...['/v1/orders', '/v1/sourcings', '/v1/agreements', '/v1/approvals', '/v1/folders', '/v1/sessions'],
    ...['/v1/catalogue/products', '/v1/catalogue/access', '/v1/catalogue/suppliers'],
    ...['/v1/company/users', '/v1/company/invitations', '/v1/company/api-keys', '/v1/company/role-proposals'],
  ];
  const cursor = (...values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

  it.each(lists)('leads to no page of %s', async (path) => {
    for (const made of [cursor('x', 'y'), cursor('x', 'y', 'z'), cursor('x'), cursor('9'.repeat(40), 'y'), 'x']) {
      const { status, body } = await office.get('buyer', `${path}?after=${made}`);
      expect([200, 404]).toContain(status);
      if (status === 404) expect(body).toMatchObject({ code: 'unknown-page', issues: [{ path: 'after' }] });
    }
  });
});
