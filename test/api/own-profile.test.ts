import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { lettersTo } from '../support/letters.ts';
import { signIn, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const old = 'sandbox-only-trade';
const better = 'quiet-harbour lights 7';
const session = async (password: string) =>
  withToken(office, (await signIn(office, 'inspector@sandbox.example', password).expect(201)).body.token as string);
const change = (person: string, body: object) => office.post(person, '/v1/me', body);

describe('what people say of themselves', () => {
  it('is changed by them, a part at a time, and shown with who they are', async () => {
    const named = { id: 'u-carrier', email: 'carrier@sandbox.example', name: 'Ka Yan 嘉欣', locale: 'en' };
    expect((await change('carrier', { name: ' Ka Yan 嘉欣 ' }).expect(200)).body).toEqual(named);
    expect((await change('carrier', { locale: 'zh-HK' }).expect(200)).body).toEqual({ ...named, locale: 'zh-HK' });
    const { name, locale, email } = named;
    expect((await office.get('carrier', '/v1/me').expect(200)).body).toMatchObject({ name, email, locale: 'zh-HK' });
    expect((await office.get('broker', '/v1/me').expect(200)).body).toMatchObject({ name: 'broker', locale });
  });

  it.each([
    [{}],
    [{ name: '' }],
    [{ name: 'two\nlines' }],
    [{ locale: 'fr' }],
    [{ email: 'x@y.example' }],
    [{ admin: true }],
  ])('is not changed by %j', async (body) => {
    expect((await change('carrier', body).expect(422)).body.code).toBe('invalid-input');
  });

  it('is not for systems', async () => {
    const { body } = await office.post('buyer', '/v1/company/api-keys', { name: 'erp', roles: ['buyer'] }).expect(201);
    const system = withToken(office, body.key as string);
    for (const path of ['/v1/me', '/v1/me/password', '/v1/signing-keys'])
      expect((await system.post(path, {}).expect(403)).body.code).toBe('not-for-systems');
    expect((await system.get('/v1/me').expect(200)).body).toMatchObject({ name: null, email: null, locale: null });
  });
});

describe('a password', () => {
  it('is changed by who knows it, ends all other sessions, and is told in a letter', async () => {
    const [one, other] = [await session(old), await session(old)];
    const wrong = await one.post('/v1/me/password', { current: better, password: better }).expect(403);
    expect(wrong.body.code).toBe('wrong-password');
    const weak = await one.post('/v1/me/password', { current: old, password: 'inspector-2026' }).expect(422);
    expect(weak.body).toMatchObject({ code: 'weak-password', detail: expect.stringMatching(/^password: /) });
    expect((await one.post('/v1/me/password', { current: old, password: old }).expect(422)).body.code).toBe(
      'no-change',
    );
    await other.get('/v1/me').expect(200);
    await one.post('/v1/me/password', { current: old, password: better }).expect(204);
    await other.get('/v1/me').expect(401);
    await one.get('/v1/me').expect(200);
    await signIn(office, 'inspector@sandbox.example', old).expect(401);
    await session(better);
    expect(await lettersTo(office.orm, 'password-changed', 'u-inspector')).toHaveLength(1);
  });

  it('is kept nowhere but as its hash', async () => {
    const rows = await query(office.orm, { text: 'select i::text as row from idempotency i' });
    for (const password of [old, better]) expect(JSON.stringify(rows)).not.toContain(password);
  });
});
