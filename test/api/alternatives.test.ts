import { createHash, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Office } from '../support/api.ts';
import { openOffice } from '../support/api.ts';
import { enquiry, termsOf } from '../support/http-trade.ts';
import { openTender, statement } from './sourcing-tender.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const monday = '2026-03-02T02:00:00.000Z';
const later = (days: number): string => new Date(Date.parse(office.deps.now()) + days * 86_400_000).toISOString();

/** The same lamps brought to the buyer's door, at 62.50 apiece. */
const ddp = {
  incoterm: 'DDP',
  namedPlace: 'Hamburg',
  buildUp: [{ line: 1, components: { goods: 1250, mainCarriage: 5000 } }],
};

async function quoted(changes: object = {}, alternative: object = ddp) {
  office.moveTo(monday);
  const { body } = await office.post('buyer', '/v1/orders', enquiry).expect(201);
  const path = `/v1/orders/${body.order}`;
  const terms = { ...termsOf(monday), ...changes };
  const offer = { terms, validUntil: later(20), alternatives: [alternative] };
  await office.post('supplier', `${path}/submitQuote`, offer).expect(200);
  const [version] = (await office.get('buyer', path)).body.state.versions;
  return { path, hash: version.alternatives[0].hash as string, own: version.hash as string };
}

async function drafted(path: string, hash: string): Promise<string> {
  await office.post('buyer', `${path}/acceptQuote`, { hash }).expect(200);
  await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
  await office.post('supplier', `${path}/draftContract`).expect(200);
  return (await office.get('buyer', path)).body.state.drafting.draft.hash;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the evidence of an order says of what was signed; each file by its name. */
async function evidenceOf(path: string) {
  const { parts } = (await office.get('auditor', `${path}/evidence`).expect(200)).body;
  const file = (name: string) =>
    Buffer.from(parts.find((part: { name: string }) => part.name === name).content, 'base64');
  const json = (name: string) => JSON.parse(file(name).toString());
  return { file, json };
}

async function expectsToHold(path: string, signed: string): Promise<void> {
  const { file, json } = await evidenceOf(path);
  expect(sha256(file('contract-1.json'))).toBe(signed);
  expect(sha256(file('offer-agreed.json'))).toBe(json('purchase-order.json').version.hash);
}

describe('an alternative of a quote that is accepted', () => {
  it('stands in the purchase order, and in evidence whose files have the hashes that were signed', async () => {
    const { path, hash } = await quoted();
    const draft = await drafted(path, hash);
    const { body } = await office.get('supplier', `${path}/purchase-order`).expect(200);
    expect(body.version).toMatchObject({ hash, terms: { incoterm: 'DDP', lines: [{ price: { minor: 6250 } }] } });
    await office.post('buyer', `${path}/confirmContract`, { hash: draft }).expect(200);
    await expectsToHold(path, draft);
  });

  it('is drafted with the key of whoever drafts it', async () => {
    await office.post('supplier', '/v1/signing-keys').expect(201);
    const { path, hash } = await quoted();
    const draft = await drafted(path, hash);
    await office.post('buyer', `${path}/confirmContract`, { hash: draft }).expect(200);
    const { file } = await evidenceOf(path);
    expect(file('signature-1.txt').toString()).toBe(draft);
    const pem = file('signature-1.pem').toString();
    expect(verify(null, file('signature-1.txt'), pem, file('signature-1.sig'))).toBe(true);
  });
});

describe('a contract after a sample', () => {
  it('is signed by keys over the hash it has, the golden sample in it, and so is its evidence', async () => {
    const drawing = Buffer.from('%PDF-1.7 logo');
    const artwork = [{ name: 'logo.pdf', sha256: createHash('sha256').update(drawing).digest('hex') }];
    const customisation = { artwork, sampleFirst: true, samplePieces: 2, sampleDays: 10 };
    const lines = termsOf(monday).lines.map((line) => ({ ...line, customised: true, customisation }));
    const { path, own } = await quoted({ lines });
    await request(office.app)
      .post(`${path}/documents?type=220&title=logo`)
      .set('Authorization', `Bearer ${await office.token('buyer')}`)
      .set('Idempotency-Key', 'logo of the sample')
      .set('Content-Type', 'application/pdf')
      .send(drawing)
      .expect(201);
    await office.post('buyer', `${path}/acceptQuote`, { hash: own }).expect(200);
    await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash: own }).expect(200);
    const [{ id: sample }] = (await office.get('buyer', path)).body.state.drafting.samples;
    const seal = { sample, reference: 'SEAL-1', sha256: 'd'.repeat(64) };
    await office.post('supplier', `${path}/submitSample`, seal).expect(200);
    await office.post('buyer', `${path}/approveSample`, { sample, sha256: seal.sha256 }).expect(200);
    const preview = await office.post('supplier', `${path}/contract-preview`).expect(200);
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const { hash } = (await office.get('buyer', path)).body.state.drafting.draft;
    expect(preview.body.hash).toBe(hash);
    await office.post('buyer', `${path}/confirmContract`, { hash }).expect(200);
    await expectsToHold(path, hash);
    const { file } = await evidenceOf(path);
    expect(file('signature-1.txt').toString()).toBe(hash);
  });
});

describe('a share that is awarded', () => {
  it('stands in the purchase order, and in evidence whose files have the hashes that were signed', async () => {
    const tender = await openTender(office);
    const order = await tender.quote('supplier', 1250);
    await tender.quote('supplier-two', 1200);
    await tender.close();
    await office.post('buyer', `${tender.path}/statement`, statement).expect(201);
    await office.post('buyer', `${tender.path}/evaluation`, { reason: 'all compared' }).expect(201);
    const shares = [{ order, hash: await tender.hashOf('buyer', order), lines: [{ line: 1, quantity: 400 }] }];
    await office.post('buyer', `${tender.path}/award`, { evaluation: 1, reason: 'split', shares }).expect(202);
    const path = `/v1/orders/${order}`;
    const { acceptedHash: hash } = (await office.get('buyer', path)).body.state;
    await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
    const { body } = await office.get('supplier', `${path}/purchase-order`).expect(200);
    expect(body.version).toMatchObject({ hash, terms: { lines: [{ quantity: 400 }] } });
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const draft = (await office.get('buyer', path)).body.state.drafting.draft.hash;
    await office.post('buyer', `${path}/confirmContract`, { hash: draft }).expect(200);
    await expectsToHold(path, draft);
  });
});

describe('a purchase by an alternative', () => {
  it('is what the buyer’s company approves, and what its limits count', async () => {
    office.moveTo(monday);
    const level = { name: 'manager', currency: 'USD', fromMinor: 2_000_000, needs: 'ANY', timeoutHours: 4 };
    const policy = {
      levels: [{ ...level, approvers: { users: ['u-buyer-manager'] } }],
      limits: [{ of: 'COMPANY', window: 'MONTH', currency: 'USD', minor: 6_000_000 }],
    };
    const { version } = (await office.post('buyer', '/v1/approval-policies', policy).expect(201)).body;
    await office.post('buyer-manager', `/v1/approval-policies/${version}/confirm`).expect(200);
    const dear = await quoted();
    const accept = (path: string, hash: string) => office.post('buyer', `${path}/acceptQuote`, { hash });
    expect((await accept(dear.path, dear.hash).expect(409)).body).toMatchObject({
      code: 'purchase-limit',
      detail: expect.stringContaining('62500.00 USD'),
    });
    const cheap = { ...ddp, buildUp: [{ line: 1, components: { goods: 1250, mainCarriage: 1250 } }] };
    const { path, hash, own } = await quoted({}, cheap);
    const asked = await accept(path, hash).expect(409);
    expect(asked.body).toMatchObject({ code: 'approval-needed', data: { hash } });
    const decide = `/v1/approvals/${asked.body.data.approval}/decide`;
    expect((await office.get('buyer', decide.replace('/decide', ''))).body.amountMinor).toBe(2_500_000);
    const word = { approve: true, reason: 'looked into' };
    await office.post('buyer-manager', decide, { hash: own, ...word }).expect(409);
    await office.post('buyer-manager', decide, { hash, ...word }).expect(200);
    const draft = await drafted(path, hash);
    await office.post('buyer', `${path}/confirmContract`, { hash: draft }).expect(200);
  });
});
