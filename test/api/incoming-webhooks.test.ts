import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyWebhooks } from '../../src/api/rails/applying.ts';
import { balances } from '../../src/persistence/ledger-store.ts';
import { capturedEvent, openRailsOffice, type RailsOffice } from '../support/rails-office.ts';

let office: RailsOffice;
beforeAll(async () => {
  office = await openRailsOffice();
});
afterAll(() => office?.close());

/** A payment that waits for its payer. */
async function waiting() {
  const linked = await office.linked();
  const { body } = await office.pay(linked.path, { rail: 'card' }).expect(201);
  return { ...linked, attempt: body.attempt as string };
}
const dispute = (type: string, attempt: string, amountMinor: number) => ({
  type,
  timestamp: new Date().toISOString(),
  data: { dispute: `dp-${attempt}`, charge: `ch-${attempt}`, attempt, amountMinor, currency: 'USD', reason: 'fraud' },
});
const suspense = async (): Promise<number> =>
  (await balances(office.orm, 'suspense')).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const listed = async (query: string) => (await office.get('operator', `/v1/webhooks/in?${query}`).expect(200)).body;

describe('a webhook', () => {
  it('is kept before it is answered, and credits the order once it is applied', async () => {
    const { trade, attempt, amountMinor } = await waiting();
    const { body } = await office.deliver('evt-1', capturedEvent(attempt, amountMinor)).expect(200);
    expect(body).toEqual({ kept: 'new' });
    expect((await trade.contracted()).payments[0]?.status).toBe('OPEN');
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).payments[0]).toMatchObject({ status: 'FUNDED', entry: `ch-${attempt}` });
  });

  it('that comes twice is one', async () => {
    const { attempt, amountMinor } = await waiting();
    const event = capturedEvent(attempt, amountMinor);
    await office.deliver('evt-twice', event).expect(200);
    expect((await office.deliver('evt-twice', event).expect(200)).body).toEqual({ kept: 'known' });
    expect(await applyWebhooks(office.deps)).toBe(1);
    expect(await applyWebhooks(office.deps)).toBe(0);
  });

  it('is kept once and answered for itself among many that come at the same moment', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `evt-crowd-${at}`);
    const data = { attempt: 'a\u0000', reason: 'r' };
    const strange = { type: 'charge.failed', timestamp: '2026-01-01T00:00:00Z', data };
    const crowd = [...ids, ...ids].map((id, at) =>
      office.deliver(id, at % 20 === 7 ? strange : capturedEvent(`crowd-${id}`, 100)).expect(200),
    );
    const kept = (await Promise.all(crowd)).map(({ body }) => body.kept);
    expect(kept.filter((one) => one === 'new')).toHaveLength(20);
    for (const at of ids.keys()) expect([kept[at], kept[at + 20]].sort()).toEqual(['known', 'new']);
    const { webhooks } = await listed('state=dead');
    const dead = webhooks.filter(({ eventId }: { eventId: string }) => ids.includes(eventId));
    const why = expect.stringContaining('holds a character no database keeps');
    expect(dead).toEqual([expect.objectContaining({ eventId: 'evt-crowd-7', lastError: why })]);
  });

  it('that is forged, stale or of tomorrow is refused and counted, and nothing of it kept', async () => {
    const before = (await listed('state=pending')).refused[0]?.count ?? 0;
    const event = capturedEvent('nobody', 1);
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    const forged = [
      office.deliver('evt-f1', event, { signature: 'v1,Zm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm8=' }),
      office.deliver('evt-f2', event, { at: minutes(-6) }),
      office.deliver('evt-f3', event, { at: minutes(6) }),
    ];
    for (const each of forged) expect((await each.expect(400)).body.code).toBe('webhook-not-proved');
    const after = await listed('state=pending');
    expect(after.refused[0].count).toBe(before + 3);
    expect(after.webhooks.map(({ eventId }: { eventId: string }) => eventId)).not.toContain('evt-f1');
  });

  it('of a provider that is not set up is not known', async () => {
    await office.post('buyer', '/v1/webhooks/in/stripe', {}).expect(404);
  });

  it('whose meaning nobody knows is kept as dead, for an operator to see', async () => {
    await office.deliver('evt-odd', { type: 'moon.phase', timestamp: new Date().toISOString() }).expect(200);
    const { webhooks } = await listed('state=dead');
    const odd = webhooks.find(({ eventId }: { eventId: string }) => eventId === 'evt-odd');
    expect(odd).toMatchObject({ state: 'dead', kind: null, lastError: expect.stringContaining('type') });
    const retried = await office.post('operator', `/v1/webhooks/in/${odd.position}/retry`).expect(409);
    expect(retried.body.code).toBe('webhook-unreadable');
    await office.get('buyer', '/v1/webhooks/in').expect(403);
  });

  it('that comes before what it is about waits, is given up in the end, and can be tried again', async () => {
    const { trade, attempt, amountMinor } = await waiting();
    await office.deliver('evt-early', dispute('dispute.opened', attempt, amountMinor)).expect(200);
    const start = Date.now();
    for (let hour = 0; hour <= 14; hour += 1) {
      office.moveTo(new Date(start + hour * 3_700_000).toISOString());
      await applyWebhooks(office.deps);
    }
    const { webhooks } = await listed('state=dead');
    const dead = webhooks.find(({ eventId }: { eventId: string }) => eventId === 'evt-early');
    expect(dead).toMatchObject({ attempts: 12, lastError: `nothing was collected as ch-${attempt} yet` });
    office.moveTo(new Date(start).toISOString());
    await office.deliver('evt-late', capturedEvent(attempt, amountMinor)).expect(200);
    await applyWebhooks(office.deps);
    await office.post('operator', `/v1/webhooks/in/${dead.position}/retry`).expect(200);
    await applyWebhooks(office.deps);
    expect((await trade.contracted()).reversals).toMatchObject([{ entry: `dp-${attempt}`, amountMinor }]);
    await office.post('operator', `/v1/webhooks/in/${dead.position}/retry`).expect(404);
  });
});

describe('money that no order takes', () => {
  it('stands in suspense when its order is closed', async () => {
    const { trade, attempt, amountMinor } = await waiting();
    await trade.issue('buyer', 'cancel', { reason: 'changed our mind', feeMinor: 0 });
    const before = await suspense();
    await office.deliver('evt-closed', capturedEvent(attempt, amountMinor)).expect(200);
    await applyWebhooks(office.deps);
    expect((await trade.state()).stage).toBe('closed');
    expect((await suspense()) - before).toBe(-amountMinor);
  });
});
