import { describe, expect, it } from '@jest/globals';
import { wordLetter } from '../../../src/api/letters/wording.ts';
import { noticesOf } from '../../../src/domain/qualification/notices.ts';
import type { HappenedQualificationFact } from '../../../src/domain/qualification/qualification.ts';
import { qualificationLetters } from '../../../src/domain/words/letters/qualification.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import { underReview } from './case.ts';

const at = '2026-03-06T02:00:00.000Z';
const by = { party: 'house', user: 'house', company: 'house' } as const;
const membership = { tier: null, since: at, expires: at };
const facts = [
  { type: 'ApplicationSubmitted', data: {} },
  { type: 'MoreInfoAsked', data: { question: 'Whose seal?' } },
  { type: 'ReviewWarned', data: { dueAt: at } },
  { type: 'ReviewBreached', data: { dueAt: at } },
  { type: 'QualificationApproved', data: { membership, note: '' } },
  { type: 'QualificationRejected', data: { reason: 'unclear' } },
  { type: 'ExpiryReminded', data: { days: 60, expires: at } },
  { type: 'MembershipExpired', data: { expires: at } },
].map((fact) => ({ ...fact, at, by }) as unknown as HappenedQualificationFact);

const letters = [
  ...facts.flatMap((fact) => noticesOf(fact, underReview(at).now())),
  { kind: 'follow-up-due', data: { company: 'New Limited', id: 'c-new', dueAt: at, short: 2 } },
  { kind: 'follow-up-missed', data: { company: 'New Limited', dueAt: at } },
  { kind: 'screening-hit', data: { company: 'New', entry: 'X', list: 'abc', score: 90, occasion: 'order' } },
];

describe('the letters about companies', () => {
  it.each(locales)('say everything they have data for in %s', (locale) => {
    for (const { kind, data } of letters) {
      const letter = { kind, locale, reader: '', order: null, buyer: null, supplier: null, data };
      const { subject, text } = wordLetter(letter);
      // Dates are written as dates: what they say is the same in no two languages.
      const written = Object.values(data).filter((value) => value !== at);
      for (const value of written) expect(`${subject}\n${text}`).toContain(String(value));
      expect(subject + text).not.toMatch(/[{}]/);
    }
  });

  it('have words for nothing that is never sent', () => {
    expect([...new Set(letters.map(({ kind }) => kind))].sort()).toEqual(Object.keys(qualificationLetters).sort());
  });
});
