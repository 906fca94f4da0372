import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { query } from '../../src/persistence/sql.ts';
import { keepCredit } from '../support/cash-desk.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm?.close());

// What is written here goes around every rule of the application.
let rows = 0;
const sql = (text: string, values: unknown[] = []) => query(orm, { text, values });
const next = () => (rows += 1);

const role = (state: string, decidedBy: string | null) =>
  sql(
    `insert into role_proposal (id, company, subject, before, after, hash, state, proposed_by, proposed_at, decided_by)
      values ($1, 'c-platform', 'u-gains', '{}', '{}', 'h', $2, 'u-proposes', now(), $3)`,
    [`role-${next()}`, state, decidedBy],
  );
const account = (state: string, firstBy: string | null, secondBy: string | null, inForceFrom: string | null = null) =>
  sql(
    `insert into payout_account_change (company, version, name, account, hash, state, proposed_by, proposed_at,
        first_by, second_by, in_force_from)
      values ('c-brightworks', $1, 'n', 'a', 'h', $2, 'u-proposes', now(), $3, $4, $5)`,
    [next() + 1, state, firstBy, secondBy, inForceFrom],
  );

const refusedBy = (constraint: string) => ({ message: expect.stringContaining(constraint) });

describe('the database itself, whatever the application forgets', () => {
  it.each([null, 'u-proposes', 'u-gains'])('takes no role as approved by %s', async (decidedBy) => {
    await expect(role('approved', decidedBy)).rejects.toMatchObject(refusedBy('role_proposal_two_people_check'));
  });

  it('takes a role that a second person approved, and one that nobody has to', async () => {
    await role('approved', 'u-second');
    await role('open', null);
    await role('void', null);
    await role('refused', 'u-gains');
    await expect(sql(`update role_proposal set state = 'approved' where state = 'open'`)).rejects.toMatchObject(
      refusedBy('role_proposal_two_people_check'),
    );
  });

  it.each([
    ['nobody', null, null],
    ['one person', 'u-first', null],
    ['one person, as the second of two', null, 'u-second'],
    ['one person twice', 'u-first', 'u-first'],
  ])('takes no account to be paid to as approved by %s', async (_who, firstBy, secondBy) => {
    await expect(account('approved', firstBy, secondBy)).rejects.toMatchObject(
      refusedBy('payout_account_change_two_people_check'),
    );
  });

  it.each([
    ['open', 'u-proposes', null],
    ['approved', 'u-proposes', 'u-second'],
    ['approved', 'u-first', 'u-proposes'],
  ])('takes no approval of an account that is %s by whoever proposed it', async (state, firstBy, secondBy) => {
    await expect(account(state, firstBy, secondBy)).rejects.toMatchObject(
      refusedBy('payout_account_change_not_proposer_check'),
    );
  });

  it('takes an account that two others approved; nothing comes into force before that', async () => {
    const now = new Date().toISOString();
    await account('approved', 'u-first', 'u-second', now);
    await expect(account('open', 'u-first', null, now)).rejects.toMatchObject(
      refusedBy('payout_account_change_in_force_check'),
    );
    await account('open', 'u-first', null);
  });

  it('takes nothing about money in suspense as decided by nobody, or by whoever proposed it', async () => {
    await keepCredit({ orm }, { entry: 'E1', reference: 'NONE', amountMinor: 100, currency: 'USD' });
    const decided = (state: string, decidedBy: string | null) =>
      sql(
        `insert into suspense_proposal (entry, plan, hash, reason, state, proposed_by, proposed_at, decided_by)
          values ('E1', '{}', 'h', 'r', $1, 'u-proposes', now(), $2)`,
        [state, decidedBy],
      );
    for (const state of ['approved', 'done'])
      for (const decidedBy of [null, 'u-proposes'])
        await expect(decided(state, decidedBy)).rejects.toMatchObject(refusedBy('suspense_proposal_two_people_check'));
    await decided('done', 'u-second');
    await decided('void', null);
  });
});
