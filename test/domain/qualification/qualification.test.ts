import { describe, expect, it } from '@jest/globals';
import { faultsOfApplication } from '../../../src/domain/qualification/application.ts';
import { qualificationActions } from '../../../src/domain/qualification/judge.ts';
import { isOver } from '../../../src/domain/qualification/qualification.ts';
import { qualificationRecord } from '../../../src/domain/qualification/record.ts';
import { applicant, application, document, play, reviewer, submission, underReview } from './case.ts';

// 2026-03-06 is a Friday; 10:00 in Hong Kong is 02:00 UTC.
const friday = '2026-03-06T02:00:00.000Z';
const approval = { tier: null, note: '' };

describe('an application', () => {
  it('waits for licence and tax registration, and then the review begins by itself', () => {
    const case1 = play().does('submit', submission, applicant, friday);
    expect(case1.now().state).toBe('submitted');
    case1.refused('approve', approval, reviewer, friday, 'documents-missing');
    case1
      .does('file-document', document('PURCHASE_VOLUME'), applicant, friday)
      .does('file-document', document('TAX_REGISTRATION'), applicant, friday);
    expect(case1.now().state).toBe('submitted');
    case1.does('file-document', document('BUSINESS_LICENCE'), applicant, friday);
    expect(case1.now()).toMatchObject({ state: 'under-review', review: { breached: false, paused: null } });
  });

  it('is made by a trader of the company itself, and not while another one is open', () => {
    play().refused('submit', submission, { ...applicant, company: 'c-other' }, friday, 'not-your-move');
    play().refused('submit', submission, { ...applicant, roles: ['carrier'] }, friday, 'not-your-move');
    underReview(friday).refused('submit', submission, applicant, friday, 'wrong-state');
    play().refused('approve', approval, reviewer, friday, 'wrong-state');
    underReview(friday).refused('befriend', {}, reviewer, friday, 'unknown-command');
  });

  it('with a wrong number is refused, naming the field', () => {
    const wrong = { ...application, lei: '529900T8BM49AURSDO56', taxNumber: '1' };
    expect(faultsOfApplication(wrong, 'HK').map(({ path }) => path)).toEqual([['taxNumber'], ['lei']]);
    play().refused('submit', { ...submission, application: wrong }, applicant, friday, 'invalid-input');
  });

  it('takes at most 20 documents', () => {
    const case1 = underReview(friday);
    for (let at = 3; at <= 20; at += 1) case1.does('file-document', document('OTHER', `d${at}`), applicant, friday);
    case1.refused('file-document', document('OTHER', 'd21'), applicant, friday, 'too-many-documents');
  });

  it('that nobody completes lapses after 30 days, and can be made again', () => {
    const case1 = play()
      .does('submit', submission, applicant, friday)
      .until('2026-04-05T01:59:59.999Z')
      .until('2026-04-05T02:00:00.000Z', 'QualificationRejected');
    expect(isOver(case1.now())).toBe(true);
    case1.does('submit', submission, applicant, '2026-04-06T02:00:00.000Z');
    expect(case1.now()).toMatchObject({ state: 'submitted', documents: [], renewal: false });
  });
});

describe('the review', () => {
  it('is due after two business days of the reviewers: from Friday it is Tuesday, and warned of on Monday', () => {
    const case1 = underReview(friday)
      .until('2026-03-09T01:59:00.000Z')
      .until('2026-03-09T02:00:00.000Z', 'ReviewWarned')
      .until('2026-03-10T01:59:59.000Z')
      .until('2026-03-10T02:00:00.000Z', 'ReviewBreached');
    expect(case1.now()).toMatchObject({ state: 'under-review', attention: { code: 'review-overdue' } });
    case1.until('2026-06-01T00:00:00.000Z');
    case1.does('approve', approval, reviewer, '2026-06-01T00:00:00.000Z');
    expect(case1.now()).toMatchObject({ state: 'approved', attention: null });
  });

  it('that was overdue before a question is overdue after its answer, and stays in view', () => {
    const late = '2026-03-11T02:00:00.000Z';
    const case1 = underReview(friday)
      .until('2026-03-10T02:00:00.000Z', 'ReviewWarned', 'ReviewBreached')
      .does('ask-more-info', { question: 'Whose seal?' }, reviewer, late);
    expect(case1.now()).toMatchObject({ state: 'more-info', attention: null });
    case1.does('answer', { answer: 'Ours.' }, applicant, late);
    expect(case1.now()).toMatchObject({ state: 'under-review', attention: { code: 'review-overdue', since: late } });
  });

  it('stands still while the applicant owes an answer, and goes on with the time that was left', () => {
    // Six hours after it began 42 hours of the review are left, of which 18 are before the warning.
    const asked = underReview(friday).does(
      'ask-more-info',
      { question: 'Whose seal?' },
      reviewer,
      '2026-03-06T08:00:00.000Z',
    );
    expect(asked.now()).toMatchObject({
      state: 'more-info',
      question: 'Whose seal?',
      review: { paused: { leftMs: 42 * 3_600_000, warnLeftMs: 18 * 3_600_000 } },
    });
    asked.until('2026-03-20T00:00:00.000Z');
    asked.refused('answer', { answer: 'ours' }, reviewer, '2026-03-20T02:00:00.000Z', 'not-your-move');
    asked.refused('approve', approval, reviewer, '2026-03-20T02:00:00.000Z', 'wrong-state');
    // On the Friday two weeks later at 10:00: 14 hours that day, 24 on Monday, 4 on Tuesday.
    asked.does('answer', { answer: 'ours' }, applicant, '2026-03-20T02:00:00.000Z');
    expect(asked.now()).toMatchObject({
      state: 'under-review',
      question: null,
      review: { warnAt: '2026-03-22T20:00:00.000Z', dueAt: '2026-03-23T20:00:00.000Z', paused: null },
    });
  });

  it('does not warn twice when the question came after the warning', () => {
    const case1 = underReview(friday)
      .until('2026-03-09T03:00:00.000Z', 'ReviewWarned')
      .does('ask-more-info', { question: '?' }, reviewer, '2026-03-09T03:00:00.000Z')
      .does('answer', { answer: '!' }, applicant, '2026-03-09T04:00:00.000Z');
    case1.until('2026-03-11T00:00:00.000Z', 'ReviewBreached');
  });

  it("is done by the platform, never by the applicant's own company", () => {
    underReview(friday)
      .refused('approve', approval, applicant, friday, 'not-your-move')
      .refused('approve', approval, { ...reviewer, company: 'c-new' }, friday, 'same-company')
      .refused('reject', { reason: 'no' }, { ...reviewer, company: 'c-new' }, friday, 'same-company');
  });

  it('tells each side what it can do now', () => {
    const case1 = underReview(friday);
    expect(qualificationActions(case1.now(), reviewer)).toEqual(['ask-more-info', 'approve', 'reject']);
    expect(qualificationActions(case1.now(), applicant)).toEqual(['file-document']);
    case1.does('reject', { reason: 'unclear' }, reviewer, friday);
    expect(qualificationActions(case1.now(), applicant)).toEqual(['submit']);
  });
});

describe('a membership', () => {
  const member = () => underReview(friday).does('approve', { tier: 'GOLD', note: 'well known' }, reviewer, friday);

  it('runs for a year, is reminded of 60 and 30 days before, and expires', () => {
    const case1 = member();
    expect(case1.now().membership).toEqual({ tier: 'GOLD', since: friday, expires: '2027-03-06T02:00:00.000Z' });
    case1.refused('submit', submission, applicant, '2026-12-01T00:00:00.000Z', 'wrong-state');
    case1.until('2027-01-05T02:00:00.000Z', 'ExpiryReminded');
    expect(case1.now().state).toBe('expiring');
    case1.until('2027-02-04T02:00:00.000Z', 'ExpiryReminded').until('2027-03-06T02:00:00.000Z', 'MembershipExpired');
    expect(case1.now()).toMatchObject({ state: 'expired', membership: null });
    expect(isOver(case1.now())).toBe(true);
  });

  it('renewed in time goes on from its end, and keeps running during the review', () => {
    const at = '2027-01-10T02:00:00.000Z';
    const case1 = member().until(at, 'ExpiryReminded').does('submit', submission, applicant, at);
    expect(case1.now()).toMatchObject({ renewal: true, membership: { expires: '2027-03-06T02:00:00.000Z' } });
    case1
      .does('file-document', document('BUSINESS_LICENCE'), applicant, at)
      .does('file-document', document('TAX_REGISTRATION'), applicant, at)
      .does('approve', approval, reviewer, at);
    expect(case1.now()).toMatchObject({
      state: 'approved',
      reminded: [],
      membership: { since: friday, expires: '2028-03-06T02:00:00.000Z' },
    });
  });

  it('ends on its day even while a renewal is reviewed or was rejected', () => {
    const at = '2027-03-05T02:00:00.000Z';
    const renewing = member().until(at, 'ExpiryReminded', 'ExpiryReminded').does('submit', submission, applicant, at);
    renewing.until('2027-03-06T02:00:00.000Z', 'MembershipExpired');
    expect(renewing.now()).toMatchObject({ state: 'submitted', membership: null });
    const rejected = member()
      .until(at, 'ExpiryReminded', 'ExpiryReminded')
      .does('submit', submission, applicant, at)
      .does('reject', { reason: 'licence revoked' }, reviewer, at);
    expect(isOver(rejected.now())).toBe(false);
    rejected.until('2027-03-06T02:00:00.000Z', 'MembershipExpired');
    expect(rejected.now().state).toBe('expired');
  });

  it('is written as running on approval and as ended on its day', () => {
    const before = underReview(friday).now();
    const approved = play(before).does('approve', approval, reviewer, friday).now();
    const facts = [{ type: 'QualificationApproved', data: { membership: approved.membership!, note: '' } } as const];
    const by = { party: 'account-manager', user: 'u', company: 'c' } as const;
    const record = qualificationRecord(
      before,
      { facts: facts.map((each) => ({ ...each, at: friday, by })), after: approved },
      'c1',
    );
    expect(record).toMatchObject({ assign: true, membership: { state: 'running' }, before: 4, dueAt: null });
    expect(record.notices).toMatchObject([
      { seq: 5, notice: { kind: 'qualification-approved', to: { user: 'u-new' } } },
    ]);
  });
});
