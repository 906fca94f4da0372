import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { codeTo, lettersTo } from '../support/letters.ts';
import { goodPassword, postOpen, signIn, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const providers = '/v1/providers';
let numbers = 1_000_000;
const registration = (email: string, more: object = {}) => {
  numbers += 1;
  return {
    name: 'Tsing Yi Bonded Warehouse',
    country: 'HK',
    kinds: ['warehouse-operator'],
    registrationNumber: String(numbers),
    address: { lines: ['1 Container Port Road'], city: 'Hong Kong', country: 'HK' },
    administrator: { email, locale: 'zh-HK' },
    ...more,
  };
};
const register = async (email: string, more: object = {}): Promise<string> =>
  (await office.post('operator', providers, registration(email, more)).expect(201)).body.company;
const accept = async (email: string) => {
  const token = await codeTo(office.orm, 'provider-invitation', email);
  const { body } = await postOpen(office, '/v1/invitations/acceptances', {
    token,
    name: 'First Person',
    password: goodPassword,
  }).expect(201);
  const session = await signIn(office, email).expect(201);
  return { ...withToken(office, session.body.token), user: body.user as string, email };
};

describe('a provider', () => {
  it('is registered by who administers the platform, and its first administrator comes by a letter', async () => {
    const { body } = await office.post('operator', providers, registration('one@tsingyi.example')).expect(201);
    expect(body).toMatchObject({ proposal: null, invitation: { email: 'one@tsingyi.example' } });
    const [letter] = await lettersTo(office.orm, 'provider-invitation', 'one@tsingyi.example');
    expect(letter).toMatchObject({ company: 'Tsing Yi Bonded Warehouse' });
    expect(JSON.stringify(body)).not.toContain(letter?.token);
    const first = await accept('one@tsingyi.example');
    expect((await first.get('/v1/me').expect(200)).body).toMatchObject({
      company: body.company,
      roles: ['warehouse-operator'],
      admin: true,
    });
    const shown = await office.get('operator', `${providers}/${body.company}`).expect(200);
    expect(shown.body).toMatchObject({ administrators: 1, registeredBy: 'u-operator', address: { city: 'Hong Kong' } });
    const again = { email: 'two@tsingyi.example', locale: 'en' };
    const late = await office.post('operator', `${providers}/${body.company}/administrators`, again).expect(409);
    expect(late.body.code).toBe('already-administered');
  });

  it.each([
    [{ country: 'XX' }, 'country'],
    [{ kinds: ['buyer'] }, 'kinds.0'],
    [{ kinds: ['bank', 'carrier'] }, 'kinds'],
    [{ kinds: [] }, 'kinds'],
    [{ registrationNumber: '12' }, 'registrationNumber'],
    [{ country: 'CN', registrationNumber: '91350211M000100Y44' }, 'registrationNumber'],
    [{ lei: '529900T8BM49AURSDO56' }, 'lei'],
    [{ taxNumber: 'ABC' }, 'taxNumber'],
    [{ address: { lines: [], city: 'Hong Kong', country: 'HK' } }, 'address.lines'],
    [{ name: 'two\nlines' }, 'name'],
    [{ administrator: { email: 'nobody', locale: 'en' } }, 'administrator.email'],
  ])('is not registered with %j, and the field is named', async (more, path) => {
    const { body } = await office.post('operator', providers, registration('bad@x.example', more)).expect(422);
    expect(body).toMatchObject({ code: 'invalid-input', issues: [{ path }] });
  });

  it('is registered once under its number, also by two at once, and twice for no key', async () => {
    const same = registration('twice@x.example');
    const both = await Promise.all([1, 2].map(() => office.post('operator', providers, same)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('already-registered');
    const other = registration('once@x.example');
    const first = await office.post('operator', providers, other, 'one-key').expect(201);
    const repeated = await office.post('operator', providers, other, 'one-key').expect(201);
    expect(repeated.body).toEqual(first.body);
    expect(await lettersTo(office.orm, 'provider-invitation', 'once@x.example')).toHaveLength(1);
  });

  it('is registered, suspended and taken back by nobody else', async () => {
    const company = await register('alone@x.example');
    for (const path of [providers, `${providers}/${company}/suspend`, `${providers}/${company}/reactivate`]) {
      expect((await office.post('account-manager', path, {}).expect(403)).body.code).toBe('not-your-role');
      await office.post('warehouse', path, {}).expect(403);
    }
    await office.get('buyer', `${providers}/${company}`).expect(403);
    await office.get('bank', `${providers}/${company}`).expect(403);
    await office.post('operator', `${providers}/c-harbour/suspend`, { reason: 'no provider' }).expect(404);
    await office.get('operator', `${providers}/c-harbour`).expect(404);
  });

  it('that is a bank gets rights that move money by two people of the platform', async () => {
    const company = await register('clerk@bank.example', { name: 'Wing Cheong Bank', kinds: ['bank'] });
    const clerk = await accept('clerk@bank.example');
    expect((await clerk.get('/v1/me').expect(200)).body).toMatchObject({ roles: [], admin: false });
    const { body } = await office.get('account-manager', '/v1/company/role-proposals?state=open').expect(200);
    const { proposal, hash } = body.proposals.find(({ subject }: { subject: string }) => subject === clerk.user);
    const approve = `/v1/company/role-proposals/${proposal}/approve`;
    expect((await office.post('operator', approve, { hash }).expect(403)).body.code).toBe('same-person');
    await office.post('account-manager', `/v1/company/role-proposals/${proposal}/refuse`).expect(200);
    const asked = { email: clerk.email, locale: 'en' };
    const again = await office.post('operator', `${providers}/${company}/administrators`, asked).expect(201);
    const second = again.body.proposal;
    await office
      .post('account-manager', `/v1/company/role-proposals/${second.proposal}/approve`, { hash: second.hash })
      .expect(200);
    expect((await clerk.get('/v1/me').expect(200)).body).toMatchObject({ company, roles: ['bank'], admin: true });
  });
});

describe('a suspended provider', () => {
  it('is out at once, by sessions, keys and passwords, and comes back', async () => {
    const company = await register('gone@x.example');
    const first = await accept('gone@x.example');
    const { body } = await first
      .post('/v1/company/api-keys', { name: 'scanner', roles: ['warehouse-operator'] })
      .expect(201);
    const system = withToken(office, body.key);
    await system.get('/v1/me').expect(200);
    const reason = { reason: 'the licence has run out' };
    expect((await office.post('operator', `${providers}/${company}/suspend`, {}).expect(422)).body.issues[0].path).toBe(
      'reason',
    );
    const suspended = await office.post('operator', `${providers}/${company}/suspend`, reason).expect(200);
    expect(suspended.body.suspendedAt).not.toBeNull();
    await office.post('operator', `${providers}/${company}/suspend`, reason).expect(422);
    expect((await first.get('/v1/me').expect(401)).body.code).toBe('session-over');
    expect((await system.get('/v1/me').expect(401)).body.code).toBe('key-over');
    expect((await signIn(office, first.email).expect(403)).body.code).toBe('company-suspended');
    expect(await lettersTo(office.orm, 'company-suspended', first.user)).toEqual([
      { company: 'Tsing Yi Bonded Warehouse', reason: reason.reason },
    ]);
    await office.post('operator', `${providers}/${company}/reactivate`, { reason: 'renewed' }).expect(200);
    await office.post('operator', `${providers}/${company}/reactivate`, { reason: 'renewed' }).expect(422);
    await first.get('/v1/me').expect(401);
    await signIn(office, first.email).expect(201);
    await system.get('/v1/me').expect(200);
    const shown = await office.get('auditor', `${providers}/${company}`).expect(200);
    expect(shown.body.suspensions).toMatchObject([
      { suspendedBy: 'u-operator', reason: reason.reason, liftedBy: 'u-operator', liftedWhy: 'renewed' },
    ]);
  });

  it('is listed for the platform only; the list is paged, sorted, filtered by kind and searched', async () => {
    const carrier = { kinds: ['carrier'], country: 'SG', taxNumber: null };
    for (const name of ['Beta Line', 'Alpha Line', 'Gamma Line']) {
      const company = await register(`${name.slice(0, 4)}@line.example`, { ...carrier, name });
      if (name === 'Gamma Line')
        await office.post('operator', `${providers}/${company}/suspend`, { reason: 'wound up' });
    }
    const namesOf = async (person: string, query: string) => {
      const { body } = await office.get(person, `${providers}?${query}`).expect(200);
      return { names: body.providers.map(({ name }: { name: string }) => name), next: body.next as string | null };
    };
    expect((await namesOf('buyer', 'kind=carrier')).names).toEqual(['Alpha Line', 'Beta Line', 'South China Sea Line']);
    const page = await namesOf('operator', 'kind=carrier&limit=2&sort=country');
    expect(page.names).toEqual(['South China Sea Line', 'Alpha Line']);
    const rest = await namesOf('operator', `kind=carrier&limit=2&sort=country&after=${page.next}`);
    expect(rest).toEqual({ names: ['Beta Line', 'Gamma Line'], next: null });
    expect((await namesOf('operator', 'suspended=true&q=line')).names).toEqual(['Gamma Line']);
    expect((await namesOf('buyer', 'suspended=true')).names).toEqual([]);
    await office.get('operator', `${providers}?after=x`).expect(404);
    await office.get('operator', `${providers}?kind=buyer`).expect(400);
  });
});
