import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales } from '../../../src/domain/words/locale.ts';
import type { LetterWords } from '../../../src/domain/words/letter.ts';
import { identityLetters } from '../../../src/domain/words/letters/identity.ts';
import { providerLetters } from '../../../src/domain/words/letters/provider.ts';

const data = {
  name: 'Mei Wong',
  company: 'Peak Lamps',
  token: 'the-code',
  until: new Date('2026-01-02T00:00:00Z'),
  subject: 'Ada',
  roles: 'adviser',
  reason: 'the licence has run out',
  proposal: 'p-1',
  at: new Date('2026-01-02T00:00:00Z'),
};
const ownOf: Record<string, string> = {
  'address-known': data.name,
  'password-changed': data.name,
  'role-proposed': data.proposal,
  'company-suspended': data.reason,
  'company-reactivated': data.reason,
};
const written = (pattern: string, locale: string): string =>
  String(new IntlMessageFormat(pattern, locale).format(data));

const letters: Record<string, LetterWords> = { ...identityLetters, ...providerLetters };

describe.each(Object.entries(letters))('the letter %s', (kind, words) => {
  it.each(locales)('can be written in %s and holds what its reader needs', (locale) => {
    const { subject, text } = words[locale];
    expect(written(subject, locale).length).toBeGreaterThan(3);
    const letter = written(text, locale);
    expect(letter).not.toMatch(/[{}]/);
    expect(letter).toContain(ownOf[kind] ?? data.token);
  });
});
