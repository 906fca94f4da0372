import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'warehouse');
});
afterAll(() => office?.close());

interface Message {
  text: string;
  stage: string;
  internal: boolean;
  document: string | null;
  from: { role: string };
}

const threadIn = async (person: string): Promise<Message[]> => {
  const { body } = await office.get(person, `${trade.path}/evidence`).expect(200);
  const part = body.parts.find(({ name }: { name: string }) => name === 'messages.json');
  const bytes = Buffer.from(part.content, 'base64');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(part.sha256);
  expect(body.manifest).toContain(`${part.sha256}  messages.json`);
  return JSON.parse(bytes.toString('utf8')) as Message[];
};
const documentOf = async (person: string, type: string): Promise<string> => {
  const { body } = await office.get(person, `${trade.path}/documents`).expect(200);
  return body.documents.find((one: { type: string }) => one.type === type).id as string;
};

describe('the thread of an order', () => {
  it('names documents on file, and refuses those the sender does not see', async () => {
    const contract = await documentOf('buyer', '315');
    await trade.issue('buyer', 'sendMessage', { text: 'See clause 4.', document: contract });
    const send = (person: string, document: string) =>
      office.post(person, `${trade.path}/sendMessage`, { text: 'this one', document });
    expect((await send('buyer', 'none').expect(422)).body).toMatchObject({ code: 'unknown-document' });
    const proforma = await documentOf('buyer', '325');
    const refused = await send('supplier', proforma).expect(422);
    expect(refused.body.detail).toMatch(/^document: /);
    const { body } = await office.get('supplier', `${trade.path}/messages`).expect(200);
    expect(body.messages).toMatchObject([{ text: 'See clause 4.', document: contract }]);
  });

  it('is part of the evidence: what was said, when and by whom; internal notes for the platform only', async () => {
    await trade.issue('customer-service', 'sendMessage', { text: 'We look into it.' });
    await trade.issue('adviser', 'sendMessage', { text: 'Watch this one.', internal: true });
    for (const person of ['buyer', 'supplier']) {
      const thread = await threadIn(person);
      expect(thread.map(({ text, stage, from }) => [text, stage, from.role])).toEqual([
        ['See clause 4.', 'warehouse', 'buyer'],
        ['We look into it.', 'warehouse', 'customer-service'],
      ]);
    }
    const all = await threadIn('auditor');
    expect(all.map(({ text, internal }) => [text, internal])).toContainEqual(['Watch this one.', true]);
  });
});
