import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry } from '../support/http-trade.ts';
import { withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const keys = '/v1/company/api-keys';
const make = async (person: string, body: object): Promise<{ id: string; key: string }> =>
  (await office.post(person, keys, body).expect(201)).body;

describe('an API key', () => {
  it('acts as itself, for its company, in its roles', async () => {
    const { id, key } = await make('buyer', { name: 'erp', roles: ['buyer'] });
    expect(key).toMatch(/^tpk_[\w-]{43}$/);
    const { body } = await withToken(office, key).get('/v1/me').expect(200);
    expect(body).toMatchObject({ id, company: 'c-harbour', roles: ['buyer'], admin: false });
    const demand = { items: [{ description: 'LED lamp', quantity: 10 }], destination: 'Hong Kong' };
    const opened = await withToken(office, key).post('/v1/orders', { supplier: 'c-brightworks', demand }).expect(201);
    await office.get('buyer', `/v1/orders/${opened.body.order}`).expect(200);
    await office.get('buyer-two', `/v1/orders/${opened.body.order}`).expect(404);
  });

  it('is shown once: neither kept nor told again', async () => {
    const body = { name: 'shown once', roles: ['buyer'] };
    const first = await office.post('buyer', keys, body, 'key-once').expect(201);
    const again = await office.post('buyer', keys, body, 'key-once').expect(201);
    expect(again.body).toEqual({ ...first.body, key: null });
    const [{ kept }] = (await query<{ kept: string }>(office.orm, {
      text: `select (select json_agg(k)::text from api_key k) || (select json_agg(i)::text from idempotency i) as kept`,
    })) as [{ kept: string }];
    expect(kept).toContain('shown once');
    expect(kept).not.toContain(first.body.key);
    expect(JSON.stringify((await office.get('buyer', keys)).body)).not.toContain(first.body.key);
  });

  it('is never the second person of whoever made it: of a policy, or of a contract signed on paper', async () => {
    const { key } = await make('buyer-two', { name: 'second', roles: ['buyer'] });
    const system = withToken(office, key);
    const { version } = (await office.post('buyer-two', '/v1/approval-policies', {}).expect(201)).body;
    const confirmed = await system.post(`/v1/approval-policies/${version}/confirm`, {}).expect(403);
    expect(confirmed.body.code).toBe('not-for-systems');
    expect((await system.post('/v1/approval-policies', {}).expect(403)).body.code).toBe('not-for-systems');
    const { body } = await office.post('buyer-two', '/v1/orders', enquiry).expect(201);
    const paper = { hash: 'a'.repeat(64), document: 'scan' };
    const signed = await system.post(`/v1/orders/${body.order}/signOffline`, paper).expect(403);
    expect(signed.body.code).toBe('not-for-systems');
  });

  it('is good for nothing once it is revoked or has expired', async () => {
    const { id, key } = await make('buyer', { name: 'to end', roles: ['buyer'] });
    await withToken(office, key).get('/v1/me').expect(200);
    await office.post('buyer', `${keys}/${id}/revoke`).expect(200);
    expect((await withToken(office, key).get('/v1/me').expect(401)).body.code).toBe('key-over');
    await office.post('buyer', `${keys}/${id}/revoke`).expect(200);
    const expiresAt = new Date(Date.now() + 1500).toISOString();
    const short = await make('buyer', { name: 'short', roles: ['buyer'], expiresAt });
    await withToken(office, short.key).get('/v1/me').expect(200);
    await new Promise((resume) => setTimeout(resume, 1600));
    await withToken(office, short.key).get('/v1/me').expect(401);
  });

  it.each([`tpk_${'x'.repeat(43)}`, 'tpk_', 'tpk_short'])('that was never made is refused: %s', async (key) => {
    await withToken(office, key).get('/v1/me').expect(401);
  });

  it.each([
    ['buyer', { name: 'x', roles: ['supplier'] }, 'role-not-of-company'],
    ['operator', { name: 'x', roles: ['adviser'] }, 'not-for-systems'],
    ['operator', { name: 'x', roles: ['operator'] }, 'not-for-systems'],
    ['buyer', { name: 'x', roles: ['buyer'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiry-passed'],
    ['buyer', { name: '', roles: ['buyer'] }, 'invalid-input'],
    ['buyer', { name: 'x', roles: [] }, 'invalid-input'],
    ['buyer', { name: 'x', roles: ['buyer'], expiresAt: 'tomorrow' }, 'invalid-input'],
    ['buyer', { name: 'x', roles: ['buyer'], admin: true }, 'invalid-input'],
  ])('is not made by %s as %j: %s', async (person, body, code) => {
    expect((await office.post(person, keys, body).expect(422)).body.code).toBe(code);
  });

  it('never has a role its company has given up', async () => {
    const { key } = await make('supplier', { name: 'narrow', roles: ['supplier'] });
    await query(office.orm, { text: `update company set kinds = '{buyer}' where id = 'c-brightworks'` });
    expect((await withToken(office, key).get('/v1/me').expect(200)).body.roles).toEqual([]);
    await query(office.orm, { text: `update company set kinds = '{supplier}' where id = 'c-brightworks'` });
  });

  it('administers nothing and has no sessions', async () => {
    const system = withToken(office, (await make('buyer', { name: 'plain', roles: ['buyer'] })).key);
    expect((await system.get('/v1/company/users').expect(403)).body.code).toBe('not-an-admin');
    expect((await system.post(keys, { name: 'more', roles: ['buyer'] }).expect(403)).body.code).toBe('not-an-admin');
    expect((await system.get('/v1/sessions').expect(403)).body.code).toBe('not-for-systems');
    await system.delete('/v1/sessions/current').expect(403);
  });

  it('is listed with when it was last used, to its own company only', async () => {
    const used = await make('broker', { name: 'used', roles: ['customs-broker'] });
    await make('broker', { name: 'unused', roles: ['customs-broker'] });
    await withToken(office, used.key).get('/v1/me').expect(200);
    const { body } = await office.get('broker', keys).expect(200);
    expect(
      body.keys
        .map(({ name, lastUsedAt }: { name: string; lastUsedAt: string | null }) => [name, lastUsedAt !== null])
        .sort(),
    ).toEqual([
      ['unused', false],
      ['used', true],
    ]);
    expect((await office.get('carrier', keys).expect(200)).body.keys).toEqual([]);
    const others = await office.post('carrier', `${keys}/${used.id}/revoke`).expect(404);
    const none = await office.post('carrier', `${keys}/k-none/revoke`).expect(404);
    expect(others.body).toEqual(none.body);
    const page = await office.get('broker', `${keys}?limit=1`).expect(200);
    const rest = await office.get('broker', `${keys}?limit=1&after=${page.body.next}`).expect(200);
    expect(rest.body).toMatchObject({ next: null, keys: [expect.not.objectContaining({ id: page.body.keys[0].id })] });
  });
});
