import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { dispatchEvents } from '../../src/api/webhooks/dispatch.ts';
import type { Order } from '../../src/domain/order/order.ts';
import { findOrder } from '../../src/persistence/order-reader.ts';
import { query } from '../../src/persistence/sql.ts';
import { searchAttributesOf } from '../../workflows/for-operators.ts';
import { type Office, openOffice } from '../support/api.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { openTender, type Tender } from './sourcing-tender.ts';

const others = ['buyer', 'adviser', 'operator', 'auditor', 'account-manager', 'supplier-two'];
/** What the supplier has offered and filed, in whatever way it might be written. */
const price = 98_765;
const secrets = [String(price), '987.65', '987,65', 'LAMP-1', 'costing of the quote'];

let office: Office;
let receiver: Receiver;
let tender: Tender;
let order: string;
let hashes: string[];

async function file(person: string, title: string): Promise<string> {
  const { body } = await request(office.app)
    .post(`/v1/orders/${order}/documents?type=310&title=${encodeURIComponent(title)}`)
    .set('Authorization', `Bearer ${await office.token(person)}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', 'image/png')
    .send(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(title)]))
    .expect(201);
  return (body as { id: string }).id;
}
const told = async (path: string): Promise<{ type: string; data: { order: string; data: object } }[]> => {
  while ((await dispatchEvents(office.deps)) > 0);
  return receiver.told.filter((each) => each.path === path).map(({ body }) => JSON.parse(body));
};
const decoded = (body: { parts?: { content: string }[] }): string =>
  (body.parts ?? []).map(({ content }) => Buffer.from(content, 'base64').toString('latin1')).join('\n');

/** Everything a person can read that could tell of the quote. */
async function everythingFor(person: string): Promise<string> {
  const of = `/v1/orders/${order}`;
  const paths = [
    '/v1/orders?limit=50',
    of,
    ...['timeline', 'documents', 'actions', 'actions?as=supplier', 'actions?as=buyer', 'evidence', 'contract'].map(
      (part) => `${of}/${part}`,
    ),
    ...['purchase-order', 'ledger', 'cancellation', 'late-delivery', 'payment-links'].map((part) => `${of}/${part}`),
    '/v1/events?limit=200',
    '/v1/approvals',
    '/v1/outbox?limit=200',
    '/v1/companies/c-harbour/insight',
    ...['', '/comparison', '/comparison?format=csv', '/evaluations'].map((part) => `${tender.path}${part}`),
  ];
  const answers = [];
  for (const path of paths) {
    const { text = '', body } = await office.get(person, path);
    answers.push(text, decoded(body as { parts?: { content: string }[] }));
  }
  return answers.join('\n');
}

beforeAll(async () => {
  [office, receiver] = await Promise.all([openOffice(), openReceiver()]);
  for (const person of ['buyer', 'operator', 'supplier']) {
    await office.post(person, '/v1/webhooks', { url: `${receiver.url}/${person}` }).expect(201);
  }
  tender = await openTender(office);
  order = await tender.quote('supplier', price);
  await file('supplier', 'costing of the quote');
  await file('buyer', 'drawing of the lamp');
  hashes = [await tender.hashOf('supplier', order)];
});
afterAll(() => Promise.all([office?.close(), receiver?.close()]));

describe('a sealed quote, before the deadline', () => {
  it.each(others)('is nowhere in what %s can read', async (person) => {
    const read = await everythingFor(person);
    expect(read.length).toBeGreaterThan(500);
    for (const secret of [...secrets, ...hashes]) expect([secret, read.includes(secret)]).toEqual([secret, false]);
  });

  it('is there for its supplier, with what was filed with it', async () => {
    const read = await everythingFor('supplier');
    for (const secret of [String(price), 'LAMP-1', 'costing of the quote', ...hashes]) expect(read).toContain(secret);
  });

  it('is told to webhooks only as having been made, but for those of its supplier', async () => {
    for (const person of ['buyer', 'operator']) {
      const mine = (await told(`/${person}`)).filter(({ data }) => data.order === order);
      expect(mine.find(({ type }) => type === 'QuoteSubmitted')?.data.data).toEqual({ sealed: true });
      for (const secret of [...secrets, ...hashes]) expect(JSON.stringify(mine)).not.toContain(secret);
    }
    expect(JSON.stringify(await told('/supplier'))).toContain(String(price));
  });

  it('is in no letter, and in nothing operators search by', async () => {
    const rows = await query(office.orm, { text: 'select kind, data from outbox_letter' });
    const { state } = (await findOrder(office.orm, order))!;
    const { all } = searchAttributesOf(state as Order, {});
    expect(all.OrderCurrency).toBe('null');
    for (const secret of [...secrets, ...hashes]) expect(JSON.stringify([rows, all])).not.toContain(secret);
  });

  it('hides what its supplier files, not what the buyer files', async () => {
    const titles = async (person: string): Promise<string[]> =>
      (await office.get(person, `/v1/orders/${order}/documents`)).body.documents.map(
        ({ title }: { title: string }) => title,
      );
    expect(await titles('buyer')).toEqual(['drawing of the lamp']);
    const hidden = await file('supplier', 'a sketch');
    await office.get('buyer', `/v1/orders/${order}/documents/${hidden}`).expect(404);
    await office.get('supplier', `/v1/orders/${order}/documents/${hidden}`).expect(200);
  });

  it('ends the evidence that others can take', async () => {
    const { body } = await office.get('auditor', `/v1/orders/${order}/evidence`).expect(200);
    const chain = (body.parts as { name: string }[]).map(({ name }) => name).filter((name) => name.startsWith('fact-'));
    expect(chain.at(0)).toBe('fact-0001.txt');
    const own = await office.get('supplier', `/v1/orders/${order}/evidence`).expect(200);
    expect(own.body.parts.length).toBeGreaterThan(body.parts.length);
  });
});

describe('once it is opened', () => {
  it('is read by the buyer, with what was filed with it, in the same places', async () => {
    await tender.close();
    const read = await everythingFor('buyer');
    for (const secret of [String(price), 'LAMP-1', 'costing of the quote', ...hashes]) expect(read).toContain(secret);
  });
});
