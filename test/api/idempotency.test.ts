import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { claim } from '../../src/persistence/idempotency.ts';
import { hashOf } from '../../src/domain/hash.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, openTrade } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const question = { question: 'Which colour?' };

describe('a write', () => {
  it('wants an Idempotency-Key', async () => {
    const trade = await openTrade(office);
    const bearer = `Bearer ${await office.token('supplier')}`;
    const refused = await request(office.app)
      .post(`${trade.path}/askForDetails`)
      .set('Authorization', bearer)
      .send(question)
      .expect(400);
    expect(refused.body.code).toBe('idempotency-key-missing');
  });

  it.each([
    ['too long', 'k'.repeat(256)],
    ['not ASCII', 'clé'],
  ])('wants one that is not %s', async (_what, key) => {
    const trade = await openTrade(office);
    const refused = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(400);
    expect(refused.body.code).toBe('idempotency-key-malformed');
  });

  it('gets the same answer under the same key and body, and happens once', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    const first = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(200);
    const again = await office
      .post('supplier', `${trade.path}/askForDetails`, { question: 'Which colour?' }, key)
      .expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect((await trade.state()).version).toBe(2);
  });

  it('counts equal JSON as the same body, whatever its order of keys', async () => {
    const key = randomUUID();
    const { demand, supplier } = enquiry;
    const first = await office.post('buyer', '/v1/orders', { supplier, demand }, key).expect(201);
    const again = await office.post('buyer', '/v1/orders', { demand, supplier }, key).expect(201);
    expect(again.body.order).toBe(first.body.order);
    expect(again.headers.location).toBe(first.headers.location);
  });

  it('is refused under a key that was used with another body, or for another route', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(200);
    const body = await office
      .post('supplier', `${trade.path}/askForDetails`, { question: 'Which size?' }, key)
      .expect(422);
    const route = await office.post('supplier', `${trade.path}/declineEnquiry`, { reason: 'busy' }, key).expect(422);
    expect([body.body.code, route.body.code]).toEqual(['idempotency-key-reused', 'idempotency-key-reused']);
  });

  it('shares no keys with other people', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    await office.post('supplier', `${trade.path}/sendMessage`, { text: 'from the supplier' }, key).expect(200);
    await office.post('buyer', `${trade.path}/sendMessage`, { text: 'from the buyer' }, key).expect(200);
    const { body } = await office.get('buyer', `${trade.path}/messages`).expect(200);
    expect(body.messages).toHaveLength(2);
  });

  it('answers 409 while the first request is still running', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    await claim(office.orm, {
      actor: 'u-supplier',
      key,
      route: `POST ${trade.path}/askForDetails`,
      bodyHash: hashOf(question),
      commandId: randomUUID(),
      leaseSeconds: 60,
      order: trade.number,
    });
    const refused = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(409);
    expect(refused.body.code).toBe('still-running');
    expect(refused.headers['retry-after']).toBe('1');
  });

  it('gets the same refusal again, even when it would be accepted by now', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    const answer = { answer: 'blue' };
    const first = await office.post('buyer', `${trade.path}/answerDetails`, answer, key).expect(409);
    await trade.issue('supplier', 'askForDetails', question);
    const again = await office.post('buyer', `${trade.path}/answerDetails`, answer, key).expect(409);
    expect(again.body).toEqual(first.body);
    expect(again.headers['content-type']).toContain('application/problem+json');
    expect(again.headers['idempotent-replayed']).toBe('true');
    await office.post('buyer', `${trade.path}/answerDetails`, answer).expect(200);
  });

  it('keeps its key usable after input that was not valid', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    await office.post('supplier', `${trade.path}/askForDetails`, { question: '' }, key).expect(422);
    await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(200);
  });
});

describe('a write while the engine is away', () => {
  it('answers 503 with Retry-After, and its retry under the same key is carried out once', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    office.desk.failNext('down');
    const away = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(503);
    expect(away.headers['retry-after']).toBeDefined();
    await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(200);
    expect((await trade.state()).version).toBe(2);
  });

  it('answers 504 when the outcome is not known, and the retry gets the answer of what was done', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    office.desk.failNext('unknown', 'after');
    const lost = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(504);
    expect(lost.body.code).toBe('outcome-unknown');
    const again = await office.post('supplier', `${trade.path}/askForDetails`, question, key).expect(200);
    expect(again.body.facts).toEqual(['DetailsAsked']);
    expect((await trade.state()).version).toBe(2);
  });

  it('opens one order, under one number, however often it is asked again', async () => {
    const key = randomUUID();
    office.desk.failNext('unknown', 'after');
    await office.post('buyer', '/v1/orders', enquiry, key).expect(504);
    const opened = await office.post('buyer', '/v1/orders', enquiry, key).expect(201);
    const again = await office.post('buyer', '/v1/orders', enquiry, key).expect(201);
    expect(again.body.order).toBe(opened.body.order);
  });
});

describe('ten equal requests at once', () => {
  it('happen once: one is carried out, the others get its answer or are told to come back', async () => {
    const trade = await openTrade(office);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => office.post('supplier', `${trade.path}/askForDetails`, question, key)),
    );
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect((await trade.state()).version).toBe(2);
  });
});
