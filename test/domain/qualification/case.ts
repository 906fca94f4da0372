import { expect } from '@jest/globals';
import { applicationSchema, type FiledDocument } from '../../../src/domain/qualification/application.ts';
import { judgeQualificationClocks } from '../../../src/domain/qualification/clocks.ts';
import { judgeQualification } from '../../../src/domain/qualification/judge.ts';
import type { Qualification } from '../../../src/domain/qualification/qualification.ts';
import type { Actor } from '../../../src/domain/parties.ts';

export const applicant: Actor = { user: 'u-new', company: 'c-new', roles: ['buyer'] };
export const reviewer: Actor = { user: 'u-account-manager', company: 'c-platform', roles: ['account-manager'] };

export const application = applicationSchema.parse({
  licenceNumber: '12345678',
  taxNumber: '12345678',
  annualVolume: { minor: 50_000_000, currency: 'USD' },
  contact: { name: 'Chan Tai Man', email: 'chan@new.example', phone: '+852 2345 6789' },
});
export const submission = {
  application,
  applicant: { company: 'c-new', name: 'New Trading Limited', country: 'HK', user: 'u-new' },
};
export const document = (kind: FiledDocument['kind'], id: string = kind): FiledDocument => ({
  id,
  kind,
  title: `${kind}.pdf`,
  mediaType: 'application/pdf',
  bytes: 1000,
  sha256: 'a'.repeat(64),
  filedAt: '2026-03-02T02:00:00.000Z',
  filedBy: 'u-new',
});

/** One command at a time on a qualification, as it stands. */
export function play(standing: Qualification | null = null) {
  let current = standing;
  const judged = (name: string, input: unknown, by: Actor, at: string) =>
    judgeQualification(current, { name, input }, by, at);
  const one = {
    now: () => current as Qualification,
    does(name: string, input: unknown, by: Actor, at: string) {
      const judgement = judged(name, input, by, at);
      if ('rejection' in judgement) throw new Error(`${judgement.rejection.code}: ${judgement.rejection.detail}`);
      current = judgement.after;
      return one;
    },
    refused(name: string, input: unknown, by: Actor, at: string, code: string) {
      const judgement = judged(name, input, by, at);
      expect('rejection' in judgement ? judgement.rejection.code : 'accepted').toBe(code);
      return one;
    },
    /** Lets time run to an instant; the facts of the clocks that ran out, by name. */
    until(at: string, ...types: string[]) {
      const { facts, after } = judgeQualificationClocks(one.now(), at);
      expect(facts.map(({ type }) => type)).toEqual(types);
      current = after;
      return one;
    },
  };
  return one;
}

/** Applied and complete on a day: the review runs. */
export const underReview = (at: string) =>
  play()
    .does('submit', submission, applicant, at)
    .does('file-document', document('BUSINESS_LICENCE'), applicant, at)
    .does('file-document', document('TAX_REGISTRATION'), applicant, at);
