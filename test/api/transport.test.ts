import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';
import { openTrade } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

describe('a request', () => {
  it.each([
    ['put', '/v1/orders', 'GET, POST, HEAD, OPTIONS'],
    ['delete', '/v1/orders/1', 'GET, HEAD, OPTIONS'],
    ['get', '/v1/orders/1/acceptQuote', 'POST, OPTIONS'],
    ['post', '/v1/orders/1/timeline', 'GET, HEAD, OPTIONS'],
    ['put', '/v1/sessions', 'GET, HEAD, POST, DELETE, OPTIONS'],
    ['post', '/openapi.json', 'GET, HEAD, OPTIONS'],
    ['patch', '/healthz', 'GET, HEAD, OPTIONS'],
  ] as const)(
    'is refused with 405 when it is a %s of %s, and told what the path takes',
    async (method, path, allow) => {
      const refused = await request(office.app)[method](path).expect(405);
      expect(refused.body.code).toBe('method-not-allowed');
      expect(refused.headers.allow?.split(', ').sort()).toEqual(allow.split(', ').sort());
    },
  );

  it.each(['/', '/v1', '/v1/nothing', '/v1/orders/1/nothing', '/v1/orders/1/constructor'])(
    'is answered 404 for %s',
    async (path) => {
      const { body } = await request(office.app)
        .get(path)
        .expect(404)
        .expect('Content-Type', /application\/problem\+json/);
      expect(body).toMatchObject({ type: 'about:blank', title: 'Not Found', status: 404, code: 'unknown-path' });
    },
  );

  it('is told by OPTIONS what a path takes, and gets by HEAD what GET has but the body', async () => {
    await request(office.app).options('/v1/orders').expect(204).expect('Allow', /POST/);
    await request(office.app).head('/healthz').expect(200);
  });

  it('is refused with 401 and WWW-Authenticate when nobody is signed in', async () => {
    for (const token of ['', 'Bearer', 'Bearer x.y.z', 'Basic dTpw']) {
      const refused = await request(office.app).get('/v1/orders').set('Authorization', token).expect(401);
      expect(refused.headers['www-authenticate']).toMatch(/^Bearer realm="trade"/);
    }
  });

  it('gets an id, its own when it brings one', async () => {
    const first = await request(office.app).get('/healthz');
    expect(first.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    const second = await request(office.app).get('/healthz').set('X-Request-Id', 'mine-1234');
    expect(second.headers['x-request-id']).toBe('mine-1234');
  });
});

describe('a body', () => {
  const send = async (body: string | Buffer, type: string) => {
    const trade = await openTrade(office);
    return request(office.app)
      .post(`${trade.path}/sendMessage`)
      .set('Authorization', `Bearer ${await office.token('buyer')}`)
      .set('Idempotency-Key', randomUUID())
      .set('Content-Type', type)
      .send(body);
  };

  it('that is not JSON is refused with 400', async () => {
    expect(await send('{"text": ', 'application/json')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect((await send('"text"', 'application/json')).status).toBe(400);
  });

  it('of another type is refused with 415', async () => {
    expect(await send('text=hello', 'application/x-www-form-urlencoded')).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
    expect((await send('{"text":"x"}', 'application/json; charset=klingon')).status).toBe(415);
  });

  it('that is too large is refused with 413', async () => {
    expect(await send(JSON.stringify({ text: 'x'.repeat(5_000_000) }), 'application/json')).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
  });

  it('that breaks the schema is refused with 422, naming every field and rule', async () => {
    const refused = await send('{"text": "", "colour": 1}', 'application/json');
    expect(refused.status).toBe(422);
    expect(refused.body.issues.map(({ path }: { path: string }) => path).sort()).toEqual(['colour', 'text']);
  });

  it('that no database can keep is refused with 422', async () => {
    expect(await send('{"text": "a\\u0000b"}', 'application/json')).toMatchObject({
      status: 422,
      body: { code: 'invalid-input' },
    });
    expect((await send('{"text": "\\ud800"}', 'application/json')).status).toBe(422);
    expect((await send(`{"text": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'application/json')).status).toBe(422);
  });
});

describe('the answers', () => {
  it('carry the security headers, and personal answers are not stored on the way', async () => {
    const { headers } = await office.get('buyer', '/v1/me').expect(200);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('are logged without tokens, addresses, queries or bodies', async () => {
    office.log.length = 0;
    await office.get('buyer', '/v1/orders?q=secret-name').expect(200);
    await request(office.app)
      .post('/v1/sessions')
      .send({ email: 'buyer@sandbox.example', password: 'not-the-password' })
      .expect(401);
    const log = office.log.join('\n');
    expect(log).toContain('"route":"/v1/orders"');
    expect(log).toContain('"user":"u-buyer"');
    for (const hidden of ['secret-name', 'Bearer', 'not-the-password', 'sandbox.example', '127.0.0.1'])
      expect(log).not.toContain(hidden);
  });

  it('are measured by route, never by path', async () => {
    const trade = await openTrade(office);
    await office.get('buyer', trade.path).expect(200);
    const { text } = await request(office.app).get('/metrics').expect(200);
    expect(text).toContain('route="/v1/orders/{order}"');
    expect(text).not.toContain(trade.number);
  });
});

describe('the process', () => {
  it('is alive, and ready only when database and engine answer', async () => {
    await request(office.app).get('/healthz').expect(200, { status: 'ok' });
    await request(office.app).get('/readyz').expect(200, { ready: true, database: true, temporal: true });
    const answering = office.deps.ready;
    office.deps.ready = () => Promise.resolve({ database: true, temporal: false });
    await request(office.app).get('/readyz').expect(503, { ready: false, database: true, temporal: false });
    office.deps.ready = answering;
  });

  it('serves the documentation page from files of its own', async () => {
    const page = await request(office.app).get('/docs').expect(200);
    for (const file of page.text.match(/(?:src|href)="([^"]+)"/g) ?? []) {
      await request(office.app)
        .get(file.replace(/^\w+="|"$/g, ''))
        .expect(200);
    }
    expect(page.text).not.toContain('http');
  });
});
