import { describe, expect, it } from '@jest/globals';
import { wordLetter } from '../../../src/api/letters/wording.ts';
import { locales } from '../../../src/domain/words/locale.ts';
import type { LetterWords } from '../../../src/domain/words/letter.ts';
import { identityLetters } from '../../../src/domain/words/letters/identity.ts';
import { providerLetters } from '../../../src/domain/words/letters/provider.ts';

const data = {
  name: 'Mei Wong',
  company: 'Peak Lamps',
  token: 'the-code',
  until: '2026-01-02T00:00:00Z',
  subject: 'Ada',
  roles: 'adviser',
  reason: 'the licence has run out',
  proposal: 'p-1',
  at: '2026-01-02T00:00:00Z',
};
const ownOf: Record<string, string> = {
  'address-known': data.name,
  'password-changed': data.name,
  'role-proposed': data.proposal,
  'company-suspended': data.reason,
  'company-reactivated': data.reason,
};
const letters: Record<string, LetterWords> = { ...identityLetters, ...providerLetters };

describe.each(Object.keys(letters))('the letter %s', (kind) => {
  it.each(locales)('can be written in %s, greets once and holds what its reader needs', (locale) => {
    const letter = { kind, locale, reader: data.name, order: null, buyer: null, supplier: null, data };
    const { subject, text } = wordLetter(letter);
    expect(subject.length).toBeGreaterThan(3);
    expect(text).not.toMatch(/[{}]/);
    expect(text).toContain(ownOf[kind] ?? data.token);
    expect(text.match(/Dear|Good day|您好|Dobrý den/g)).toHaveLength(1);
  });
});
