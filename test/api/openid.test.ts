import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openIdProvider } from '../../src/gateways/identity/openid.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { withToken } from '../support/newcomers.ts';
import { openProvider } from '../support/openid.ts';

const path = '/v1/sessions/oidc';
let office: Office;
let provider: Awaited<ReturnType<typeof openProvider>>;
beforeAll(async () => {
  [office, provider] = await Promise.all([openOffice(), openProvider()]);
});
beforeEach(() => {
  office.deps.openId = openIdProvider(provider.settings);
});
afterAll(async () => {
  await provider?.close();
  await office?.close();
});

/** Begins in one browser and answers the provider's URL with the browser's cookie. */
async function begun(): Promise<{ url: string; cookie: string }> {
  const { headers } = await request(office.app).get(path).expect(302);
  const [cookie = ''] = headers['set-cookie'] as unknown as string[];
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  return { url: headers.location as string, cookie: cookie.split(';')[0] ?? '' };
}
const back = (query: string, cookie: string) =>
  request(office.app).get(`${path}/callback${query}`).set('Cookie', cookie);
async function signInBy(account: Parameters<typeof provider.lets>[0]) {
  provider.lets(account);
  const { url, cookie } = await begun();
  return back(await provider.throughBrowser(url), cookie);
}

describe('signing in by a provider', () => {
  it('asks it with PKCE, state and nonce, and lets in a user whose address it has confirmed', async () => {
    const { searchParams } = new URL((await begun()).url);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThan(20);
    const { status, body } = await signInBy({ id: 's-1', email: 'Supplier@sandbox.example', emailVerified: true });
    expect([status, body.user]).toEqual([200, { id: 'u-supplier', company: 'c-brightworks', roles: ['supplier'] }]);
    await withToken(office, body.token).get('/v1/me').expect(200);
  });

  it('binds the subject at the first time: after it the address does not matter, nor another subject', async () => {
    await signInBy({ id: 's-2', email: 'carrier@sandbox.example', emailVerified: true });
    const moved = await signInBy({ id: 's-2', email: 'elsewhere@x.example', emailVerified: false });
    expect(moved.body.user.id).toBe('u-carrier');
    const other = await signInBy({ id: 's-3', email: 'carrier@sandbox.example', emailVerified: true });
    expect([other.status, other.body.code]).toEqual([403, 'not-registered']);
  });

  it.each([
    [{ id: 'n-1', email: 'buyer@sandbox.example', emailVerified: false }],
    [{ id: 'n-2', email: 'stranger@x.example', emailVerified: true }],
    [{ id: 'n-3' }],
  ])('does not let in %j', async (account) => {
    const { status, body } = await signInBy(account);
    expect([status, body.code]).toEqual([403, 'not-registered']);
    expect(body.detail).toMatch(/have your company invite it, or sign up with it/);
  });

  it('does not let in somebody deactivated', async () => {
    await query(office.orm, { text: `update platform_user set deactivated_at = now() where id = 'u-broker'` });
    expect((await signInBy({ id: 'd-1', email: 'broker@sandbox.example', emailVerified: true })).status).toBe(403);
  });

  it('is good once, in the browser it began in, with the state it began with', async () => {
    provider.lets({ id: 's-1', email: 'supplier@sandbox.example', emailVerified: true });
    const [mine, others] = [await begun(), await begun()];
    const answer = await provider.throughBrowser(mine.url);
    expect((await back(answer, '').expect(401)).body.code).toBe('no-attempt');
    expect((await back(answer, 'trade_openid=forged').expect(401)).body.code).toBe('no-attempt');
    expect((await back(answer, others.cookie).expect(401)).body.code).toBe('provider-refused');
    const changed = answer.replace(/state=[^&]*/, 'state=another');
    expect((await back(changed, mine.cookie).expect(401)).body.code).toBe('provider-refused');
    await back(answer, mine.cookie).expect(200);
    expect((await back(answer, mine.cookie).expect(401)).body.code).toBe('provider-refused');
    expect((await back('?error=access_denied', mine.cookie).expect(401)).body.code).toBe('provider-refused');
  });

  it('takes no ID token that is for another attempt, or for somebody else', async () => {
    provider.lets({ id: 's-1', email: 'supplier@sandbox.example', emailVerified: true });
    const { url, cookie } = await begun();
    const stale = new URL(url);
    stale.searchParams.set('nonce', 'of another attempt, long enough');
    const answer = await provider.throughBrowser(stale.href);
    expect((await back(answer, cookie).expect(401)).body.code).toBe('provider-refused');
    provider.signsFor('another-platform');
    const others = await signInBy({ id: 's-1', email: 'supplier@sandbox.example', emailVerified: true });
    expect([others.status, others.body.code]).toEqual([401, 'provider-refused']);
    provider.signsFor(null);
    const mine = await signInBy({ id: 's-1', email: 'supplier@sandbox.example', emailVerified: true });
    expect(mine.status).toBe(200);
  });

  it('proves with its code that it is who began', async () => {
    provider.lets({ id: 's-1', email: 'supplier@sandbox.example', emailVerified: true });
    const { url, cookie } = await begun();
    const other = new URL(url);
    other.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    const answer = await provider.throughBrowser(other.href);
    expect((await back(answer, cookie).expect(401)).body.code).toBe('provider-refused');
  });

  it('is not there where no provider is configured, and put off where it does not answer', async () => {
    office.deps.openId = openIdProvider({ ...provider.settings, issuer: 'http://127.0.0.1:1' });
    const away = await request(office.app).get(path).expect(503);
    expect(away.body.code).toBe('provider-unavailable');
    delete office.deps.openId;
    expect((await request(office.app).get(path).expect(404)).body.code).toBe('no-provider');
  });
});
