import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { RoleLetter } from '../../src/domain/order/letters.ts';
import { claimLetters, keepFailure, keepSent, listLetters } from '../../src/persistence/letters.ts';
import { record } from '../../src/persistence/order-store.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';
import { aRecord } from './recorded.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm.close());

const now = '2026-11-22T08:00:00.000Z';
const letter = (order: string, role: RoleLetter['role'], company: string | null): RoleLetter => ({
  order,
  fact: 1,
  kind: 'completed',
  company,
  role,
  data: {},
  at: now,
});
const readersOf = async (order: string): Promise<(string | null)[]> =>
  (await listLetters(orm, { order, limit: 50 })).letters.map(({ user }) => user).sort();

describe('letters posted with a command', () => {
  it('go to everybody who holds the role in that company, or on the platform', async () => {
    const letters = [
      letter('26000001', 'buyer', 'c-harbour'),
      letter('26000001', 'supplier', 'c-harbour'),
      letter('26000001', 'adviser', null),
    ];
    await record(orm, aRecord('26000001', 1, 1), letters);
    expect(await readersOf('26000001')).toEqual([
      'u-adviser',
      'u-adviser-two',
      'u-buyer',
      'u-buyer-director',
      'u-buyer-manager',
    ]);
  });

  it('are posted once when the command is recorded again, and not at all when it is not recorded', async () => {
    const written = aRecord('26000002', 1, 1);
    const letters = [letter('26000002', 'buyer', 'c-harbour')];
    await record(orm, written, letters);
    expect(await record(orm, written, letters)).toEqual({ status: 'written' });
    expect(await readersOf('26000002')).toEqual(['u-buyer', 'u-buyer-director', 'u-buyer-manager']);
    const late = { ...aRecord('26000002', 1, 1), commandId: 'another' };
    expect(await record(orm, late, [{ ...letter('26000002', 'supplier', 'c-brightworks') }])).toMatchObject({
      status: 'missed',
    });
    expect(await readersOf('26000002')).toEqual(['u-buyer', 'u-buyer-director', 'u-buyer-manager']);
  });

  it('are given to one process at a time, and again when that one has died', async () => {
    await record(orm, aRecord('26000003', 1, 1), [letter('26000003', 'carrier', 'c-carrier')]);
    const take = (at: string) => claimLetters(orm, { now: at, limit: 100, leaseSeconds: 60 });
    const mine = (await Promise.all([take(now), take(now), take(now)])).flat();
    const keys = mine.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('26000003:1:u-carrier');
    expect(await take('2026-11-22T08:00:59.000Z')).toEqual([]);
    const again = await take('2026-11-22T08:01:00.000Z');
    expect(again.map(({ key }) => key).sort()).toEqual(keys.sort());
    expect(again.every(({ attempts }) => attempts === 2)).toBe(true);
  });

  it('are not written to whoever has left, and those that wait for them have nowhere to go', async () => {
    await record(orm, aRecord('26000004', 1, 1), [letter('26000004', 'inspector', 'c-inspection')]);
    await query(orm, { text: `update platform_user set deactivated_at = now() where id = 'u-inspector'` });
    await record(orm, aRecord('26000005', 1, 1), [letter('26000005', 'inspector', 'c-inspection')]);
    expect(await readersOf('26000004')).toEqual(['u-inspector']);
    expect(await readersOf('26000005')).toEqual([]);
    const due = await claimLetters(orm, { now, limit: 100, leaseSeconds: 60 });
    expect(due).toMatchObject([{ key: '26000004:1:u-inspector', address: null }]);
  });

  it('stay sent, whatever a slower process says of them later', async () => {
    await keepSent(orm, '26000003:1:u-carrier', '250 ok', now);
    await keepFailure(orm, '26000003:1:u-carrier', { error: 'timeout', nextAttemptAt: null });
    const { letters } = await listLetters(orm, { order: '26000003', limit: 5 });
    expect(letters).toMatchObject([{ state: 'sent', receipt: '250 ok', lastError: null }]);
  });
});
