import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, hashOf, sha256Hex } from '../../src/domain/hash.ts';

describe('the fingerprint of a value', () => {
  it('is taken over the RFC 8785 text', () => {
    // The sample of RFC 8785 section 3.2.2, with its expected text of section 3.2.3.
    const sample = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('is the SHA-256 any other tool computes', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    expect(hashOf({ price: 885, lines: [{ b: 2, a: 1 }] })).toBe(hashOf({ lines: [{ a: 1, b: 2 }], price: 885 }));
  });

  it('depends on the order of a list', () => {
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });

  it('leaves out members that are undefined, as JSON does', () => {
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
  });

  it('survives a trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(hashOf(JSON.parse(JSON.stringify(value)))).toBe(hashOf(value));
      }),
    );
  });

  it.each([[undefined], [() => 1], [10n], [{ a: Number.NaN }], [{ a: Number.POSITIVE_INFINITY }], ['\ud800']])(
    'is refused for %p, which JSON cannot hold',
    (value) => {
      expect(() => hashOf(value)).toThrow();
    },
  );
});
