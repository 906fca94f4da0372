import { faultOfUscc } from './company.ts';
import { mod97 } from './iso-7064.ts';

const digitsOf = (text: string): number[] => [...text].map(Number);
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);

/** Luhn (ISO/IEC 7812): the sum of all digits, every second one from the right doubled, ends in 0. */
const luhn = (text: string): boolean =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, at) => {
      const value = at % 2 === 0 ? digit : digit * 2;
      return sum + (value > 9 ? value - 9 : value);
    }, 0) %
    10 ===
  0;

/** ISO 7064 MOD 11,10 over all digits, the last one being the check. */
const mod1110 = (text: string): boolean => {
  const last = digitsOf(text.slice(0, -1)).reduce((product, digit) => (((digit + product) % 10 || 10) * 2) % 11, 10);
  return (last + Number(text.at(-1))) % 10 === 1;
};

const sumsTo =
  (weights: readonly number[], modulus: number) =>
  (text: string): boolean =>
    weighted(digitsOf(text), weights) % modulus === 0;

/** The last digit completes the weighted sum of the others to a multiple of 11; above 9 it is 0. */
const elevenLess =
  (weights: readonly number[]) =>
  (text: string): boolean => {
    const check = 11 - (weighted(digitsOf(text), weights) % 11);
    return Number(text.at(-1)) === (check > 9 ? 0 : check);
  };

/** HMRC: standard numbers by modulus 97, those given out since 2010 with 55 added. */
const british = (text: string): boolean => {
  const digits = text.slice(0, 9);
  const sum = weighted(digitsOf(digits), [8, 7, 6, 5, 4, 3, 2]) + Number(digits.slice(7));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
};

const austrian = (text: string): boolean => {
  const digits = digitsOf(text.slice(1));
  const sum = digits.slice(0, 7).reduce((total, digit, at) => {
    const value = at % 2 === 0 ? digit : digit * 2;
    return total + Math.floor(value / 10) + (value % 10);
  }, 4);
  return (10 - (sum % 10)) % 10 === digits[7];
};

/** A key of two digits is checked; keys with letters have no published rule. The rest is a SIREN, which is Luhn's. */
const french = (text: string): boolean => {
  const siren = text.slice(2);
  const key = /^\d\d/.test(text) ? Number(text.slice(0, 2)) : null;
  return luhn(siren) && (key === null || key === (12 + 3 * (Number(siren) % 97)) % 97);
};

/** Numbers of companies by the test of eleven, those of sole traders since 2020 by ISO 7064 MOD 97-10. */
const dutch = (text: string): boolean =>
  weighted(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(text[8]) || mod97(`NL${text}`) === 1;

const irish = (text: string): boolean => {
  const second = text[8] === undefined ? 0 : text.charCodeAt(8) - 64;
  const sum = weighted(digitsOf(text.slice(0, 7)), [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return text[7] === 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23];
};

const greek = (text: string): boolean =>
  (weighted(digitsOf(text), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(text[8]);

interface NumberRule {
  pattern: RegExp;
  form: string;
  /** Whether the check digits are right, where a rule for them is published. */
  checks?: (text: string) => boolean;
}

const digits = (count: number, checks?: (text: string) => boolean): NumberRule => ({
  pattern: new RegExp(`^\\d{${count}}$`),
  form: `${count} digits`,
  ...(checks === undefined ? {} : { checks }),
});

// VAT numbers without their prefix: the structures of the Commission's VIES, and the check digits of the states that
// publish a rule. Greece writes EL, Northern Ireland XI.
const vat: Readonly<Record<string, NumberRule>> = {
  AT: { pattern: /^U\d{8}$/, form: 'U and 8 digits', checks: austrian },
  BE: {
    ...digits(10, (text) => 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8))),
    pattern: /^[01]\d{9}$/,
  },
  BG: { pattern: /^\d{9,10}$/, form: '9 or 10 digits' },
  CY: { pattern: /^\d{8}[A-Z]$/, form: '8 digits and a letter' },
  CZ: { pattern: /^\d{8,10}$/, form: '8 to 10 digits' },
  DE: digits(9, mod1110),
  DK: digits(8, sumsTo([2, 7, 6, 5, 4, 3, 2, 1], 11)),
  EE: digits(9, sumsTo([3, 7, 1, 3, 7, 1, 3, 7, 1], 10)),
  EL: digits(9, greek),
  ES: { pattern: /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/, form: '9 characters, the first or the last a letter' },
  FI: digits(8, sumsTo([7, 9, 10, 5, 8, 4, 2, 1], 11)),
  FR: { pattern: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, form: 'a key of 2 characters and 9 digits', checks: french },
  GB: { pattern: /^(?:\d{9}|\d{12})$/, form: '9 digits, 12 with a branch', checks: british },
  HR: digits(11, mod1110),
  HU: digits(8, sumsTo([9, 7, 3, 1, 9, 7, 3, 1], 10)),
  IE: { pattern: /^\d{7}[A-W][A-I]?$/, form: '7 digits and 1 or 2 letters', checks: irish },
  IT: digits(11, luhn),
  LT: { pattern: /^(?:\d{9}|\d{12})$/, form: '9 or 12 digits' },
  LU: digits(8, (text) => Number(text.slice(0, 6)) % 89 === Number(text.slice(6))),
  LV: digits(11),
  MT: digits(8, sumsTo([3, 4, 6, 7, 8, 9, 10, 1], 37)),
  NL: { pattern: /^\d{9}B\d{2}$/, form: '9 digits, B and 2 digits', checks: dutch },
  PL: digits(10, (text) => weighted(digitsOf(text), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(text[9])),
  PT: digits(9, elevenLess([9, 8, 7, 6, 5, 4, 3, 2])),
  RO: { pattern: /^\d{2,10}$/, form: '2 to 10 digits' },
  SE: { ...digits(12, (text) => luhn(text.slice(0, 10))), pattern: /^\d{10}(?:0[1-9]|[1-8]\d|9[0-4])$/ },
  SI: digits(8, elevenLess([8, 7, 6, 5, 4, 3, 2])),
  SK: digits(10, (text) => Number(text) % 11 === 0),
  XI: { pattern: /^(?:\d{9}|\d{12})$/, form: '9 digits, 12 with a branch', checks: british },
};

const prefixOf = (country: string): string => (country === 'GR' ? 'EL' : country);

/**
 * What is wrong with the tax number of a company of `country` (ISO 3166-1 alpha-2), or null. In the EU and the United
 * Kingdom a VAT number with or without its prefix, by the structures of VIES and the check digits that are published;
 * in mainland China the USCC (GB 32100-2015), in Hong Kong the business registration number. Elsewhere only the
 * characters are looked at. Whether it was ever issued is not checked.
 */
export function faultOfTaxNumber(country: string, value: string): string | null {
  if (country === 'CN') return faultOfUscc(value);
  if (country === 'HK') {
    return /^\d{8}(?:-?\d{3})?$/.test(value) ? null : 'A Hong Kong business registration number has 8 digits.';
  }
  const prefix = prefixOf(country);
  const rules = [prefix, ...(country === 'GB' && value.startsWith('XI') ? ['XI'] : [])];
  const known = rules.find((each) => value.startsWith(each) && vat[each] !== undefined) ?? prefix;
  const rule = vat[known];
  if (rule === undefined) {
    return /^[A-Z0-9][A-Z0-9./-]{3,29}$/.test(value) ? null : 'A tax number has 4 to 30 capital letters or digits.';
  }
  const number = value.startsWith(known) ? value.slice(known.length) : value;
  if (!rule.pattern.test(number)) return `A VAT number of ${country} is ${rule.form}, which ${known} may precede.`;
  return (rule.checks?.(number) ?? true) ? null : `The check digits of this VAT number of ${country} are wrong.`;
}

/**
 * What is wrong with the number a company is registered under in `country`, or null: the USCC in mainland China, the
 * business registration or company number in Hong Kong, the number of Companies House in the United Kingdom, the EIN
 * in the United States; elsewhere only the characters are looked at.
 */
export function faultOfCompanyNumber(country: string, value: string): string | null {
  if (country === 'CN') return faultOfUscc(value);
  const [pattern, form] = companyNumbers[country] ?? elsewhere;
  return pattern.test(value) ? null : form;
}

const elsewhere = [/^[A-Z0-9][A-Z0-9 ./-]{1,29}$/, 'A company number has 2 to 30 capital letters or digits.'] as const;
const companyNumbers: Readonly<Record<string, readonly [RegExp, string]>> = {
  HK: [/^\d{7,8}$/, 'A Hong Kong business registration number has 8 digits, a company number 7 or 8.'],
  GB: [/^(?:\d{8}|[A-Z]{2}\d{6})$/, 'A company number of the United Kingdom has 8 digits, or 2 letters and 6 digits.'],
  US: [/^\d{2}-?\d{7}$/, 'An employer identification number has 9 digits.'],
};
