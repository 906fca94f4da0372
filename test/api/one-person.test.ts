import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { stories } from '../../scripts/proof/idempotency/stories/index.ts';
import { freshDb } from '../support/db.ts';
import { searchForOne } from '../support/one-person.ts';
import { scenesOfMoney } from '../support/one-person-scenes.ts';
import { byMessage } from '../support/two-people.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm?.close());

describe('the whole machine, every write of the live router tried by every single person', () => {
  it('moves no money, opens no account and gives no money role on the word of one', async () => {
    const found = await searchForOne(orm, { ...scenesOfMoney, ...stories });
    expect(found.faults).toEqual([]);
    expect(found.broken).toEqual([]);
    expect(found.routes.filter((route) => !found.attempts.has(route))).toEqual([]);
    // Who may by themselves do so: the search is not one long refusal.
    expect(found.accepted).toBeGreaterThan(found.routes.length);
    // The table of what one message moves holds nothing that is not needed.
    expect([...found.seen].sort()).toEqual(Object.keys(byMessage).sort());
  }, 600_000);
});
