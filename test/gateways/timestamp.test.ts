import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/domain/hash.ts';
import { certificatesIn, openTimestamper } from '../../src/gateways/timestamp/authority.ts';
import { timestampRequest, verifyTimestamp } from '../../src/gateways/timestamp/token.ts';
import { type Answering, type Authority, openAuthority, serveAuthority } from '../support/timestamp-authority.ts';

let authority: Authority;
beforeAll(() => {
  authority = openAuthority();
}, 30_000);
afterAll(() => authority?.remove());

const content = '{"order":"T-2026-000001"}';
const hash = sha256Hex(content);
const nonce = Buffer.from('4f00112233445566', 'hex');
const asked = (changes: object = {}) => ({
  hash,
  nonce,
  policies: [authority.policy],
  certificates: certificatesIn(authority.roots),
  now: Date.now(),
  ...changes,
});
const answered = (signer?: string) => authority.reply(timestampRequest(hash, nonce), signer);
const refusal = (response: Buffer, changes: object = {}) =>
  verifyTimestamp(response, asked(changes)).then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** The same content signed anew, by another certificate or without naming it, as an answer. */
function signedAnew(signer: string, options: string[]): Buffer {
  const { openssl, folder } = authority;
  writeFileSync(join(folder, 'answer.tsr'), answered());
  openssl(['ts', '-reply', '-in', 'answer.tsr', '-token_out', '-out', 'token.p7']);
  openssl(['cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token.p7', '-out', 'info.der']);
  const oid = '1.2.840.113549.1.9.16.1.4';
  const token = openssl(['cms', '-sign', '-binary', '-nodetach', '-in', 'info.der', '-outform', 'DER', '-md', 'sha256',
    '-econtent_type', oid, '-signer', `${signer}.crt`, '-inkey', `${signer}.key`, ...options]);
  const granted = Buffer.from('3003020100', 'hex');
  const length = granted.length + token.length;
  return Buffer.concat([Buffer.from([0x30, 0x82, length >> 8, length & 0xff]), granted, token]);
}

describe('a timestamp', () => {
  it('of an authority by OpenSSL is verified, and OpenSSL verifies it as docs/evidence.md says', async () => {
    const response = answered();
    const stamped = await verifyTimestamp(response, asked());
    expect(stamped).toMatchObject({ policy: authority.policy, signer: 'CN=tsa', serial: expect.stringMatching(/^10/) });
    expect(Math.abs(Date.parse(stamped.at) - Date.now())).toBeLessThan(60_000);
    const { folder, openssl } = authority;
    writeFileSync(join(folder, 'contract-1.json'), content);
    writeFileSync(join(folder, 'contract-1.tsr'), response);
    const verify = ['ts', '-verify', '-data', 'contract-1.json', '-in', 'contract-1.tsr', '-CAfile', 'root.crt'];
    expect(openssl(verify).toString()).toContain('Verification: OK');
  });

  it('may be signed with RSA, and over certificates between it and the root', async () => {
    authority.issue('rsa', { rsa: true });
    expect(await refusal(answered('rsa'))).toBe('accepted');
    authority.issue('between', { issues: true });
    authority.issue('leaf', { by: 'between' });
    expect(await refusal(answered('leaf'))).toBe('untrusted');
    const between = readFileSync(join(authority.folder, 'between.crt'), 'utf8');
    expect(await refusal(answered('leaf'), { certificates: certificatesIn(authority.roots + between) })).toBe(
      'accepted',
    );
  });

  it('is refused for another hash, request, policy or time than asked for', async () => {
    const response = answered();
    expect(await refusal(response)).toBe('accepted');
    expect(await refusal(response, { policies: [] })).toBe('accepted');
    expect(await refusal(response, { hash: sha256Hex('other') })).toBe('wrong-imprint');
    expect(await refusal(response, { nonce: Buffer.from('4f00112233445567', 'hex') })).toBe('wrong-nonce');
    expect(await refusal(response, { policies: ['1.2.3'] })).toBe('wrong-policy');
    expect(await refusal(response, { now: Date.now() + 3_600_000 })).toBe('wrong-time');
  });

  it('is refused without a chain to a root that is trusted, or when that was over', async () => {
    const other = openAuthority();
    expect(await refusal(answered(), { certificates: certificatesIn(other.roots) })).toBe('untrusted');
    other.remove();
    authority.issue('expired', { years: [2020, 2021] });
    expect(await refusal(answered('expired'))).toBe('untrusted');
    authority.issue('early', { years: [2050, 2060] });
    expect(await refusal(answered('early'))).toBe('untrusted');
  });

  it('is refused by a certificate that is for other things too, or that the signature does not name', async () => {
    authority.issue('server', { usage: 'critical,timeStamping,serverAuth' });
    authority.issue('mail', { usage: 'emailProtection' });
    authority.issue('lenient', { usage: 'timeStamping' });
    expect(await refusal(signedAnew('tsa', ['-cades']))).toBe('accepted');
    for (const name of ['server', 'mail', 'lenient'])
      expect(await refusal(signedAnew(name, ['-cades']))).toBe('wrong-certificate');
    expect(await refusal(signedAnew('tsa', []))).toBe('wrong-certificate');
    expect(await refusal(signedAnew('tsa', ['-cades', '-nocerts']))).toBe('wrong-certificate');
  });

  it('is refused with one of its bytes changed', async () => {
    const response = answered();
    const faults: string[] = [];
    for (let at = 0; at < response.length; at += 7) {
      const forged = Buffer.from(response);
      forged[at] = (forged[at] ?? 0) ^ 1;
      const outcome = await refusal(forged);
      if (!/^(refused|malformed|wrong-|untrusted|forged)/.test(outcome)) faults.push(`${at}: ${outcome}`);
    }
    // Bytes that no signature covers and that do not matter may differ: none may make another token of it.
    expect(faults.filter((fault) => !fault.endsWith('accepted'))).toEqual([]);
    expect(faults.length).toBeLessThan(response.length / 20);
  }, 60_000);

  it('is refused where the answer is a refusal, or anything else', async () => {
    const sha1 = authority.openssl(['ts', '-query', '-digest', 'a'.repeat(40), '-sha1']);
    await expect(verifyTimestamp(authority.reply(sha1), asked())).rejects.toThrow(/^refused: .*status 2/);
    for (const garbage of ['', '<html>', '0', '\u0030\u0003\u0002\u0001\u0000', 'x'.repeat(5000)])
      expect(await refusal(Buffer.from(garbage, 'latin1'))).toBe('malformed');
    expect(await refusal(Buffer.concat([answered(), Buffer.from([0])]))).toBe('malformed');
  });
});

describe('an authority', () => {
  const stampFrom = async (answerings: Answering[], waitMs = 2000) => {
    const servers = await Promise.all(answerings.map(serveAuthority));
    const urls = servers.map(({ url }) => url);
    const stamper = openTimestamper({ urls, roots: authority.roots, policies: [authority.policy], waitMs });
    try {
      return { urls, stamped: await stamper(hash) };
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  };
  const good: Answering = (request) => authority.reply(request);

  it('stamps a hash; the next one is asked when one is away, slow, forges or answers nonsense', async () => {
    const old = answered();
    const bad: Answering[] = [() => 503, () => null, () => old, () => Buffer.alloc(100_000), () => Buffer.from('hi')];
    const { urls, stamped } = await stampFrom([...bad, good], 3000);
    expect(stamped).toMatchObject({ authority: urls[5], policy: authority.policy });
    const again = await stampFrom([good]);
    expect(again.stamped.serial).not.toBe(stamped.serial);
  });

  it('that gives none leaves the reason of each', async () => {
    const old = answered();
    await expect(stampFrom([() => 500, () => null, () => old], 1000)).rejects.toThrow(
      /no-answer: HTTP 500 \| .*no-answer: nothing came back in time.* \| .*wrong-nonce/,
    );
  });

  it('is trusted by certificates that can be read', () => {
    expect(() => certificatesIn('nothing')).toThrow('holds no certificate');
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(() => certificatesIn(broken)).toThrow('cannot be read');
  });
});
