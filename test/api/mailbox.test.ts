import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { collectMails } from '../../src/api/mailbox/relay.ts';
import { directoryMailbox } from '../../src/gateways/mailbox/directory.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry } from '../support/http-trade.ts';
import { dkim, mailOf } from './mails.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const buyer = 'buyer@sandbox.example';
const json = (changes: object = {}): [string, string] => ['order.json', JSON.stringify({ ...enquiry, ...changes })];

async function take(mail: Buffer, who = 'operator', search = '') {
  return request(office.app)
    .post(`/v1/mailbox${search}`)
    .set('Authorization', `Bearer ${await office.token(who)}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', 'message/rfc822')
    .send(mail);
}
const lettersAbout = async (id: string) =>
  (
    await query<{ kind: string; to: string; data: object }>(office.orm, {
      text: `select kind, coalesce(to_user, to_address) as "to", data from outbox_letter where key like '%' || $1`,
      values: [id],
    })
  ).map(({ kind, to }) => `${kind} ${to}`);

describe('a mail with an order', () => {
  it('opens the same order as the API, from its mailbox, and files what came with it', async () => {
    const invoice = Buffer.from('%PDF-1.7 an invoice');
    const mail = mailOf({ from: buyer, messageId: 'a1@x', files: [json(), ['invoice 7.pdf', invoice]] });
    const { status, body } = await take(mail);
    expect({ status, ...body }).toMatchObject({ status: 200, kind: 'order', state: 'opened', known: false });
    const { body: seen } = await office.get('buyer', `/v1/orders/${body.order}`).expect(200);
    expect(seen).toMatchObject({ stage: 'enquiry', state: { source: 'MAILBOX', companies: { buyer: 'c-harbour' } } });
    const { body: listed } = await office.get('supplier', `/v1/orders/${body.order}/documents`).expect(200);
    expect(listed.documents.map(({ type, title }: { type: string; title: string }) => [type, title])).toEqual([
      ['220', 'order.json'],
      ['380', 'invoice 7.pdf'],
    ]);
    expect(await lettersAbout(body.id)).toEqual(['order-by-mail u-buyer']);
    const raw = await office.get('operator', `/v1/mailbox/${body.id}/raw`).buffer(true).expect(200);
    expect(raw.headers['content-disposition']).toContain('attachment');
  });

  it('opens one order however often the message comes, and over whichever server', async () => {
    const mail = (received: string) =>
      mailOf({ from: buyer, messageId: 'twice@x', headers: [`Received: ${received}`], files: [json()] });
    const first = await take(mail('one'));
    const again = await Promise.all([take(mail('two')), take(mail('three'))]);
    for (const { body } of again)
      expect(body).toMatchObject({ known: true, order: first.body.order, id: first.body.id });
    const other = await take(mailOf({ from: buyer, messageId: 'other@x', files: [json()] }));
    expect(other.body.order).not.toBe(first.body.order);
  });

  it('tells its sender which files were not filed and why, and keeps those for operators alone', async () => {
    const acting = Buffer.from('%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj');
    const files: [string, string | Buffer][] = [
      json(),
      ['invoice 8.pdf', acting],
      ['specification.docx', 'PK'],
      ['invoice 9.pdf', '%PDF-1.7 an invoice'],
    ];
    const { body } = await take(mailOf({ from: buyer, messageId: 'acting@x', files }));
    expect(body).toMatchObject({ state: 'opened' });
    const { body: listed } = await office.get('buyer', `/v1/orders/${body.order}/documents`).expect(200);
    expect(listed.documents.map(({ title }: { title: string }) => title)).toEqual(['order.json', 'invoice 9.pdf']);
    const [letter] = await query<{ data: { files: string } }>(office.orm, {
      text: `select data from outbox_letter where key = $1`,
      values: [`order-by-mail-in-part:${body.id}`],
    });
    expect(letter?.data.files.split('\n')).toEqual([
      '- invoice 8.pdf: the file is a PDF with scripts or actions in it.',
      expect.stringMatching(/^- specification\.docx: files of the type \S+ are not filed\.$/),
    ]);
    const apart = `/v1/mailbox/${body.id}/quarantine`;
    const { body: kept } = await office.get('operator', apart).expect(200);
    expect(kept.files).toMatchObject([
      { number: 2, name: 'invoice 8.pdf', mediaType: 'application/pdf' },
      { number: 3, name: 'specification.docx' },
    ]);
    const { body: bytes, headers } = await office.get('operator', `${apart}/2`).buffer(true).expect(200);
    expect(Buffer.from(bytes).equals(acting)).toBe(true);
    expect(headers['content-disposition']).toContain('.quarantine"');
    expect(headers['content-type']).toBe('application/octet-stream');
    await office.get('operator', `${apart}/1`).expect(404);
    await office.get('operator', '/v1/mailbox/none/quarantine').expect(404);
    for (const person of ['buyer', 'supplier', 'adviser']) await office.get(person, apart).expect(403);
  });

  it('is served by whom the company prefers, where the message names nobody', async () => {
    await query(office.orm, {
      text: `insert into company (id, name, country, kinds) values ('c-carrier-two', 'Carrier Two', 'HK', '{carrier}')`,
    });
    await office.post('buyer', '/v1/company/providers', { carrier: 'c-carrier-two' }).expect(200);
    const servedBy = async (changes: object, messageId: string) => {
      const { body } = await take(mailOf({ from: buyer, messageId, files: [json(changes)] }));
      return (await office.get('buyer', `/v1/orders/${body.order}`).expect(200)).body.companies.carrier as string;
    };
    expect(await servedBy({}, 'preferred@x')).toBe('c-carrier-two');
    expect(await servedBy({ providers: { carrier: 'c-carrier' } }, 'named@x')).toBe('c-carrier');
    await office.post('buyer', '/v1/company/providers', { carrier: null }).expect(200);
    expect(await servedBy({}, 'nobody@x')).toBe('c-carrier');
  });

  it('is opened by the next round when the engine was away', async () => {
    office.desk.failNext('down');
    const mail = mailOf({ from: buyer, messageId: 'away@x', files: [json()] });
    expect((await take(mail)).status).toBe(503);
    const { body } = await office.get('operator', '/v1/mailbox?state=pending').expect(200);
    expect(body.mails).toHaveLength(1);
    await collectMails(office.deps, null);
    const { body: after } = await office.get('operator', '/v1/mailbox?state=opened&limit=1').expect(200);
    expect(after.mails[0]).toMatchObject({ messageId: '<away@x>', order: body.mails[0].order });
    await office.get('buyer', `/v1/orders/${body.mails[0].order}`).expect(200);
  });

  it('takes UBL, told by the file’s name or type', async () => {
    const ubl = `<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:b="urn:b"><b:ID>PO-7</b:ID>
      <SellerSupplierParty><Party><PartyIdentification><ID>c-brightworks</ID></PartyIdentification></Party>
      </SellerSupplierParty><Delivery><DeliveryAddress><CityName>Hong Kong</CityName></DeliveryAddress></Delivery>
      <OrderLine><LineItem><Quantity unitCode="C62">40</Quantity><Item><Name>Lamp &amp; shade</Name></Item></LineItem>
      </OrderLine></Order>`;
    const { body } = await take(mailOf({ from: buyer, messageId: 'ubl@x', files: [['PO-7.XML', ubl]] }));
    const { body: seen } = await office.get('buyer', `/v1/orders/${body.order}`).expect(200);
    const items = [{ description: 'Lamp & shade', quantity: 40, quality: '' }];
    expect(seen.state.demand).toMatchObject({ items, destination: 'Hong Kong', remarks: 'Purchase order PO-7' });
  });
});

describe('a mail that cannot be taken', () => {
  const bomb = '<!DOCTYPE a [<!ENTITY x "y">]><Order>&x;</Order>';
  const cases: [why: string, parts: Parameters<typeof mailOf>[0], reason: RegExp][] = [
    ['has nothing attached', { from: buyer }, /no order in XML/],
    ['has two orders', { from: buyer, files: [json(), ['two.json', '{}']] }, /order.json and two.json are two/],
    ['is no JSON', { from: buyer, files: [['o.json', '{']] }, /o.json: the file is no JSON/],
    ['declares entities', { from: buyer, files: [['o.xml', bomb]] }, /declarations are not accepted/],
    ['is no order', { from: buyer, files: [['o.xml', '<Invoice/>']] }, /root element is not Order/],
    ['lacks a field', { from: buyer, files: [json({ demand: { items: [] } })] }, /demand.items.*demand.destination/],
    ['asks nobody', { from: buyer, files: [json({ supplier: 'c-nobody' })] }, /c-nobody is no supplier/],
    ['is from a supplier', { from: 'supplier@sandbox.example', files: [json()] }, /opened by buyers/],
    ['is from a stranger', { from: 'x@y.example', files: [json()] }, /Nobody on the platform/],
  ];
  it.each(cases)('because it %s is kept and answered with the reason', async (_why, parts, reason) => {
    const { status, body } = await take(mailOf({ messageId: `${randomUUID()}@x`, ...parts }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'refused', order: null });
    expect(body.reason).toMatch(reason);
    expect(await lettersAbout(body.id)).toHaveLength(1);
  });

  it('is kept even when nothing of it can be read, once, and a machine is not answered', async () => {
    for (const bytes of [Buffer.from([0, 255, 13, 10]), Buffer.alloc(0), Buffer.from('no mail at all')]) {
      const { body } = await take(bytes);
      expect(body).toMatchObject({ kind: 'other', state: 'refused', from: null, known: false });
      expect((await take(bytes)).body).toMatchObject({ id: body.id, known: true });
    }
    const bounce = mailOf({ from: buyer, messageId: 'b@x', headers: ['Auto-Submitted: auto-replied'] });
    expect(await lettersAbout((await take(bounce)).body.id)).toEqual([]);
    const two = mailOf({ from: buyer, messageId: 'f@x', headers: ['From: evil@x.example'], files: [json()] });
    expect((await take(two)).body).toMatchObject({ from: null, state: 'refused' });
  });
});

describe('a mail of somebody whose access has ended', () => {
  const end = (user: string, at: string | null) =>
    query(office.orm, { text: 'update platform_user set deactivated_at = $2 where id = $1', values: [user, at] });

  it('opens nothing, whether it ended before the mail came or before its order was opened', async () => {
    await end('u-buyer', '2026-01-01Z');
    const late = await take(mailOf({ from: buyer, messageId: 'gone@x', files: [json()] }));
    expect(late.body).toMatchObject({ state: 'refused', order: null, user: null });
    await end('u-buyer', null);
    const { body } = await take(mailOf({ from: buyer, messageId: 'going@x', files: [json()] }));
    const { open } = office.desk;
    expect(body.state).toBe('opened');
    office.desk.open = () => Promise.reject(new Error('the engine is away'));
    await take(mailOf({ from: buyer, messageId: 'waiting@x', files: [json()] }));
    office.desk.open = open;
    await end('u-buyer', '2026-01-01Z');
    await collectMails(office.deps, null);
    await end('u-buyer', null);
    const { body: listed } = await office.get('operator', '/v1/mailbox?limit=1').expect(200);
    expect(listed.mails[0]).toMatchObject({ messageId: '<waiting@x>', state: 'refused' });
    expect(listed.mails[0].reason).toMatch(/opened by buyers/);
  });
});

describe('the mailbox', () => {
  it('keeps a partnership inquiry as a case of qualification, whoever it is from', async () => {
    const subject = 'Re: B2B  Partnership Inquiry';
    const { body } = await take(mailOf({ from: 'new@factory.example', messageId: 'q@x', subject }));
    expect(body).toMatchObject({ kind: 'qualification', state: 'case', reason: null });
    const { body: listed } = await office.get('operator', '/v1/mailbox?kind=qualification').expect(200);
    expect(listed.mails.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it('says what it would do and does nothing, on a dry run', async () => {
    const mail = mailOf({ from: buyer, messageId: 'dry@x', files: [json()] });
    const { body } = await take(mail, 'operator', '?dryRun=true');
    expect(body).toMatchObject({ kind: 'order', would: 'open', reason: null });
    expect((await take(mail)).body.known).toBe(false);
  });

  it('is for operators', async () => {
    expect((await take(mailOf({ from: buyer, messageId: 'no@x' }), 'buyer')).status).toBe(403);
    await office.get('buyer', '/v1/mailbox').expect(403);
    await office.get('operator', '/v1/mailbox/none/raw').expect(404);
  });
});

describe('mails dropped into the folder', () => {
  it('count when our own mail server says that the sender’s domain has signed them, and are put aside', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mails-'));
    const drop = (name: string, headers: string[]) =>
      writeFile(join(folder, `${name}.eml`), mailOf({ from: buyer, messageId: `${name}@x`, headers, files: [json()] }));
    await drop('signed', [dkim('sandbox.example')]);
    await drop('bare', []);
    await drop('failed', [dkim('sandbox.example', 'fail')]);
    await drop('elsewhere', [dkim('evil.example')]);
    await drop('claimed', [dkim('sandbox.example', 'pass', 'mx.evil.example')]);
    // The server puts its own header on top: what a sender wrote below it under the same name does not count.
    await drop('below', [dkim('sandbox.example', 'none'), dkim('sandbox.example')]);
    await drop('comment', [
      'Authentication-Results: mx.trade.example; dkim=fail (dkim=pass header.d=sandbox.example;) header.d=x.example',
    ]);
    await writeFile(join(folder, 'unfinished.tmp'), 'x');
    await collectMails(office.deps, directoryMailbox(folder, 100_000));
    const { body } = await office.get('operator', '/v1/mailbox?limit=7').expect(200);
    const states = body.mails.map(({ messageId, state }: { messageId: string; state: string }) => [messageId, state]);
    expect(Object.fromEntries(states)).toEqual({
      '<signed@x>': 'opened',
      ...Object.fromEntries(
        ['bare', 'failed', 'elsewhere', 'claimed', 'below', 'comment'].map((name) => [`<${name}@x>`, 'refused']),
      ),
    });
    // Whoever is named there may not have written it, so nobody is answered.
    const refused = body.mails.filter(({ state }: { state: string }) => state === 'refused');
    for (const { id } of refused) expect(await lettersAbout(id)).toEqual([]);
    expect(await readdir(folder)).toEqual(['taken', 'unfinished.tmp']);
    await rm(folder, { recursive: true });
  });
});
