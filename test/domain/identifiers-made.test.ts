import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkIdentifier, makeRf, makeSscc } from '../../src/domain/identifiers/check.ts';

const alphanumeric = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

describe('a creditor reference', () => {
  it('is RF, the check digits of ISO 11649 and the reference', () => {
    expect(makeRf('539007547034')).toBe('RF18539007547034');
    expect(makeRf('B2B2026000001')).toBe('RF62B2B2026000001');
  });

  it('is valid whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: alphanumeric, minLength: 1, maxLength: 21 }), (reference) => {
        expect(checkIdentifier('rf', makeRf(reference))).toEqual({ valid: true, reason: null });
      }),
    );
  });

  it.each([[''], ['A'.repeat(22)], ['b2b'], ['B2B-1'], ['B2B 1'], ['É']])('is not made from %p', (reference) => {
    expect(() => makeRf(reference)).toThrow('reference: must be 1 to 21 capital letters or digits (ISO 11649)');
  });
});

describe('a serial shipping container code', () => {
  it('is extension, company prefix, serial and check digit', () => {
    expect(makeSscc(1, '0614141', 123456789)).toBe('106141411234567897');
    expect(makeSscc(0, '0614141', 123456789)).toBe('006141411234567890');
    expect(makeSscc(9, '5201234', 567891235)).toBe('952012345678912352');
    expect(makeSscc(3, '4006381', 7)).toMatch(/^34006381000000007\d$/);
  });

  it('is valid whatever it is made from', () => {
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.integer({ min: 1_000_000, max: 999_999_999 }),
        fc.nat(9_999_999),
        (extension, prefix, serial) => {
          expect(checkIdentifier('sscc', makeSscc(extension, String(prefix), serial)).valid).toBe(true);
        },
      ),
    );
  });

  it('is refused when a part is not digits or does not fit', () => {
    expect(() => makeSscc(10, '0614141', 1)).toThrow('extension: must be one digit');
    expect(() => makeSscc(1, '061', 1)).toThrow('prefix: a GS1 company prefix has 4 to 12 digits');
    expect(() => makeSscc(1, '0614141', 1_000_000_000)).toThrow('serial: must be a whole number of at most 9 digits');
    expect(() => makeSscc(1, '0614141', -1)).toThrow(/^serial:/);
  });
});
