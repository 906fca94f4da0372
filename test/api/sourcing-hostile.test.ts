import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addMillis } from '../../src/domain/order/time.ts';
import { type Office, openOffice } from '../support/api.ts';
import { after, deadline, openTender, start, statement, type Tender, tender, validUntil } from './sourcing-tender.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const post = async (path: string, body: object, person = 'buyer') => {
  const { status, body: answer } = await office.post(person, path, body);
  return { status, ...answer } as { status: number; code?: string; issues?: { path: string }[] };
};
const viewOf = async ({ path }: Tender) => (await office.get('buyer', path).expect(200)).body;

/** A tender with two quotes, past its deadline, compared and judged. */
async function judged(changes: object = {}) {
  const made = await openTender(office, changes);
  const first = await made.quote('supplier', 1250);
  const second = await made.quote('supplier-two', 1200);
  await made.close();
  await post(`${made.path}/statement`, statement);
  await post(`${made.path}/evaluation`, { reason: 'compared' });
  return { made, first, second, hashes: [await made.hashOf('buyer', first), await made.hashOf('buyer', second)] };
}

describe('whoever opens an enquiry to several suppliers in bad faith', () => {
  beforeAll(() => office.moveTo(start));

  it.each([
    ['150 suppliers', { suppliers: Array.from({ length: 150 }, (_, at) => `c-${at}`) }, 'invalid-input'],
    ['a deadline in the past', { deadline: addDays(start, -1) }, 'deadline-too-near'],
    ['a deadline of now', { deadline: start }, 'deadline-too-near'],
    ['a deadline in a thousand years', { deadline: '3026-01-01T00:00:00Z' }, 'deadline-too-near'],
    ['a deadline that is no instant', { deadline: '2026-13-45T99:99:99Z' }, 'invalid-input'],
    ['its own company', { suppliers: ['c-harbour', 'c-brightworks'] }, 'unknown-supplier'],
    ['a negative weight', { weights: { ...tender().weights, landedCost: 16_000, rating: -9_000 } }, 'invalid-input'],
    ['half a lamp', { demand: { items: [{ description: 'x', quantity: 0.5 }] } }, 'invalid-input'],
  ])('is refused %s', async (_what, change, code) => {
    expect(await post('/v1/sourcings', tender(change))).toMatchObject({ status: 422, code });
  });

  it('does not reach goods that are another buyer’s alone where they would go', async () => {
    const content = {
      kind: 'COOPERATION',
      validFrom: '2026-05-01',
      validUntil: '2026-12-31',
      countries: ['DE'],
      hsPrefixes: [],
      skus: ['ONLY-1'],
    };
    const { body } = await office.post('buyer-two', '/v1/agreements', { partner: 'c-pearlriver', content }).expect(201);
    await office.post('supplier-two', `/v1/agreements/${body.id}/sign`, { hash: body.hash }).expect(200);
    const items = [{ description: 'lamp', sku: 'ONLY-1', quantity: 10 }];
    const refused = await post('/v1/sourcings', tender({ demand: { items, destination: 'Hamburg, Germany' } }));
    expect(refused).toMatchObject({ status: 409, code: 'exclusive-territory' });
  });
});

describe('whoever awards in bad faith', () => {
  it('gets one of two different awards at once, and the quotes are given once', async () => {
    const { made, first, second, hashes } = await judged();
    const award = (order: string, hash: string | undefined) =>
      post(`${made.path}/award`, { evaluation: 1, reason: 'mine', shares: [{ order, hash }] });
    const answers = await Promise.all([award(first, hashes[0]), award(second, hashes[1]), award(first, hashes[0])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const { outcomes, awards, state } = await viewOf(made);
    expect(state).toBe('awarded');
    expect(awards).toHaveLength(1);
    expect(outcomes.filter(({ result }: { result: string }) => result === 'awarded')).toHaveLength(1);
  });

  it('cannot take a quote that has expired meanwhile, to the millisecond, nor one that was withdrawn', async () => {
    const { made, first, second, hashes } = await judged();
    await office.post('supplier-two', `/v1/orders/${second}/withdraw`, { reason: 'sold out' }).expect(200);
    const award = (order: string, hash: string | undefined) =>
      post(`${made.path}/award`, { evaluation: 1, reason: 'late', shares: [{ order, hash }] });
    expect(await award(second, hashes[1])).toMatchObject({ status: 409, code: 'quote-gone' });
    office.moveTo(validUntil);
    expect(await award(first, hashes[0])).toMatchObject({ status: 409, code: 'quote-expired' });
    office.moveTo(addMillis(validUntil, -1));
    expect(await award(first, hashes[0])).toMatchObject({ status: 202 });
  });

  it('cannot name a quote of another sourcing, another version, or lines and quantities there are not', async () => {
    const other = await judged();
    const { made, first, hashes } = await judged();
    const award = (share: object) => post(`${made.path}/award`, { evaluation: 1, reason: 'x', shares: [share] });
    expect(await award({ order: other.first, hash: hashes[0] })).toMatchObject({ code: 'unknown-quote' });
    expect(await award({ order: first, hash: other.hashes[0] })).toMatchObject({ code: 'stale-hash' });
    expect(await award({ order: first, hash: hashes[0], lines: [{ line: 7, quantity: 1 }] })).toMatchObject({
      code: 'lines-unknown',
    });
    for (const quantity of [0, -1, 0.5, 1e300])
      expect(await award({ order: first, hash: hashes[0], lines: [{ line: 1, quantity }] })).toMatchObject({
        status: 422,
        code: 'invalid-input',
      });
    const twice = [{ line: 1, quantity: 300 }, { line: 1, quantity: 300 }];
    expect(await award({ order: first, hash: hashes[0], lines: twice })).toMatchObject({ code: 'lines-unknown' });
    expect(await post(`${made.path}/award`, { evaluation: 2, reason: 'x', shares: [] })).toMatchObject({
      code: 'stale-version',
    });
  });

  it('cannot judge or award before the deadline, extend after it, nor rate a supplier twice', async () => {
    const made = await openTender(office);
    const order = await made.quote('supplier', 1250);
    office.moveTo(addMillis(deadline, -1));
    expect(await post(`${made.path}/evaluation`, { reason: 'early' })).toMatchObject({ code: 'still-open' });
    const hash = await made.hashOf('supplier', order);
    const award = { evaluation: 1, reason: 'early', shares: [{ order, hash }] };
    expect(await post(`${made.path}/award`, award)).toMatchObject({ code: 'still-open' });
    office.moveTo(after);
    await office.sourcing.deadlinePassed(made.number);
    expect(await post(`${made.path}/award`, award)).toMatchObject({ status: 409, code: 'no-evaluation' });
    expect(await post(`${made.path}/deadline`, { deadline: addDays(after, 5), reason: 'x' })).toMatchObject({
      code: 'deadline-passed',
    });
    const rating = { supplier: 'c-brightworks', scoreBp: 1, source: 'x' };
    expect(await post(`${made.path}/evaluation`, { reason: 'x', ratings: [rating, rating] })).toMatchObject({
      status: 422,
      code: 'invalid-input',
      issues: [{ path: 'ratings' }],
    });
  });

  it('tells a declined supplier the reason of the award and nothing of the winner', async () => {
    const { made, first, second, hashes } = await judged();
    const award = { evaluation: 1, reason: 'best value', shares: [{ order: second, hash: hashes[1] }] };
    expect(await post(`${made.path}/award`, award)).toMatchObject({ status: 202 });
    const { body } = await office.get('supplier', `/v1/orders/${first}`).expect(200);
    expect(body).toMatchObject({ stage: 'closed', state: { outcome: 'declined', reason: 'best value' } });
    const { body: told } = await office.get('supplier', `/v1/orders/${first}/timeline`).expect(200);
    expect(JSON.stringify(told)).not.toMatch(/pearlriver|1200/);
    await office.get('supplier', made.path).expect(404);
  });
});
