import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { balances } from '../../src/persistence/ledger-store.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { counter } from '../support/rail-attempts.ts';
import { capturedEvent, openRailsOffice, type RailsOffice } from '../support/rails-office.ts';

let office: RailsOffice;
const day = 86_400_000;
const today = new Date().toISOString().slice(0, 10);
const yesterday = new Date(Date.now() - day).toISOString().slice(0, 10);
const newKey = counter('rates-');
const rates = async (csv: string, status: number, person = 'operator', source = 'ECB&base=EUR') =>
  request(office.app)
    .post(`/v1/fx/rates?source=${source}`)
    .set('Authorization', `Bearer ${await office.token(person)}`)
    .set('Idempotency-Key', newKey())
    .set('Content-Type', 'text/csv')
    .send(csv)
    .expect(status);
const position = async (account: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await balances(office.orm, account)).map(({ account: name, currency, amountMinor }) => [
      `${name} ${currency}`,
      amountMinor,
    ]),
  );
beforeAll(async () => {
  office = await openRailsOffice();
  await rates(`Date,USD,HKD,\n${today},1.2500,9.7500,\n${yesterday},1.2400,N/A,\n`, 201);
});
afterAll(() => office?.close());

describe('a file of reference rates', () => {
  it('is taken in once: again it brings nothing, and another rate of a known day is refused whole', async () => {
    const again = await rates(`Date,USD\n${today},1.2500\n`, 201);
    expect(again.body).toEqual({ rates: 1, new: 0 });
    const differing = await rates(`Date,USD,JPY\n${today},1.2600,160\n`, 409);
    expect(differing.body).toMatchObject({ code: 'rate-differs', detail: expect.stringContaining('1.2500') });
    expect((await rates(`Date,JPY\n${today},160\n`, 201)).body).toEqual({ rates: 1, new: 1 });
  });

  it('far from the rate before is refused whole, with both named, whatever its source and base', async () => {
    const { body } = await rates(`Date,USD,SEK\n${today},12.5000,11\n`, 422, 'operator', 'A&base=EUR');
    expect(body).toMatchObject({
      code: 'rate-implausible',
      detail: `USD of ${today}: 12.5000 here, 1.2500 on ${today}; at most 10 % from the rate before is taken in.`,
      data: { before: { date: today, rate: '1.2500' } },
    });
    await rates(`Date,SEK\n${today},11\n`, 201);
    const turned = await rates(`Date,HKD\n${today},78\n`, 422, 'operator', 'A&base=USD');
    expect(turned.body.detail).toContain(`HKD of ${today}: 78 here, 7.8 on ${today}`);
    const strange = await rates(`Date,USD\n${today},1\n`, 422, 'operator', 'A&base=ZAR');
    expect(strange.body.detail).toContain('none leads from it to ZAR');
    const future = await rates('Date,NOK\n2999-01-01,11\n', 422);
    expect(future.body.detail).toContain('has not come');
  });

  it('with a fault is refused by line and column, and is the operator’s to bring', async () => {
    const { body } = await rates(`Date,USD\n${today},"1,25"\n`, 422);
    expect(body).toMatchObject({ code: 'rates-unreadable', detail: expect.stringMatching(/^line 2, USD/) });
    await rates(`Date,USD\n${today},1.25\n`, 403, 'buyer');
  });
});

describe('a locked rate', () => {
  const lock = (order: string, person = 'buyer', currency = 'EUR') =>
    office.post(person, '/v1/fx/quotes', { order, request: 'P1', currency });

  it('is exact on the side of the contract, and its payment is credited with the contract’s amount', async () => {
    const { trade, path, amountMinor } = await office.linked();
    const { body: quote } = await lock(trade.number).expect(201);
    expect(quote).toMatchObject({
      from: { amountMinor: amountMinor / 1.25, currency: 'EUR' },
      to: { amountMinor, currency: 'USD' },
      rate: '1.25',
      provider: `ECB ${today}`,
    });
    const { body: attempt } = await office.pay(path, { rail: 'card', quote: quote.id }).expect(201);
    expect(office.one.asked.at(-1)).toMatchObject({ amountMinor: quote.from.amountMinor, currency: 'EUR' });
    const paid = capturedEvent(attempt.attempt, quote.from.amountMinor, { currency: 'EUR' });
    await office.deliver('evt-fx', paid).expect(200);
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).payments[0]?.status).toBe('FUNDED');
    const open = { 'house:fx-position EUR': -quote.from.amountMinor, 'house:fx-position USD': amountMinor };
    expect(await position('house:fx')).toEqual(open);

    // The exchange brought 12,480.00 where the quote promised 12,500.00.
    const [entry] = await trade.bank(notice([credit('RF18539007547034', 1_248_000)]));
    expect(entry?.disposition).toBe('suspense');
    const key = (entry as unknown as { entry: string }).entry;
    const waiting = `/v1/suspense/${key}`;
    const wanted = { action: 'EXCHANGED', quote: quote.id, reason: 'value date of today' };
    await office.post('operator', `${waiting}/proposals`, wanted).expect(403);
    const { body: proposal } = await office.post('adviser', `${waiting}/proposals`, wanted).expect(201);
    expect(proposal.plan).toMatchObject({ amountMinor: 1_248_000, gainMinor: -2000, rail: 'card' });
    expect(await position('house:fx')).toEqual(open);
    const alone = await office.post('adviser', `${waiting}/approvals`, { hash: proposal.hash }).expect(403);
    expect(alone.body.code).toBe('same-person');
    await office.post('adviser-two', `${waiting}/approvals`, { hash: proposal.hash }).expect(200);
    expect(await position('house:fx')).toEqual({
      'house:fx USD': 2000,
      'house:fx-position EUR': 0,
      'house:fx-position USD': 0,
    });
    expect((await position('suspense'))['suspense USD']).toBe(0);
    const [other] = await trade.bank(notice([credit('RF18539007547034', 1_250_000)]));
    const more = `/v1/suspense/${(other as unknown as { entry: string }).entry}/proposals`;
    expect((await office.post('adviser', more, wanted).expect(409)).body.code).toBe('quote-settled');
    const nothing = { ...wanted, quote: 'FX-none' };
    expect((await office.post('adviser', more, nothing).expect(404)).body.code).toBe('quote-unknown');
  });

  it('cannot be paid by once it has run out, nor for another payment', async () => {
    const one = await office.linked();
    const other = await office.linked();
    const { body: quote } = await lock(one.trade.number).expect(201);
    expect((await office.pay(other.path, { rail: 'card', quote: quote.id }).expect(409)).body.code).toBe('quote-over');
    office.moveTo(new Date(Date.parse(quote.expiresAt) + 1).toISOString());
    expect((await office.pay(one.path, { rail: 'card', quote: quote.id }).expect(409)).body.code).toBe('quote-over');
    office.moveTo(new Date().toISOString());
  });

  it('that ran out before the money came does not count: the payment goes back in its own currency', async () => {
    const { trade, path } = await office.linked();
    const { body: quote } = await lock(trade.number).expect(201);
    const { body: attempt } = await office.pay(path, { rail: 'card', quote: quote.id }).expect(201);
    const late = capturedEvent(attempt.attempt, quote.from.amountMinor, { currency: 'EUR' });
    const timestamp = new Date(Date.parse(quote.expiresAt) + 1).toISOString();
    await office.deliver('evt-fx-late', { ...late, timestamp }).expect(200);
    await applyWebhooks(office.deps);
    const order = await trade.contracted();
    expect(order.payments[0]?.status).toBe('OPEN');
    expect(order.disbursements).toMatchObject([{ kind: 'RETURN', currency: 'EUR', entry: `ch-${attempt.attempt}` }]);
  });

  it('is the buyer’s, and there is none without a rate', async () => {
    const { trade } = await office.linked();
    await lock(trade.number, 'supplier').expect(403);
    await lock(trade.number, 'buyer-two').expect(404);
    expect((await lock(trade.number, 'buyer', 'GBP').expect(409)).body.code).toBe('no-rate');
    await request(office.app).post('/v1/fx/quotes').send({}).expect(401);
  });
});

describe('what a provider has paid over', () => {
  it('settles what it owes by the credit of the bank, once', async () => {
    const { trade, path, amountMinor } = await office.linked();
    office.one.answer({
      status: 'CAPTURED',
      providerId: 'pi-over',
      charge: 'ch-over',
      amountMinor,
      currency: 'USD',
      feeMinor: 0,
      capturedAt: new Date().toISOString(),
    });
    await office.pay(path, { rail: 'card' }).expect(201);
    const owed = (await position('rail:card:USD'))['rail:card:USD USD'] ?? 0;
    const [entry] = await trade.bank(notice([credit('STRIPE PAYOUT', 1_000_000)]));
    const waiting = `/v1/suspense/${(entry as unknown as { entry: string }).entry}`;
    const wanted = { action: 'PAID_OVER', rail: 'card', reason: 'payout of the day' };
    const { body } = await office.post('adviser', `${waiting}/proposals`, wanted).expect(201);
    expect((await position('rail:card:USD'))['rail:card:USD USD']).toBe(owed);
    await office.post('adviser', `${waiting}/approvals`, { hash: body.hash }).expect(403);
    await office.post('adviser-two', `${waiting}/approvals`, { hash: body.hash }).expect(200);
    expect((await position('rail:card:USD'))['rail:card:USD USD']).toBe(owed - 1_000_000);
    const again = await office.post('adviser-two', `${waiting}/proposals`, wanted).expect(404);
    expect(again.body.code).toBe('suspense-unknown');
  });
});
