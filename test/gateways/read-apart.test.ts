import { expect, it } from '@jest/globals';
import { readMailApart } from '../../src/gateways/mailbox/read-apart.ts';
import { readMail } from '../../src/gateways/mailbox/read-mail.ts';
import { mailOf } from '../api/mails.ts';

it('reads a mail as it is read in place, files included', async () => {
  const order = JSON.stringify({ supplier: 'c-brightworks' });
  const mail = mailOf({ from: 'buyer@sandbox.example', messageId: '1@x', files: [['order.json', order]] });
  const apart = await readMailApart(mail, null);
  expect(apart).toEqual(await readMail(mail, null));
  expect(apart.files[0]?.bytes.toString()).toBe(order);
});

it('gives up on a mail that is written to keep its reader busy, and goes on meanwhile', async () => {
  const nested = (at: number) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}`;
  const parts = Array.from({ length: 15 }, (_, at) => nested(at));
  const hostile = Buffer.from(`From: a@b.example\r\n${parts.join('\r\n')}\r\n${'\r\nx'.repeat(2_000_000)}`);
  let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, 50);
  const mail = await readMailApart(hostile, null, 1500);
  clearInterval(clock);
  expect(mail).toMatchObject({ from: null, files: [], orders: [] });
  expect(ticks).toBeGreaterThan(5);
});
