import { describe, expect, it } from '@jest/globals';
import { faultOfCompanyNumber, faultOfTaxNumber } from '../../src/domain/identifiers/tax.ts';

// Published examples of real numbers, one a country whose check digits are public.
const vatNumbers: [string, string][] = [
  ['AT', 'ATU13585627'],
  ['BE', 'BE0428759497'],
  ['DE', 'DE136695976'],
  ['DK', 'DK13585628'],
  ['EE', 'EE100931558'],
  ['FI', 'FI20774740'],
  ['FR', 'FR40303265045'],
  ['GB', 'GB980780684'],
  ['GR', 'EL094259216'],
  ['HR', 'HR33392005961'],
  ['HU', 'HU12892312'],
  ['IE', 'IE6433435F'],
  ['IT', 'IT00743110157'],
  ['LU', 'LU15027442'],
  ['MT', 'MT11679112'],
  ['NL', 'NL004495445B01'],
  ['PL', 'PL8567346215'],
  ['PT', 'PT501964843'],
  ['SE', 'SE556188840401'],
  ['SI', 'SI50223054'],
  ['SK', 'SK2022749619'],
];

/** The same number with one of its check digits moved on by one. */
const broken = (value: string): string => {
  const at = value.search(/\d(?=\D*$)/);
  return `${value.slice(0, at)}${(Number(value[at]) + 1) % 10}${value.slice(at + 1)}`;
};

describe('a tax number', () => {
  it.each(vatNumbers)('of %s is taken with and without its prefix: %s', (country, value) => {
    expect(faultOfTaxNumber(country, value)).toBeNull();
    expect(faultOfTaxNumber(country, value.slice(2))).toBeNull();
  });

  it.each(vatNumbers.filter(([country]) => !['NL', 'SE', 'IE', 'FR'].includes(country)))(
    'of %s is refused when a digit of %s is another',
    (country, value) => {
      expect(faultOfTaxNumber(country, broken(value))).toContain('check digits');
    },
  );

  it('of Ireland, France and the Netherlands is refused by the place of its own check', () => {
    expect(faultOfTaxNumber('IE', 'IE6433436F')).toContain('check digits');
    expect(faultOfTaxNumber('FR', 'FR41303265045')).toContain('check digits');
    expect(faultOfTaxNumber('NL', 'NL004495446B01')).toContain('check digits');
    expect(faultOfTaxNumber('NL', 'NL002455799B11')).toBeNull();
  });

  it('of a wrong form is refused and told the form', () => {
    expect(faultOfTaxNumber('DE', 'DE12345')).toBe('A VAT number of DE is 9 digits, which DE may precede.');
    expect(faultOfTaxNumber('FR', 'FR1234')).toContain('a key of 2 characters');
  });

  it('of mainland China is the USCC, of Hong Kong the business registration number', () => {
    expect(faultOfTaxNumber('CN', '91350100M000100Y43')).toBeNull();
    expect(faultOfTaxNumber('CN', '91350100M000100Y44')).toContain('check character');
    expect(faultOfTaxNumber('HK', '12345678')).toBeNull();
    expect(faultOfTaxNumber('HK', '1234567')).toContain('8 digits');
  });

  it('of a country without a published rule is looked at by its characters alone', () => {
    expect(faultOfTaxNumber('BR', '11.222.333/0001-81')).toBeNull();
    expect(faultOfTaxNumber('BR', '?')).toContain('4 to 30');
  });
});

describe('a company number', () => {
  it('has the form of its register', () => {
    expect(faultOfCompanyNumber('GB', 'SC123456')).toBeNull();
    expect(faultOfCompanyNumber('GB', '123')).toContain('8 digits');
    expect(faultOfCompanyNumber('HK', '12345678')).toBeNull();
    expect(faultOfCompanyNumber('US', '12-3456789')).toBeNull();
    expect(faultOfCompanyNumber('US', '12-345')).toContain('9 digits');
    expect(faultOfCompanyNumber('CN', '91350100M000100Y43')).toBeNull();
    expect(faultOfCompanyNumber('DE', 'HRB 12345')).toBeNull();
    expect(faultOfCompanyNumber('DE', '!')).toContain('2 to 30');
  });
});
