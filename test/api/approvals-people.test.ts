import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, termsOf } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  office.moveTo('2026-03-02T02:00:00.000Z');
});
afterAll(() => office?.close());

const level = { name: 'both', currency: 'USD', fromMinor: 500_000, needs: 'ALL', timeoutHours: 4 };
const later = (days: number) => new Date(Date.parse(office.deps.now()) + days * 86_400_000).toISOString();

async function inForce(given: object): Promise<void> {
  const { body } = await office.post('buyer', '/v1/approval-policies', given).expect(201);
  await office.post('buyer-manager', `/v1/approval-policies/${body.version}/confirm`).expect(200);
}
async function offered() {
  const { body } = await office.post('buyer', '/v1/orders', enquiry).expect(201);
  const path = `/v1/orders/${body.order}`;
  const offer = { terms: termsOf(office.deps.now()), validUntil: later(20) };
  await office.post('supplier', `${path}/submitQuote`, offer).expect(200);
  return { path, hash: (await office.get('buyer', path)).body.state.versions[0].hash as string };
}
const users = '/v1/company/users';

it('a contract in another currency takes of the limit of that one, and gives back the other', async () => {
  const limit = (currency: string, minor: number) => ({ of: 'COMPANY', window: 'MONTH', currency, minor });
  await inForce({ limits: [limit('USD', 1_250_000), limit('HKD', 9_000_000)] });
  const { path, hash } = await offered();
  await office.post('buyer', `${path}/acceptQuote`, { hash }).expect(200);
  await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
  const draft = async (minor: number) => {
    const terms = termsOf(office.deps.now(), { currency: 'HKD' });
    const lines = terms.lines.map((line) => ({ ...line, price: { minor, per: 1 } }));
    await office.post('supplier', `${path}/draftContract`, { terms: { ...terms, lines } }).expect(200);
    return (await office.get('buyer', path)).body.state.drafting.draft.hash as string;
  };
  const dear = await office.post('buyer', `${path}/confirmContract`, { hash: await draft(9750) }).expect(409);
  expect(dear.body).toMatchObject({ code: 'purchase-limit', data: { currency: 'HKD', takenMinor: 0 } });
  await office.post('buyer', `${path}/confirmContract`, { hash: await draft(8500) }).expect(200);
  const rows = await query<{ currency: string; minor: string }>(office.orm, {
    text: `select currency, sum(amount_minor) as minor from purchase_reservation group by 1 order by 1`,
  });
  expect(rows).toEqual([
    { currency: 'HKD', minor: '8500000' },
    { currency: 'USD', minor: '0' },
  ]);
});

it('who has left the company decides nothing, neither in person nor through who stands in', async () => {
  await inForce({ levels: [{ ...level, approvers: { users: ['u-buyer-manager', 'u-buyer-director'] } }] });
  const leave = { to: 'u-buyer-director', startsAt: later(-1), endsAt: later(9), reason: 'on leave' };
  await office.post('buyer-manager', '/v1/approval-delegations', leave).expect(201);
  const { path, hash } = await offered();
  const accept = () => office.post('buyer', `${path}/acceptQuote`, { hash });
  const first = (await accept().expect(409)).body.data.approval as string;
  await office.post('buyer', `${users}/u-buyer-manager/deactivate`).expect(200);
  const word = { hash, approve: true, reason: 'looked into' };
  const decide = (approval: string) => office.post('buyer-director', `/v1/approvals/${approval}/decide`, word);
  const { votes } = (await decide(first).expect(200)).body;
  expect(votes).toMatchObject([{ by: 'u-buyer-director', for: 'u-buyer-director' }]);
  // What is asked from now on asks only those who are left.
  const next = await offered();
  const asked = await office.post('buyer', `${next.path}/acceptQuote`, { hash: next.hash }).expect(409);
  const { body } = await office.get('buyer', `/v1/approvals/${asked.body.data.approval}`).expect(200);
  expect(body.levels[0].approvers).toEqual(['u-buyer-director']);
  const named = { levels: [{ ...level, approvers: { users: ['u-buyer-manager'] } }] };
  expect((await office.post('buyer', '/v1/approval-policies', named).expect(422)).body.code).toBe('unknown-user');
});
