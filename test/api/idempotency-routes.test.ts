import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { tryEveryWrite } from '../../scripts/proof/idempotency.ts';
import { openCommands } from '../../src/api/commands.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm?.close());

/** The quick form of `npm run proof -- idempotency`, which tries all eight cases. */
describe('every write of the router', () => {
  it('wants a key, answers a repetition as before and does nothing for it, and takes no other body', async () => {
    const wanted = ['missing-key', 'replay', 'other-body'] as const;
    const found = await tryEveryWrite(orm, { seed: 1, wanted, log: () => undefined });
    expect(found.violations).toEqual([]);
    expect(found.cells).toBe(found.routes * wanted.length);
    expect(found.routes).toBeGreaterThan(openCommands.length);
  }, 120_000);
});
