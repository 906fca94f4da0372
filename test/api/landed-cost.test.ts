import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Office, openOffice } from '../support/api.ts';
import { playTo } from '../support/http-trade.ts';

const example = JSON.parse(readFileSync(new URL('../../examples/landed-cost.json', import.meta.url), 'utf8'));
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const ask = (body: object, status: number) => office.post('buyer', '/v1/landed-cost', body).expect(status);

describe('the landed cost', () => {
  it('of examples/landed-cost.json is 33,222.38 EUR', async () => {
    expect((await ask(example, 200)).body).toMatchObject({ comparable: true, currency: 'EUR', totalMinor: 3_322_238 });
  });

  it('of a quote on an order is told to whoever sees the order, and to nobody else', async () => {
    const trade = await playTo(office, 'quote');
    const state = await trade.state();
    if (state.stage !== 'quote') throw new Error(state.stage);
    const hash = state.versions[0]?.hash;
    const compare = { incoterm: 'FOB', place: 'Yantian', currency: 'USD' };
    const body = { order: trade.number, hash, compare, statement: {} };
    expect((await ask(body, 200)).body).toMatchObject({ comparable: true, totalMinor: 1_250_000 });
    for (const person of ['buyer-two', 'supplier-two', 'warehouse'])
      await office.post(person, '/v1/landed-cost', body).expect(404);
    await ask({ ...body, hash: 'a'.repeat(64) }, 404);
  });

  it.each<[string, object, string]>([
    ['neither quote nor order', { quote: undefined }, 'quote'],
    [
      'a build-up that does not add up',
      { quote: { ...example.quote, lines: [{ ...example.quote.lines[0], buildUp: { goods: 1 } }] } },
      'quote.lines.0.buildUp',
    ],
    [
      'freight in an EXW price',
      {
        quote: {
          ...example.quote,
          incoterm: 'EXW',
          lines: [{ ...example.quote.lines[0], buildUp: { mainCarriage: 2_064_000 } }],
        },
      },
      'quote.lines.0.buildUp.mainCarriage',
    ],
    [
      'an amount that is no whole number',
      { quote: { ...example.quote, lines: [{ ...example.quote.lines[0], amountMinor: 1.5 }] } },
      'quote.lines.0.amountMinor',
    ],
    [
      'a rate of nothing',
      { statement: { rates: [{ from: 'USD', rate: '0.0', source: '-', date: '2026-01-01' }] } },
      'statement.rates.0.rate',
    ],
  ])('is refused with %s, by field', async (_what, change, path) => {
    const { body } = await ask({ ...example, ...change }, 422);
    expect(body.issues.map((issue: { path: string }) => issue.path)).toContain(path);
  });
});
