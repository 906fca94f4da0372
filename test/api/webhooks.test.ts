import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import request from 'supertest';
import { opened as openedReply } from '../../src/api/webhooks/kept-secret.ts';
import { dispatchEvents } from '../../src/api/webhooks/dispatch.ts';
import { signedHeaders } from '../../src/api/webhooks/message.ts';
import { Migration20261129005600_secrets } from '../../src/persistence/migrations/Migration20261129005600_secrets.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, type HttpTrade, playTo } from '../support/http-trade.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

let office: Office;
let receiver: Receiver;
let trade: HttpTrade;
let number: string;

interface Told {
  type: string;
  timestamp: string;
  data: { order: string; cursor: string; seq: number; data: Record<string, unknown> };
}
const toldAt = (path: string): Told[] =>
  receiver.told.filter((each) => each.path === path).map(({ body }) => JSON.parse(body) as Told);
const dispatchAll = async (): Promise<void> => {
  while ((await dispatchEvents(office.deps)) > 0);
};
const subscribe = async (person: string, path: string, types: string[] = []) =>
  (await office.post(person, '/v1/webhooks', { url: `${receiver.url}${path}`, types }).expect(201)).body as {
    id: string;
    secret: string;
  };
const opened = async (): Promise<string> =>
  ((await office.post('buyer', '/v1/orders', enquiry).expect(201)).body as { order: string }).order;

beforeAll(async () => {
  [office, receiver] = await Promise.all([openOffice(), openReceiver()]);
});
afterAll(() => Promise.all([office?.close(), receiver?.close()]));

describe('what a subscriber is told', () => {
  let buyer: { id: string; secret: string };
  beforeAll(async () => {
    buyer = await subscribe('buyer', '/buyer');
    await subscribe('supplier', '/supplier');
    await subscribe('buyer-two', '/stranger');
    await subscribe('carrier', '/carrier');
    await subscribe('buyer', '/money', ['PaymentRequested', 'PaymentReceived']);
    trade = await playTo(office, 'completed');
    number = trade.path.split('/').at(-1) ?? '';
    await dispatchAll();
  }, 60_000);

  it('is signed, and a changed body does not verify', () => {
    const [first] = receiver.told.filter(({ path }) => path === '/buyer');
    const verifier = new Verifier(buyer.secret);
    expect(verifier.verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({ type: 'OrderOpened' });
    expect(() => verifier.verify(`${first?.body} `, first?.headers ?? {})).toThrow();
    expect(first?.headers['webhook-id']).toBe(`evt_${number}_1`);
  });

  it('comes in the order it happened, each once', () => {
    const seqs = toldAt('/buyer').map(({ data }) => data.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(seqs.length).toBeGreaterThan(20);
  });

  it('is what its part in the order may see', () => {
    const paid = (path: string) => toldAt(path).find(({ type }) => type === 'PaymentReceived')?.data.data;
    expect(paid('/buyer')).toHaveProperty('entry');
    expect(paid('/supplier')).not.toHaveProperty('entry');
    expect(paid('/carrier')).toBeUndefined();
    expect(toldAt('/carrier').map(({ type }) => type)).toContain('HandedOver');
    expect(toldAt('/stranger')).toEqual([]);
    expect(toldAt('/buyer').map(({ type }) => type)).not.toContain('DisbursementApproved');
  });

  it('is of the types it asked for', () => {
    expect(toldAt('/money').map(({ type }) => type)).toEqual(['PaymentRequested', 'PaymentReceived']);
  });

  it('is told again after a cursor, under the same ids', async () => {
    const before = toldAt('/buyer');
    const from = before.at(-3)?.data.cursor;
    const { body } = await office.post('buyer', `/v1/webhooks/${buyer.id}/replay`, { from }).expect(200);
    expect(body).toEqual({ events: 2, next: null });
    await dispatchAll();
    expect(toldAt('/buyer').slice(before.length)).toEqual(before.slice(-2));
    const ids = receiver.told.filter(({ path }) => path === '/buyer').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(before.length);
    const ahead = { from: '99999999' };
    await office.post('buyer', `/v1/webhooks/${buyer.id}/replay`, ahead).expect(409);
    await office.post('supplier', `/v1/webhooks/${buyer.id}/replay`, { from: '0' }).expect(404);
  });

  it('is the same as the feed says, page by page', async () => {
    const all: { id: string; data: { cursor: string } }[] = [];
    for (let after = '0'; ; ) {
      const { body } = await office.get('buyer', `/v1/events?after=${after}&limit=7`).expect(200);
      all.push(...body.events);
      if (body.next === after) break;
      after = body.next;
    }
    const once = new Map(
      receiver.told.filter(({ path }) => path === '/buyer').map((each) => [each.headers['webhook-id'], each]),
    );
    expect(all.map(({ id }) => id)).toEqual([...once.keys()]);
    expect((await office.get('buyer-two', '/v1/events').expect(200)).body.events).toEqual([]);
    const { body } = await office.get('adviser', '/v1/events?type=DisbursementApproved').expect(200);
    expect(body.events).toHaveLength(2);
    await office.get('buyer', '/v1/events?after=x').expect(400);
  });
});

describe('a subscriber that does not answer well', () => {
  it('gets what happened later only after what happened before, and misses nothing', async () => {
    office.moveTo('2026-12-01T00:00:00.000Z');
    const { id } = await subscribe('supplier', '/slow');
    let refusals = 2;
    receiver.answer((path) => (path === '/slow' && refusals-- > 0 ? 503 : 204));
    const order = await opened();
    await office.post('supplier', `/v1/orders/${order}/askForDetails`, { question: '?' }).expect(200);
    await dispatchAll();
    expect(toldAt('/slow')).toEqual([]);
    office.moveTo('2026-12-01T00:00:10.000Z');
    await dispatchAll();
    expect(toldAt('/slow')).toEqual([]);
    office.moveTo('2026-12-01T00:00:40.000Z');
    await dispatchAll();
    expect(toldAt('/slow').map(({ type }) => type)).toEqual(['OrderOpened', 'DetailsAsked']);
    const { body } = await office.get('supplier', `/v1/webhooks/${id}/deliveries`).expect(200);
    expect(body.deliveries).toMatchObject([
      { state: 'delivered', attempts: 1, status: 204 },
      { state: 'delivered', attempts: 3, status: 204 },
    ]);
  });

  it('has dead letters after three days, listed and told again from a cursor', async () => {
    office.moveTo('2026-12-02T00:00:00.000Z');
    const { id } = await subscribe('supplier', '/down');
    receiver.answer((path) => (path === '/down' ? 500 : 204));
    await opened();
    for (let hour = 0; hour <= 90; hour += 1) {
      office.moveTo(new Date(Date.parse('2026-12-02T00:00:00Z') + hour * 3_600_000).toISOString());
      await dispatchAll();
    }
    const dead = async () =>
      (await office.get('supplier', `/v1/webhooks/${id}/deliveries?state=dead`).expect(200)).body.deliveries;
    const [letter] = await dead();
    expect(letter).toMatchObject({ state: 'dead', status: 500, said: 'not now' });
    expect(Date.parse(letter.doneAt) - Date.parse(letter.since)).toBeGreaterThan(48 * 3_600_000);
    receiver.answer(204);
    await office.post('supplier', `/v1/webhooks/${id}/replay`, { from: String(Number(letter.cursor) - 1) }).expect(200);
    await dispatchAll();
    expect(await dead()).toEqual([]);
    expect(toldAt('/down').map(({ type }) => type)).toEqual(['OrderOpened']);
  });

  it('is disabled when it says it is gone, and goes on where it was when it is enabled again', async () => {
    const { id } = await subscribe('supplier', '/gone');
    receiver.answer((path) => (path === '/gone' ? 410 : 204));
    await opened();
    await dispatchAll();
    const webhook = async () =>
      (await office.get('supplier', '/v1/webhooks').expect(200)).body.webhooks.find(
        (each: { id: string }) => each.id === id,
      );
    expect(await webhook()).toMatchObject({ state: 'disabled', disabledWhy: 'The address answered 410 Gone.' });
    await opened();
    await dispatchAll();
    receiver.answer(204);
    await office.post('supplier', `/v1/webhooks/${id}/enable`).expect(200);
    office.moveTo('2026-12-20T00:00:00.000Z');
    await dispatchAll();
    expect(toldAt('/gone').map(({ type }) => type)).toEqual(['OrderOpened', 'OrderOpened']);
  });

  it('is told by one process at a time', async () => {
    await subscribe('supplier', '/once');
    await Promise.all([opened(), opened(), opened()]);
    await Promise.all([dispatchAll(), dispatchAll(), dispatchAll()]);
    await dispatchAll();
    expect(toldAt('/once')).toHaveLength(3);
  });
});

describe('the webhooks of a company', () => {
  it('show their secret once, and take another while the old one still signs', async () => {
    office.moveTo('2026-12-21T00:00:00.000Z');
    const made = await subscribe('buyer-two', '/rotating');
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = (await office.get('buyer-two', '/v1/webhooks').expect(200)).body.webhooks;
    expect(JSON.stringify(listed)).not.toContain('whsec_');
    const { body } = await office.post('buyer-two', `/v1/webhooks/${made.id}/rotate`, { overlapHours: 1 }).expect(200);
    expect(body).toMatchObject({ oldSecretUntil: '2026-12-21T01:00:00.000Z' });
    const signing = { secret: body.secret, oldSecret: made.secret, oldSecretUntil: body.oldSecretUntil };
    const now = new Date().toISOString();
    const overlap = { ...signing, oldSecretUntil: new Date(Date.parse(now) + 1000).toISOString() };
    const headers = signedHeaders(overlap, { id: 'evt_1', body: '{}', now });
    for (const secret of [made.secret, body.secret]) expect(new Verifier(secret).verify('{}', headers)).toEqual({});
    const after = signedHeaders({ ...overlap, oldSecretUntil: now }, { id: 'evt_1', body: '{}', now });
    expect(() => new Verifier(made.secret).verify('{}', after)).toThrow();
  });

  it('repeat their secret for its key, and no reader of the database has it', async () => {
    const body = { url: `${receiver.url}/kept`, types: [] };
    const add = async () => (await office.post('buyer-two', '/v1/webhooks', body, 'kept-secret').expect(201)).body;
    const made = (await add()) as { secret: string };
    expect(await add()).toEqual(made);
    const [kept] = await query<{ body: object }>(office.orm, {
      text: `select body from idempotency where key = 'kept-secret'`,
    });
    expect(made.secret).toMatch(/^whsec_/);
    expect(JSON.stringify(kept)).not.toMatch(/whsec_/);
    const replaced = { ...office.deps, jwtSecret: `${office.deps.jwtSecret}, replaced` };
    expect(await openedReply(replaced, { status: 201, body: kept?.body ?? {} })).toEqual({
      status: 201,
      body: { ...made, secret: null },
    });
  });

  it('say no secret again that was kept in clear once: it is not kept any more', async () => {
    const body = { url: `${receiver.url}/kept-before`, types: [] };
    const add = () => office.post('buyer-two', '/v1/webhooks', body, 'kept-in-clear').expect(201);
    const made = (await add()).body as { id: string; secret: string };
    const rotate = () => office.post('buyer-two', `/v1/webhooks/${made.id}/rotate`, {}, 'rotated-in-clear').expect(200);
    const rotated = (await rotate()).body as { secret: string };
    const clear = `update idempotency set body = (body::jsonb || jsonb_build_object('secret', $2::text))::json
      where key = $1`;
    await query(office.orm, { text: clear, values: ['kept-in-clear', made.secret] });
    await query(office.orm, { text: clear, values: ['rotated-in-clear', rotated.secret] });
    const migration = new Migration20261129005600_secrets(office.orm.driver, office.orm.config);
    migration.up();
    for (const statement of migration.getQueries()) await query(office.orm, { text: String(statement) });
    expect((await add()).body).toEqual({ ...made, secret: null });
    expect((await rotate()).body).toEqual({ ...rotated, secret: null });
  });

  it("are nobody else's: another company's answer like those that do not exist", async () => {
    const { id } = await subscribe('buyer-two', '/private');
    for (const path of ['disable', 'enable', 'rotate'])
      await office.post('buyer', `/v1/webhooks/${id}/${path}`).expect(404);
    await office.get('buyer', `/v1/webhooks/${id}/deliveries`).expect(404);
    await office.post('adviser', '/v1/webhooks', { url: `${receiver.url}/x` }).expect(403);
  });

  it('are refused at an address that may not be called, or beyond twenty', async () => {
    const { body } = await office.post('buyer', '/v1/webhooks', { url: 'ftp://hooks.example.com' }).expect(422);
    expect(body.detail).toContain('body.url: must be https://');
    await office.post('buyer', '/v1/webhooks', { url: receiver.url, types: ['Nonsense'] }).expect(422);
    for (let count = 0; count < 20; count += 1)
      await office.post('inspector', '/v1/webhooks', { url: `${receiver.url}/${count}` }).expect(201);
    const more = await office.post('inspector', '/v1/webhooks', { url: `${receiver.url}/more` }).expect(409);
    expect(more.body.code).toBe('too-many-webhooks');
  });

  it('end when they are dropped', async () => {
    const { id } = await subscribe('supplier', '/dropped');
    const token = await office.token('supplier');
    const drop = () =>
      request(office.app)
        .delete(`/v1/webhooks/${id}`)
        .set('Authorization', `Bearer ${token}`)
        .set('Idempotency-Key', `drop ${id}`);
    await drop().expect(204);
    await drop().expect(204);
    await opened();
    await dispatchAll();
    expect(toldAt('/dropped')).toEqual([]);
    await office.post('supplier', `/v1/webhooks/${id}/enable`).expect(404);
  });
});
