import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { balances, trialBalance } from '../../src/persistence/ledger-store.ts';
import { holds } from '../../src/persistence/reconciliation/orders.ts';
import { inTransaction } from '../../src/persistence/sql.ts';
import { credit, notice } from '../support/bank-notices.ts';
import { goOn, playTo } from '../support/http-trade.ts';
import { capturedEvent, openRailsOffice, type RailsOffice } from '../support/rails-office.ts';

let office: RailsOffice;
beforeAll(async () => {
  office = await openRailsOffice();
});
afterAll(() => office?.close());

const amountOn = async (account: string): Promise<number> =>
  0 - ((await balances(office.orm, account)).find((each) => each.account === account)?.amountMinor ?? 0);

async function expectSoundBooks(): Promise<void> {
  for (const { differenceMinor } of await trialBalance(office.orm)) expect(differenceMinor).toBe(0);
  const all = await inTransaction(office.orm, (client) => holds(client));
  expect(all.filter(({ ledgerMinor, requestsMinor }) => ledgerMinor !== requestsMinor)).toEqual([]);
}

/** A trade whose payment was collected by card; `say` delivers what the provider says of its dispute. */
async function paidByCard() {
  const { trade, path, reference, amountMinor } = await office.linked();
  const { body } = await office.pay(path, { rail: 'card' }).expect(201);
  const attempt = body.attempt as string;
  const dispute = `dp-${attempt}`;
  await office.deliver(`captured-${attempt}`, capturedEvent(attempt, amountMinor)).expect(200);
  await applyWebhooks(office.deps);
  const deliver = (type: string, minor = amountMinor) =>
    office
      .deliver(`${type}-${attempt}`, {
        type: `dispute.${type}`,
        timestamp: new Date().toISOString(),
        data: { dispute, charge: `ch-${attempt}`, attempt, amountMinor: minor, currency: 'USD', reason: 'fraud' },
      })
      .expect(200);
  const say = async (type: string, minor = amountMinor): Promise<void> => {
    await deliver(type, minor);
    await applyWebhooks(office.deps);
  };
  const cases = async () =>
    (await office.get('adviser', `/v1/reconciliation/cases?order=${trade.number}`).expect(200)).body.cases as object[];
  return {
    trade,
    link: path,
    attempt,
    dispute,
    reference,
    amountMinor,
    say,
    deliver,
    cases,
    hold: `orders:${trade.number}:escrow`,
  };
}

describe('a payment by card that is disputed', () => {
  it('leaves the hold for what the provider owes, asks for the payment again and opens a case', async () => {
    const { trade, say, cases, amountMinor, hold, dispute } = await paidByCard();
    const before = [await amountOn('rail:card:USD'), await amountOn('suspense')] as const;
    await say('opened');
    expect(await amountOn(hold)).toBe(0);
    expect([await amountOn('rail:card:USD'), await amountOn('suspense')]).toEqual([before[0] + amountMinor, before[1]]);
    const order = await trade.contracted();
    expect(order.payments).toMatchObject([{ status: 'OPEN', reversedMinor: amountMinor }]);
    expect(order.reversals).toMatchObject([{ entry: dispute, amountMinor, claimMinor: 0 }]);
    expect(await cases()).toMatchObject([{ kind: 'credit-reversed', state: 'open', amountMinor }]);
    await expectSoundBooks();
  });

  it('stops the release: what was to be paid out is void, and cannot be approved', async () => {
    const { trade, say } = await paidByCard();
    await goOn(trade, 'release');
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const [payout] = (await trade.contracted()).disbursements;
    await say('opened');
    expect((await trade.contracted()).disbursements).toMatchObject([{ id: payout?.id, status: 'VOIDED' }]);
    const approval = { disbursement: payout?.id, hash: payout?.hash };
    const { body } = await office.post('adviser', `${trade.path}/approvePayout`, approval).expect(409);
    expect(body.code).toBe('not-awaiting-approval');
    await say('won');
    expect((await trade.contracted()).disbursements.at(-1)).toMatchObject({
      kind: 'PAYOUT',
      status: 'AWAITING_APPROVAL',
    });
    await expectSoundBooks();
  });

  it('after the payout is owed by the buyer, until the dispute is won', async () => {
    const { trade, say, amountMinor, hold } = await paidByCard();
    await goOn(trade, 'shipment');
    await say('opened');
    expect(await trade.contracted()).toMatchObject({ claimMinor: amountMinor });
    expect(await amountOn('parties:c-harbour:receivable')).toBe(-amountMinor);
    await say('won');
    expect(await trade.contracted()).toMatchObject({ claimMinor: 0 });
    expect([await amountOn('parties:c-harbour:receivable'), await amountOn(hold)]).toEqual([-0, 0].map((n) => n + 0));
    await expectSoundBooks();
  });

  it.each([[['opened', 'won']], [['won', 'opened']]])('and won counts again, told as %j, each once', async (order) => {
    const { trade, say, amountMinor, hold, dispute } = await paidByCard();
    for (const type of order) await say(type);
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED', entry: `${dispute}:won` }]);
    expect(await amountOn(hold)).toBe(amountMinor);
    const { body } = await office.get('operator', '/v1/rails/disputes?state=WON&limit=200').expect(200);
    expect(body.disputes).toContainEqual(expect.objectContaining({ dispute, order: trade.number }));
    await expectSoundBooks();
  });

  it('and paid again by the buyer meanwhile goes back to the buyer when it is won', async () => {
    const { trade, say, reference, amountMinor, hold } = await paidByCard();
    await say('opened');
    await trade.bank(notice([credit(reference, amountMinor)]));
    await say('won');
    expect(await amountOn(hold)).toBe(amountMinor);
    expect((await trade.contracted()).disbursements).toMatchObject([
      { kind: 'RETURN', amountMinor: amountMinor - 2500 },
    ]);
    await expectSoundBooks();
  });

  it('in part leaves the rest held, and is whole again when it is won', async () => {
    const { trade, say, amountMinor, hold } = await paidByCard();
    await say('opened', 200_000);
    expect(await amountOn(hold)).toBe(amountMinor - 200_000);
    await say('won', 200_000);
    expect(await amountOn(hold)).toBe(amountMinor);
    expect((await trade.contracted()).payments.map(({ status }) => status)).toEqual(['FUNDED', 'FUNDED']);
    await expectSoundBooks();
  });

  it('is told to the order once, also when the answer of the engine is lost', async () => {
    const { trade, deliver, say } = await paidByCard();
    await deliver('opened');
    office.desk.failNext('unknown', 'after');
    await applyWebhooks(office.deps);
    office.moveTo(new Date(Date.now() + 120_000).toISOString());
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).reversals).toHaveLength(1);
    await say('lost');
    expect((await trade.contracted()).reversals).toHaveLength(1);
    office.moveTo(new Date().toISOString());
    await expectSoundBooks();
  });
});

describe('a request that is asked again because its payment was disputed', () => {
  const choices = async (path: string) => {
    const { body } = await request(office.app).get(path).expect(200);
    return Object.fromEntries(body.rails.map((one: { rail: string }) => [one.rail, one]));
  };
  const newLink = async (trade: { path: string }) => {
    await office.post('buyer', `${trade.path}/openPaymentLink`, { request: 'P1' }).expect(200);
    const { body } = await office.get('buyer', `${trade.path}/payment-links`).expect(200);
    return body.links.at(-1).path as string;
  };

  it('is paid over another rail by a new link, not over the one that was disputed', async () => {
    const { trade, say, amountMinor, hold, link } = await paidByCard();
    await say('opened');
    await request(office.app).get(link).expect(410);
    const path = await newLink(trade);
    const rails = await choices(path);
    expect(rails.card).toMatchObject({ allowed: false, code: 'taken-back', clause: 'rail' });
    expect(rails.alipay).toMatchObject({ allowed: true });
    const refused = await office.pay(path, { rail: 'card' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'rail-refused' });
    const { body } = await office.pay(path, { rail: 'alipay' }).expect(201);
    const paid = capturedEvent(body.attempt, amountMinor, { charge: `again-${body.attempt}` });
    await office.deliver(`again-${body.attempt}`, paid).expect(200);
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).payments).toMatchObject([{ status: 'FUNDED', entry: `again-${body.attempt}` }]);
    expect(await amountOn(hold)).toBe(amountMinor);
    await say('won');
    expect(await amountOn(hold)).toBe(amountMinor);
    expect((await trade.contracted()).disbursements).toMatchObject([{ kind: 'RETURN' }]);
    await expectSoundBooks();
  });

  it('is paid over another rail of the same provider, which is told of another link', async () => {
    // PayPal lets money rest for 28 days.
    const deliverBy = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const trade = await playTo(office, 'escrow', { deliverBy });
    const amountMinor = (await trade.contracted()).payments[0]?.amountMinor ?? 0;
    const path = await newLink(trade);
    office.one.answer({ status: 'FAILED', reason: 'no acquirer' });
    const { body: first } = await office.pay(path, { rail: 'card' }).expect(201);
    await office.deliver(`cap-${first.attempt}`, capturedEvent(first.attempt, amountMinor)).expect(200);
    await applyWebhooks(office.deps);
    const data = { dispute: `dp-${first.attempt}`, charge: `ch-${first.attempt}`, attempt: first.attempt };
    const disputed = { type: 'dispute.lost', timestamp: new Date().toISOString() };
    const event = { ...disputed, data: { ...data, amountMinor, currency: 'USD', reason: 'fraud' } };
    await office.deliver(`lost-${first.attempt}`, event).expect(200);
    await applyWebhooks(office.deps);
    const { body: again } = await office.pay(await newLink(trade), { rail: 'paypal' }).expect(201);
    const links = office.two.asked.filter(({ attempt }) => [first.attempt, again.attempt].includes(attempt));
    expect(links.map(({ call }) => call)).toEqual(['start', 'start']);
    expect(new Set(links.map(({ link }) => link)).size).toBe(2);
  });

  it('has no second way to be paid while one is open', async () => {
    const { trade, say } = await paidByCard();
    await say('opened');
    const path = await newLink(trade);
    const first = await office.pay(path, { rail: 'alipay' }).expect(201);
    const again = await office.pay(path, { rail: 'alipay' }).expect(201);
    expect(again.body.attempt).toBe(first.body.attempt);
    await say('won');
    await request(office.app).get(path).expect(410);
  });
});

describe('a dispute about an order that is closed', () => {
  it('stands in suspense with a case that names the order, and leaves it when it is won', async () => {
    const { trade, say, cases, amountMinor } = await paidByCard();
    await goOn(trade, 'completed');
    office.moveTo(new Date(Date.now() + 500 * 86_400_000).toISOString());
    await office.desk.elapseAll();
    office.moveTo(new Date().toISOString());
    expect((await trade.state()).stage).toBe('closed');
    const before = await amountOn('suspense');
    await say('opened');
    expect(await amountOn('suspense')).toBe(before - amountMinor);
    expect(await cases()).toMatchObject([{ kind: 'credit-reversed', order: trade.number }]);
    await say('won');
    expect(await amountOn('suspense')).toBe(before);
    await expectSoundBooks();
  });
});
