import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { codeTo, lettersTo } from '../support/letters.ts';
import { goodPassword, invited, postOpen, signIn, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const invitations = '/v1/company/invitations';
const acceptances = '/v1/invitations/acceptances';
const users = '/v1/company/users';
const inviting = (email: string, more: object = {}) => ({ email, roles: ['buyer'], locale: 'en', ...more });
const accepting = (token: string, more: object = {}) => ({
  token,
  name: 'New Colleague',
  password: goodPassword,
  ...more,
});

describe('an invitation', () => {
  it('is not sent to one address over and over', async () => {
    const invite = (email: string) => office.post('buyer-two', invitations, inviting(email));
    for (let sent = 0; sent < 3; sent += 1) await invite('victim@else.example').expect(201);
    expect((await invite('Victim@else.example').expect(409)).body.code).toBe('too-many-invitations');
    await invite('another@else.example').expect(201);
    expect(await lettersTo(office.orm, 'invitation', 'victim@else.example')).toHaveLength(3);
  });

  it('makes a user of the company in its roles, once', async () => {
    const { body } = await office.post('buyer', invitations, inviting('Ada@harbour.example')).expect(201);
    expect(body).toMatchObject({ email: 'ada@harbour.example', roles: ['buyer'], admin: false, acceptedAt: null });
    const token = await codeTo(office.orm, 'invitation', 'ada@harbour.example');
    expect(JSON.stringify(body)).not.toContain(token);
    const accepted = await postOpen(office, acceptances, accepting(token)).expect(201);
    expect(accepted.body).toMatchObject({ company: 'c-harbour', roles: ['buyer'] });
    await postOpen(office, acceptances, accepting(token)).expect(404);
    const session = await signIn(office, 'ada@harbour.example').expect(201);
    const ada = withToken(office, session.body.token);
    await ada.get('/v1/orders').expect(200);
    expect((await ada.get(users).expect(403)).body.code).toBe('not-an-admin');
    expect((await ada.post(invitations, inviting('x@y.example')).expect(403)).body.code).toBe('not-an-admin');
  });

  it.each([
    [{ roles: ['supplier'] }, 'role-not-of-company'],
    [{ roles: ['adviser'] }, 'needs-two-people'],
    [{ roles: ['operator'] }, 'role-not-of-company'],
    [{ email: 'buyer@sandbox.example' }, 'already-with-us'],
  ])('with %j is refused: %s', async (more, code) => {
    const { body } = await office.post('buyer', invitations, inviting('refused@harbour.example', more));
    expect([409, 422]).toContain(body.status);
    expect(body.code).toBe(code);
  });

  it.each([
    [{ roles: [] }, 'roles'],
    [{ roles: ['king'] }, 'roles.0'],
    [{ email: 'x' }, 'email'],
    [{ locale: 'fr' }, 'locale'],
  ])('with %j is refused, naming the field', async (more, path) => {
    const { body } = await office.post('buyer', invitations, inviting('bad@harbour.example', more)).expect(422);
    expect(body.issues[0].path).toBe(path);
  });

  it("tells nobody that an address is another company's", async () => {
    const { body } = await office.post('buyer', invitations, inviting('supplier-two@sandbox.example')).expect(201);
    expect(body).toMatchObject({ email: 'supplier-two@sandbox.example', acceptedAt: null });
    expect(await lettersTo(office.orm, 'invitation', 'supplier-two@sandbox.example')).toEqual([]);
    expect(await lettersTo(office.orm, 'address-known', 'u-supplier-two')).toHaveLength(1);
  });

  it('is good for nothing once it is revoked, replaced or a week old', async () => {
    const first = await office.post('buyer', invitations, inviting('late@harbour.example')).expect(201);
    const revoked = await codeTo(office.orm, 'invitation', 'late@harbour.example');
    await office.post('buyer', `${invitations}/${first.body.invitation}/revoke`).expect(200);
    await office.post('buyer', `${invitations}/${first.body.invitation}/revoke`).expect(409);
    await postOpen(office, acceptances, accepting(revoked)).expect(404);
    office.moveTo(new Date(Date.now() + 1000).toISOString());
    await office.post('buyer', invitations, inviting('late@harbour.example')).expect(201);
    const replaced = await codeTo(office.orm, 'invitation', 'late@harbour.example');
    office.moveTo(new Date(Date.now() + 2000).toISOString());
    await office.post('buyer', invitations, inviting('late@harbour.example')).expect(201);
    const last = await codeTo(office.orm, 'invitation', 'late@harbour.example');
    await postOpen(office, acceptances, accepting(replaced)).expect(404);
    office.moveTo(new Date(Date.now() + 8 * 86_400_000).toISOString());
    await postOpen(office, acceptances, accepting(last)).expect(404);
    office.moveTo(new Date().toISOString());
    const weak = await postOpen(office, acceptances, accepting(last, { password: 'late-harbour' })).expect(422);
    expect(weak.body.code).toBe('weak-password');
    await postOpen(office, acceptances, accepting(last)).expect(201);
  });

  it('of another company is answered like one that does not exist, and lists show the own ones by pages', async () => {
    const { body } = await office.post('buyer', invitations, inviting('mine@harbour.example')).expect(201);
    const others = await office.post('supplier', `${invitations}/${body.invitation}/revoke`).expect(404);
    const none = await office.post('supplier', `${invitations}/i-none/revoke`).expect(404);
    expect(others.body).toEqual(none.body);
    expect((await office.get('supplier', invitations).expect(200)).body.invitations).toEqual([]);
    const first = await office.get('buyer', `${invitations}?limit=1`).expect(200);
    const second = await office.get('buyer', `${invitations}?limit=1&after=${first.body.next}`).expect(200);
    expect(first.body.invitations[0].invitation).not.toBe(second.body.invitations[0].invitation);
    await office.get('buyer', `${invitations}?after=nonsense`).expect(404);
  });
});

describe('the users of a company', () => {
  it('are listed by name or address, page by page, to those who administer it', async () => {
    const emails = async (sort: string): Promise<string[]> => {
      const found: string[] = [];
      for (let after = ''; ; ) {
        const { body } = await office.get('operator', `${users}?limit=2&sort=${sort}${after}`).expect(200);
        found.push(...body.users.map(({ email }: { email: string }) => email));
        if (body.next === null) return found;
        after = `&after=${body.next}`;
      }
    };
    const platform = ['account-manager', 'adviser', 'adviser-two', 'auditor', 'customer-service', 'operator'];
    expect(await emails('email')).toEqual(platform.map((name) => `${name}@sandbox.example`).sort());
    expect((await emails('name')).sort()).toEqual((await emails('email')).sort());
    await office.get('operator', `${users}?after=nonsense`).expect(404);
    await office.get('operator', `${users}?sort=password`).expect(400);
    expect(JSON.stringify((await office.get('operator', users)).body)).not.toContain('argon2');
  });

  it('get other roles at once, within what the company is', async () => {
    const ben = await invited(office, 'operator', { email: 'ben@platform.example', roles: ['auditor'] });
    const path = `${users}/${ben.user}/rights`;
    await withToken(office, ben.token).post('/v1/reconciliation/cases/1/resolve', { reason: 'x' }).expect(403);
    const rights = { roles: ['operator', 'auditor'], admin: false };
    expect((await office.post('operator', path, rights).expect(200)).body.roles).toEqual(['operator', 'auditor']);
    await withToken(office, ben.token).post('/v1/reconciliation/cases/1/resolve', { reason: 'x' }).expect(404);
    expect((await office.post('operator', path, rights).expect(422)).body.code).toBe('no-change');
    const buyer = await office.post('operator', path, { roles: ['buyer'], admin: false }).expect(422);
    expect(buyer.body.code).toBe('role-not-of-company');
  });

  it('of another company are answered like users there are not, in every way', async () => {
    for (const [way, body] of [
      ['rights', { roles: ['buyer'], admin: false }],
      ['deactivate', {}],
      ['reactivate', {}],
    ] as const) {
      const others = await office.post('buyer', `${users}/u-buyer-two/${way}`, body).expect(404);
      const none = await office.post('buyer', `${users}/u-none/${way}`, body).expect(404);
      expect(others.body).toEqual(none.body);
    }
  });

  it('lose sessions and keys at once when they are deactivated, and can come back', async () => {
    const eve = await invited(office, 'carrier', { email: 'eve@carrier.example', roles: ['carrier'], admin: true });
    const key = await withToken(office, eve.token).post('/v1/company/api-keys', {
      name: 'tracker',
      roles: ['carrier'],
    });
    expect(key.status).toBe(201);
    const system = withToken(office, key.body.key);
    await system.get('/v1/orders').expect(200);
    await office.post('carrier', `${users}/${eve.user}/deactivate`).expect(200);
    await withToken(office, eve.token).get('/v1/me').expect(401);
    await system.get('/v1/orders').expect(401);
    expect((await signIn(office, 'eve@carrier.example').expect(403)).body.code).toBe('user-deactivated');
    expect((await office.post('carrier', `${users}/${eve.user}/deactivate`).expect(409)).body.code).toBe(
      'user-deactivated',
    );
    await postOpen(office, '/v1/password-resets', { email: 'eve@carrier.example' }).expect(202);
    expect(await lettersTo(office.orm, 'password-reset', eve.user)).toEqual([]);
    await office.post('carrier', `${users}/${eve.user}/reactivate`).expect(200);
    await office.post('carrier', `${users}/${eve.user}/reactivate`).expect(409);
    await signIn(office, 'eve@carrier.example').expect(201);
    await system.get('/v1/orders').expect(401);
  });

  it('always have somebody who administers the company', async () => {
    const alone = { roles: ['inspector'], admin: false };
    for (const [way, body] of [
      ['rights', alone],
      ['deactivate', {}],
    ] as const) {
      const refused = await office.post('inspector', `${users}/u-inspector/${way}`, body).expect(409);
      expect(refused.body.code).toBe('last-admin');
    }
    const second = await invited(office, 'inspector', {
      email: 'two@inspect.example',
      roles: ['inspector'],
      admin: true,
    });
    const both = await Promise.all([
      office.post('inspector', `${users}/${second.user}/rights`, alone),
      withToken(office, second.token).post(`${users}/u-inspector/rights`, alone),
    ]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a company', () => {
  it('is renamed, and made buyer and supplier both, by those who administer it', async () => {
    expect((await office.get('supplier-two', '/v1/company').expect(200)).body.kinds).toEqual(['supplier']);
    const change = { name: 'Pearl River Group', kinds: ['supplier', 'buyer'] };
    const { body } = await office.post('supplier-two', '/v1/company', change).expect(200);
    expect(body).toEqual({
      company: 'c-pearlriver',
      businessesOnly: false,
      country: 'CN',
      name: 'Pearl River Group',
      kinds: ['buyer', 'supplier'],
    });
    const path = `${users}/u-supplier-two/rights`;
    await office.post('supplier-two', path, { roles: ['buyer', 'supplier'], admin: true }).expect(200);
    const demand = { items: [{ description: 'LED lamp', quantity: 10 }], destination: 'Hong Kong' };
    const own = await office.post('supplier-two', '/v1/orders', { supplier: 'c-pearlriver', demand }).expect(404);
    expect(own.body.code).toBe('unknown-supplier');
    await office.post('supplier-two', '/v1/orders', { supplier: 'c-brightworks', demand }).expect(201);
    const held = await office.post('supplier-two', '/v1/company', { kinds: ['supplier'] }).expect(409);
    expect(held.body.code).toBe('kind-in-use');
  });

  it('does not make itself more than a trader', async () => {
    await office.post('supplier', '/v1/company', { kinds: ['bank'] }).expect(422);
    const refused = await office.post('warehouse', '/v1/company', { kinds: ['buyer'] }).expect(403);
    expect(refused.body.code).toBe('kinds-set-by-platform');
    await office.post('adviser', '/v1/company', { name: 'Mine' }).expect(403);
    await office.post('supplier', '/v1/company', { name: 'two\nlines' }).expect(422);
  });
});
