import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTimestamps } from '../../activities/timestamps.ts';
import { openTimestamper } from '../../src/gateways/timestamp/authority.ts';
import { openVault } from '../../src/gateways/vault/aes-gcm.ts';
import type { Terms } from '../../src/domain/order/terms.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, openTrade } from '../support/http-trade.ts';
import { type Authority, openAuthority, serveAuthority } from '../support/timestamp-authority.ts';

const mine = generateKeyPairSync('ed25519');
const publicKey = mine.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const signed = (text: string) => sign(null, Buffer.from(text), mine.privateKey).toString('base64url');

let office: Office;
let authority: Authority;
let away = false;
let server: Awaited<ReturnType<typeof serveAuthority>>;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  office.deps.vault = openVault(Buffer.alloc(32, 7).toString('base64url'));
  authority = openAuthority();
  server = await serveAuthority((request) => (away ? 503 : authority.reply(request)));
  trade = await agreedOn();
}, 120_000);
afterAll(async () => {
  await server?.close();
  authority?.remove();
  await office?.close();
});

const day = 86_400_000;
const buildUp = (goods: number, freight = 0) => [
  { line: 1, components: { goods, ...(freight === 0 ? {} : { mainCarriage: freight }) } },
];

/** A contract over goods made to order, of which a sample was approved, under the rule offered beside the first one. */
async function agreedOn(): Promise<HttpTrade> {
  const one = await openTrade(office);
  const [line] = one.terms.lines;
  const customisation = { packaging: 'Gift box', sampleFirst: true };
  const made = { ...line!, customised: true, customisation } as Terms['lines'][number];
  const terms: Terms = { ...one.terms, lines: [made] };
  const alternatives = [{ incoterm: 'CPT', namedPlace: 'Hamburg', buildUp: buildUp(1250, 90) }];
  const validUntil = new Date(Date.now() + 20 * day).toISOString();
  await one.issue('supplier', 'submitQuote', { terms, validUntil, buildUp: buildUp(1250), alternatives });
  const quoted = (await one.state()) as unknown as { versions: { alternatives: { hash: string; terms: Terms }[] }[] };
  const [chosen] = quoted.versions[0]!.alternatives;
  one.terms = chosen!.terms;
  await one.issue('buyer', 'acceptQuote', { hash: chosen!.hash });
  const sha256 = 'd'.repeat(64);
  const sample = `${one.number}-P1`;
  await one.issue('supplier', 'submitSample', { sample, reference: 'SEAL-7', sha256 });
  await one.issue('buyer', 'approveSample', { sample, sha256 });
  await office.post('supplier', '/v1/signing-keys').expect(201);
  const own = { own: { publicKey, proof: signed('signing key of u-buyer') } };
  await office.post('buyer', '/v1/signing-keys', own).expect(201);
  await one.issue('buyer', 'issuePurchaseOrder', { number: 'PO <7> 燈', hash: chosen!.hash });
  await one.issue('supplier', 'draftContract');
  const { hash } = ((await one.state()) as unknown as { drafting: { draft: { hash: string } } }).drafting.draft;
  await one.issue('buyer', 'confirmContract', { hash, signature: signed(hash) });
  return one;
}

interface Part {
  name: string;
  content: string;
}
interface Bundle {
  root: string;
  manifest: string;
  parts: Part[];
}
const bundle = async (who = 'buyer'): Promise<Bundle> =>
  (await office.get(who, `${trade.path}/evidence`).expect(200)).body as Bundle;
const named = ({ parts }: Bundle, name: string) =>
  Buffer.from(parts.find((part) => part.name === name)?.content ?? '', 'base64').toString('utf8');

/** The commands of docs/evidence.md that check an unpacked bundle, run on one; answers what they print. */
function checkedBy({ parts, manifest, root }: Bundle): { root: string; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    mkdirSync(join(folder, 'parts'));
    for (const { name, content } of parts) writeFileSync(join(folder, 'parts', name), Buffer.from(content, 'base64'));
    writeFileSync(join(folder, 'SHA256SUMS'), manifest);
    writeFileSync(join(folder, 'roots.pem'), authority.roots);
    const page = readFileSync('docs/evidence.md', 'utf8');
    const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    // What unpacks is done above; the rest runs as it stands.
    const script = blocks.map((block) => block.replace(/^mkdir parts\n[\s\S]*?> SHA256SUMS\n/, '')).join('\n');
    const said = execFileSync('bash', ['-c', `(${script}) 2>&1`], { cwd: folder }).toString();
    const sum = createHash('sha256').update(manifest).digest('hex');
    return { root: said.includes(sum) && sum === root ? root : 'differs', said };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const faults = /FAILED|broken|does not verify|nothing here was signed|WARNING|rror/;

const stamping = (urls = [server.url]) =>
  openTimestamps({
    orm: office.orm,
    timestamper: openTimestamper({ urls, roots: authority.roots, policies: [authority.policy], waitMs: 2000 }),
  } as unknown as Parameters<typeof openTimestamps>[0]);
const due = () => query(office.orm, { text: 'update evidence_timestamp set next_attempt_at = now()' });
const stampAll = async () => {
  const { stampNext } = stamping();
  for (let one = await stampNext(); one !== null; one = await stampNext()) expect(one.why).toBeNull();
};

describe('an amendment', () => {
  it('is signed with the keys of both sides, like the contract', async () => {
    const terms = { ...trade.terms, claimDays: 45 };
    const preview = await office.post('supplier', `${trade.path}/contract-preview`, { terms }).expect(200);
    await trade.issue('supplier', 'proposeAmendment', { terms, reason: 'longer claims' });
    const { amendment } = await trade.contracted();
    expect(amendment?.hash).toBe(preview.body.hash);
    const consent = (signature?: string) =>
      office.post('buyer', `${trade.path}/consentAmendment`, { hash: amendment?.hash, signature });
    expect((await consent().expect(422)).body).toMatchObject({
      code: 'signature-missing',
      data: { hash: amendment?.hash },
    });
    expect((await consent(signed('f'.repeat(64))).expect(422)).body.code).toBe('signature-invalid');
    await consent(signed(amendment?.hash ?? '')).expect(200);
    const { contract } = await trade.contracted();
    expect(contract.signatures.map(({ party, hash }) => [party, hash === contract.hash])).toEqual([
      ['supplier', false],
      ['buyer', false],
      ['supplier', true],
      ['buyer', true],
    ]);
    const keys = JSON.parse(named(await bundle(), 'keys.json')) as { user: string; hash: string }[];
    expect(keys.map(({ user }) => user)).toEqual(['u-supplier', 'u-buyer', 'u-supplier', 'u-buyer']);
    expect(new Set(keys.map(({ hash }) => hash)).size).toBe(2);
  });
});

describe('what is signed', () => {
  it('waits for no authority: one that is away is asked again later, and what it said is kept', async () => {
    away = true;
    const { stampNext, countUnstamped } = stamping();
    const first = await stampNext();
    expect(first).toMatchObject({ order: trade.number, why: expect.stringContaining('no-answer: HTTP 503') });
    await stampNext();
    expect(await stampNext()).toBeNull();
    const told = JSON.parse(named(await bundle(), 'timestamps.json')) as object[];
    expect(told).toMatchObject([
      { over: 'contract-1', state: 'UNKNOWN', authority: null },
      { over: 'contract-2', state: 'UNKNOWN', authority: null },
    ]);
    expect(await countUnstamped()).toBe(0);
    await query(office.orm, { text: 'update evidence_timestamp set attempts = 6' });
    expect(await countUnstamped()).toBe(2);
    away = false;
  });

  it('is stamped once each, and never again', async () => {
    await due();
    await stampAll();
    const stamps = JSON.parse(named(await bundle(), 'timestamps.json')) as { hash: string; serial: string }[];
    expect(stamps).toMatchObject([{ state: 'STAMPED' }, { state: 'STAMPED', signer: 'CN=tsa', authority: server.url }]);
    expect(new Set(stamps.map(({ serial }) => serial)).size).toBe(2);
    await due();
    await stampAll();
    expect(JSON.parse(named(await bundle(), 'timestamps.json'))).toEqual(stamps);
  });

  it('is not stamped where no authority is set up', async () => {
    const { stampNext, countUnstamped } = openTimestamps({ orm: office.orm } as never);
    expect([await stampNext(), await countUnstamped()]).toEqual([null, 0]);
  });
});

describe('a stranger', () => {
  it('verifies the whole bundle by docs/evidence.md with sha256sum and openssl alone', async () => {
    for (const who of ['buyer', 'supplier', 'auditor']) {
      const evidence = await bundle(who);
      const { root, said } = checkedBy(evidence);
      expect(root).toBe(evidence.root);
      expect(said).not.toMatch(faults);
      expect(said.match(/Signature Verified Successfully/g)).toHaveLength(4);
      expect(said.match(/Verification: OK/g)).toHaveLength(2);
      expect(said.match(/^Time stamp: /gm)).toHaveLength(2);
      expect(said.match(/: OK$/gm)).toHaveLength(evidence.parts.length + 2);
    }
  }, 60_000);

  it('finds everything the contract rests on in it', async () => {
    const evidence = await bundle();
    const names = evidence.parts.map(({ name }) => name);
    for (const name of ['contract-1.json', 'contract-1.pdf', 'contract-2.json', 'contract-2.pdf', 'offer-agreed.json',
      'purchase-order.json', 'purchase-order.pdf', 'signatures.json', 'keys.json', 'timeline.json', 'chain.txt',
      'documents.json', 'companies.json', 'messages.json']) expect(names).toContain(name);
    expect(JSON.parse(named(evidence, 'contract-1.json'))).toMatchObject({
      terms: { incoterm: 'CPT' },
      goldenSamples: [{ reference: 'SEAL-7' }],
    });
    const order = JSON.parse(named(evidence, 'purchase-order.json')) as { version: { hash: string } };
    expect(createHash('sha256').update(named(evidence, 'offer-agreed.json')).digest('hex')).toBe(order.version.hash);
    const facts = JSON.parse(named(evidence, 'timeline.json')) as { type: string }[];
    expect(facts.map(({ type }) => type)).toContain('ContractAmended');
  });

  it('sees what was changed: a byte of a contract, a signature, a stamp, a fact', async () => {
    const evidence = await bundle();
    const forged = (name: string, from: string, to: string): Bundle => ({
      ...evidence,
      parts: evidence.parts.map((part) => {
        const text = Buffer.from(part.content, 'base64').toString('latin1');
        const changed = Buffer.from(text.replace(from, to), 'latin1').toString('base64');
        return part.name === name ? { ...part, content: changed } : part;
      }),
    });
    expect(checkedBy(forged('contract-2.json', '"claimDays":45', '"claimDays":99')).said).toMatch(
      /contract-2.json: FAILED[\s\S]*nothing here was signed[\s\S]*timestamp-contract-2.tsr does not verify/,
    );
    expect(checkedBy(forged('signature-1.txt', 'a', 'b')).said).toContain('signature-1.txt does not verify');
    expect(checkedBy(forged('fact-0002.txt', '{', ' {')).said).toContain('fact 2 is broken');
  }, 60_000);

  it('finds the end of a closed order stamped too', async () => {
    const closed = await openTrade(office);
    await closed.issue('buyer', 'withdraw', { reason: 'no need' });
    await stampAll();
    const { body } = await office.get('buyer', `${closed.path}/evidence`).expect(200);
    const { said } = checkedBy(body as Bundle);
    expect(said).toMatch(/Verification: OK\n/);
    expect(said).not.toMatch(faults);
  });
});
