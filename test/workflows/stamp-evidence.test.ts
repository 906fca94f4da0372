import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimestampError } from '../../src/gateways/timestamp/token.ts';
import type { Timestamp } from '../../src/gateways/timestamp/authority.ts';
import { query } from '../../src/persistence/sql.ts';
import { ensureStamping, stampingSchedule } from '../../src/temporal/stamping.ts';
import type { Stamped } from '../../workflows/stamp-evidence.ts';
import { openWorkshop, type Workshop } from '../support/workshop.ts';

const stamped: Omit<Timestamp, 'response'> = {
  authority: 'https://tsa.example/', at: '2026-03-02T09:00:00.000Z', policy: '1.2.3', serial: '01', signer: 'CN=tsa',
};
const asked: string[] = [];
let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop({
    async timestamper(hash) {
      asked.push(hash);
      if (hash === 'away') throw new TimestampError('no-answer', 'nothing came back in time');
      if (hash === 'forged') throw new TimestampError('forged', 'the signature does not verify');
      return { ...stamped, response: Buffer.from(hash) };
    },
  });
}, 120_000);
afterAll(async () => {
  await shop?.close();
}, 60_000);

const want = (order: string, hash: string, attempts = 0) =>
  query(shop.orm, {
    text: `insert into evidence_timestamp (order_no, subject, number, hash, attempts)
      values ($1, 'CONTRACT', 1, $2, $3)`,
    values: [order, hash, attempts],
  });
const run = () =>
  shop.client.workflow.execute<() => Promise<Stamped>>('stampEvidence', {
    workflowId: `stamp-${randomUUID()}`,
    taskQueue: shop.taskQueue,
    args: [],
  });
const rows = () =>
  query<{ order: string; state: string; minutes: number }>(shop.orm, {
    text: `select order_no as "order", state, round(extract(epoch from next_attempt_at - now()) / 60)::int as minutes
      from evidence_timestamp order by order_no`,
  });

describe('the stamping of evidence', () => {
  it('stamps what is due, and comes back later to what an authority did not', async () => {
    await want('T1', 'good');
    await want('T2', 'away', 2);
    await want('T3', 'forged', 9);
    const first = await run();
    expect(first).toMatchObject({ stamped: 1, overdue: 1 });
    expect(first.failed.map(({ order, why }) => [order, why])).toEqual([
      ['T2', 'no-answer: nothing came back in time'],
      ['T3', 'forged: the signature does not verify'],
    ]);
    expect(await rows()).toEqual([
      { order: 'T1', state: 'STAMPED', minutes: 0 },
      { order: 'T2', state: 'UNKNOWN', minutes: 4 },
      { order: 'T3', state: 'REFUSED', minutes: 60 },
    ]);
    expect(await run()).toMatchObject({ stamped: 0, failed: [], overdue: 1 });
    expect(asked).toEqual(['good', 'away', 'forged']);
  });

  it('is scheduled once, every minute, however many workers ask for it', async () => {
    const made = await Promise.all([1, 2, 3].map(() => ensureStamping(shop.client, shop.taskQueue)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const handle = shop.client.schedule.getHandle(stampingSchedule);
    const { spec, policies } = await handle.describe();
    expect([spec.intervals?.[0]?.every, policies.overlap]).toEqual([60_000, 'SKIP']);
    await handle.delete();
  });
});
