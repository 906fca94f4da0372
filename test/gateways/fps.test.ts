import { describe, expect, it } from '@jest/globals';
import { crc16, fpsPayload } from '../../src/gateways/fps/emvco.ts';
import { fpsInstructions } from '../../src/gateways/fps/instructions.ts';

const proxy = { kind: 'FPS_ID' as const, value: '1234567' };
const payment = { amountMinor: 88_850, currency: 'HKD', reference: 'RF18539007547034' };

/** Reads the data objects of a payload: identifier, two digits of length, value. */
function objects(payload: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; at < payload.length; ) {
    const length = Number(payload.slice(at + 2, at + 4));
    found[payload.slice(at, at + 2)] = payload.slice(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return found;
}

describe('the check sum of a code', () => {
  it.each([
    // The check value of CRC-16/CCITT-FALSE in the catalogue of parametrised CRC algorithms, and that of nothing.
    ['123456789', '29B1'],
    ['', 'FFFF'],
    ['A', 'B915'],
  ])('of %j is %s', (text, crc) => {
    expect(crc16(text)).toBe(crc);
  });
});

describe('an FPS code', () => {
  it('holds proxy, exact amount and reference, and its own check sum', () => {
    const payload = fpsPayload(proxy, payment);
    const { 26: account = '', 62: additional = '', ...rest } = objects(payload);
    expect(rest).toEqual({
      '00': '01',
      '01': '12',
      52: '0000',
      53: '344',
      54: '888.50',
      58: 'HK',
      59: 'NA',
      60: 'HK',
      63: crc16(payload.slice(0, -4)),
    });
    expect(objects(account)).toEqual({ '00': 'hk.com.hkicl', '02': '1234567' });
    expect(objects(additional)).toEqual({ '05': 'RF18539007547034' });
  });

  it('is the same text for the same payment, to the letter', () => {
    expect(fpsPayload(proxy, payment).slice(0, -4)).toBe(
      '00020101021226270012hk.com.hkicl020712345675204000053033445406888.505802HK5902NA6002HK' +
        '62200516RF185390075470346304',
    );
  });

  it.each([
    ['another currency', { ...payment, currency: 'USD' }, /currency/],
    ['nothing', { ...payment, amountMinor: 0 }, /amountMinor/],
    ['a reference that is too long', { ...payment, reference: 'R'.repeat(26) }, /reference/],
  ])('is not made for %s', (_what, given, rule) => {
    expect(() => fpsPayload(proxy, given)).toThrow(rule);
  });

  it('is drawn as a picture', () => {
    const { qr, account } = fpsInstructions({ name: 'Trust account', iban: 'GB82WEST12345698765432' }, proxy)(payment);
    expect(account).toEqual({ name: 'Trust account', number: '1234567' });
    expect(qr.svg).toMatch(/^<svg [\s\S]*<path/);
  });
});
