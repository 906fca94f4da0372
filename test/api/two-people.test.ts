import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { lettersTo } from '../support/letters.ts';
import { invited, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const proposals = '/v1/company/role-proposals';
const rightsOf = (user: string) => `/v1/company/users/${user}/rights`;
let people = 0;
const newcomer = () => {
  people += 1;
  return invited(office, 'operator', { email: `p${people}@platform.example`, roles: ['customer-service'] });
};
const advising = { roles: ['customer-service', 'adviser'], admin: false };
const rolesNow = async (token: string): Promise<string[]> =>
  (await withToken(office, token).get('/v1/me').expect(200)).body.roles;

describe('a role that moves money', () => {
  it('is given when a second person approves the hash, and not before', async () => {
    const { user, token } = await newcomer();
    const { body } = await office.post('operator', rightsOf(user), advising).expect(202);
    expect(body).toMatchObject({ state: 'open', subject: user, proposedBy: 'u-operator', decidedBy: null });
    expect(await rolesNow(token)).toEqual(['customer-service']);
    expect(await lettersTo(office.orm, 'role-proposed', 'u-account-manager')).toHaveLength(1);
    const path = `${proposals}/${body.proposal}`;
    const own = await office.post('operator', `${path}/approve`, { hash: body.hash }).expect(403);
    expect(own.body.code).toBe('same-person');
    const stale = await office.post('account-manager', `${path}/approve`, { hash: 'f'.repeat(64) }).expect(409);
    expect(stale.body.code).toBe('stale-hash');
    await office.post('account-manager', `${path}/approve`, { hash: 'short' }).expect(422);
    const done = await office.post('account-manager', `${path}/approve`, { hash: body.hash }).expect(200);
    expect(done.body).toMatchObject({ state: 'approved', decidedBy: 'u-account-manager' });
    expect(await rolesNow(token)).toEqual(['adviser', 'customer-service']);
    const again = await office.post('account-manager', `${path}/approve`, { hash: body.hash }).expect(409);
    expect(again.body.code).toBe('proposal-decided');
  });

  it('is not given once anything about the person has changed: the proposal is void', async () => {
    const { user, token } = await newcomer();
    const { body } = await office.post('operator', rightsOf(user), advising).expect(202);
    await office.post('operator', rightsOf(user), { roles: ['auditor'], admin: false }).expect(200);
    const path = `${proposals}/${body.proposal}/approve`;
    const refused = await office.post('account-manager', path, { hash: body.hash }).expect(409);
    expect(refused.body.code).toBe('proposal-decided');
    const { body: open } = await office.get('operator', `${proposals}?state=void`).expect(200);
    expect(open.proposals.map(({ proposal }: { proposal: string }) => proposal)).toContain(body.proposal);
    expect(await rolesNow(token)).toEqual(['auditor']);
  });

  it('is not given twice over when two approve at once, and a second proposal replaces the first', async () => {
    const { user } = await newcomer();
    const first = await office.post('operator', rightsOf(user), advising).expect(202);
    const second = await office
      .post('account-manager', rightsOf(user), { ...advising, roles: ['adviser'] })
      .expect(202);
    await office
      .post('account-manager', `${proposals}/${first.body.proposal}/approve`, { hash: first.body.hash })
      .expect(409);
    await office
      .post('operator', `${proposals}/${second.body.proposal}/approve`, { hash: second.body.hash })
      .expect(200);
  });

  it('can be refused, by the proposer as well, and is not decided on by others', async () => {
    const { user } = await newcomer();
    const { body } = await office.post('operator', rightsOf(user), advising).expect(202);
    const path = `${proposals}/${body.proposal}`;
    for (const way of ['approve', 'refuse'] as const) {
      const given = way === 'approve' ? { hash: body.hash } : {};
      const others = await office.post('buyer', `${path}/${way}`, given).expect(404);
      const none = await office.post('buyer', `${proposals}/p-none/${way}`, given).expect(404);
      expect(others.body).toEqual(none.body);
      expect((await office.post('adviser', `${path}/${way}`, given).expect(403)).body.code).toBe('not-an-admin');
    }
    expect((await office.post('operator', `${path}/refuse`).expect(200)).body.state).toBe('refused');
    await office.post('account-manager', `${path}/refuse`).expect(409);
  });

  it('does not let one person make the second: who administers the platform is decided by two as well', async () => {
    const refused = await office
      .post('operator', '/v1/company/invitations', {
        email: 'puppet@x.example',
        roles: ['auditor'],
        admin: true,
        locale: 'en',
      })
      .expect(422);
    expect(refused.body.code).toBe('needs-two-people');
    const { user } = await newcomer();
    await office.post('operator', rightsOf(user), { roles: ['customer-service'], admin: true }).expect(202);
  });

  it('of a bank with one administrator is approved by the platform', async () => {
    const teller = await office
      .post('bank', '/v1/company/invitations', { email: 'teller@bank.example', roles: ['bank'], locale: 'en' })
      .expect(422);
    expect(teller.body.code).toBe('needs-two-people');
    const key = await office.post('bank', '/v1/company/api-keys', { name: 'statements', roles: ['bank'] }).expect(201);
    const system = withToken(office, key.body.key);
    await system.post('/v1/bank/notifications').expect(403);
    expect((await system.get('/v1/me').expect(200)).body.roles).toEqual([]);
    const { proposal, hash } = key.body.proposal;
    await office.post('bank', `${proposals}/${proposal}/approve`, { hash }).expect(403);
    await office.post('operator', `${proposals}/${proposal}/approve`, { hash }).expect(200);
    expect((await system.get('/v1/me').expect(200)).body.roles).toEqual(['bank']);
  });

  it('is given up by deactivation, and does not come back with the person', async () => {
    const { user } = await newcomer();
    const { body } = await office.post('operator', rightsOf(user), advising).expect(202);
    await office.post('account-manager', `${proposals}/${body.proposal}/approve`, { hash: body.hash }).expect(200);
    const gone = await office.post('operator', `/v1/company/users/${user}/deactivate`).expect(200);
    expect(gone.body.roles).toEqual(['customer-service']);
    expect((await office.post('operator', `/v1/company/users/${user}/reactivate`).expect(200)).body.roles).toEqual([
      'customer-service',
    ]);
  });
});
