import { expect } from '@jest/globals';
import { judgeQualificationClocks } from '../../../src/domain/qualification/clocks.ts';
import { judgeQualification } from '../../../src/domain/qualification/judge.ts';
import type { Qualification } from '../../../src/domain/qualification/qualification.ts';
import type { Actor } from '../../../src/domain/parties.ts';
import { application, document } from '../../support/applications.ts';

export { application, document, reviewer } from '../../support/applications.ts';

export const applicant: Actor = { user: 'u-new', company: 'c-new', roles: ['buyer'] };
export const submission = {
  application,
  applicant: { company: 'c-new', name: 'New Trading Limited', country: 'HK', user: 'u-new' },
};

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
