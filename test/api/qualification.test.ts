import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { query } from '../../src/persistence/sql.ts';
import { application, applyWhole, found, lettersTo, type Newcomer, pdf } from './companies.ts';

let office: Office;
let newcomer: Newcomer;
beforeAll(async () => {
  office = await openOffice();
  office.moveTo('2026-03-06T02:00:00.000Z');
  newcomer = await found(office, 'c-new', { name: 'New Trading Limited' });
});
afterAll(() => office.close());

const documents = '/v1/qualifications/c-new/documents';

describe('applying', () => {
  it('with numbers that break the rules of the country is refused, field by field, and leaves nothing', async () => {
    const wrong = { ...application, taxNumber: '12', lei: '529900T8BM49AURSDO56' };
    const { body } = await newcomer.post('/v1/qualifications', wrong).expect(422);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual(['taxNumber', 'lei']);
    await newcomer
      .post('/v1/qualifications', { ...application, annualVolume: { minor: 0, currency: 'USD' } })
      .expect(422);
    await office.post('carrier', '/v1/qualifications', application).expect(403);
    expect((await newcomer.get('/v1/qualification').expect(200)).body).toEqual({
      company: 'c-new',
      membership: null,
      qualification: null,
    });
  });

  it('is taken once for its key, and its documents by what they are', async () => {
    const key = randomUUID();
    const first = await newcomer.post('/v1/qualifications', application, key).expect(201);
    expect(first.body).toEqual({ company: 'c-new', version: 1, state: 'submitted', facts: ['ApplicationSubmitted'] });
    expect((await newcomer.post('/v1/qualifications', application, key).expect(201)).body).toEqual(first.body);
    await newcomer.file(`${documents}?kind=BUSINESS_LICENCE&title=a.pdf`, Buffer.from('no pdf')).expect(422);
    const script = Buffer.from('%PDF-1.7 <</S/JavaScript/JS(alert(1))>>');
    const refused = await newcomer.file(`${documents}?kind=BUSINESS_LICENCE&title=s.pdf`, script).expect(422);
    expect(refused.body.detail).toBe('body: the file is a PDF with scripts or actions in it.');
    await newcomer.file(`${documents}?kind=BUSINESS_LICENCE&title=a.csv`, Buffer.from('a,b'), 'text/csv').expect(415);
    await newcomer.file(`${documents}?kind=BUSINESS_LICENCE&title=licence.pdf`, pdf).expect(201);
    const whole = await newcomer.file(`${documents}?kind=TAX_REGISTRATION&title=tax%20'1'.pdf`, pdf).expect(201);
    expect(whole.body).toMatchObject({ state: 'under-review', facts: ['DocumentFiled', 'ReviewBegun'] });
    expect(await lettersTo(office, 'u-c-new')).toEqual(['qualification-submitted']);
    expect(await lettersTo(office, 'u-account-manager')).toEqual(['qualification-submitted']);
  });

  it('keeps who is written to beside the record, which names them by a hash only', async () => {
    const { contact } = application;
    for (const read of [newcomer.get, (path: string) => office.get('operator', path)])
      expect((await read('/v1/qualifications/c-new').expect(200)).body.application.contact).toEqual(contact);
    const tables = ['qualification', 'qualification_fact', 'qualification_command', 'outbox_letter'];
    const kept = await Promise.all(tables.map((table) => query(office.orm, { text: `select * from ${table}` })));
    for (const of of Object.values(contact)) expect(JSON.stringify(kept)).not.toContain(of);
    await query(office.orm, { text: 'delete from qualification_contact' });
    expect((await newcomer.get('/v1/qualification').expect(200)).body.qualification.application.contact).toBeNull();
  });

  it('shows its documents to applicant and platform as attachments, to others as if there were none', async () => {
    const { body } = await newcomer.get('/v1/qualification').expect(200);
    expect(body.qualification).toMatchObject({
      state: 'under-review',
      missingDocuments: [],
      actions: ['file-document'],
      review: { dueAt: '2026-03-10T02:00:00.000Z', paused: false, overdue: false },
      application: { licenceNumber: '12345678' },
    });
    const [, tax] = body.qualification.documents;
    for (const read of [newcomer.get, (path: string) => office.get('operator', path)]) {
      const file = await read(`${documents}/${tax.id}`).expect(200);
      expect(file.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''tax%20%271%27.pdf`);
      expect(file.headers['x-content-type-options']).toBe('nosniff');
      expect(file.body).toEqual(pdf);
    }
    await office.get('buyer', `${documents}/${tax.id}`).expect(404);
    await office.get('buyer', '/v1/qualifications/c-new').expect(404);
    await office.get('bank', '/v1/qualifications/c-new').expect(404);
    await office.post('buyer', '/v1/qualifications/c-new/approve').expect(404);
  });
});

describe('reviewing', () => {
  it('is for the platform: overdue applications first, page by page', async () => {
    const other = await found(office, 'c-later', { name: 'Later Limited', role: 'supplier' });
    office.moveTo('2026-03-09T03:00:00.000Z');
    await applyWhole(other);
    await newcomer.get('/v1/qualifications').expect(403);
    const first = (await office.get('account-manager', '/v1/qualifications?limit=1').expect(200)).body;
    const second = (await office.get('account-manager', `/v1/qualifications?limit=1&after=${first.next}`).expect(200))
      .body;
    expect([first, second].map(({ qualifications: [row] }) => [row.company, row.dueAt, row.overdue])).toEqual([
      ['c-new', '2026-03-10T02:00:00.000Z', false],
      ['c-later', '2026-03-11T03:00:00.000Z', false],
    ]);
    expect(second.next).toBeNull();
    office.moveTo('2026-03-10T03:00:00.000Z');
    const overdue = (await office.get('operator', '/v1/qualifications?overdue=true&state=under-review').expect(200))
      .body;
    expect(overdue.qualifications.map(({ company }: { company: string }) => company)).toEqual(['c-new']);
    await office.get('operator', '/v1/qualifications?after=nonsense').expect(404);
  });

  it('stops its clock for a question, and tells the applicant', async () => {
    const path = '/v1/qualifications/c-new';
    await newcomer.post(`${path}/ask-more-info`, { question: 'Whose seal?' }).expect(403);
    await office.post('account-manager', `${path}/ask-more-info`, { question: 'Whose seal?' }).expect(200);
    await office.post('account-manager', `${path}/approve`).expect(409);
    expect((await newcomer.get('/v1/qualification').expect(200)).body.qualification).toMatchObject({
      state: 'more-info',
      question: 'Whose seal?',
      review: { paused: true, dueAt: null },
      actions: ['answer', 'file-document'].sort().reverse(),
    });
    await newcomer.post(`${path}/answer`, { answer: 'Ours.' }).expect(200);
    expect(await lettersTo(office, 'u-c-new')).toContain('qualification-more-info');
  });

  it('is never done by the applicant; approval gives membership, tier and an account manager', async () => {
    const path = '/v1/qualifications/c-new/approve';
    await newcomer.post(path).expect(403);
    await office.post('account-manager', path, { tier: 'no tier' }).expect(422);
    const key = randomUUID();
    const approved = await office.post('account-manager', path, { tier: 'GOLD' }, key).expect(200);
    expect(approved.body).toMatchObject({ state: 'approved', facts: ['QualificationApproved'] });
    expect((await office.post('account-manager', path, { tier: 'GOLD' }, key).expect(200)).body).toEqual(approved.body);
    const { body } = await newcomer.get('/v1/companies/c-new/account').expect(200);
    expect(body).toMatchObject({
      membership: { tier: 'GOLD', expires: '2027-03-10T03:00:00.000Z' },
      account: { manager: 'u-account-manager', everyDays: 30, paused: false },
    });
    expect(office.companies.plans.at(-1)).toMatchObject({ company: 'c-new', everyDays: 30, paused: false });
    const facts = (await office.get('auditor', '/v1/qualifications/c-new').expect(200)).body.facts;
    expect(facts.map(({ type }: { type: string }) => type)).toEqual([
      'ApplicationSubmitted',
      'DocumentFiled',
      'DocumentFiled',
      'ReviewBegun',
      'ReviewWarned',
      'ReviewBreached',
      'MoreInfoAsked',
      'QuestionAnswered',
      'QualificationApproved',
    ]);
    expect(await lettersTo(office, 'u-operator')).toContain('qualification-overdue');
  });

  it('with a reason for rejection, after which the company may apply again', async () => {
    await office
      .post('operator', '/v1/qualifications/c-later/reject', { reason: 'The licence has run out.' })
      .expect(200);
    await office.post('operator', '/v1/qualifications/c-later/reject', { reason: 'Twice.' }).expect(409);
    expect(await lettersTo(office, 'u-c-later')).toContain('qualification-rejected');
  });
});
