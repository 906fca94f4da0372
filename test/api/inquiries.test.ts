import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { collectMails } from '../../src/api/mailbox/relay.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { application, found, lettersTo, type Newcomer, pdf } from './companies.ts';
import { type MailParts, mailOf } from './mails.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const subject = 'B2B Partnership Inquiry';
const form: [string, string] = ['application.json', JSON.stringify(application)];
const papers: [string, Buffer][] = [
  ['licence.pdf', pdf],
  ['tax registration.pdf', pdf],
];

/** A company that is no member yet, with one buyer whose address is its own. */
const newcomer = () => found(office, `c-${randomUUID().slice(0, 8)}`, { name: 'New Trading Limited' });
const from = ({ company }: Newcomer) => `${company}@new.example`;

async function take(parts: MailParts) {
  const mail = mailOf({ messageId: `${randomUUID()}@x`, subject, ...parts });
  const { body } = await request(office.app)
    .post('/v1/mailbox')
    .set('Authorization', `Bearer ${await office.token('operator')}`)
    .set('Idempotency-Key', randomUUID())
    .set('Content-Type', 'message/rfc822')
    .send(mail)
    .expect(200);
  return { mail: body, again: () => take({ messageId: body.messageId.slice(1, -1), ...parts }) };
}
const standing = async (one: Newcomer) => (await one.get('/v1/qualification').expect(200)).body.qualification;
const wantedOf = async (mail: { id: string }): Promise<string> => {
  const [letter] = await query<{ data: { wanted: string } }>(office.orm, {
    text: 'select data from outbox_letter where key = $1',
    values: [`inquiry-incomplete:${mail.id}`],
  });
  return letter?.data.wanted ?? '';
};

describe('a partnership inquiry by mail', () => {
  it('makes the same case as the form, with its documents, once', async () => {
    const [byMail, byForm] = [await newcomer(), await newcomer()];
    const { mail, again } = await take({ from: from(byMail), files: [form, ...papers] });
    expect(mail).toMatchObject({ kind: 'qualification', state: 'case', reason: null });
    await byForm.post('/v1/qualifications', application).expect(201);
    const documents = `/v1/qualifications/${byForm.company}/documents`;
    await byForm.file(`${documents}?kind=BUSINESS_LICENCE&title=licence.pdf`, pdf).expect(201);
    await byForm.file(`${documents}?kind=TAX_REGISTRATION&title=tax%20registration.pdf`, pdf).expect(201);
    const told = (one: Awaited<ReturnType<typeof standing>>) => ({
      ...one,
      company: '',
      stateSince: '',
      submittedAt: '',
      review: one.review.paused,
      documents: one.documents.map(({ kind, title, sha256 }: Record<string, string>) => ({ kind, title, sha256 })),
    });
    expect(told(await standing(byMail))).toEqual(told(await standing(byForm)));
    expect((await standing(byMail)).state).toBe('under-review');
    expect((await again()).mail).toMatchObject({ id: mail.id, known: true });
    expect((await standing(byMail)).version).toBe((await standing(byForm)).version);
    const letters = await lettersTo(office, `u-${byMail.company}`);
    expect(letters.sort()).toEqual(['inquiry-taken', 'qualification-submitted']);
  });

  it('that says its numbers in its text applies too, and documents may follow in another', async () => {
    const one = await newcomer();
    const text = [
      'Licence number: 1234 5678',
      'Tax number: 12345678',
      'Annual purchase volume: 500,000 USD',
      'Contact: Chan Tai Man',
      'Phone: +852 2345 6789',
    ].join('\r\n');
    const { mail } = await take({ from: from(one), text, files: papers.slice(0, 1) });
    expect(await standing(one)).toMatchObject({ state: 'submitted', missingDocuments: ['TAX_REGISTRATION'] });
    expect(await wantedOf(mail)).toBe('- document: TAX_REGISTRATION');
    const later = await take({ from: from(one), subject: `Re: ${subject}`, files: papers.slice(1) });
    expect(await standing(one)).toMatchObject({ state: 'under-review', missingDocuments: [] });
    expect(await wantedOf(later.mail)).toBe('');
  });

  it.each<[string, MailParts, string[]]>([
    ['says nothing', {}, ['licenceNumber', 'taxNumber', 'annualVolume', 'contact.name', 'contact.phone']],
    [
      'breaks the rules of its country',
      { files: [['a.json', JSON.stringify({ ...application, taxNumber: '12' })]] },
      ['taxNumber'],
    ],
    ['has two forms', { files: [form, ['b.json', form[1]]] }, ['One message is one application']],
    ['has a form that is none', { files: [['a.json', '[]']] }, ['']],
  ])('that %s is kept, applies for nothing, and is answered with what it lacks', async (_what, parts, lacking) => {
    const one = await newcomer();
    const { mail } = await take({ from: from(one), ...parts });
    expect(mail).toMatchObject({ kind: 'qualification', state: 'case' });
    expect(await standing(one)).toBeNull();
    const wanted = (await wantedOf(mail)).split('\n');
    expect(wanted.map((line) => line.replace(/^- /, '').split(':')[0])).toEqual(lacking);
    await office.get('operator', `/v1/mailbox/${mail.id}/raw`).expect(200);
  });

  it('names a file that is not what it says, and files the others', async () => {
    const one = await newcomer();
    const { mail } = await take({
      from: from(one),
      files: [form, ['licence.pdf', 'no pdf'], ['tax.pdf', pdf], ['deed.docx', 'PK']],
    });
    expect(await standing(one)).toMatchObject({ missingDocuments: ['BUSINESS_LICENCE'] });
    expect(await wantedOf(mail)).toBe(
      '- licence.pdf: the file is no application/pdf.\n' +
        '- deed.docx: files of the type application/octet-stream are not filed.\n- document: BUSINESS_LICENCE',
    );
    const { body } = await office.get('operator', `/v1/mailbox/${mail.id}/quarantine`).expect(200);
    expect(body.files.map(({ name }: { name: string }) => name)).toEqual(['licence.pdf', 'deed.docx']);
  });

  it('is answered in the language of its writer', async () => {
    const one = await newcomer();
    await query(office.orm, {
      text: `update platform_user set locale = 'zh-CN' where id = $1`,
      values: [`u-${one.company}`],
    });
    const { mail } = await take({ from: from(one), files: [['licence.pdf', 'no pdf'], ['deed.docx', 'PK']] });
    const wanted = (await wantedOf(mail)).split('\n');
    expect(wanted.length).toBeGreaterThan(2);
    for (const line of wanted) expect(line).toMatch(/\p{Script=Han}/u);
  });

  it('of a stranger is kept, and answered with the way to an account', async () => {
    const { mail } = await take({ from: 'new@factory.example', files: [form] });
    expect(mail).toMatchObject({ kind: 'qualification', state: 'case', user: null });
    const letters = await query(office.orm, {
      text: `select from outbox_letter where key = $1 and to_address = 'new@factory.example'`,
      values: [`inquiry-of-stranger:${mail.id}`],
    });
    expect(letters).toHaveLength(1);
  });

  it('is taken by the next round when the engine was away', async () => {
    const one = await newcomer();
    const { qualify } = office.deps.companies;
    office.deps.companies.qualify = () => Promise.reject(new Error('the engine is away'));
    const mail = mailOf({ from: from(one), messageId: 'away@x', subject, files: [form, ...papers] });
    await request(office.app)
      .post('/v1/mailbox')
      .set('Authorization', `Bearer ${await office.token('operator')}`)
      .set('Idempotency-Key', 'away')
      .set('Content-Type', 'message/rfc822')
      .send(mail)
      .expect(500);
    office.deps.companies.qualify = qualify;
    expect(await standing(one)).toBeNull();
    await Promise.all([collectMails(office.deps, null), collectMails(office.deps, null)]);
    expect(await standing(one)).toMatchObject({ state: 'under-review' });
  });
});
