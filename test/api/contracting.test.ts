import { createHash, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { openVault } from '../../src/gateways/vault/aes-gcm.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, termsOf } from '../support/http-trade.ts';
import { shopIn } from './catalogue-shop.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  office.moveTo('2026-03-02T02:00:00.000Z');
});
afterAll(() => office?.close());

/** An order whose purchase order is issued: the supplier drafts next. */
async function ordered(changes: object = {}) {
  const { body } = await office.post('buyer', '/v1/orders', enquiry).expect(201);
  const path = `/v1/orders/${body.order}`;
  const now = office.deps.now();
  const validUntil = new Date(Date.parse(now) + 86_400_000).toISOString();
  const terms = { ...termsOf(now), ...changes };
  await office.post('supplier', `${path}/submitQuote`, { terms, validUntil }).expect(200);
  const { hash } = (await office.get('buyer', path)).body.state.versions[0];
  await office.post('buyer', `${path}/acceptQuote`, { hash }).expect(200);
  await office.post('buyer', `${path}/issuePurchaseOrder`, { number: 'PO-1', hash }).expect(200);
  return { path, order: body.order as string };
}
const draftHash = async (path: string): Promise<string> =>
  (await office.get('buyer', path)).body.state.drafting.draft.hash;

/** Files a document with the order; answers its id and hash. */
async function filed(
  path: string,
  who: string,
  type: string,
  bytes: Buffer,
  mediaType = 'application/pdf',
  visibleTo = '',
) {
  const readers = visibleTo === '' ? '' : `&visibleTo=${visibleTo}`;
  const { body } = await request(office.app)
    .post(`${path}/documents?type=${type}&title=file${readers}`)
    .set('Authorization', `Bearer ${await office.token(who)}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', mediaType)
    .send(bytes)
    .expect(201);
  return { document: body.id as string, sha256: createHash('sha256').update(bytes).digest('hex') };
}

describe('a signing key', () => {
  const mine = generateKeyPairSync('ed25519');
  const publicKey = mine.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const signed = (text: string) => sign(null, Buffer.from(text), mine.privateKey).toString('base64url');

  it('that the platform keeps signs contracts by itself, and one’s own signs with the command', async () => {
    const { body: kept } = await office.post('supplier', '/v1/signing-keys').expect(201);
    expect(kept.origin).toBe('PLATFORM');
    const stolen = { own: { publicKey, proof: signed('signing key of u-supplier') } };
    expect((await office.post('buyer', '/v1/signing-keys', stolen).expect(422)).body.code).toBe('signature-invalid');
    const own = { own: { publicKey, proof: signed('signing key of u-buyer') } };
    await office.post('buyer', '/v1/signing-keys', own).expect(201);
    const { path } = await ordered();
    const preview = await office.post('supplier', `${path}/contract-preview`).expect(200);
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const hash = await draftHash(path);
    expect(preview.body.hash).toBe(hash);
    const confirm = (signature?: string) =>
      office.post('buyer', `${path}/confirmContract`, { hash, ...(signature === undefined ? {} : { signature }) });
    expect((await confirm().expect(422)).body).toMatchObject({ code: 'signature-missing', data: { hash } });
    expect((await confirm(signed('a'.repeat(64))).expect(422)).body.code).toBe('signature-invalid');
    await confirm(signed(hash)).expect(200);
    const { parts } = (await office.get('auditor', `${path}/evidence`).expect(200)).body;
    const bytes = (name: string) =>
      Buffer.from(parts.find((part: { name: string }) => part.name === name).content, 'base64');
    for (const name of ['signature-1', 'signature-2']) {
      expect(bytes(`${name}.txt`).toString()).toBe(hash);
      expect(verify(null, bytes(`${name}.txt`), bytes(`${name}.pem`).toString(), bytes(`${name}.sig`))).toBe(true);
    }
    const keys = ['signature-1.pem', 'signature-2.pem'].map((name) => bytes(name).toString());
    expect(keys.sort()).toEqual([kept.publicKey, publicKey].sort());
  });

  it('is its owner’s: its secret is in no answer and not in clear in the database', async () => {
    const { body } = await office.get('supplier', '/v1/signing-keys').expect(200);
    expect(JSON.stringify(body)).not.toMatch(/sealed|PRIVATE/);
    expect((await office.get('buyer-two', '/v1/signing-keys').expect(200)).body.keys).toEqual([]);
    await office.post('buyer-two', `/v1/signing-keys/${body.keys[0].id}/revoke`).expect(404);
    const [row] = await query<{ sealed: Buffer; id: string }>(office.orm, {
      text: `select id, sealed from signing_key where user_id = 'u-supplier'`,
    });
    const vault = openVault(Buffer.alloc(32, 7).toString('base64url'));
    const sealed = row?.sealed ?? Buffer.alloc(0);
    expect(vault.open(sealed, `u-supplier ${row?.id}`)).toHaveLength(48);
    expect(() => vault.open(sealed, `u-buyer ${row?.id}`)).toThrow();
    const changed = Buffer.from(sealed);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(() => vault.open(changed, `u-supplier ${row?.id}`)).toThrow();
    expect(() => openVault(Buffer.alloc(32, 8).toString('base64url')).open(sealed, `u-supplier ${row?.id}`)).toThrow();
    expect(() => openVault('short')).toThrow(RangeError);
  });

  it('that is revoked signs no more, and without one a signature is nothing that could be verified', async () => {
    for (const who of ['supplier', 'buyer']) {
      const { body } = await office.get(who, '/v1/signing-keys');
      await office.post(who, `/v1/signing-keys/${body.keys[0].id}/revoke`).expect(200);
    }
    const { path, order } = await ordered();
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const hash = await draftHash(path);
    const bare = { hash, signature: signed(hash) };
    const refused = await office.post('buyer', `${path}/confirmContract`, bare).expect(422);
    expect(refused.body.code).toBe('no-signing-key');
    await office.post('buyer', `${path}/confirmContract`, { hash }).expect(200);
    const rows = await query(office.orm, {
      text: 'select from contract_signature where order_no = $1',
      values: [order],
    });
    expect(rows).toHaveLength(0);
  });
});

describe('a contract signed on paper', () => {
  it('names a scan that is on file with this order, by its hash, and a second person confirms it', async () => {
    const { path } = await ordered();
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const hash = await draftHash(path);
    const paper = (who: string, given: object) => office.post(who, `${path}/signOffline`, { hash, ...given });
    expect((await paper('buyer', { document: 'nowhere' }).expect(422)).body.code).toBe('no-such-scan');
    const other = await ordered();
    const elsewhere = await filed(other.path, 'buyer', '315', Buffer.from('%PDF-1.7 another'));
    await paper('buyer', elsewhere).expect(422);
    const text = await filed(path, 'buyer', '315', Buffer.from('a,b'), 'text/csv');
    expect((await paper('buyer', text).expect(422)).body.code).toBe('no-such-scan');
    const scan = await filed(path, 'buyer', '315', Buffer.from('%PDF-1.7 signed'));
    const unnamed = await paper('buyer', { document: scan.document }).expect(422);
    expect(unnamed.body.code).toBe('scan-differs');
    await paper('buyer', scan).expect(200);
    await paper('buyer', scan).expect(403);
    await paper('adviser', scan).expect(200);
    expect((await office.get('buyer', path)).body).toMatchObject({ stage: 'escrow' });
  });
});

describe('a contract that wants documents before payment opens', () => {
  it('is confirmed when they are on file', async () => {
    const { path } = await ordered({ requiredDocuments: ['380', '861'] });
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const hash = await draftHash(path);
    await filed(path, 'supplier', '380', Buffer.from('%PDF-1.7 invoice'));
    const missing = await office.post('buyer', `${path}/confirmContract`, { hash }).expect(409);
    expect(missing.body).toMatchObject({ code: 'documents-missing', data: { missing: ['861'] } });
    await filed(path, 'supplier', '861', Buffer.from('%PDF-1.7 origin'));
    await office.post('buyer', `${path}/confirmContract`, { hash }).expect(200);
  });
});

describe('goods made to the buyer’s artwork', () => {
  const [line] = termsOf('2026-03-02T02:00:00.000Z').lines;
  const logo = Buffer.from('%PDF-1.7 logo');
  const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const printed = (...drawings: Buffer[]) => ({
    lines: [
      {
        ...line,
        customised: true,
        customisation: { artwork: drawings.map((one, at) => ({ name: `logo ${at}`, sha256: hashOf(one) })) },
      },
    ],
  });

  it('are drafted and confirmed when each file is on file, of a kind to print from, for both to see', async () => {
    const table = Buffer.from('a,b');
    const { path } = await ordered(printed(logo, table));
    const draft = async () => (await office.post('supplier', `${path}/draftContract`)).body;
    const at = (artwork: number) => `lines.0.customisation.artwork.${artwork}.sha256`;
    expect(await draft()).toMatchObject({
      code: 'artwork-missing',
      detail: `${at(0)}: logo 0: no file of this hash is filed with the order.`,
      data: { missing: [{ path: at(0), sha256: hashOf(logo) }, { path: at(1) }] },
    });
    await filed(path, 'buyer', '220', logo, 'application/pdf', 'buyer');
    expect((await draft()).detail).toBe(
      `${at(0)}: logo 0: the file of this hash is not visible to both buyer and supplier.`,
    );
    await filed(path, 'buyer', '220', logo);
    await filed(path, 'buyer', '220', table, 'text/csv');
    expect((await draft()).detail).toBe(`${at(1)}: logo 1: the file of this hash is no PDF, PNG or JPEG.`);
    const again = await ordered(printed(logo));
    await filed(again.path, 'buyer', '220', logo);
    await office.post('supplier', `${again.path}/draftContract`).expect(200);
    await office.post('buyer', `${again.path}/confirmContract`, { hash: await draftHash(again.path) }).expect(200);
  });

  it('are not confirmed, nor amended, by artwork that another order has on file', async () => {
    const { path } = await ordered();
    await office.post('supplier', `${path}/draftContract`).expect(200);
    await office.post('buyer', `${path}/confirmContract`, { hash: await draftHash(path) }).expect(200);
    const now = office.deps.now();
    const amended = { terms: { ...termsOf(now), ...printed(logo) }, reason: 'our logo' };
    const refused = await office.post('buyer', `${path}/proposeAmendment`, amended).expect(409);
    expect(refused.body.code).toBe('artwork-missing');
    await filed(path, 'buyer', '220', logo);
    const { body } = await office.post('buyer', `${path}/proposeAmendment`, amended);
    expect(body.code).not.toBe('artwork-missing');
  });
});

describe('a certificate that has run out', () => {
  it('keeps its product from being contracted, to the day counted in Hong Kong', async () => {
    const certificates = [{ type: 'CE', number: '7', issuer: 'TÜV', validUntil: '2026-03-02' }];
    await shopIn(office).create({ sku: 'LAMP-1', certificates });
    const { path } = await ordered();
    office.moveTo('2026-03-02T15:59:59.999Z');
    await office.post('supplier', `${path}/draftContract`).expect(200);
    const hash = await draftHash(path);
    office.moveTo('2026-03-02T16:00:00.000Z');
    const refused = await office.post('buyer', `${path}/confirmContract`, { hash }).expect(409);
    expect(refused.body).toMatchObject({ code: 'certificate-expired', data: { expired: [{ sku: 'LAMP-1' }] } });
    expect((await office.post('supplier', `${path}/draftContract`).expect(409)).body.code).toBe('certificate-expired');
  });
});
