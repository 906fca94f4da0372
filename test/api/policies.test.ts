import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { policyNames } from '../../src/domain/policies.ts';
import { locales } from '../../src/domain/words/locale.ts';
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
});
