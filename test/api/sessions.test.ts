import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const signIn = (email: string, password = 'sandbox-only-trade') =>
  request(office.app).post('/v1/sessions').send({ email, password });

describe('signing in', () => {
  it('answers a token, until when it is good, and who one is', async () => {
    const { body } = await signIn('Buyer@Sandbox.Example').expect(201);
    expect(body).toMatchObject({
      token: expect.any(String),
      user: { id: 'u-buyer', company: 'c-harbour', roles: ['buyer'] },
    });
    const me = await request(office.app).get('/v1/me').set('Authorization', `Bearer ${body.token}`).expect(200);
    expect(me.body).toMatchObject({ id: 'u-buyer', company: 'c-harbour', country: 'HK' });
  });

  it('answers the same to a wrong password and to an address nobody has', async () => {
    const wrong = await signIn('carrier@sandbox.example', 'wrong').expect(401);
    const nobody = await signIn('nobody@sandbox.example', 'wrong').expect(401);
    expect(wrong.body).toEqual(nobody.body);
  });

  it('is closed for an address after ten failures, with the right password too', async () => {
    for (let count = 0; count < 10; count += 1) await signIn('broker@sandbox.example', 'wrong').expect(401);
    const refused = await signIn('BROKER@sandbox.example').expect(429);
    expect(refused.body.code).toBe('too-many-attempts');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await signIn('operator@sandbox.example').expect(201);
  });

  it.each([{}, { email: 'buyer@sandbox.example' }, { email: 1, password: 2 }, { email: 'a\u0000b', password: 'x' }])(
    'refuses %j with 422',
    async (body) => {
      await request(office.app).post('/v1/sessions').send(body).expect(422);
    },
  );
});

describe('a token', () => {
  it('is good for nothing once its session is signed out', async () => {
    const { body } = await signIn('adviser@sandbox.example').expect(201);
    const bearer = `Bearer ${body.token}`;
    await request(office.app)
      .delete('/v1/sessions/current')
      .set('Authorization', bearer)
      .set('Idempotency-Key', randomUUID())
      .expect(204);
    await request(office.app).get('/v1/me').set('Authorization', bearer).expect(401);
  });

  it('is refused when somebody else signed it, when it has expired, and without a signature', async () => {
    const { body } = await signIn('adviser@sandbox.example').expect(201);
    const [, payload] = body.token.split('.') as [string, string];
    const { sid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sid: string };
    const sign = (secret: string, expires: string) =>
      new SignJWT({ sid })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('trade-process-engine')
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(secret));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const token of [
      await sign('another secret of 32 characters...', '1h'),
      await sign(office.deps.jwtSecret, '-1h'),
      none,
    ]) {
      await request(office.app).get('/v1/me').set('Authorization', `Bearer ${token}`).expect(401);
    }
    const good = await sign(office.deps.jwtSecret, '1h');
    await request(office.app).get('/v1/me').set('Authorization', `Bearer ${good}`).expect(200);
  });
});
