import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import {
  allotOrderNumber, claim, complete, purgeIdempotency, release, type ClaimRequest,
} from '../../src/persistence/idempotency.ts';
import { record } from '../../src/persistence/order-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aRecord } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

let count = 0;
const aRequest = (changes: Partial<ClaimRequest> = {}): ClaimRequest => {
  count += 1;
  return {
    actor: 'u-buyer', key: `key-${count}`, route: 'acceptQuote', bodyHash: 'hash', commandId: `command-${count}`,
    leaseSeconds: 60, ...changes,
  };
};

describe('an Idempotency-Key', () => {
  it('is running while the first request is, whoever repeats it', async () => {
    const request = aRequest({ order: '26000001' });
    expect(await claim(orm, request)).toEqual({ kind: 'new', commandId: request.commandId, order: '26000001' });
    expect(await claim(orm, { ...request, commandId: 'second' })).toEqual({ kind: 'running' });
  });

  it('answers a refusal again as it was, and a kept answer is never replaced', async () => {
    const request = aRequest();
    await claim(orm, request);
    const answer = { status: 409, body: { code: 'wrong-stage', detail: 'no', also: [1] } };
    await complete(orm, request.commandId, answer);
    await complete(orm, request.commandId, { status: 200, body: {} });
    expect(await claim(orm, request)).toEqual({ kind: 'done', answer });
  });

  it('answers an accepted command with what was recorded for it', async () => {
    const request = aRequest();
    await claim(orm, request);
    const accepted = aRecord('26000002', 1, 1, { commandId: request.commandId });
    await record(orm, accepted);
    await complete(orm, request.commandId, { status: 500, body: {} });
    expect(await claim(orm, request)).toEqual({ kind: 'done', answer: accepted.answer });
  });

  it.each([['another body', { bodyHash: 'other' }], ['another route', { route: 'declineQuote' }]])(
    'cannot be used for %s, running, done or left behind', async (_what, changes) => {
      const request = aRequest();
      await claim(orm, request);
      expect(await claim(orm, { ...request, ...changes })).toEqual({ kind: 'other-body' });
      await release(orm, request.commandId);
      expect(await claim(orm, { ...request, ...changes })).toEqual({ kind: 'other-body' });
      await complete(orm, request.commandId, { status: 200, body: {} });
      expect(await claim(orm, { ...request, ...changes })).toEqual({ kind: 'other-body' });
    });

  it('belongs to one actor: another may use the same key', async () => {
    const request = aRequest();
    await claim(orm, request);
    expect(await claim(orm, aRequest({ actor: 'u-supplier', key: request.key }))).toMatchObject({ kind: 'new' });
  });

  it('is taken over with the first ids when its lease ran out', async () => {
    const request = aRequest({ leaseSeconds: 0, order: '26000003' });
    await claim(orm, request);
    const retake = await claim(orm, { ...request, commandId: 'second', order: '26000099', leaseSeconds: 60 });
    expect(retake).toEqual({ kind: 'retake', commandId: request.commandId, order: '26000003' });
    expect(await claim(orm, request)).toEqual({ kind: 'running' });
  });

  it('is taken over at once after a release, also under the same command id', async () => {
    const request = aRequest();
    await claim(orm, request);
    await release(orm, request.commandId);
    expect(await claim(orm, request)).toEqual({ kind: 'retake', commandId: request.commandId, order: null });
  });

  it('goes to one of many that ask at the same moment, new or left behind', async () => {
    const request = aRequest();
    const ask = () => Promise.all([1, 2, 3, 4, 5, 6].map((n) => claim(orm, { ...request,
      commandId: `${request.commandId}-${n}` })));
    expect((await ask()).map(({ kind }) => kind).sort()).toEqual(['new', ...Array(5).fill('running')]);
    await query(orm, { text: 'update idempotency set lease_until = now() where key = $1', values: [request.key] });
    expect((await ask()).map(({ kind }) => kind).sort()).toEqual(['retake', ...Array(5).fill('running')].sort());
  });

  it('is forgotten after thirty days and not before', async () => {
    const [old, young] = [aRequest(), aRequest()];
    await claim(orm, old);
    await claim(orm, young);
    const age = (key: string, days: number) => query(orm, {
      text: `update idempotency set created_at = now() - make_interval(days => $2) where key = $1`, values: [key, days],
    });
    await age(old.key, 31);
    await age(young.key, 29);
    expect(await purgeIdempotency(orm)).toBe(1);
    expect(await claim(orm, young)).toEqual({ kind: 'running' });
    expect(await claim(orm, old)).toMatchObject({ kind: 'new' });
    await expect(purgeIdempotency(orm, 29)).rejects.toThrow(RangeError);
  });
});

describe('an order number', () => {
  it('is the year and a running number of six digits, never given twice', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => allotOrderNumber(orm, 2026)));
    expect(new Set(numbers).size).toBe(20);
    for (const number of numbers) expect(number).toMatch(/^26\d{6}$/);
  });

  it('grows a digit rather than repeat itself after a million', async () => {
    await query(orm, { text: `select setval('order_number', 999999)` });
    expect(await allotOrderNumber(orm, 2026)).toBe('261000000');
  });
});
