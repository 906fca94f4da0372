import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { codeTo, lettersTo } from '../support/letters.ts';
import { goodPassword, postOpen, signIn, signUpOf, withToken } from '../support/newcomers.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const companies = '/v1/companies';
const confirmations = `${companies}/confirmations`;
const again = (email: string, password = goodPassword) =>
  postOpen(office, `${confirmations}/resend`, { email, password });
const count = async (table: 'company' | 'platform_user'): Promise<number> =>
  (await query<{ count: number }>(office.orm, { text: `select count(*)::int as count from ${table}` }))[0]!.count;

describe('signing up', () => {
  it('makes nothing until the address is confirmed, then a company with an administrator in its roles', async () => {
    const before = [await count('company'), await count('platform_user')];
    await postOpen(office, companies, signUpOf('Mei@peak.example')).expect(202);
    expect([await count('company'), await count('platform_user')]).toEqual(before);
    const waiting = await signIn(office, 'mei@peak.example').expect(403);
    expect(waiting.body.code).toBe('address-not-confirmed');
    const wrong = await signIn(office, 'mei@peak.example', 'another password 9').expect(401);
    expect(wrong.body.code).toBe('bad-credentials');

    const made = await postOpen(office, confirmations, {
      token: await codeTo(office.orm, 'confirm-address', 'mei@peak.example'),
    });
    expect(made.status).toBe(201);
    const { body } = await signIn(office, 'MEI@peak.example').expect(201);
    expect(body.user).toEqual({ id: made.body.user, company: made.body.company, roles: ['buyer', 'supplier'] });
    const me = await withToken(office, body.token).get('/v1/me').expect(200);
    expect(me.body).toMatchObject({ admin: true, country: 'HK', companyName: 'Peak Lamps Limited 山頂燈飾' });
  });

  it('answers the same for an address that is known, which gets another letter', async () => {
    const fresh = await postOpen(office, companies, signUpOf('fresh@peak.example')).expect(202);
    const known = await postOpen(office, companies, signUpOf('buyer@sandbox.example')).expect(202);
    expect(known.body).toEqual(fresh.body);
    expect(await lettersTo(office.orm, 'address-known', 'u-buyer')).toHaveLength(1);
    expect(await lettersTo(office.orm, 'confirm-address', 'buyer@sandbox.example')).toEqual([]);
    await signIn(office, 'buyer@sandbox.example', 'sandbox-only-trade').expect(201);
  });

  it('is the same sign-up when it is sent again under its key, and another password is not the same', async () => {
    const body = signUpOf('again@peak.example');
    await postOpen(office, companies, body, 'sign-up-once').expect(202);
    const again = await postOpen(office, companies, body, 'sign-up-once').expect(202);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await lettersTo(office.orm, 'confirm-address', 'again@peak.example')).toHaveLength(1);
    await postOpen(office, companies, { ...body, password: 'another harbour 8 lights' }, 'sign-up-once').expect(422);
  });

  it('keeps neither password nor code in clear, but for the letter that carries the code', async () => {
    await postOpen(office, companies, signUpOf('kept@peak.example')).expect(202);
    const code = await codeTo(office.orm, 'confirm-address', 'kept@peak.example');
    const [{ kept }] = (await query<{ kept: string }>(office.orm, {
      text: `select (select json_agg(s)::text from sign_up s) || (select json_agg(i)::text from idempotency i) as kept`,
    })) as [{ kept: string }];
    expect(kept).toContain('kept@peak.example');
    expect(kept).not.toContain(goodPassword);
    expect(kept).not.toContain(code);
  });

  it.each([
    [{ kinds: ['adviser'] }, 'kinds.0'],
    [{ kinds: ['bank'] }, 'kinds.0'],
    [{ kinds: ['warehouse-operator'] }, 'kinds.0'],
    [{ kinds: ['buyer', 'buyer'] }, 'kinds'],
    [{ kinds: [] }, 'kinds'],
    [{ country: 'hk' }, 'country'],
    [{ country: 'ZZ' }, 'country'],
    [{ email: 'nobody' }, 'email'],
    [{ name: 'two\nlines' }, 'name'],
    [{ company: '   ' }, 'company'],
    [{ locale: 'de' }, 'locale'],
    [{ admin: true }, 'admin'],
  ])('refuses %j, naming the field', async (more, path) => {
    const { body } = await postOpen(office, companies, signUpOf('bad@peak.example', more)).expect(422);
    expect(body.issues[0].path).toBe(path);
  });

  it.each(['short', 'Password12345678', 'Mei Wong Limited'])('refuses the password %s', async (password) => {
    const { body } = await postOpen(office, companies, signUpOf('weak@peak.example', { password })).expect(422);
    expect(body).toMatchObject({ code: 'weak-password', detail: expect.stringContaining('password') });
  });

  it('wants an Idempotency-Key', async () => {
    const { body } = await request(office.app).post(companies).send(signUpOf('nokey@peak.example')).expect(400);
    expect(body.code).toBe('idempotency-key-missing');
  });
});

describe('a confirmation code', () => {
  it('is good once, for a day, and not after a new one was sent', async () => {
    await postOpen(office, companies, signUpOf('codes@peak.example')).expect(202);
    const first = await codeTo(office.orm, 'confirm-address', 'codes@peak.example');
    office.moveTo(new Date(Date.now() + 1000).toISOString());
    await again('codes@peak.example').expect(202);
    const second = await codeTo(office.orm, 'confirm-address', 'codes@peak.example');
    expect(second).not.toBe(first);
    expect((await postOpen(office, confirmations, { token: first }).expect(404)).body.code).toBe('token-invalid');
    office.moveTo(new Date(Date.now() + 25 * 3_600_000).toISOString());
    await postOpen(office, confirmations, { token: second }).expect(404);
    office.moveTo(new Date().toISOString());
    await postOpen(office, confirmations, { token: second }).expect(201);
    await postOpen(office, confirmations, { token: second }).expect(404);
  });

  it('of a second sign-up with an address taken meanwhile makes no second user', async () => {
    await postOpen(office, companies, signUpOf('twice@peak.example')).expect(202);
    const first = await codeTo(office.orm, 'confirm-address', 'twice@peak.example');
    office.moveTo(new Date(Date.now() + 2000).toISOString());
    await postOpen(office, companies, signUpOf('twice@peak.example', { company: 'Another Limited' })).expect(202);
    const second = await codeTo(office.orm, 'confirm-address', 'twice@peak.example');
    const answers = await Promise.all([first, second].map((token) => postOpen(office, confirmations, { token })));
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect([404, 409]).toContain(answers.find(({ status }) => status !== 201)?.status);
  });

  it('is sent again for the sign-up of whoever knows its password, not for one a stranger made after it', async () => {
    const email = 'owner@peak.example';
    await postOpen(office, companies, signUpOf(email)).expect(202);
    office.moveTo(new Date(Date.now() + 1000).toISOString());
    await postOpen(office, companies, signUpOf(email, { password: 'a stranger 7 harbours' })).expect(202);
    office.moveTo(new Date(Date.now() + 2000).toISOString());
    await again(email).expect(202);
    await postOpen(office, confirmations, { token: await codeTo(office.orm, 'confirm-address', email) }).expect(201);
    office.moveTo(new Date().toISOString());
    await signIn(office, email, 'a stranger 7 harbours').expect(401);
    await signIn(office, email, goodPassword).expect(201);
    expect(await lettersTo(office.orm, 'confirm-address', email)).toHaveLength(3);
  });

  it('is not sent again for an address nobody has signed up with, and the answer does not tell', async () => {
    for (const email of ['unknown@peak.example', 'supplier@sandbox.example']) {
      await again(email).expect(202, {});
      expect(await lettersTo(office.orm, 'confirm-address', email)).toEqual([]);
    }
  });
});

describe('a lost password', () => {
  const resets = '/v1/password-resets';

  it('is replaced with the code of the letter, once, and all sessions end', async () => {
    const before = await signIn(office, 'buyer-two@sandbox.example', 'sandbox-only-trade').expect(201);
    await postOpen(office, resets, { email: 'Buyer-Two@sandbox.example' }).expect(202, {});
    const code = await codeTo(office.orm, 'password-reset', 'u-buyer-two');
    const weak = await postOpen(office, `${resets}/${code}`, { password: 'buyer-two sandbox' }).expect(422);
    expect(weak.body.code).toBe('weak-password');
    await postOpen(office, `${resets}/${code}`, { password: goodPassword }).expect(204);
    await withToken(office, before.body.token).get('/v1/me').expect(401);
    await signIn(office, 'buyer-two@sandbox.example', 'sandbox-only-trade').expect(401);
    await signIn(office, 'buyer-two@sandbox.example').expect(201);
    await postOpen(office, `${resets}/${code}`, { password: 'yet another 5 words' }).expect(404);
  });

  it('is not replaced after an hour, nor for an address nobody has, and asking tells nothing', async () => {
    await postOpen(office, resets, { email: 'nobody@sandbox.example' }).expect(202, {});
    await postOpen(office, resets, { email: 'inspector@sandbox.example' }).expect(202, {});
    const code = await codeTo(office.orm, 'password-reset', 'u-inspector');
    office.moveTo(new Date(Date.now() + 61 * 60_000).toISOString());
    const late = await postOpen(office, `${resets}/${code}`, { password: goodPassword }).expect(404);
    expect(late.body.code).toBe('token-invalid');
    office.moveTo(new Date().toISOString());
    await postOpen(office, `${resets}/no-code`, { password: goodPassword }).expect(404);
  });
});

it('asking for letters is limited by sender', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const { status } = await again(`n${attempt}@peak.example`);
    statuses.push(status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect(statuses[0]).toBe(202);
});
