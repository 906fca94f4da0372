import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { MailRefused, type Mail } from '../../src/domain/words/mail.ts';
import { openSmtp } from '../../src/gateways/mail/smtp.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const mail: Mail = {
  messageId: '<abc@trade.example>',
  to: { name: '海港貿易', address: 'buyer@harbour.example' },
  subject: '[26000001] 請支付 USD 1,000.00',
  text: '金額：USD 1,000.00\n\n…',
  locale: 'zh-HK',
};

describe('mail over SMTP', () => {
  it('arrives as it was worded, from the platform, under its own Message-ID', async () => {
    const sender = openSmtp(office.url, 'Trade platform <no-reply@trade.example>');
    const receipt = await sender.send(mail);
    await sender.close();
    expect(receipt).toMatch(/^250/);
    const [taken] = office.taken;
    expect(taken).toMatchObject({ from: 'no-reply@trade.example', to: ['buyer@harbour.example'] });
    const read = await PostalMime.parse(taken?.message ?? '');
    expect(read).toMatchObject({ messageId: mail.messageId, subject: mail.subject, to: [mail.to] });
    expect(read.text?.trim()).toBe(mail.text);
    const headers = Object.fromEntries(read.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({ 'content-language': 'zh-HK', 'auto-submitted': 'auto-generated' });
  });

  it('is refused for good by a reply of 5xx, and for now by 4xx or by nobody listening', async () => {
    const sender = openSmtp(office.url, 'no-reply@trade.example');
    office.refuse(550);
    await expect(sender.send(mail)).rejects.toBeInstanceOf(MailRefused);
    office.refuse(451);
    await expect(sender.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
    office.refuse(null);
    await sender.close();
    const nowhere = openSmtp('smtp://127.0.0.1:1', 'no-reply@trade.example');
    await expect(nowhere.send(mail)).rejects.not.toBeInstanceOf(MailRefused);
    await nowhere.close();
  });
});
