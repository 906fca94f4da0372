import { openFollowUp } from '../../../../src/persistence/accounts/follow-ups.ts';
import { query } from '../../../../src/persistence/sql.ts';
import { application, pdf } from '../../../../test/api/companies.ts';
import { shopIn } from '../../../../test/api/catalogue-shop.ts';
import { codeTo } from '../../../../test/support/letters.ts';
import { goodPassword, signUpOf } from '../../../../test/support/newcomers.ts';
import { seededUsers } from '../../../../src/persistence/seed.ts';
import type { Teller, Write } from '../teller.ts';

const companies = '/v1/companies';

/** Companies sign up, and one of their people forgets a password; strangers do the same beside them. */
export async function signingUp({ write, world }: Teller): Promise<void> {
  const [one, other, third] = ['mei@peak.example', 'ada@other.example', 'bob@third.example'];
  const { orm } = world.office;
  const confirmations = `${companies}/confirmations`;
  const [resend, resets] = [`${confirmations}/resend`, '/v1/password-resets'];
  const post = (path: string, body: object, more: Partial<Write> = {}) => write({ as: null, path, body, ...more });
  const codeFor = (email: string) => codeTo(orm, 'confirm-address', email);
  const resetCodeOf = async (email: string): Promise<string> => {
    const [row] = await query<{ id: string }>(orm, {
      text: 'select id from platform_user where email = $1',
      values: [email],
    });
    return codeTo(orm, 'password-reset', row?.id ?? '');
  };
  await post(companies, signUpOf(one), { stranger: { body: signUpOf('eve@fourth.example') } });
  for (const email of [other, third]) await post(companies, signUpOf(email));
  const own = (email: string) => ({ email, password: goodPassword });
  await post(resend, own(one), { other: { path: resets, body: { email: one } }, stranger: { body: own(other) } });
  const token = await codeFor(one);
  await post(
    confirmations,
    { token },
    {
      other: { path: '/v1/invitations/acceptances', body: { token, name: 'Mei', password: goodPassword } },
      stranger: { body: { token: await codeFor(other) } },
    },
  );
  await post(confirmations, { token: await codeFor(third) });
  await post(resets, { email: one }, { other: { path: resend, body: own(one) }, stranger: { body: { email: other } } });
  await post(resets, { email: third });
  const stranger = { path: `${resets}/${await resetCodeOf(third)}` };
  await post(`${resets}/${await resetCodeOf(one)}`, { password: 'another harbour 8 lights' }, { stranger });
}

/** A company invites people, changes what they may, and lets them go. */
export async function people({ office, write, world }: Teller): Promise<void> {
  const invitations = '/v1/company/invitations';
  const { orm } = world.office;
  const inviting = (email: string) => ({ email, roles: ['buyer'], admin: false, locale: 'en' });
  await office.post('buyer', '/v1/company', { name: 'Harbour Trading Limited' });
  await office.post('buyer', invitations, inviting('early@harbour.example'));
  const { body } = await office.post('buyer', invitations, inviting('late@harbour.example')).expect(201);
  await office.post('buyer', `${invitations}/${(body as { invitation: string }).invitation}/revoke`);
  for (const email of ['ada@harbour.example', 'bob@harbour.example'])
    await office.post('buyer', invitations, inviting(email));
  const [ada, bob] = [
    await codeTo(orm, 'invitation', 'ada@harbour.example'),
    await codeTo(orm, 'invitation', 'bob@harbour.example'),
  ];
  const accepting = (token: string) => ({ token, name: 'New Colleague', password: goodPassword });
  const path = '/v1/invitations/acceptances';
  await write({ as: null, path, body: accepting(ada), stranger: { body: accepting(bob) } });

  const rights = (user: string) => `/v1/company/users/${user}/rights`;
  const subject = '/v1/company/users/u-buyer-director';
  await office.post('buyer', rights('u-buyer-director'), { roles: ['buyer'], admin: true });
  await office.post('buyer', `${subject}/deactivate`);
  await office.post('buyer', `${subject}/reactivate`);
  const propose = async (user: string): Promise<{ proposal: string; hash: string }> =>
    (await office.post('operator', rights(user), { roles: ['customer-service', 'adviser'], admin: false }).expect(202))
      .body as { proposal: string; hash: string };
  const proposals = '/v1/company/role-proposals';
  const [yes, no] = [await propose('u-customer-service'), await propose('u-customer-service-colleague')];
  await office.post('account-manager', `${proposals}/${yes.proposal}/approve`, { hash: yes.hash });
  await office.post('account-manager', `${proposals}/${no.proposal}/refuse`);

  const keys = '/v1/company/api-keys';
  const made = await write({ as: 'buyer', path: keys, body: { name: 'erp', roles: ['buyer'] }, toldOnce: ['key'] });
  await office.post('buyer', `${keys}/${(made.body as { id: string }).id}/revoke`);
}

/** People end their sessions: one of them, the one they are in, all of them. */
export async function sessions({ office, write, world }: Teller): Promise<void> {
  await office.post('inspector', '/v1/me', { name: 'Ines Pector' });
  const password = { current: seededUsers[0]?.password, password: goodPassword };
  await office.post('inspector', '/v1/me/password', password);
  const signedIn = () => world.signedIn('u-auditor-colleague');
  await world.signedIn('u-inspector');
  const { body } = await world.office.get('inspector', '/v1/sessions').expect(200);
  const [found] = (body as { sessions: { session: string; current: boolean }[] }).sessions.filter(
    (each) => !each.current,
  );
  await write({ as: 'inspector', method: 'delete', path: `/v1/sessions/${found?.session}` });
  const [mine, stranger] = [await signedIn(), await world.signedIn('u-inspector-colleague')];
  const unknown = { method: 'post' as const, path: '/v1/bank/notifications', body: '<a/>', type: 'application/xml' };
  const refused = [{ ...unknown, token: await world.office.token('carrier') }];
  const ending = { method: 'delete' as const, endsSession: true, refused, stranger: { token: stranger } };
  await write({ ...ending, as: mine, path: '/v1/sessions/current' });
  const [all, other] = [await signedIn(), await world.signedIn('u-broker-colleague')];
  await write({ ...ending, as: all, path: '/v1/sessions', stranger: { token: other } });
}

/** Two companies ask to become members; one is asked something and taken, the other is not. */
export async function membership({ office, write, world }: Teller): Promise<void> {
  const file = (as: string, company: string, kind: string) =>
    write({
      as,
      path: `/v1/qualifications/${company}/documents?kind=${kind}&title=${kind}.pdf`,
      body: pdf,
      type: 'application/pdf',
    });
  for (const company of ['c-new', 'c-later']) {
    const as = await world.found(company, `Company ${company} Limited`, 'buyer');
    const stranger = { token: await world.found(`${company}-other`, 'Somebody Else Limited', 'buyer') };
    await write({ as, path: '/v1/qualifications', body: application, stranger });
    await file(as, company, 'BUSINESS_LICENCE');
    await file(as, company, 'TAX_REGISTRATION');
    if (company === 'c-later') continue;
    await office.post('account-manager', '/v1/qualifications/c-new/ask-more-info', { question: 'Whose seal?' });
    await write({ as, path: '/v1/qualifications/c-new/answer', body: { answer: 'Ours.' } });
    await office.post('account-manager', '/v1/qualifications/c-new/approve', { tier: 'GOLD' });
  }
  await office.post('operator', '/v1/qualifications/c-later/reject', { reason: 'The licence has run out.' });
}

/** The platform registers a warehouse, suspends it and takes it back; an order gets it, and a buyer prefers nobody. */
export async function providers({ office, orderIn }: Teller): Promise<void> {
  const administrator = { email: 'first@tsingyi.example', locale: 'en' };
  const address = { lines: ['1 Container Port Road'], city: 'Hong Kong', country: 'HK' };
  const registration = { name: 'Tsing Yi Warehouse', country: 'HK', registrationNumber: '7654321', address };
  const whole = { ...registration, kinds: ['warehouse-operator'], administrator };
  const { body } = await office.post('operator', '/v1/providers', whole).expect(201);
  const { company } = body as { company: string };
  const of = `/v1/providers/${company}`;
  await office.post('operator', `${of}/administrators`, { ...administrator, email: 'other@tsingyi.example' });
  await office.post('operator', `${of}/suspend`, { reason: 'the licence has run out' });
  await office.post('operator', `${of}/reactivate`, { reason: 'the licence is renewed' });
  const taking = { place: 'warehouse', company, reason: 'it is nearer' };
  await office.post('adviser', `${await orderIn('enquiry')}/replaceProvider`, taking);
  await office.post('buyer', '/v1/company/providers', { carrier: null });
}

/** What account managers do for a member. */
export async function accounts({ office, world }: Teller): Promise<void> {
  const of = (what: string) => `${companies}/c-new/${what}`;
  await office.post('operator', of('account'), { everyDays: 7, paused: false });
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const at = new Date().toISOString();
  await openFollowUp(world.office.orm, { id: 'f-proof', company: 'c-new', at, dueAt, short: 0 });
  await office.post('account-manager', of('follow-ups/f-proof/record'), { summary: 'all is well' });
  await office.post('account-manager', of('notes'), { text: 'called' });
  const product = await shopIn(office).create({ sku: 'WATCHED' });
  await office.post('buyer', `${companies}/c-harbour/stock-watches`, { product, threshold: 5 });
}

/** Two companies resemble listed parties: two people clear one and confirm the other. */
export async function screening({ office, write, world }: Teller): Promise<void> {
  await world.found('c-kestrel', 'Kestrel Maritime Holding', 'supplier');
  await world.found('c-nordwind', 'Orient Nordwind', 'supplier');
  const csv = ['id,name,aliases,country,programme', 'EX-1,Kestrel Maritime Holding,,,X', 'EX-2,Orient Nordwind,,,X'];
  await write({
    as: 'operator',
    path: '/v1/screening/lists?name=Example',
    body: csv.join('\n'),
    type: 'text/csv',
  });
  const applying = async (company: string): Promise<void> => {
    await write({ as: await world.signedIn(`u-${company}`), path: '/v1/qualifications', body: application });
  };
  for (const company of ['c-kestrel', 'c-nordwind']) await applying(company);
  const { body } = await world.office.get('operator', '/v1/screening/hits?state=open').expect(200);
  const [one, other] = (body as { hits: { hit: number }[] }).hits;
  const reason = { reason: 'compared the register' };
  await office.post('operator', `/v1/screening/hits/${one?.hit}/clear`, reason);
  await office.post('operator', `/v1/screening/hits/${other?.hit}/confirm`, reason);
}
