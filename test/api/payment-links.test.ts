import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { settleRails } from '../../src/api/rails/settling.ts';
import { at as captureAt } from '../support/rail-attempts.ts';
import { capturedEvent, openRailsOffice, type RailsOffice } from '../support/rails-office.ts';

let office: RailsOffice;
beforeAll(async () => {
  office = await openRailsOffice();
});
afterAll(() => office?.close());

const page = (path: string) => request(office.app).get(path);
const captured = (charge: string, amountMinor: number) => ({
  status: 'CAPTURED' as const,
  providerId: `pi-${charge}`,
  charge,
  amountMinor,
  currency: 'USD',
  feeMinor: 391,
  capturedAt: captureAt,
});

describe('a payment link', () => {
  it('shows what is to be paid and how, and nothing of the supplier', async () => {
    const { path, reference, amountMinor } = await office.linked();
    const { body, text } = await page(path).expect(200);
    expect(body).toMatchObject({
      amount: '12500.00',
      amountMinor,
      currency: 'USD',
      reference,
      sellerOfRecord: 'Trade Platform Limited',
      attempt: null,
    });
    const rails = Object.fromEntries(body.rails.map((one: { rail: string }) => [one.rail, one]));
    expect(rails.card).toMatchObject({ allowed: true });
    // The trade delivers in 30 days; PayPal lets money rest 28.
    expect(rails.paypal).toMatchObject({ allowed: false, code: 'hold-too-short', clause: 'settlement' });
    expect(rails.fps).toMatchObject({ allowed: false, code: 'currency' });
    const { body: chinese } = await page(path).set('Accept-Language', 'zh-CN').expect(200);
    const why = chinese.rails.map((one: { why?: string }) => one.why).filter(Boolean);
    expect(why.length).toBeGreaterThan(1);
    for (const each of why) expect(each).toMatch(/[\u4e00-\u9fff]/);
    expect(text).not.toMatch(/brightworks|Shenzhen|6200000000000000017/i);
  });

  it('is given to the buyer alone; the supplier learns of none', async () => {
    const { trade } = await office.linked();
    await office.get('supplier', `${trade.path}/payment-links`).expect(403);
    await office.get('buyer-two', `${trade.path}/payment-links`).expect(404);
    const { body } = await office.get('operator', `${trade.path}/payment-links`).expect(200);
    expect(body.links).toMatchObject([{ link: 'P1-L1', state: 'LIVE', path: null }]);
    const supplied = await office.get('supplier', trade.path).expect(200);
    expect(supplied.body.state.paymentLinks).toEqual([]);
  });

  it('that was tampered with answers like one that never was', async () => {
    const { path } = await office.linked();
    const last = path.slice(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [`${path.slice(0, -2)}${last}${last}`, '/v1/pay/nothing']) {
      expect((await page(wrong).expect(404)).body.code).toBe('unknown-payment-link');
      expect((await office.pay(wrong, { rail: 'card' }).expect(404)).body.code).toBe('unknown-payment-link');
    }
  });

  it('that is over answers alike, whether it was revoked or its request paid', async () => {
    const revoked = await office.linked();
    await revoked.trade.issue('buyer', 'revokePaymentLink', { link: 'P1-L1', reason: 'lost' });
    const used = await office.linked();
    office.one.answer(captured('ch-used', used.amountMinor));
    await office.pay(used.path, { rail: 'card' }).expect(201);
    const answers = [await page(revoked.path).expect(410), await page(used.path).expect(410)];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers[0]?.body.code).toBe('payment-link-over');
    await office.pay(revoked.path, { rail: 'card' }).expect(410);
  });
});

describe('paying by a link', () => {
  it('credits the order exactly, on what the provider owes, and asks its fee of the buyer apart', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.one.answer(captured('ch-exact', amountMinor));
    const { body } = await office.pay(path, { rail: 'card' }).expect(201);
    expect(body).toMatchObject({ state: 'CONFIRMED', rail: 'card', amount: '12500.00' });
    const order = await trade.contracted();
    expect((await trade.state()).stage).toBe('production');
    expect(order.payments[0]).toMatchObject({ status: 'FUNDED', entry: 'ch-exact' });
    const { body: ledger } = await office.get('adviser', `${trade.path}/ledger`).expect(200);
    const postings = ledger.transactions.flatMap((one: { postings: object[] }) => one.postings);
    expect(postings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ account: 'rail:card:USD', amountMinor }),
        expect.objectContaining({ account: 'house:fees', amountMinor: 391 }),
        expect.objectContaining({ account: 'rail:card:USD', amountMinor: -391 }),
        expect.objectContaining({ account: 'house:fees', amountMinor: -391 }),
      ]),
    );
    expect(order.charges).toMatchObject([{ id: 'F1', amountMinor: 391, currency: 'USD', charges: 'ch-exact' }]);
    const supplied = (await office.get('supplier', trade.path).expect(200)).body;
    expect(supplied.state.charges).toEqual([]);
    const timeline = await office.get('supplier', `${trade.path}/timeline`).expect(200);
    expect(timeline.text).not.toMatch(/"Charges|"F1"/);
  });

  it('is told what it will cost before, and is never asked for more than that', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.deps.rails = {
      ...office.deps.rails,
      tariffs: { card: { basisPoints: 1, fixedMinor: { USD: 30 } } },
    };
    const { body } = await page(path).expect(200);
    const rails = Object.fromEntries(body.rails.map((one: { rail: string }) => [one.rail, one]));
    expect(rails.card.charges).toEqual({ bearer: 'BUYER', amountMinor: 155, currency: 'USD' });
    expect(rails['bank-transfer'].charges).toEqual({ bearer: 'BUYER', amountMinor: null, currency: 'USD' });
    office.one.answer(captured('ch-told', amountMinor));
    await office.pay(path, { rail: 'card' }).expect(201);
    expect((await trade.contracted()).charges).toMatchObject([{ amountMinor: 155, charges: 'ch-told' }]);
    office.deps.rails = { ...office.deps.rails, tariffs: {} };
  });

  it('is asked for its fee once, when the provider tells it later and twice', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.one.answer({ ...captured('ch-slow', amountMinor), feeMinor: null } as never);
    const { body } = await office.pay(path, { rail: 'card' }).expect(201);
    expect((await trade.contracted()).charges ?? []).toEqual([]);
    const told = capturedEvent(body.attempt, amountMinor, { charge: 'ch-slow', feeMinor: 391 });
    for (const id of ['fee-1', 'fee-2']) {
      await office.deliver(id, told).expect(200);
      await applyWebhooks(office.deps);
    }
    await settleRails(office.deps, 0);
    expect((await trade.contracted()).charges).toMatchObject([{ id: 'F1', amountMinor: 391 }]);
    const { body: ledger } = await office.get('adviser', `${trade.path}/ledger`).expect(200);
    const fees = ledger.transactions.flatMap((one: { postings: { account: string; amountMinor: number }[] }) =>
      one.postings.filter(({ account }) => account === 'house:fees').map(({ amountMinor: minor }) => minor),
    );
    expect(fees.toSorted()).toEqual([-391, 391]);
  });

  it('was in time when its provider collected it by the deadline and tells of it after that', async () => {
    const { trade, path, amountMinor } = await office.linked();
    const { body } = await office.pay(path, { rail: 'card' }).expect(201);
    const [asked] = (await trade.contracted()).payments;
    office.moveTo(new Date(Date.parse(asked?.deadline ?? '') + 60_000).toISOString());
    const told = { ...capturedEvent(body.attempt, amountMinor), timestamp: asked?.deadline };
    await office.deliver('told-late', told).expect(200);
    await applyWebhooks(office.deps);
    office.moveTo(new Date().toISOString());
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED' }]);
  });

  it('asks the gateway for the amount of the request; the payer cannot name another', async () => {
    const { path, amountMinor } = await office.linked();
    const refused = await office.pay(path, { rail: 'card', amountMinor: 1 }).expect(422);
    expect(refused.body.issues).toMatchObject([{ path: 'amountMinor' }]);
    await office.pay(path, { rail: 'card' }).expect(201);
    expect(office.one.asked.at(-1)).toMatchObject({ call: 'start', amountMinor, currency: 'USD' });
  });

  it('goes to the second gateway when the first refuses, and to none when nobody knows', async () => {
    const refused = await office.linked();
    office.one.answer({ status: 'FAILED', reason: 'account closed' });
    const { body } = await office.pay(refused.path, { rail: 'card' }).expect(201);
    expect(body.action.url).toMatch(/^https:\/\/two\.example/);
    const unknown = await office.linked();
    office.one.answer({ status: 'UNKNOWN', reason: 'timeout' });
    const before = office.two.asked.length;
    const answer = await office.pay(unknown.path, { rail: 'card' }).expect(202);
    expect(answer.body).toMatchObject({ state: 'UNDER_WAY', action: null });
    expect(office.two.asked).toHaveLength(before);
  });

  it('on another rail ends the first attempt before it starts the second', async () => {
    const { path } = await office.linked();
    await office.pay(path, { rail: 'card' }).expect(201);
    const from = office.one.asked.length;
    const { body } = await office.pay(path, { rail: 'alipay' }).expect(201);
    expect(body).toMatchObject({ rail: 'alipay', state: 'PENDING' });
    expect(office.one.asked.slice(from).map(({ call }) => call)).toEqual(['cancel', 'start']);
  });

  it('answers a repeated key with the first answer, also when the link is over by it', async () => {
    const { path, amountMinor } = await office.linked();
    office.one.answer(captured('ch-again', amountMinor));
    const first = await office.pay(path, { rail: 'card' }, 'the same key').expect(201);
    const again = await office.pay(path, { rail: 'card' }, 'the same key').expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('refuses a rail by its clause, with both numbers', async () => {
    const { path } = await office.linked();
    const { body } = await office.pay(path, { rail: 'paypal' }).expect(409);
    expect(body).toMatchObject({ code: 'rail-refused', data: { code: 'hold-too-short', clause: 'settlement' } });
    expect(body.detail).toMatch(/28 days.*\d\d more/);
  });

  it('shows the trust account and the reference for a bank transfer', async () => {
    const { path, reference, amountMinor } = await office.linked();
    const { body } = await office.pay(path, { rail: 'bank-transfer' }).expect(200);
    expect(body.instructions).toEqual({
      account: { name: 'Trust account', number: 'GB82WEST12345698765432' },
      reference,
      amountMinor,
      currency: 'USD',
      qr: null,
    });
  });
});

describe('what is left open', () => {
  it('is cancelled at its gateway once the link is over, so that it cannot be paid any more', async () => {
    const { trade, path } = await office.linked();
    const { body } = await office.pay(path, { rail: 'card' }).expect(201);
    await trade.issue('buyer', 'revokePaymentLink', { link: 'P1-L1', reason: 'paid another way' });
    await settleRails(office.deps, 0);
    expect(office.one.asked.filter(({ attempt }) => attempt === body.attempt).map(({ call }) => call)).toEqual([
      'start',
      'cancel',
    ]);
  });

  it('is credited in a later round when the engine was away', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.one.answer(captured('ch-later', amountMinor));
    office.desk.failNext('down');
    await office.pay(path, { rail: 'card' }).expect(201);
    expect((await trade.contracted()).payments[0]?.status).toBe('OPEN');
    await settleRails(office.deps, 0);
    expect((await trade.contracted()).payments[0]).toMatchObject({ status: 'FUNDED', entry: 'ch-later' });
  });

  it('is credited once when the answer of the engine was lost', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.one.answer(captured('ch-lost', amountMinor));
    office.desk.failNext('unknown', 'after');
    await office.pay(path, { rail: 'card' }).expect(201);
    await settleRails(office.deps, 0);
    const order = await trade.contracted();
    expect(order.payments[0]).toMatchObject({ status: 'FUNDED', entry: 'ch-lost' });
    expect(order.mismatched).toEqual([]);
  });
});
