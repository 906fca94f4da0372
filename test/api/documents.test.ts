import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import request from 'supertest';
import { hashOf } from '../../src/domain/hash.ts';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'warehouse');
});
afterAll(() => office?.close());

const pdf = Buffer.from('%PDF-1.7 certificate');
const file = async (
  person: string,
  bytes: Buffer | string,
  { type = 'application/pdf', query = 'type=861&title=Origin', key = randomUUID() } = {},
) =>
  request(office.app)
    .post(`${trade.path}/documents?${query}`)
    .set('Authorization', `Bearer ${await office.token(person)}`)
    .set('Idempotency-Key', key)
    .set('Content-Type', type)
    .send(bytes);

describe('a paper of the house', () => {
  it('is read as JSON, and its hash is over its content', async () => {
    const {
      body: { documents },
    } = await office.get('buyer', `${trade.path}/documents`).expect(200);
    for (const { id, sha256 } of documents) {
      const { body } = await office.get('buyer', `${trade.path}/documents/${id}`).expect(200);
      expect(hashOf(body)).toBe(sha256);
    }
  });

  it('is not there for a role that may not see it', async () => {
    const {
      body: { documents },
    } = await office.get('buyer', `${trade.path}/documents`).expect(200);
    const contract = documents.find(({ type }: { type: string }) => type === '315');
    const hidden = await office.get('warehouse', `${trade.path}/documents/${contract.id}`).expect(404);
    const none = await office.get('warehouse', `${trade.path}/documents/nothing`).expect(404);
    expect(hidden.body).toEqual(none.body);
  });
});

describe('an uploaded file', () => {
  it('comes back byte by byte, as an attachment', async () => {
    const filed = await file('supplier', pdf, { query: 'type=861&title=Origin%20%E5%8E%9F%E7%94%A2%E5%9C%B0' });
    expect(filed.status).toBe(201);
    expect(filed.body).toMatchObject({
      type: '861',
      issuer: 'supplier',
      sha256: createHash('sha256').update(pdf).digest('hex'),
    });
    const read = await office
      .get('buyer', `${trade.path}/documents/${filed.body.id}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(read.body).toEqual(pdf);
    expect(read.headers['content-type']).toBe('application/pdf');
    expect(read.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''Origin%20%E5%8E%9F%E7%94%A2%E5%9C%B0",
    );
  });

  it('is filed once under one Idempotency-Key', async () => {
    const key = randomUUID();
    const first = await file('supplier', pdf, { key });
    const again = await file('supplier', pdf, { key });
    expect(again.body).toEqual(first.body);
    expect((await file('supplier', Buffer.from('%PDF-1.7 other'), { key })).status).toBe(422);
    expect((await file('supplier', pdf, { key, query: 'type=862&title=Origin' })).status).toBe(422);
  });

  it('is seen by those it is meant for, and always by the platform', async () => {
    const filed = await file('broker', pdf, { query: 'type=830&title=Draft&visibleTo=supplier' });
    const path = `${trade.path}/documents/${filed.body.id}`;
    for (const person of ['broker', 'supplier', 'auditor']) await office.get(person, path).expect(200);
    for (const person of ['buyer', 'carrier']) await office.get(person, path).expect(404);
  });

  it.each([
    ['a PDF that is none', 'application/pdf', 'MZ executable', 422],
    ['a picture that is none', 'image/png', '%PDF-1.7', 422],
    ['JSON that is none', 'application/json', '{"a":', 422],
    ['XML that is none', 'application/xml', 'hello', 422],
    ['a table with NUL in it', 'text/csv', 'a,b\u0000c', 422],
    ['a web page', 'text/html', '<script>', 415],
    ['nothing', 'application/pdf', '', 422],
  ])('is refused when it is %s', async (_what, type, text, status) => {
    expect((await file('supplier', text, { type })).status).toBe(status);
  });

  it('of more than 10 MiB is refused with 413', async () => {
    expect((await file('supplier', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]))).status).toBe(413);
  });

  it.each(['title=x', 'type=999&title=x', 'type=861', 'type=861&title=a%0D%0AX', 'type=861&title=x&visibleTo=house'])(
    'is refused with ?%s',
    async (query) => {
      expect((await file('supplier', pdf, { query })).status).toBe(400);
    },
  );

  it('belongs to one order', async () => {
    const filed = await file('supplier', pdf);
    const other = await openTrade(office);
    await office.get('supplier', `${other.path}/documents/${filed.body.id}`).expect(404);
  });
});

describe('a file that does something when it is opened', () => {
  const packed = (text: string) =>
    Buffer.concat([
      Buffer.from('%PDF-1.7\n4 0 obj\n<</Type/ObjStm/Filter/FlateDecode/N 1>>\nstream\n'),
      deflateSync(Buffer.from(text)),
      Buffer.from('\nendstream\nendobj'),
    ]);
  const picture = Buffer.concat([Buffer.from('%PDF-1.7\n<<>>\nstream\n/JS ('), Buffer.from('\nendstream\n')]);
  const bomb = packed(' '.repeat(20_000_000));
  const xml = 'application/xml';
  const cases: [string, Buffer, string, RegExp][] = [
    ['a script', Buffer.from('%PDF-1.7 <</OpenAction<</S/JavaScript/JS(alert(1))>>>>'), 'application/pdf', /scripts/],
    ['a script by another name', Buffer.from('%PDF-1.7 <</S/J#61vaScript>>'), 'application/pdf', /scripts/],
    ['a program', Buffer.from('%PDF-1.7 <</S /Launch /F (cmd.exe)>>'), 'application/pdf', /scripts or actions/],
    ['a script that is packed', packed('1 0 <</S/JavaScript>>'), 'application/pdf', /scripts or actions/],
    ['an entity', Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), xml, /declares a/],
    ['another kind of file', Buffer.from('MZ program'), 'application/pdf', /is no application\/pdf/],
  ];
  it.each(cases)('%s is refused by the rule it breaks', async (_what, bytes, type, rule) => {
    const { status, body } = await file('buyer', bytes, { type });
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(body.detail).toMatch(rule);
  });

  it('is told from one that only looks like it, and a hostile one costs little time', async () => {
    expect((await file('buyer', picture)).status).toBe(201);
    expect((await file('buyer', bomb)).status).toBe(201);
    const began = performance.now();
    const hostile = Buffer.from(`%PDF-1.7${'<<stream\n'.repeat(900_000)}`);
    expect((await file('buyer', hostile)).status).toBe(201);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await file('buyer', Buffer.from('<svg/>'), { type: 'image/svg+xml' })).status).toBe(415);
  });

  it('has a name that is no path', async () => {
    const { body } = await file('buyer', pdf, { query: `type=861&title=${encodeURIComponent('../../etc/pass:wd')}` });
    const { headers } = await office.get('buyer', `${trade.path}/documents/${body.id}`).buffer(true);
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''____etc_pass_wd");
  });
});
