import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { recordOf } from '../../src/domain/order/draft.ts';
import { judge } from '../../src/domain/order/judge.ts';
import { record } from '../../src/persistence/order-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { notice } from '../support/bank-notices.ts';
import { type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';
import { invited } from '../support/newcomers.ts';
import { people } from '../support/people.ts';

let office: Office;
let desk: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  desk = await openTrade(office);
});
afterAll(() => office?.close());

const standing = { roles: ['adviser'], admin: false };
const become = (user: string, { roles, admin }: typeof standing) =>
  query(office.orm, {
    text: 'update platform_user set roles = $2, admin = $3 where id = $1',
    values: [user, roles, admin],
  });
afterEach(() => become('u-adviser', standing));
const stopsAdvising = () => become('u-adviser', { roles: ['customer-service'], admin: false });

describe('what somebody approved who has lost the role since', () => {
  it('does not count for a payout account: the next approval takes its place, and one more is needed', async () => {
    const account = { name: 'Shenzhen Brightworks Co., Ltd.', account: 'GB82WEST12345698765432' };
    const { body } = await office.post('supplier', '/v1/company/payout-account/proposals', account).expect(201);
    const approve = (who: string) =>
      office.post(who, '/v1/payout-accounts/c-brightworks/approvals', { hash: body.hash }).expect(200);
    await approve('adviser');
    await stopsAdvising();
    expect((await approve('adviser-two')).body).toMatchObject({
      state: 'open',
      approvals: [{ user: 'u-adviser-two' }],
      inForceFrom: null,
    });
    await become('u-adviser', standing);
    expect((await approve('adviser')).body).toMatchObject({ state: 'approved' });
  });

  it('does not count for money in suspense: the proposal is void and nothing moves', async () => {
    const bankReference = `STRAY-${randomUUID().slice(0, 8)}`;
    const debtor = { name: 'Harbour Trading', account: '6200000000000000041' };
    const transactions = [{ amountMinor: 90_000, text: ['THANK YOU'], debtor }];
    const [done] = await desk.bank(
      notice([{ creditDebit: 'CRDT', bankReference, bookingDate: '2026-11-22', transactions }]),
    );
    const { entry } = done as unknown as { entry: string };
    const path = `/v1/suspense/${entry}`;
    const wanted = { action: 'RETURN', reason: 'nobody knows it' };
    const { body } = await office.post('adviser', `${path}/proposals`, wanted).expect(201);
    await stopsAdvising();
    const approved = await office.post('adviser-two', `${path}/approvals`, { hash: body.hash }).expect(200);
    expect(approved.body).toMatchObject({ state: 'void', detail: expect.stringContaining('no adviser any more') });
    await become('u-adviser', standing);
    await office.post('adviser', `${path}/proposals`, wanted).expect(201);
  });

  it('does not count for a payout: the second pays nothing, is told, and a third person does', async () => {
    const trade = await playTo(office, 'release');
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const [payout] = (await trade.contracted()).disbursements;
    const approval = { disbursement: payout?.id, hash: payout?.hash };
    const paid = async () => (await trade.contracted()).disbursements[0];
    await trade.issue('adviser', 'approvePayout', approval);
    await stopsAdvising();
    const second = await trade.issue('adviser-two', 'approvePayout', approval);
    expect(second.facts).toEqual(['ApprovalLapsed', 'DisbursementApproved']);
    expect(await paid()).toMatchObject({ status: 'AWAITING_APPROVAL', approvals: [{ user: 'u-adviser-two' }] });
    const told = `select to_user as "to" from outbox_letter where order_no = $1 and kind = 'approval-lapsed'`;
    expect(await query(office.orm, { text: told, values: [trade.number] })).toEqual([{ to: 'u-adviser-two' }]);
    await office.post('adviser-two', `${trade.path}/approvePayout`, approval).expect(409);
    expect((await office.post('adviser', `${trade.path}/approvePayout`, approval).expect(403)).body.code).toBe(
      'not-your-move',
    );
    await become('u-customer-service', standing);
    await trade.issue('customer-service', 'approvePayout', approval);
    await become('u-customer-service', { roles: ['customer-service'], admin: false });
    expect(await paid()).toMatchObject({ status: 'SENT' });
  });

  it.each([
    ['been shut out', `update platform_user set deactivated_at = now() where id = 'u-adviser'`],
    ['no company that may act', `update company set suspended_at = now() where id = 'c-platform'`],
  ])('is not recorded as the second of two when the first has %s', async (_why, text) => {
    const trade = await playTo(office, 'release');
    await trade.issue('warehouse', 'transferTitle', { act: 'T-1' });
    const [payout] = (await trade.contracted()).disbursements;
    const approval = { disbursement: payout?.id, hash: payout?.hash };
    await trade.issue('adviser', 'approvePayout', approval);
    const order = await trade.state();
    const judged = judge(order, { name: 'approvePayout', input: approval }, people.secondAdviser, office.deps.now());
    if ('rejection' in judged) throw new Error(judged.rejection.detail);
    const { after: _, ...draft } = recordOf(order, judged.facts, { id: randomUUID(), name: 'approvePayout' });
    await query(office.orm, { text });
    expect(await record(office.orm, draft)).toEqual({ status: 'lapsed', users: ['u-adviser'] });
    await query(office.orm, { text: text.replace('now()', 'null') });
    expect((await trade.state()).version).toBe(order.version);
    expect(await record(office.orm, draft)).toEqual({ status: 'written' });
    await stopsAdvising();
    expect(await record(office.orm, draft)).toEqual({ status: 'written' });
  });

  it('does not count for a role that moves money: whoever proposed it has to administer still', async () => {
    const { user } = await invited(office, 'operator', { email: 'p1@platform.example', roles: ['customer-service'] });
    const rights = { roles: ['customer-service', 'adviser'], admin: false };
    const { body } = await office.post('operator', `/v1/company/users/${user}/rights`, rights).expect(202);
    const path = `/v1/company/role-proposals/${body.proposal}/approve`;
    await become('u-operator', { roles: ['operator'], admin: false });
    const refused = await office.post('account-manager', path, { hash: body.hash }).expect(409);
    expect(refused.body.code).toBe('proposal-void');
    await become('u-operator', { roles: ['operator'], admin: true });
    await office.post('account-manager', path, { hash: body.hash }).expect(200);
  });
});
