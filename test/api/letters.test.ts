import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Delivery, deliverLetters } from '../../src/api/letters/delivery.ts';
import { MailRefused, type Mail } from '../../src/domain/words/mail.ts';
import { post } from '../../src/persistence/outbox.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, playTo } from '../support/http-trade.ts';

let office: Office;
let sent: Mail[];
let failure: Error | null;
let delivery: Delivery;

beforeAll(async () => {
  office = await openOffice();
  delivery = {
    ...office.deps,
    domain: 'trade.example',
    mail: {
      async send(mail) {
        if (failure !== null) throw failure;
        sent.push(mail);
        return '250 taken';
      },
      close: () => Promise.resolve(),
    },
  };
});
beforeEach(() => {
  sent = [];
  failure = null;
});
afterAll(() => office?.close());

const deliverAll = async (): Promise<void> => {
  while ((await deliverLetters(delivery)) > 0);
};
const opened = async (): Promise<string> =>
  ((await office.post('buyer', '/v1/orders', enquiry).expect(201)).body as { order: string }).order;
const listed = async (where: string) => (await office.get('operator', `/v1/outbox?${where}`).expect(200)).body;

describe('letters of a trade', () => {
  it('are one for each event and reader, and leave once however many deliver', async () => {
    const trade = await playTo(office, 'completed');
    await Promise.all([deliverAll(), deliverAll(), deliverAll()]);
    const number = trade.path.split('/').at(-1) ?? '';
    const about = sent.filter(({ subject }) => subject.startsWith(`[${number}]`));
    expect(new Set(about.map(({ messageId }) => messageId)).size).toBe(about.length);
    const subjects = about.filter(({ to }) => to.address.startsWith('buyer@')).map(({ subject }) => subject);
    expect(subjects).toContain(`[${number}] Order confirmed: USD 12,500.00`);
    expect(subjects.filter((subject) => subject.includes('Please pay'))).toEqual([
      `[${number}] Please pay USD 12,500.00`,
    ]);
    const { letters } = await listed(`order=${number}&limit=200`);
    expect(letters).toHaveLength(about.length);
    expect(letters.every((each: { state: string; receipt: string }) => each.receipt === '250 taken')).toBe(true);
  });

  it('reach the people of the order only, and both advisers where two have to act', async () => {
    const addresses = new Set(
      (await query<{ to: string }>(office.orm, { text: 'select distinct to_user as "to" from outbox_letter' })).map(
        ({ to }) => to,
      ),
    );
    expect(addresses).toEqual(
      new Set(
        [
          ...['buyer', 'buyer-manager', 'buyer-director', 'supplier', 'warehouse', 'inspector', 'broker', 'carrier'],
          ...['adviser', 'adviser-two'],
        ].map((who) => `u-${who}`),
      ),
    );
  });

  it('come in the language of their reader', async () => {
    await query(office.orm, { text: `update platform_user set locale = 'zh-CN' where id = 'u-supplier'` });
    await opened();
    await deliverAll();
    const letter = sent.find(({ to }) => to.address.startsWith('supplier@'));
    expect(letter?.subject).toContain('向您询价');
    expect(letter?.text).toContain('supplier，您好：');
    expect(letter?.locale).toBe('zh-CN');
  });

  it('are not written for a command that is refused, nor twice for one that is sent again', async () => {
    const before = (await listed('limit=200')).letters.length;
    await office.post('buyer', '/v1/orders', { ...enquiry, supplier: 'c-nobody' }).expect(404);
    await office.post('buyer', '/v1/orders', enquiry, 'the same key').expect(201);
    await office.post('buyer', '/v1/orders', enquiry, 'the same key').expect(201);
    expect((await listed('limit=200')).letters).toHaveLength(before + 4);
  });
});

describe('a letter that does not leave', () => {
  const letter = (key: string) => ({
    key,
    kind: 'customs-released',
    to: { address: 'new@reader.example', locale: 'zh-HK' as const },
    order: null,
    data: { document: 'REL-1' },
    at: '2026-11-22T08:00:00.000Z',
  });
  const state = async (key: string) =>
    (await listed('limit=200')).letters.find((each: { key: string }) => each.key === key);
  const put = async (key: string) => post({ query: (statement) => query(office.orm, statement) }, letter(key));

  it('is tried again later and later, under the same Message-ID', async () => {
    office.moveTo('2026-11-23T08:00:00.000Z');
    await deliverAll();
    sent = [];
    await put('letter-1');
    failure = new Error('connection refused');
    await deliverAll();
    expect(await state('letter-1')).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: 'connection refused',
      nextAttemptAt: '2026-11-23T08:00:30.000Z',
    });
    office.moveTo('2026-11-23T08:00:31.000Z');
    await deliverAll();
    expect(await state('letter-1')).toMatchObject({ attempts: 2, nextAttemptAt: '2026-11-23T08:01:31.000Z' });
    failure = null;
    office.moveTo('2026-11-23T08:02:00.000Z');
    await deliverAll();
    expect(sent.map(({ to, subject }) => [to.address, subject])).toEqual([['new@reader.example', '海關已放行']]);
    expect(await state('letter-1')).toMatchObject({ state: 'sent', attempts: 3, lastError: null });
  });

  it('is dead at once when the server refuses it for good, until an operator puts it back in line', async () => {
    await put('letter-2');
    failure = new MailRefused('550 no such mailbox');
    await deliverAll();
    expect((await listed('state=dead')).letters).toMatchObject([{ key: 'letter-2', lastError: '550 no such mailbox' }]);
    await office.post('customer-service', '/v1/outbox/letter-2/retry').expect(403);
    await office.post('operator', '/v1/outbox/letter-2/retry').expect(200);
    await office.post('operator', '/v1/outbox/letter-2/retry').expect(409);
    await office.post('operator', '/v1/outbox/letter-9/retry').expect(404);
    failure = null;
    await deliverAll();
    expect(sent).toHaveLength(1);
  });

  it('is dead after twelve attempts', async () => {
    await put('letter-3');
    failure = new Error('busy');
    for (let attempt = 0, at = Date.parse('2026-11-24T00:00:00Z'); attempt < 12; attempt += 1, at += 7 * 3_600_000) {
      office.moveTo(new Date(at).toISOString());
      await deliverLetters(delivery);
    }
    expect(await state('letter-3')).toMatchObject({ state: 'dead', attempts: 12 });
  });

  it('is seen by the platform only, page by page', async () => {
    await office.get('buyer', '/v1/outbox').expect(403);
    const first = await listed('limit=1');
    const second = await listed(`limit=1&after=${first.next}`);
    expect(second.letters[0].key).not.toBe(first.letters[0].key);
    await office.get('operator', '/v1/outbox?after=nonsense').expect(404);
  });
});
