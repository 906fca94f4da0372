import { wholesale } from '../../../../src/domain/order/profile.ts';
import { shopIn } from '../../../../test/api/catalogue-shop.ts';
import { mailOf } from '../../../../test/api/mails.ts';
import { extendedTo, openTender, statement } from '../../../../test/api/sourcing-tender.ts';
import { enquiry, playTo, termsOf } from '../../../../test/support/http-trade.ts';
import { purchaseOrderOf } from '../../../../test/support/ubl-samples.ts';
import type { Teller } from '../teller.ts';

const day = 86_400_000;
const dateIn = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);

/** Frames are agreed on, called off, declined and ended. */
export async function frames({ office }: Teller): Promise<void> {
  const line = {
    line: 1,
    sku: 'LAMP-1',
    description: 'LED lamp',
    quantity: 2500,
    unit: 'C62',
    price: { minor: 1200, per: 1 },
  };
  const content = { kind: 'FRAME', validFrom: dateIn(-5), validUntil: dateIn(90), currency: 'USD', lines: [line] };
  const propose = async () =>
    (await office.post('buyer', '/v1/agreements', { partner: 'c-brightworks', content }).expect(201)).body as {
      id: string;
      hash: string;
    };
  const [signed, declined] = [await propose(), await propose()];
  await office.post('supplier', `/v1/agreements/${signed.id}/sign`, { hash: signed.hash });
  await office.post('supplier', `/v1/agreements/${declined.id}/decline`);
  const call = { lines: [{ line: 1, quantity: 10 }], destination: 'Hong Kong' };
  await office.post('buyer', `/v1/agreements/${signed.id}/call-offs`, call);
  await office.post('buyer', `/v1/agreements/${signed.id}/end`);
}

/** Two companies market together: costs are claimed, confirmed and refused, and read by both. */
export async function jointMarketing({ office }: Teller): Promise<void> {
  const scope = { countries: ['SK'], hsPrefixes: ['9405'], noticeDays: 30 };
  const budget = { currency: 'USD', ceilingMinor: 100_000, supplierBp: 5000 };
  const content = { kind: 'MARKETING', validFrom: dateIn(-5), validUntil: dateIn(90), ...scope, budget };
  // One agreement for each: an invoice is claimed once, whoever claims it first.
  for (const [answer, digit] of [['confirm', '1'], ['refuse', '2']] as const) {
    const { body } = await office.post('buyer', '/v1/agreements', { partner: 'c-brightworks', content }).expect(201);
    const made = body as { id: string; hash: string };
    await office.post('supplier', `/v1/agreements/${made.id}/sign`, { hash: made.hash });
    const cost = { description: 'Fair', spentOn: dateIn(-1), amountMinor: 5000 };
    const claim = { ...cost, evidence: { name: 'invoice', sha256: digit.repeat(64) } };
    const { body: claimed } = await office.post('buyer', `/v1/agreements/${made.id}/costs`, claim).expect(201);
    const { id, hash } = claimed as { id: string; hash: string };
    const said = answer === 'confirm' ? { hash } : { reason: 'not agreed' };
    await office.post('supplier', `/v1/agreements/${made.id}/costs/${id}/${answer}`, said);
  }
}

/** A company has its purchases approved by a second person, who goes on leave. */
export async function approvals({ office, write, world }: Teller): Promise<void> {
  const second = await world.colleague('u-buyer-two');
  const level = { name: 'manager', currency: 'USD', fromMinor: 500_000, needs: 'ANY', timeoutHours: 4 };
  const policy = { levels: [{ ...level, approvers: { users: ['u-buyer-two-colleague'] } }], limits: [] };
  const { body } = await office.post('buyer-two', '/v1/approval-policies', policy).expect(201);
  await write({ as: second, path: `/v1/approval-policies/${(body as { version: number }).version}/confirm`, body: {} });

  const { body: opened } = await office.post('buyer-two', '/v1/orders', enquiry).expect(201);
  const path = `/v1/orders/${(opened as { order: string }).order}`;
  const offer = { terms: termsOf(new Date().toISOString()), validUntil: new Date(Date.now() + 20 * day).toISOString() };
  await office.post('supplier', `${path}/submitQuote`, offer);
  const { body: seen } = await office.get('buyer-two', path).expect(200);
  const { hash } = (seen as { state: { versions: { hash: string }[] } }).state.versions[0] as { hash: string };
  const { body: asked } = await world.office.post('buyer-two', `${path}/acceptQuote`, { hash }).expect(409);
  const { approval } = (asked as { data: { approval: string } }).data;
  const decided = { hash, approve: true, reason: 'looked into' };
  await write({ as: second, path: `/v1/approvals/${approval}/decide`, body: decided });

  const [startsAt, endsAt] = [new Date(Date.now() + day).toISOString(), new Date(Date.now() + 3 * day).toISOString()];
  const leave = { to: 'u-buyer-director', startsAt, endsAt, reason: 'on leave' };
  const { body: given } = await office.post('buyer-manager', '/v1/approval-delegations', leave).expect(201);
  await office.post('buyer-manager', `/v1/approval-delegations/${(given as { delegation: string }).delegation}/revoke`);
}

/** What a buyer may leave unpaid is set by one adviser and confirmed by another. */
export async function creditLimits({ office, world }: Teller): Promise<void> {
  const set = { company: 'c-lantau', currency: 'EUR', minor: 5_000_000, reason: 'a good payer' };
  await office.post('adviser', '/v1/credit-limits', set).expect(201);
  // Every try of the proposal made the one before void: what is confirmed is proposed once, after all of them.
  const { body } = await world.office.post('adviser', '/v1/credit-limits', set).expect(201);
  const { company, currency, hash } = body as { company: string; currency: string; hash: string };
  await office.post('adviser-two', '/v1/credit-limits/confirm', { company, currency, hash });
}

/** An order comes by mail, a profile is added, a key is made and given up. */
export async function deskWork({ office, write }: Teller): Promise<void> {
  const mail = (messageId: string) =>
    mailOf({ from: 'buyer@sandbox.example', messageId, files: [['order.json', JSON.stringify(enquiry)]] });
  const type = 'message/rfc822';
  await write({ as: 'operator', path: '/v1/mailbox', body: mail('one@x'), type, other: { body: mail('two@x') } });
  const ubl = { as: 'buyer', path: '/v1/purchase-orders', type: 'application/xml' };
  await write({ ...ubl, body: purchaseOrderOf('PO-1'), other: { body: purchaseOrderOf('PO-2') } });
  const { version: _, ...profile } = wholesale;
  await office.post('operator', '/v1/profiles', { profile: { ...profile, id: 'flowers' }, reason: 'a new industry' });
  const notification = { path: '/v1/bank/notifications', body: '<a/>', type: 'application/xml' };
  const made = await write({ as: 'carrier', path: '/v1/signing-keys', body: {}, other: notification });
  await office.post('carrier', `/v1/signing-keys/${(made.body as { key: string }).key}/revoke`);
}

/** The law is put in force, licences are registered, confirmed and revoked. */
export async function compliance({ office, write }: Teller): Promise<void> {
  const rule = {
    id: 'wine-import', hs: '2204', origin: '*', destination: 'HK', document: '911', gate: 'CUSTOMS', source: 'Cap. 109',
  };
  const table = { edition: 'HS2022', rules: [rule] };
  await office.post('operator', '/v1/compliance/rules', { table, reason: 'first edition' });
  const csv = `id,hs,origin,destination,document,kind,gate,source\nhops,1210,*,HK,911,food,CUSTOMS,Cap. 132`;
  await write({
    as: 'adviser',
    path: '/v1/compliance/rules/import?name=food&edition=2026-01&reason=new',
    body: csv,
    type: 'text/csv',
  });
  const content = {
    type: '911', number: 'W-1', issuer: 'Trade and Industry Department', hs: '2204', origin: '*', destination: 'HK',
    unit: 'LTR', quantity: 1000, validFrom: dateIn(-1), validUntil: dateIn(90), sha256: 'a'.repeat(64),
  };
  const { body } = await office.post('buyer', '/v1/licences', content).expect(201);
  const path = `/v1/licences/${(body as { id: string }).id}`;
  await office.post('operator', `${path}/confirm`, { reason: 'checked with the issuer' });
  await office.post('operator', `${path}/revoke`, { reason: 'withdrawn by the issuer' });
}

/** A product that was received is reviewed, reviewed otherwise, and answered for. */
export async function reviews({ office, world }: Teller): Promise<void> {
  const product = await shopIn(world.office).create({ sku: 'LAMP-1' });
  const order = (await playTo(world.office, 'completed')).path.split('/').at(-1);
  const said = { order, line: 1, stars: 4, text: 'Bright.' };
  const { body } = await office.post('buyer', `/v1/catalogue/products/${product}/reviews`, said).expect(201);
  const path = `/v1/catalogue/reviews/${(body as { review: string }).review}`;
  await office.post('buyer', `${path}/versions`, { stars: 5, text: 'Very bright.' });
  await office.post('supplier', `${path}/answers`, { text: 'Thank you.' });
}

/** One demand, two quotes, one award. */
export async function sourcing({ office, write }: Teller): Promise<void> {
  const tender = await openTender(office);
  await tender.quote('supplier', 1250);
  const order = await tender.quote('supplier-two', 1200);
  await office.post('buyer', `${tender.path}/deadline`, { deadline: extendedTo, reason: 'holidays' }).expect(200);
  await tender.close(extendedTo);
  await office.post('buyer', `${tender.path}/statement`, statement).expect(201);
  // A second evaluation would make the first one stale, so that the stranger here is one who may not judge.
  const stranger = { token: await office.token('supplier') };
  await write({ as: 'buyer', path: `${tender.path}/evaluation`, body: { reason: 'all compared' }, stranger });
  const shares = [{ order, hash: await tender.hashOf('buyer', order) }];
  await office.post('buyer', `${tender.path}/award`, { evaluation: 1, reason: 'cheapest landed', shares });
  office.moveTo(new Date().toISOString());
}
