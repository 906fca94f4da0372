import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignLeastLoaded } from '../../src/persistence/accounts/assignments.ts';
import { openCompanies } from '../../activities/companies.ts';
import { closeFollowUp, openFollowUp } from '../../src/persistence/accounts/follow-ups.ts';
import { notify } from '../../src/persistence/notices.ts';
import { inTransaction, query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { playTo } from '../support/http-trade.ts';
import { shopIn } from './catalogue-shop.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await query(office.orm, {
    text: `insert into platform_user (id, email, name, password_hash, company, roles)
      values ('u-manager-two', 'two@x.example', 'two', '-', 'c-platform', '{account-manager}')`,
  });
});
afterAll(() => office.close());

const assign = (company: string) =>
  inTransaction(office.orm, (client) => assignLeastLoaded(client, company, '2026-03-02T00:00:00Z'));
const account = async (company: string) =>
  (await office.get('operator', `/v1/companies/${company}/account`).expect(200)).body.account;

describe('account managers', () => {
  it('are given to companies by who has the fewest, and a company keeps its own', async () => {
    for (const company of ['c-harbour', 'c-lantau', 'c-harbour']) await assign(company);
    expect([(await account('c-harbour')).manager, (await account('c-lantau')).manager]).toEqual([
      'u-account-manager',
      'u-manager-two',
    ]);
  });

  it('are changed by the platform alone, and the schedule of follow-ups with them', async () => {
    const path = '/v1/companies/c-harbour/account';
    await office.post('buyer', path, { paused: true }).expect(404);
    await office.post('customer-service', path, { paused: true }).expect(403);
    expect((await office.post('operator', path, { manager: 'u-buyer' }).expect(422)).body.code).toBe('unknown-manager');
    await office.post('operator', path, { everyDays: 0 }).expect(422);
    const changed = await office.post('operator', path, { manager: 'u-manager-two', everyDays: 7 }).expect(200);
    expect(changed.body).toMatchObject({ manager: 'u-manager-two', everyDays: 7, paused: false });
    expect(office.companies.plans.at(-1)).toMatchObject({ company: 'c-harbour', everyDays: 7, paused: false });
    await office.post('operator', '/v1/companies/c-carrier/account', { paused: true }).expect(404);
    const kept = await query(office.orm, { text: `select from account_change where company = 'c-harbour'` });
    expect(kept).toHaveLength(2);
  });

  it('who have left are given no company, and are written to no more', async () => {
    const left = (at: string | null) =>
      query(office.orm, {
        text: `update platform_user set deactivated_at = $1
          where 'account-manager' = any(roles) and id <> 'u-manager-two'`,
        values: [at],
      });
    await left('2026-03-02T00:00:00Z');
    await assign('c-brightworks');
    expect((await account('c-brightworks')).manager).toBe('u-manager-two');
    const path = '/v1/companies/c-brightworks/account';
    const { body } = await office.post('operator', path, { manager: 'u-account-manager' }).expect(422);
    expect(body.code).toBe('unknown-manager');
    await inTransaction(office.orm, (client) =>
      notify(
        client,
        { kind: 'screening-hit', to: { roles: ['account-manager'] }, data: {} },
        { event: 'e1', at: '2026-03-02T00:00:00Z' },
      ),
    );
    const told = await query<{ to: string }>(office.orm, {
      text: `select to_user as "to" from outbox_letter where key like 'screening-hit:e1:%'`,
    });
    expect(told).toEqual([{ to: 'u-manager-two' }]);
    await left(null);
  });

  it("see companies' accounts, and a company its own only", async () => {
    await office.get('buyer', '/v1/companies/c-harbour/account').expect(200);
    await office.get('buyer', '/v1/companies/c-lantau/account').expect(404);
    await office.get('operator', '/v1/companies/c-nobody/account').expect(404);
  });
});

describe('follow-ups and notes', () => {
  const open = (id: string, dueAt: string) =>
    openFollowUp(office.orm, { id, company: 'c-harbour', at: '2026-03-02T00:00:00Z', dueAt, short: 0 });

  it("are due by the working days of the company's country, or by those it is given", async () => {
    const { openFollowUp: begin } = openCompanies(office);
    const path = '/v1/companies/c-harbour/account';
    // The Thursday before Christmas 2026: the two days after it are holidays in Hong Kong only.
    const opened = (id: string) => begin({ id, company: 'c-harbour', at: '2026-12-24T02:00:00.000Z' });
    const due = async (id: string, calendar: string | null) => {
      const { body } = await office.post('operator', path, { calendar }).expect(200);
      expect(body).toMatchObject({ calendar });
      return opened(id);
    };
    expect(await opened('f-hk')).toBe('2026-12-29T02:00:00.000Z');
    expect(await due('f-cn', 'CN')).toBe('2026-12-28T02:00:00.000Z');
    expect(await due('f-both', 'HK+CN')).toBe('2026-12-29T02:00:00.000Z');
    await query(office.orm, { text: `update company set country = 'CN' where id = 'c-harbour'` });
    expect(await due('f-country', null)).toBe('2026-12-28T02:00:00.000Z');
    await query(office.orm, { text: `update company set country = 'HK' where id = 'c-harbour'` });
    await office.post('operator', path, { calendar: 'FR' }).expect(422);
    await query(office.orm, { text: `delete from follow_up where id like 'f-%'` });
  });

  it('are listed by the day they are due, and recorded once', async () => {
    for (const [id, due] of [
      ['f-2', '2026-03-05T00:00:00Z'],
      ['f-1', '2026-03-04T00:00:00Z'],
    ] as const)
      await open(id, due);
    expect(await open('f-1', '2099-01-01T00:00:00Z')).toBe('2026-03-04T00:00:00.000Z');
    expect(
      await openFollowUp(office.orm, {
        id: 'f-9',
        company: 'c-carrier',
        at: '2026-03-02T00:00:00Z',
        dueAt: '2026-03-05T00:00:00Z',
        short: 0,
      }),
    ).toBeNull();
    const first = (await office.get('account-manager', '/v1/follow-ups?limit=1').expect(200)).body;
    const next = (await office.get('account-manager', `/v1/follow-ups?limit=1&after=${first.next}`).expect(200)).body;
    expect([first.followUps[0].id, next.followUps[0].id, next.next]).toEqual(['f-1', 'f-2', null]);
    const path = '/v1/companies/c-harbour/follow-ups/f-1/record';
    await office.post('buyer', path, { summary: 'all is well' }).expect(404);
    await office.post('account-manager', '/v1/companies/c-lantau/follow-ups/f-1/record', { summary: 'x' }).expect(404);
    const key = randomUUID();
    for (let times = 0; times < 2; times += 1) {
      const { body } = await office.post('account-manager', path, { summary: 'all is well' }, key).expect(200);
      expect(body).toMatchObject({ state: 'recorded', recordedBy: 'u-account-manager', summary: 'all is well' });
    }
    await office.post('account-manager', path, { summary: 'again' }).expect(404);
    expect(await closeFollowUp(office.orm, 'f-1', '2026-03-04T00:00:00Z')).toBe('recorded');
    expect(await closeFollowUp(office.orm, 'f-2', '2026-03-05T00:00:00Z')).toBe('missed');
    expect((await office.get('operator', '/v1/follow-ups?state=missed').expect(200)).body.followUps).toHaveLength(1);
    await office.get('buyer', '/v1/follow-ups').expect(403);
  });

  it("are the platform's own, page by page, the newest first", async () => {
    const path = '/v1/companies/c-harbour/notes';
    for (const text of ['first', 'second', 'third']) await office.post('account-manager', path, { text }).expect(201);
    const page = (await office.get('operator', `${path}?limit=2`).expect(200)).body;
    const rest = (await office.get('operator', `${path}?limit=2&after=${page.next}`).expect(200)).body;
    expect([...page.notes, ...rest.notes].map(({ text }: { text: string }) => text)).toEqual([
      'third',
      'second',
      'first',
    ]);
    await office.get('buyer', path).expect(404);
  });
});

describe('the insight of a company', () => {
  it('is made of its sealed contracts, and shows the stock it watches when that runs short', async () => {
    await playTo(office, 'escrow');
    const product = await shopIn(office).create({ stock: 5 });
    const hidden = await shopIn(office).create({ sku: 'SECRET', visibility: 'PRIVATE' });
    const watch = (body: object, status: number, person = 'buyer') =>
      office.post(person, '/v1/companies/c-harbour/stock-watches', body).expect(status);
    await watch({ product: hidden, threshold: 5 }, 422);
    await watch({ product, threshold: 5 }, 404, 'supplier');
    await watch({ product, threshold: 4 }, 200);
    const insight = async () => (await office.get('buyer', '/v1/companies/c-harbour/insight').expect(200)).body;
    const before = await insight();
    expect(before.stockAlerts).toEqual([]);
    expect(before.trend.length).toBeGreaterThan(0);
    expect(before.trend[0]).toMatchObject({ currency: 'USD', own: { contracts: 1 }, market: null });
    await watch({ product, threshold: 5 }, 200);
    expect((await insight()).stockAlerts).toMatchObject([{ product, stock: 5, threshold: 5 }]);
    await watch({ product, threshold: null }, 200);
    expect((await insight()).stockAlerts).toEqual([]);
    await office.get('supplier', '/v1/companies/c-harbour/insight').expect(404);
    expect((await office.get('account-manager', '/v1/companies/c-carrier/insight').expect(200)).body.trend).toEqual([]);
  });
});
