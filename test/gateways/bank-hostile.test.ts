import { describe, expect, it } from '@jest/globals';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { BankMessageError } from '../../src/gateways/bank/xml.ts';
import { notification, ntry } from './fixtures/bank/ntry.ts';

function refusal(xml: string, limits = {}): string {
  try {
    parseBankNotification(xml, limits);
  } catch (error) {
    if (error instanceof BankMessageError) return error.code;
    throw error;
  }
  return 'accepted';
}

const remittance = (text: string): string =>
  notification(ntry({ details: `<TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>` }));
const plain = notification(ntry({}));
const declared = (doctype: string, text = ''): string => remittance(text).replace('<Document', `${doctype}<Document`);

describe('a hostile file', () => {
  it('cannot declare a document type, so no entity of its own and nothing external is ever resolved', () => {
    expect(refusal(declared('<!DOCTYPE x SYSTEM "file:///etc/passwd">'))).toBe('forbidden-xml');
    expect(refusal(declared('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;'))).toBe('forbidden-xml');
    expect(refusal(declared('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', '&b;'))).toBe('forbidden-xml');
    expect(refusal(declared('<!doctype x>'))).toBe('forbidden-xml');
  });

  it('cannot use a named entity that XML 1.0 does not define', () => {
    expect(refusal(remittance('&nbsp;'))).toBe('forbidden-xml');
    expect(refusal(remittance('&evil;'))).toBe('forbidden-xml');
  });

  it('cannot smuggle in characters that a database refuses', () => {
    for (const text of ['&#0;', '&#xD800;', '&#x110000;', '&#8;'])
      expect(refusal(remittance(text))).toBe('forbidden-xml');
    for (const text of ['\u0000', '\u0007', '\uD800']) expect(refusal(remittance(text))).toBe('malformed-xml');
  });

  it('is refused when it is not well-formed', () => {
    const broken = [
      '',
      '   ',
      'hello',
      '{"entries": []}',
      plain.slice(0, -20),
      plain.replace('</Ntfctn>', ''),
      plain.replace('Ccy="EUR"', 'Ccy=EUR'),
      plain.replace('Ccy="EUR"', 'Ccy="EUR" Ccy="USD"'),
      `${plain}<Document/>`,
      `${plain}trailing`,
      remittance('Tom & Jerry'),
      remittance('a < b'),
      remittance('<!-- never closed'),
      remittance('<![CDATA[ never closed'),
    ];
    for (const xml of broken)
      expect([xml.slice(0, 60), refusal(xml)]).toEqual([
        xml.slice(0, 60),
        expect.stringMatching(/^(malformed|forbidden)-xml$/),
      ]);
  });

  it('is refused when it is too large or nested too deep', () => {
    expect(refusal(plain, { maxCharacters: 100 })).toBe('too-large');
    expect(refusal(remittance(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`))).toBe('too-deep');
  });

  it('cannot stall the reader with markup that never closes or numbers that never end', () => {
    const started = performance.now();
    expect(refusal(remittance('<!--'.repeat(500_000)))).toBe('malformed-xml');
    expect(refusal(remittance('<![CDATA['.repeat(500_000)))).toBe('malformed-xml');
    expect(refusal(remittance('&'.repeat(500_000)))).toBe('forbidden-xml');
    const [entry] = parseBankNotification(notification(ntry({ amount: '9'.repeat(2_000_000) }))).entries;
    expect(entry?.amountProblem).toBe('amount: has 2000000 characters, ISO 20022 allows 18 digits');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('is refused when it is another message', () => {
    expect(refusal('<Document><BkToCstmrAcctRpt/></Document>')).toBe('not-this-message');
    expect(refusal('<html><body>Session expired</body></html>')).toBe('not-this-message');
  });

  it('cannot reach object prototypes through element names', () => {
    const odd = plain.replace('<BkTxCd/>', '<BkTxCd/><toString>1</toString><hasOwnProperty>1</hasOwnProperty>');
    expect(parseBankNotification(odd).entries).toHaveLength(1);
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(refusal(plain.replace('<BkTxCd/>', `<${name}><polluted>1</polluted></${name}>`))).toBe('malformed-xml');
    }
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('may hold markup as text, which stays text', () => {
    const text = '<!DOCTYPE x> &amp; &#228; ]]';
    const [entry] = parseBankNotification(remittance(`<![CDATA[${text}]]>&amp;#228; &#228;`)).entries;
    expect(entry?.unstructured).toBe(`${text}&#228; ä`);
  });

  it('of a thousand ampersands is read whole', () => {
    expect(parseBankNotification(remittance('&amp;'.repeat(5_000))).entries[0]?.unstructured).toBe('&'.repeat(5_000));
  });
});
