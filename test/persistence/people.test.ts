import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { verify } from '@node-rs/argon2';
import { roles } from '../../src/domain/parties.ts';
import { keepBankEntries } from '../../src/persistence/bank.ts';
import {
  companiesByIds,
  companyFor,
  createSession,
  findUserByEmail,
  revokeSession,
  sessionActor,
} from '../../src/persistence/people.ts';
import { payeeOf } from '../../src/persistence/payees.ts';
import { seed, seededUsers } from '../../src/persistence/seed.ts';
import { query } from '../../src/persistence/sql.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(async () => {
  await orm.close();
});

describe('the sandbox users', () => {
  it('cover every role, with two advisers and two companies on either side of a trade', () => {
    for (const role of roles) expect(seededUsers.some((user) => user.roles.includes(role))).toBe(true);
    const companiesOf = (role: 'buyer' | 'supplier') =>
      new Set(seededUsers.filter((user) => user.roles.includes(role)).map(({ company }) => company)).size;
    expect([companiesOf('buyer'), companiesOf('supplier')]).toEqual([2, 2]);
    expect(seededUsers.filter((user) => user.roles.includes('adviser'))).toHaveLength(2);
  });

  it('are seeded once, and a second seeding changes nothing', async () => {
    const before = await findUserByEmail(orm, 'buyer@sandbox.example');
    await seed(orm);
    expect(await findUserByEmail(orm, 'Buyer@Sandbox.Example')).toEqual(before);
    const [{ count }] = (await query<{ count: number }>(orm, {
      text: 'select count(*)::int as count from platform_user',
    })) as [{ count: number }];
    expect(count).toBe(seededUsers.length);
  });

  it('sign in with their password, which is kept as argon2id only', async () => {
    const { email, password } = seededUsers[0]!;
    const user = await findUserByEmail(orm, email);
    expect(user!.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await verify(user!.passwordHash, password)).toBe(true);
    expect(await verify(user!.passwordHash, `${password}.`)).toBe(false);
    expect(await findUserByEmail(orm, 'nobody@sandbox.example')).toBeNull();
  });
});

describe('a session', () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

  it('says who acts until it is revoked', async () => {
    const { id } = await createSession(orm, 'u-operator', inAnHour());
    expect(await sessionActor(orm, id)).toEqual({
      user: 'u-operator',
      company: 'c-platform',
      roles: ['operator', 'customer-service'],
      admin: true,
    });
    await revokeSession(orm, id);
    expect(await sessionActor(orm, id)).toBeNull();
  });

  it('ends by itself, and one that never was says nothing', async () => {
    const { id } = await createSession(orm, 'u-buyer', new Date(Date.now() - 1).toISOString());
    expect(await sessionActor(orm, id)).toBeNull();
    expect(await sessionActor(orm, 'unknown')).toBeNull();
  });
});

describe('the account a payment goes to', () => {
  it('is the one on file for a payout, and none where none is on file', async () => {
    const payout = { kind: 'PAYOUT' as const, entry: null, orderedAt: new Date().toISOString() };
    expect(await payeeOf(orm, { ...payout, company: 'c-brightworks' }, 'k1')).toEqual({
      name: 'Shenzhen Brightworks Co., Ltd.',
      account: '6200000000000000017',
      bic: 'SANDCNBJXXX',
    });
    expect(await payeeOf(orm, { ...payout, company: 'c-harbour' }, 'k2')).toBeNull();
  });

  it('is the one the money came from for a refund or a return, never the account on file', async () => {
    const entry = {
      dedupeKey: 'e1',
      account: 'HK-001',
      currency: 'USD',
      amountMinor: 5,
      creditDebit: 'CRDT' as const,
      reversal: false,
      endToEndId: null,
      references: [],
      bookingDate: '2026-01-05',
    };
    await keepBankEntries(orm, { sha256: 'm', xml: '<Document/>', receivedAt: '2026-01-05T00:00:00Z' }, [
      { ...entry, content: { debtor: { name: 'Harbour', account: 'HK-777' } } },
      { ...entry, dedupeKey: 'e2', content: {} },
    ]);
    const refund = { kind: 'REFUND' as const, company: 'c-brightworks', orderedAt: new Date().toISOString() };
    expect(await payeeOf(orm, { ...refund, entry: 'e1' }, 'k3')).toEqual({ name: 'Harbour', account: 'HK-777' });
    expect(await payeeOf(orm, { ...refund, entry: 'e2' }, 'k3')).toBeNull();
    expect(await payeeOf(orm, { ...refund, entry: null }, 'k3')).toBeNull();
  });
});

describe('companies', () => {
  it.each(['warehouse-operator', 'inspector', 'customs-broker', 'carrier'] as const)(
    'one is designated as %s',
    async (role) => {
      expect((await companyFor(orm, role))?.kinds).toContain(role);
    },
  );

  it('are found by id, unknown ones left out', async () => {
    expect((await companiesByIds(orm, ['c-lantau', 'c-harbour', 'c-none'])).map(({ id }) => id)).toEqual([
      'c-harbour',
      'c-lantau',
    ]);
  });

  it('must be designated before an order needs one', async () => {
    const empty = await freshDb();
    expect(await companyFor(empty, 'carrier')).toBeNull();
    await empty.close();
  });
});
