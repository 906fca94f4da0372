import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { sha256Hex } from '../../src/domain/hash.ts';
import { policyNames } from '../../src/domain/policies.ts';
import { locales } from '../../src/domain/words/locale.ts';
import { publishedPolicies } from '../../src/persistence/policies.ts';
import { publishPolicies } from '../../src/persistence/policy-versions.ts';
import { query } from '../../src/persistence/sql.ts';
import { type Office, openOffice } from '../support/api.ts';
import { playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const points = (text: string): number => text.match(/^\d+\. \*\*/gm)?.length ?? 0;

describe('the published policies', () => {
  it.each(policyNames)('have %s for everybody, in each language, with version and hash', async (name) => {
    const found = [];
    for (const locale of locales) {
      const { body } = await request(office.app).get(`/v1/policies/${name}?locale=${locale}`).expect(200);
      expect(body).toMatchObject({ name, locale });
      expect(body.sha256).toBe(createHash('sha256').update(body.text).digest('hex'));
      expect(body.text).not.toMatch(/[{}]|undefined|NaN/);
      found.push(body);
    }
    expect(new Set(found.map(({ text }) => points(text))).size).toBe(1);
    expect(new Set(found.map(({ version }) => version)).size).toBe(1);
    expect(new Set(found.map(({ title, locale }) => `${locale} ${title}`)).size).toBe(locales.length);
  });

  it('are listed in the language of the request, or the one that is named', async () => {
    const { body, headers } = await request(office.app).get('/v1/policies').set('Accept-Language', 'cs').expect(200);
    expect(headers['content-language']).toBe('cs');
    expect(body.policies.map(({ title }: { title: string }) => title)).toEqual([
      'Zásady pro doručování',
      'Vrácení a výměna zboží',
      'Podmínky zrušení',
      'Platební podmínky',
      'Ochrana osobních údajů',
      'Podmínky zajištěného obchodu',
    ]);
    const { body: other } = await request(office.app).get('/v1/policies?locale=zh-HK').expect(200);
    expect(other.policies[0].title).toBe('送貨政策');
    await request(office.app).get('/v1/policies?locale=fr').expect(400);
    await request(office.app).get('/v1/policies/..%2fpolicies.ts').expect(404);
    await request(office.app).get('/v1/policies/delivery?locale=fr').expect(400);
  });

  it('are kept with each order as they stood when it was opened, in the language of who opened it', async () => {
    await office.post('buyer', '/v1/me', { locale: 'zh-CN' }).expect(200);
    const trade = await playTo(office, 'contract');
    const { body } = await office.get('supplier', `${trade.path}/policies`).expect(200);
    const { body: published } = await request(office.app).get('/v1/policies?locale=zh-CN').expect(200);
    expect(body.policies).toEqual(published.policies.map(({ title: _, ...held }: { title: string }) => held));
    await office.get('buyer-two', `${trade.path}/policies`).expect(404);
  });

  it('are read in every version that was ever published, by what an order keeps of them', async () => {
    const trade = await playTo(office, 'contract');
    const { policies } = (await office.get('supplier', `${trade.path}/policies`).expect(200)).body;
    const later = publishedPolicies
      .filter(({ name }) => name === 'delivery')
      .map((each) => ({ ...each, version: each.version + 1, text: `${each.text} Anew.` }))
      .map((each) => ({ ...each, sha256: sha256Hex(each.text) }));
    const at = '2026-12-24T08:00:00.000Z';
    await publishPolicies(office.deps.orm, later, at);
    const [held] = policies as { name: string; version: number; locale: string; sha256: string }[];
    const read = (version: number, locale: string) =>
      request(office.app).get(`/v1/policies/${held!.name}/versions/${version}?locale=${locale}`);
    const { body } = await read(held!.version, held!.locale).expect(200);
    expect(body).toMatchObject(held as object);
    expect(sha256Hex(body.text)).toBe(held!.sha256);
    expect((await read(held!.version + 1, 'en').expect(200)).body).toMatchObject({ effectiveAt: at });
    expect((await read(99, 'en').expect(404)).body.code).toBe('unknown-policy-version');
    await request(office.app).get('/v1/policies/delivery/versions/none').expect(404);

    const list = (after = '') => request(office.app).get(`/v1/policies/delivery/versions?limit=1${after}`).expect(200);
    const { body: newest } = await list();
    expect(newest.versions).toMatchObject([{ version: held!.version + 1, effectiveAt: at }]);
    const hashes = newest.versions[0].texts.map((text: { sha256: string }) => text.sha256);
    expect(hashes.sort()).toEqual(later.map(({ sha256 }) => sha256).sort());
    const { body: older } = await list(`&after=${newest.next}`);
    expect(older).toMatchObject({ versions: [{ version: held!.version }], next: null });
    await request(office.app).get('/v1/policies/delivery/versions?after=x').expect(404);
  });

  it('are never changed: a text of another wording needs a version of its own', async () => {
    const { orm } = office.deps;
    const [first] = publishedPolicies;
    const text = `${first!.text} Otherwise.`;
    const changed = publishPolicies(orm, [{ ...first!, text, sha256: sha256Hex(text) }]);
    await expect(changed).rejects.toThrow(/delivery in en is not what was published as version 1/);
    const run = (statement: string) => query(orm, { text: statement, values: [] });
    await expect(run(`update policy_text set text = 'x'`)).rejects.toThrow(/append-only/);
    await expect(run('delete from policy_text')).rejects.toThrow(/append-only/);
    const forged = `insert into policy_text values ('delivery', 7, 'en', 't', 'text', repeat('a', 64), now())`;
    await expect(run(forged)).rejects.toThrow(/policy_text_hash_check/);
  });
});
