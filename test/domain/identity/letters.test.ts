import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales } from '../../../src/domain/words/locale.ts';
import { identityLetters } from '../../../src/domain/words/letters/identity.ts';

const data = {
  name: 'Mei Wong',
  company: 'Peak Lamps',
  token: 'the-code',
  until: '2026-01-02T00:00:00Z',
  subject: 'Ada',
  roles: 'adviser',
  proposal: 'p-1',
};
const written = (pattern: string, locale: string): string =>
  String(new IntlMessageFormat(pattern, locale).format(data));

describe.each(Object.entries(identityLetters))('the letter %s', (kind, words) => {
  it.each(locales)('can be written in %s and holds what its reader needs', (locale) => {
    const { subject, text } = words[locale];
    expect(written(subject, locale).length).toBeGreaterThan(3);
    const letter = written(text, locale);
    expect(letter).not.toMatch(/[{}]/);
    const needed = kind === 'address-known' ? data.name : kind === 'role-proposed' ? data.proposal : data.token;
    expect(letter).toContain(needed);
  });
});
