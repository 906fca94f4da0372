import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '../../src/persistence/migrate.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => { orm = await freshDb(); });
afterAll(async () => { await orm.close(); });

describe('the database schema', () => {
  it('is what the entities describe', async () => {
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('');
  });

  it('is migrated once when several copies start at the same moment', async () => {
    const url = orm.config.get('clientUrl')!;
    const migrations = (await orm.migrator.getExecuted()).length;
    await query(orm, { text: 'drop schema public cascade' });
    await query(orm, { text: 'create schema public' });
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(runs.map(({ length }) => length).sort()).toEqual([0, 0, migrations]);
  });

  it('cannot be migrated where no database answers, and says so', async () => {
    await expect(migrate('postgresql://nobody@127.0.0.1:1/none', { patienceMs: 300 }))
      .rejects.toThrow('did not answer in time');
  });
});
