import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkIdentifier, type IdentifierKind, identifierKinds } from '../../src/domain/identifiers/check.ts';
import { hs2022 } from '../../src/domain/identifiers/hs-2022.ts';

const valid = (kind: IdentifierKind, value: string): boolean => checkIdentifier(kind, value).valid;
const reason = (kind: IdentifierKind, value: string): string | null => checkIdentifier(kind, value).reason;

describe('an identifier', () => {
  it.each([
    ['sscc', '106141411234567897'],
    ['sscc', '006141411234567890'],
    ['sscc', '952012345678912352'],
    ['gtin', '96385074'],
    ['gtin', '614141000036'],
    ['gtin', '4006381333931'],
    ['gtin', '10614141000415'],
    ['container', 'CSQU3054383'],
    ['container', 'CSQU 305438 3'],
    ['container', 'TASU1170000'],
    ['container', 'MSKU0000027'],
    ['rf', 'RF18539007547034'],
    ['rf', 'RF18 5390 0754 7034'],
    ['rf', 'RF62B2B2026000001'],
    ['iban', 'GB82WEST12345698765432'],
    ['iban', 'GB82 WEST 1234 5698 7654 32'],
    ['iban', 'DE89370400440532013000'],
    ['iban', 'FR1420041010050500013M02606'],
    ['iban', 'NO9386011117947'],
    ['iban', 'MT84MALT011000012345MTLCAST001S'],
    ['lei', '213800KUD8LAJWSQ9D15'],
    ['uscc', '91110000600037341L'],
    ['hs', '847130'],
    ['hs', '8471.30'],
    ['hs', '8471300000'],
    ['hs', '8471300000999'],
    ['hs', '240412'],
    ['locode', 'HKHKG'],
    ['locode', 'CN YTN'],
    ['locode', 'US2LA'],
    ['imo', '9319466'],
    ['imo', 'IMO 8814275'],
  ] as const)('of kind %s as in %s is valid', (kind, value) => {
    expect(checkIdentifier(kind, value)).toEqual({ valid: true, reason: null });
  });

  it.each([
    ['sscc', '106141411234567898', 'The last digit must be 7 by the GS1 modulo 10 check.'],
    ['sscc', '(00)106141411234567897', 'An SSCC has 18 digits, without its application identifier 00.'],
    ['gtin', '4006381333932', 'The last digit must be 1 by the GS1 modulo 10 check.'],
    ['gtin', '40063813339', 'A GTIN has 8, 12, 13 or 14 digits.'],
    ['container', 'CSQU3054384', 'The check digit must be 3 by ISO 6346.'],
    ['container', 'CSQA3054383', 'The fourth letter must be the category U, J, Z or R, not A (ISO 6346).'],
    ['rf', 'RF19539007547034', 'The check digits must be 18 by ISO 7064 MOD 97-10.'],
    ['rf', 'RF18', 'An ISO 11649 reference is RF, two check digits and 1 to 21 capital letters or digits.'],
    ['iban', 'GB83WEST12345698765432', 'The check digits must be 82 by ISO 7064 MOD 97-10.'],
    [
      'iban',
      'GB82WEST1234569876543',
      'The account number does not have the length and structure that GB has registered.',
    ],
    [
      'iban',
      'DE89A70400440532013000',
      'The account number does not have the length and structure that DE has registered.',
    ],
    ['iban', 'HK82WEST12345698765432', 'HK is not a country of the IBAN registry.'],
    ['lei', '213800KUD8LAJWSQ9D16', 'The check digits must be 15 by ISO 7064 MOD 97-10.'],
    ['lei', '213800KUD8LAJWSQ9D1', 'An LEI has 18 capital letters or digits and two check digits.'],
    ['uscc', '91110000600037341M', 'The check character must be L by GB 32100-2015.'],
    ['hs', '84713', 'An HS code has 6 to 13 digits.'],
    ['hs', '84713000000000', 'An HS code has 6 to 13 digits.'],
    ['hs', '847131', '847131 is not a subheading of the Harmonized System 2022.'],
    ['hs', '851712', '851712 is not a subheading of the Harmonized System 2022.'],
    ['hs', '770100', 'Chapter 77 is reserved for future use.'],
    ['hs', '980100', 'Chapter 98 is not one of the Harmonized System, 01 to 97.'],
    ['hs', '000100', 'Chapter 00 is not one of the Harmonized System, 01 to 97.'],
    ['locode', 'QQHKG', 'QQ is not a country code of ISO 3166-1.'],
    ['imo', '8814274', 'The last digit must be 5 by the IMO check.'],
  ] as const)('of kind %s as in %s is refused: %s', (kind, value, expected) => {
    expect(checkIdentifier(kind, value)).toEqual({ valid: false, reason: expected });
  });

  it.each([
    ['container', 'csqu3054383'],
    ['container', 'CSQU305438'],
    ['container', 'CS1U3054383'],
    ['gtin', '４００６３８１３３３９３１'],
    ['rf', 'rf18539007547034'],
    ['rf', 'RF18 5390-0754-7034'],
    ['uscc', '91110000600037341I'],
    ['uscc', '9111000O600037341L'],
    ['hs', '8471.'],
    ['hs', '.847130'],
    ['locode', 'HKHK1'],
    ['locode', 'HKHK0'],
    ['locode', 'HKH'],
    ['imo', 'IMO881427'],
  ] as const)('of kind %s as in %s is refused for its form', (kind, value) => {
    expect(valid(kind, value)).toBe(false);
    expect(reason(kind, value)).toMatch(/^An? .*\.$/);
  });

  it('of any kind is judged, never thrown at, whatever the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...identifierKinds), fc.string({ unit: 'binary' }), (kind, text) => {
        const check = checkIdentifier(kind, text);
        expect(check.valid).toBe(check.reason === null);
      }),
    );
  });

  it('with check digits outside 02 to 98 is refused although the remainder is right', () => {
    // 01 and 98, or 99 and 02, leave the same remainder modulo 97; ISO 7064 gives only the latter of each.
    fc.assert(
      fc.property(fc.nat(99_999_999), (serial) => {
        const references = Array.from({ length: 100 }, (_, check) => `RF${String(check).padStart(2, '0')}${serial}`);
        expect(references.filter((reference) => valid('rf', reference))).toHaveLength(1);
        expect(['RF00', 'RF01', 'RF99'].some((start) => valid('rf', `${start}${serial}`))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('catches every change of one digit', () => {
    const samples: [IdentifierKind, string][] = [
      ['sscc', '106141411234567897'],
      ['gtin', '4006381333931'],
      ['rf', 'RF62B2B2026000001'],
      ['iban', 'DE89370400440532013000'],
      ['lei', '213800KUD8LAJWSQ9D15'],
      ['uscc', '91110000600037341L'],
      ['container', 'CSQU3054383'],
    ];
    for (const [kind, sample] of samples) {
      [...sample].forEach((digit, position) => {
        for (const other of /\d/.test(digit) ? '0123456789'.replace(digit, '') : '') {
          expect(valid(kind, sample.slice(0, position) + other + sample.slice(position + 1))).toBe(false);
        }
      });
    }
  });
});

describe('a container number', () => {
  it('is valid when its remainder is 10 and its check digit 0, as such boxes are on the road', () => {
    // C = 13, S = 30, Q = 28, U = 32 and the serial 000009 weigh up to a remainder of 10.
    const remainder = (number: string): number => {
      const letters = '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ';
      return [...number].reduce((sum, character, position) => sum + letters.indexOf(character) * 2 ** position, 0) % 11;
    };
    const serial = Array.from({ length: 50 }, (_, index) => `CSQU${String(index).padStart(6, '0')}`).find(
      (n) => remainder(n) === 10,
    );
    expect(serial).toBeDefined();
    expect(valid('container', `${serial}0`)).toBe(true);
    expect(valid('container', `${serial}1`)).toBe(false);
  });
});

describe('the Harmonized System 2022', () => {
  const rows = hs2022.trim().split(/\s+/);

  it('has 1,228 headings in 96 chapters and 5,612 subheadings, each once and in order', () => {
    const codes = rows.flatMap((row) =>
      (row.slice(4).match(/../g) ?? []).map((subheading) => row.slice(0, 4) + subheading),
    );
    expect(rows).toHaveLength(1228);
    expect(new Set(rows.map((row) => row.slice(0, 2))).size).toBe(96);
    expect(codes).toHaveLength(5612);
    expect(codes).toEqual([...new Set(codes)].toSorted());
  });
});
