import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { readXml } from '../../src/gateways/bank/xml.ts';
import { readUblOrder } from '../../src/gateways/mailbox/ubl-order.ts';
import { type Office, openOffice } from '../support/api.ts';
import { type HttpTrade, openTrade, playTo } from '../support/http-trade.ts';

let office: Office;
let trade: HttpTrade;
beforeAll(async () => {
  office = await openOffice();
  trade = await playTo(office, 'production');
}, 60_000);
afterAll(() => office?.close());

const pdf = (path: string, who = 'buyer') => office.get(who, path).buffer(true).expect(200);

describe('the purchase order', () => {
  it('is there for both sides and the platform as soon as it is issued, and for nobody else', async () => {
    for (const who of ['buyer', 'supplier', 'adviser']) {
      const { body } = await office.get(who, `${trade.path}/purchase-order`).expect(200);
      expect(body).toMatchObject({ binding: false, version: { version: 1 }, by: { company: 'c-harbour' } });
    }
    await office.get('warehouse', `${trade.path}/purchase-order`).expect(404);
    await office.get('buyer-two', `${trade.path}/purchase-order`).expect(404);
    const fresh = await openTrade(office);
    const { body } = await office.get('buyer', `${fresh.path}/purchase-order`).expect(404);
    expect(body.code).toBe('unknown-document');
  });

  it('is a UBL Order that says the same, and that the mailbox reads back', async () => {
    const { text, headers } = await office.get('buyer', `${trade.path}/purchase-order?format=ubl`).expect(200);
    expect(headers['content-type']).toContain('application/xml');
    expect(XMLValidator.validate(text)).toBe(true);
    const { body } = await office.get('buyer', `${trade.path}/purchase-order`);
    expect(text).toContain(`<cbc:ID>${body.number}</cbc:ID>`);
    expect(text).toContain(`<cbc:DocumentHash>${body.version.hash}</cbc:DocumentHash>`);
    expect(text).toContain('<cbc:PayableAmount currencyID="USD">12500.00</cbc:PayableAmount>');
    expect(readUblOrder(readXml(text))).toMatchObject({
      supplier: 'c-brightworks',
      demand: { items: [{ description: 'LED lamp', sku: 'LAMP-1', quantity: 1000 }], destination: 'Kwai Chung' },
    });
  });

  it('is a PDF in the language asked for', async () => {
    const { headers, body } = await pdf(`${trade.path}/purchase-order?format=pdf&language=zh-HK`);
    expect(headers['content-type']).toBe('application/pdf');
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    await office.get('buyer', `${trade.path}/purchase-order?language=fr`).expect(400);
  });
});

describe('the contract', () => {
  it('is the sealed one with its signatures, and the same contract as PDF every time', async () => {
    const { body } = await office.get('supplier', `${trade.path}/contract`).expect(200);
    expect(body).toMatchObject({ state: 'SEALED', version: 1, versions: 1, previousHash: null });
    expect(body.signatures).toHaveLength(2);
    const path = `${trade.path}/contract?format=pdf`;
    const [first, again] = [await pdf(path), await pdf(path)];
    expect((first.body as Buffer).equals(again.body as Buffer)).toBe(true);
    await office.get('buyer', `${trade.path}/contract?version=2`).expect(404);
    await office.get('inspector', `${trade.path}/contract`).expect(404);
  });
});

interface Part {
  name: string;
  sha256: string;
  content: string;
}
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = ({ content }: Part) => Buffer.from(content, 'base64');

/** Checks a bundle as docs/evidence.md says, with the tools it names; answers what does not agree. */
async function faultsOf(parts: Part[], manifest: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  try {
    for (const part of parts) await writeFile(join(folder, part.name), bytesOf(part));
    const sums = join(folder, 'SHA256SUMS');
    await writeFile(sums, manifest);
    const run = promisify(execFile)('sha256sum', ['--check', '--quiet', sums], { cwd: folder });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    return stdout.split('\n').filter((line) => line !== '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the evidence', () => {
  const bundle = async (who: string) => (await office.get(who, `${trade.path}/evidence`).expect(200)).body;

  it('agrees with its own hashes, by tools that know nothing of this platform', async () => {
    const { parts, manifest, root } = await bundle('buyer');
    expect(await faultsOf(parts, manifest)).toEqual([]);
    expect(sha256(manifest)).toBe(root);
  });

  it('shows one byte changed in any of its parts', async () => {
    const { parts, manifest } = (await bundle('buyer')) as { parts: Part[]; manifest: string };
    const forged = parts.map((part) => {
      const bytes = bytesOf(part);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      return { ...part, content: bytes.toString('base64') };
    });
    expect(await faultsOf(forged, manifest)).toEqual(parts.map(({ name }) => `${name}: FAILED`));
  });

  it('holds what was signed, byte for byte: its hash is the one both signatures name', async () => {
    const { parts } = (await bundle('supplier')) as { parts: Part[] };
    const named = (name: string) => bytesOf(parts.find((part) => part.name === name) as Part);
    const signatures = JSON.parse(named('signatures.json').toString()) as { hash: string; party: string }[];
    expect(signatures.map(({ party }) => party)).toEqual(['supplier', 'buyer']);
    expect(new Set(signatures.map(({ hash }) => hash))).toEqual(new Set([sha256(named('contract-1.json'))]));
    const order = JSON.parse(named('purchase-order.json').toString()) as { version: { hash: string } };
    expect(sha256(named('offer-agreed.json'))).toBe(order.version.hash);
    expect(named('contract-1.pdf').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('chains every fact to the one before it, and tells of those withheld only that they are there', async () => {
    for (const who of ['buyer', 'supplier', 'auditor']) {
      const { parts } = (await bundle(who)) as { parts: Part[] };
      const file = (name: string) => parts.find((part) => part.name === name);
      const rows = bytesOf(file('chain.txt') as Part)
        .toString()
        .trimEnd()
        .split('\n')
        .map((row) => row.split(' '));
      let before = '';
      for (const [seq = '', hash = '', , type = ''] of rows) {
        const fact = file(`fact-${seq.padStart(4, '0')}.txt`);
        expect(fact === undefined).toBe(type === 'withheld');
        if (fact !== undefined) {
          const text = bytesOf(fact).toString();
          expect(text.slice(0, text.indexOf('\n'))).toBe(before);
          expect(sha256(text)).toBe(hash);
        }
        before = hash;
      }
      expect(rows.some(([, , , type]) => type === 'withheld')).toBe(who === 'supplier');
      expect(rows).toHaveLength((await trade.state()).version);
    }
  });

  it('does not tell the supplier how the buyer paid', async () => {
    const text = JSON.stringify((await bundle('supplier')).parts.map((part: Part) => bytesOf(part).toString('latin1')));
    const { payments } = (await office.get('adviser', trade.path)).body.state;
    expect(payments[0].reference).toMatch(/^RF/);
    expect(text).not.toContain(payments[0].reference);
    expect(text).not.toContain(payments[0].entry);
  });

  it('is for the parties and the platform', async () => {
    for (const who of ['warehouse', 'carrier', 'buyer-two', 'supplier-two']) {
      await office.get(who, `${trade.path}/evidence`).expect(404);
    }
  });
});
