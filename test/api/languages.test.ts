import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Office, openOffice } from '../support/api.ts';
import { enquiry, playTo } from '../support/http-trade.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const inChinese = (path: string, language: string) => office.get('buyer', path).set('Accept-Language', language);

describe('the language of an answer', () => {
  it.each([
    ['zh-HK', '找不到', 'zh-HK'],
    ['zh-TW,zh;q=0.9,en;q=0.8', '找不到', 'zh-HK'],
    ['zh-Hant-HK, en', '找不到', 'zh-HK'],
    ['zh-CN;q=0.5, fr', '未找到', 'zh-CN'],
    ['zh', '未找到', 'zh-CN'],
    ['cs-CZ,cs;q=0.9', 'Nenalezeno', 'cs'],
    ['fr', 'Not Found', 'en'],
    ['', 'Not Found', 'en'],
  ])('to Accept-Language "%s" titles a problem %s', async (language, title, locale) => {
    const { body, headers } = await inChinese('/v1/orders/99', language).expect(404);
    expect(body).toMatchObject({ title, code: 'unknown-order', status: 404 });
    expect(headers['content-language']).toBe(locale);
    expect(headers.vary).toContain('Accept-Language');
  });

  it('is that of the request, also for a refusal kept for its key', async () => {
    const post = (language: string) =>
      office.post('supplier', '/v1/orders', enquiry, 'one key').set('Accept-Language', language).expect(403);
    expect((await post('zh-CN')).body.title).toBe('无权操作');
    const again = await post('en');
    expect(again.body.title).toBe('Forbidden');
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('is that of what is wrong with a request, while its code and its fields stay', async () => {
    const { path } = await playTo(office, 'quote');
    const refused = await office
      .post('supplier', `${path}/acceptQuote`, { hash: 'a'.repeat(64) })
      .set('Accept-Language', 'zh-CN')
      .expect(409);
    expect(refused.body).toMatchObject({
      code: 'own-offer',
      detail: '最新版由贵方提出，应由对方接受。',
    });
    const invalid = await office
      .post('buyer', `${path}/acceptQuote`, { hash: 'short', strange: 1 })
      .set('Accept-Language', 'zh-HK')
      .expect(422);
    expect(invalid.body.code).toBe('invalid-input');
    expect(invalid.body.issues.map(({ path }: { path: string }) => path)).toEqual(['hash', 'strange']);
    expect(invalid.body.issues[1].message).toBe('無法識別的鍵值："strange"');
    const { body } = await office.get('supplier', `${path}/actions`).set('Accept-Language', 'zh-HK').expect(200);
    const told = body.actions.filter(({ why }: { why: string | null }) => why !== null);
    expect(told.length).toBeGreaterThan(0);
    for (const { why } of told) expect(why).toMatch(/[\u4e00-\u9fff]/);
  });

  it('is that of the process, the actions and the titles of papers', async () => {
    const trade = await playTo(office, 'escrow');
    const process = await request(office.app).get('/v1/process').set('Accept-Language', 'zh-HK').expect(200);
    expect(process.body.stages[0]).toMatchObject({ stage: 'enquiry', title: '查詢' });
    const { body } = await inChinese(`${trade.path}/actions`, 'zh-CN').expect(200);
    expect(body.actions.find(({ command }: { command: string }) => command === 'cancel').summary).toBe(
      '取消订单并确认费用',
    );
    expect(body.clocks[0].label).toBe('付款期限');
    const { body: papers } = await inChinese(`${trade.path}/documents`, 'zh-HK').expect(200);
    expect(papers.documents.map(({ title }: { title: string }) => title)).toContain('合約，第1版');
    const { body: english } = await office.get('buyer', `${trade.path}/documents`).expect(200);
    expect(english.documents.map(({ title }: { title: string }) => title)).toContain('Contract, version 1');
  });

  it('is that of who bears the risk and why, and such an order is another one for If-None-Match', async () => {
    const trade = await playTo(office, 'escrow');
    const english = await office.get('buyer', trade.path).expect(200);
    const chinese = await inChinese(trade.path, 'zh-CN').set('If-None-Match', english.headers.etag!).expect(200);
    expect(english.body.risk.why).toMatch(/^[ -~]+$/);
    expect(chinese.body.risk.why).toMatch(/[\u4e00-\u9fff]/);
    expect(chinese.body.risk.bearer).toBe(english.body.risk.bearer);
    await inChinese(trade.path, 'zh-CN').set('If-None-Match', chinese.headers.etag!).expect(304);
  });

  it('is that of what is wrong with an identifier', async () => {
    const asked = request(office.app).post('/v1/reference/check').set('Accept-Language', 'zh-HK');
    const { body } = await asked.send({ kind: 'container', value: 'CSQU3054384' }).expect(200);
    expect(body).toMatchObject({ valid: false, reason: expect.stringMatching(/[\u4e00-\u9fff]/) });
  });
});
