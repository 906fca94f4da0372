import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { payeeOf } from '../../src/persistence/payees.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const day = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();
const wanted = { name: 'Shenzhen Brightworks Co., Ltd.', account: 'gb82 west 1234 5698 7654 32', bic: 'SANDCNBJXXX' };
const own = '/v1/company/payout-account';
const of = (company: string, verb: string) => `/v1/payout-accounts/${company}/${verb}`;
const payout = (company: string, orderedAt: string) => ({ kind: 'PAYOUT' as const, company, entry: null, orderedAt });

/** A change of that supplier's account, approved by two people so many days ago. */
async function changed(who: string, company: string, days: number, account = wanted.account): Promise<void> {
  office.moveTo(ago(days));
  const { body } = await office.post(who, `${own}/proposals`, { ...wanted, account }).expect(201);
  await office.post('adviser', of(company, 'approvals'), { hash: body.hash }).expect(200);
  await office.post('adviser-two', of(company, 'approvals'), { hash: body.hash }).expect(200);
  office.moveTo(new Date().toISOString());
}

describe('a new payout account', () => {
  it('is proposed by the company and approved by two different people on its hash', async () => {
    const { body } = await office.post('supplier', `${own}/proposals`, wanted).expect(201);
    expect(body).toMatchObject({ state: 'open', account: '…5432', version: 2, inForceFrom: null });
    const { body: page } = await office.get('adviser', '/v1/payout-accounts/proposals').expect(200);
    expect(page.proposals).toMatchObject([{ company: 'c-brightworks', account: 'GB82WEST12345698765432' }]);
    await office.post('supplier', `${own}/proposals`, wanted).expect(409);
    const path = of('c-brightworks', 'approvals');
    expect((await office.post('adviser', path, { hash: 'f'.repeat(64) })).body).toMatchObject({ code: 'stale-hash' });
    for (const who of ['supplier', 'operator', 'bank']) await office.post(who, path, { hash: body.hash }).expect(403);
    const once = await office.post('adviser', path, { hash: body.hash }).expect(200);
    expect(once.body).toMatchObject({ state: 'open', approvals: [{ user: 'u-adviser' }], inForceFrom: null });
    expect((await office.post('adviser', path, { hash: body.hash })).body).toMatchObject({ code: 'same-person' });
    const twice = await office.post('adviser-two', path, { hash: body.hash }).expect(200);
    const [, second] = twice.body.approvals;
    expect(Date.parse(twice.body.inForceFrom) - Date.parse(second.at)).toBe(day);
    expect((await office.get('supplier', own).expect(200)).body).toMatchObject({
      inForce: { version: 1, account: '…0017' },
      changes: [{ version: 2, state: 'approved', approvals: [{ user: 'platform' }, { user: 'platform' }] }],
    });
  });

  it('is in a name every bank can write, which is found out before anybody is to be paid', async () => {
    for (const name of ['深圳市明亮照明有限公司', 'Łódź Ż'.repeat(13), '  ', 'Æ'.repeat(40)]) {
      const { body } = await office.post('supplier-two', `${own}/proposals`, { ...wanted, name }).expect(422);
      expect(body.code).toBe('invalid-input');
    }
  });

  it('is told to everybody of the company, without the whole number', async () => {
    const rows = await query<{ kind: string; to_user: string; data: { account: string } }>(office.orm, {
      text: `select kind, to_user, data from outbox_letter where kind like 'payout-account-%' order by kind`,
    });
    expect(rows.map(({ kind, to_user: to }) => `${kind} ${to}`)).toEqual([
      'payout-account-approved u-supplier',
      'payout-account-proposed u-supplier',
    ]);
    expect(rows.every(({ data }) => data.account === '…5432')).toBe(true);
  });

  it('is for buyers as well, who are paid back there when their money cannot go back the way it came', async () => {
    const { body } = await office.post('buyer', `${own}/proposals`, { ...wanted, name: 'Harbour Trading' }).expect(201);
    expect(body).toMatchObject({ company: 'c-harbour', version: 2, state: 'open' });
    await office.post('buyer', of('c-harbour', 'refusals'), { hash: body.hash, reason: 'a mistake' }).expect(200);
    await office.post('buyer-two', of('c-harbour', 'refusals'), { hash: body.hash, reason: 'not mine' }).expect(403);
  });

  it('is checked: a wrong IBAN, an unknown field, a company that is not paid', async () => {
    const bad = await office.post('supplier-two', `${own}/proposals`, { ...wanted, account: 'GB82WEST12345698765431' });
    expect(bad).toMatchObject({ status: 422, body: { issues: [{ path: 'account', message: 'not a valid IBAN' }] } });
    await office.post('carrier', `${own}/proposals`, wanted).expect(403);
    expect((await office.post('adviser', of('nobody', 'approvals'), { hash: 'f'.repeat(64) })).status).toBe(404);
  });

  it('can be taken back by the company and refused by the platform', async () => {
    const { body } = await office.post('supplier-two', `${own}/proposals`, wanted).expect(201);
    const said = { hash: body.hash, reason: 'a mistake' };
    await office.post('supplier', of('c-pearlriver', 'refusals'), said).expect(403);
    const back = await office.post('supplier-two', of('c-pearlriver', 'refusals'), said).expect(200);
    expect(back.body).toMatchObject({ state: 'void', detail: 'a mistake' });
    expect((await office.post('adviser', of('c-pearlriver', 'approvals'), said)).status).toBe(422);
    expect((await office.post('adviser', of('c-pearlriver', 'approvals'), { hash: body.hash })).status).toBe(404);
  });
});

describe('a payout', () => {
  it('goes to the old account while the new one cools off', async () => {
    const payee = await payeeOf(office.orm, payout('c-brightworks', new Date().toISOString()), 'cooling');
    expect(payee).toMatchObject({ account: '6200000000000000017' });
  });

  it('approved before the account changed is asked for anew; approved after it goes to the new one', async () => {
    await changed('supplier-two', 'c-pearlriver', 2);
    expect(await payeeOf(office.orm, payout('c-pearlriver', ago(3)), 'before')).toBe('changed');
    expect(await payeeOf(office.orm, payout('c-pearlriver', ago(1.5)), 'cooling-two')).toBe('changed');
    expect(await payeeOf(office.orm, payout('c-pearlriver', ago(0.5)), 'after')).toMatchObject({
      account: 'GB82WEST12345698765432',
    });
  });

  it('stays one order to one account, however often it is tried while the account changes', async () => {
    const approvedAt = ago(0.4);
    const first = await payeeOf(office.orm, payout('c-pearlriver', approvedAt), 'tried-twice');
    await changed('supplier-two', 'c-pearlriver', 1.2, '6200000000000000033');
    expect(await payeeOf(office.orm, payout('c-pearlriver', ago(0.1)), 'new')).toMatchObject({
      account: '6200000000000000033',
    });
    expect(first).toMatchObject({ account: 'GB82WEST12345698765432' });
    expect(await payeeOf(office.orm, payout('c-pearlriver', approvedAt), 'tried-twice')).toEqual(first);
  });
});
