import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, termsOf } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const open = '2026-03-02T02:00:00.000Z';
const policy = {
  levels: [
    {
      name: 'manager',
      currency: 'USD',
      fromMinor: 500_000,
      approvers: { users: ['u-buyer-manager'] },
      needs: 'ANY',
      timeoutHours: 4,
    },
    {
      name: 'director',
      currency: 'USD',
      fromMinor: 2_000_000,
      approvers: { users: ['u-buyer-director'] },
      needs: 'ANY',
      timeoutHours: 4,
    },
  ],
  limits: [
    { of: 'COMPANY', window: 'MONTH', currency: 'USD', minor: 3_000_000 },
    { of: 'USER', window: 'DAY', currency: 'USD', minor: 1_500_000 },
  ],
};

async function inForce(given: object): Promise<void> {
  const { body } = await office.post('buyer', '/v1/approval-policies', given).expect(201);
  await office.post('buyer-manager', `/v1/approval-policies/${body.version}/confirm`).expect(200);
}

/** An order with an offer of so many lamps at 12.50 USD, and the hash to accept it by. */
async function offered(quantity: number) {
  const now = office.deps.now();
  const { body } = await office.post('buyer', '/v1/orders', enquiry).expect(201);
  const path = `/v1/orders/${body.order}`;
  const terms = termsOf(now);
  const lines = terms.lines.map((line) => ({ ...line, quantity }));
  const validUntil = new Date(Date.parse(now) + 20 * 86_400_000).toISOString();
  await office.post('supplier', `${path}/submitQuote`, { terms: { ...terms, lines }, validUntil }).expect(200);
  const { body: seen } = await office.get('buyer', path).expect(200);
  return { order: body.order as string, path, hash: seen.state.versions[0].hash as string };
}
const accept = (path: string, hash: string, who = 'buyer') => office.post(who, `${path}/acceptQuote`, { hash });
const decide = (who: string, approval: string, hash: string, approve = true) =>
  office.post(who, `/v1/approvals/${approval}/decide`, { hash, approve, reason: 'looked into' });
const lettersOf = async (approval: string) =>
  (
    await query<{ kind: string; to: string }>(office.orm, {
      text: `select kind, to_user as "to" from outbox_letter where data->>'approval' = $1 order by kind, to_user`,
      values: [approval],
    })
  ).map(({ kind, to }) => `${kind} ${to}`);

describe('a policy', () => {
  it('counts only once a second person has confirmed it', async () => {
    office.moveTo(open);
    const { body } = await office.post('buyer', '/v1/approval-policies', policy).expect(201);
    const confirm = `/v1/approval-policies/${body.version}/confirm`;
    expect((await office.post('buyer', confirm).expect(403)).body.code).toBe('same-person');
    const free = await offered(1000);
    await accept(free.path, free.hash).expect(200);
    await office.post('supplier', `${free.path}/withdraw`, { reason: 'only a try' }).expect(200);
    await office.post('buyer-manager', confirm).expect(200);
    expect((await office.post('buyer-director', confirm).expect(409)).body.code).toBe('already-confirmed');
    const { body: listed } = await office.get('buyer', '/v1/approval-policies').expect(200);
    expect(listed.policies[0]).toMatchObject({ inForce: true, proposedBy: 'u-buyer', confirmedBy: 'u-buyer-manager' });
  });

  it('is the own company’s: others see none of it, and name none of its people', async () => {
    expect((await office.get('buyer-two', '/v1/approval-policies').expect(200)).body.policies).toEqual([]);
    await office.get('buyer-two', '/v1/approval-policies?company=c-harbour').expect(404);
    await office.post('buyer-two', '/v1/approval-policies/1/confirm', { company: 'c-harbour' }).expect(404);
    expect((await office.post('supplier', '/v1/approval-policies', {}).expect(403)).body.code).toBe('not-a-buyer');
    const stranger = { limits: [{ of: 'USER', user: 'u-buyer-two', window: 'DAY', currency: 'USD', minor: 1 }] };
    const { body } = await office.post('buyer', '/v1/approval-policies', stranger).expect(422);
    expect(body).toMatchObject({ code: 'unknown-user', data: { path: 'limits.0.user' } });
    const nowhere = await office.post('buyer', '/v1/approval-policies', { timeZone: 'Mars/Olympus' }).expect(422);
    expect(nowhere.body.code).toBe('unknown-time-zone');
  });
});

describe('a purchase above a level', () => {
  it('waits for its approval, which counts for the very hash and is asked for once', async () => {
    const { order, path, hash } = await offered(1000);
    const key = 'accept-1';
    const first = await office.post('buyer', `${path}/acceptQuote`, { hash }, key).expect(409);
    expect(first.body).toMatchObject({ code: 'approval-needed', data: { level: 'manager', hash } });
    const { approval } = first.body.data;
    expect((await accept(path, hash)).body.data.approval).toBe(approval);
    expect(await lettersOf(approval)).toEqual(['approval-asked u-buyer-manager']);
    expect((await decide('buyer', approval, hash).expect(403)).body.code).toBe('own-request');
    expect((await decide('buyer-director', approval, hash).expect(403)).body.code).toBe('not-an-approver');
    await decide('buyer-two', approval, hash).expect(404);
    await office.get('buyer-two', `/v1/approvals/${approval}`).expect(404);
    expect((await decide('buyer-manager', approval, 'b'.repeat(64)).expect(409)).body.code).toBe('stale-hash');
    expect((await decide('buyer-manager', approval, hash).expect(200)).body.state).toBe('APPROVED');
    expect((await decide('buyer-manager', approval, hash).expect(409)).body.code).toBe('approval-closed');
    // The refusal was the answer to that key and stays it; the command is sent again under another.
    await office.post('buyer', `${path}/acceptQuote`, { hash }, key).expect(409);
    await accept(path, hash).expect(200);
    // The contract with the same terms is covered by it.
    await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const { body } = await office.get('buyer', path);
    await office.post('buyer', `${path}/confirmContract`, { hash: body.state.drafting.draft.hash }).expect(200);
    expect((await office.get('buyer', `/v1/orders/${order}`)).body.stage).toBe('escrow');
  });

  it('whose terms change needs another approval, and the request for the old ones is void', async () => {
    office.moveTo('2026-04-01T02:00:00.000Z');
    const { path, hash } = await offered(1000);
    const { approval } = (await accept(path, hash).expect(409)).body.data;
    const terms = { ...termsOf(office.deps.now()), claimDays: 60 };
    const validUntil = new Date(Date.parse(office.deps.now()) + 86_400_000).toISOString();
    await office.post('supplier', `${path}/counterOffer`, { terms, validUntil }).expect(200);
    expect((await decide('buyer-manager', approval, hash).expect(409)).body.code).toBe('approval-void');
    expect((await office.get('buyer', `/v1/approvals/${approval}`)).body.state).toBe('VOID');
    const newest = (await office.get('buyer', path)).body.state.versions[1].hash;
    const next = (await accept(path, newest).expect(409)).body.data.approval;
    expect(next).not.toBe(approval);
    await decide('buyer-manager', next, newest, false).expect(200);
    // Refused for these terms: asking again opens a new request, which the refusal does not answer.
    expect((await accept(path, newest).expect(409)).body.data.approval).not.toBe(next);
  });

  it('is decided by who stands in, while the delegation lasts and not by whoever asked', async () => {
    const { path, hash } = await offered(1000);
    const { approval } = (await accept(path, hash).expect(409)).body.data;
    const range = { startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-01T03:00:00Z', reason: 'on leave' };
    const to = (user: string) => ({ to: user, ...range });
    const given = await office.post('buyer-manager', '/v1/approval-delegations', to('u-buyer-director')).expect(201);
    await office.post('buyer-manager', '/v1/approval-delegations', to('u-buyer')).expect(201);
    await office.post('buyer-manager', '/v1/approval-delegations', to('u-supplier')).expect(422);
    expect((await decide('buyer', approval, hash).expect(403)).body.code).toBe('own-request');
    const revoke = `/v1/approval-delegations/${given.body.delegation}/revoke`;
    await office.post('buyer-director', revoke).expect(404);
    office.moveTo('2026-04-01T03:00:00.000Z');
    expect((await decide('buyer-director', approval, hash).expect(403)).body.code).toBe('not-an-approver');
    office.moveTo('2026-04-01T02:30:00.000Z');
    const { body } = await decide('buyer-director', approval, hash).expect(200);
    expect(body).toMatchObject({ state: 'APPROVED', votes: [{ by: 'u-buyer-director', for: 'u-buyer-manager' }] });
    expect((await office.get('buyer', '/v1/approvals?state=APPROVED&limit=1')).body.next).not.toBeNull();
  });
});

describe('a purchase limit', () => {
  const until = (instant: string) => office.moveTo(instant);

  it('is reserved at acceptance, counts in the company’s own day, and comes back when the order ends', async () => {
    await inForce({ limits: [{ of: 'USER', window: 'DAY', currency: 'USD', minor: 1_500_000 }] });
    until('2026-05-04T15:30:00.000Z');
    const one = await offered(1000);
    const two = await offered(1000);
    await accept(one.path, one.hash).expect(200);
    const refused = await accept(two.path, two.hash).expect(409);
    const data = { takenMinor: 1_250_000, limitMinor: 1_500_000 };
    expect(refused.body).toMatchObject({ code: 'purchase-limit', data });
    // Another person of the company has a limit of their own.
    const three = await offered(1000);
    await accept(three.path, three.hash, 'buyer-manager').expect(200);
    // 23:59:59.999 in Hong Kong is still the same day; a millisecond later is the next.
    until('2026-05-04T15:59:59.999Z');
    await accept(two.path, two.hash).expect(409);
    until('2026-05-04T16:00:00.000Z');
    await accept(two.path, two.hash).expect(200);
    const four = await offered(1000);
    await accept(four.path, four.hash).expect(409);
    await office.post('buyer', `${two.path}/withdraw`, { reason: 'not needed' }).expect(200);
    await accept(four.path, four.hash).expect(200);
  });

  it('is taken by one of two purchases that come at once, and never by both', async () => {
    until('2026-05-06T02:00:00.000Z');
    const offers = await Promise.all([offered(1000), offered(1000), offered(1000)]);
    const answers = await Promise.all(offers.map(({ path, hash }) => accept(path, hash)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('is not taken by a command the order refuses', async () => {
    until('2026-05-07T02:00:00.000Z');
    const { path, hash } = await offered(1000);
    office.desk.failNext('down');
    const key = 'once-more';
    await office.post('buyer', `${path}/acceptQuote`, { hash }, key).expect(503);
    await office.post('buyer', `${path}/acceptQuote`, { hash }, key).expect(200);
    expect((await accept(path, hash).expect(409)).body.code).toBe('wrong-stage');
    const rows = await query<{ sum: string }>(office.orm, {
      text: `select sum(amount_minor) as sum from purchase_reservation where at >= '2026-05-06T16:00Z'`,
    });
    expect(rows[0]?.sum).toBe('1250000');
  });

  it('of a month begins with the month of the company’s time zone', async () => {
    const limits = [{ of: 'COMPANY', window: 'MONTH', currency: 'USD', minor: 1_250_000 }];
    await inForce({ timeZone: 'America/New_York', limits });
    until('2026-07-01T03:59:59.999Z');
    const one = await offered(1000);
    await accept(one.path, one.hash).expect(200);
    const two = await offered(1000);
    await accept(two.path, two.hash).expect(409);
    until('2026-07-01T04:00:00.000Z');
    await accept(two.path, two.hash).expect(200);
  });

  it('is not passed by in a currency it does not name', async () => {
    await inForce({ limits: [{ of: 'COMPANY', window: 'DAY', currency: 'EUR', minor: 1 }] });
    const { path, hash } = await offered(1);
    expect((await accept(path, hash).expect(409)).body.code).toBe('currency-not-allowed');
  });
});
