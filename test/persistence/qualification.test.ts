import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { judgeQualification } from '../../src/domain/qualification/judge.ts';
import { qualificationRecord } from '../../src/domain/qualification/record.ts';
import {
  findQualification,
  listQualifications,
  runningMembership,
} from '../../src/persistence/qualification/reading.ts';
import { recordQualification } from '../../src/persistence/qualification/record.ts';
import { query } from '../../src/persistence/sql.ts';
import { applicant, reviewer, submission, underReview } from '../domain/qualification/case.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(async () => {
  await orm.close();
});

const at = '2026-03-06T02:00:00.000Z';
const submitted = (commandId: string) => {
  const judgement = judgeQualification(null, { name: 'submit', input: submission }, applicant, at);
  if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
  return qualificationRecord(null, judgement, commandId);
};
const count = async (table: string) =>
  (await query<{ count: number }>(orm, { text: `select count(*)::int as count from ${table}` }))[0]?.count;

describe('the record of a qualification', () => {
  it('is written once however often it is tried, with its letters', async () => {
    const record = submitted('k1');
    expect((await recordQualification(orm, record)).status).toBe('written');
    const again = await recordQualification(orm, record);
    expect(again).toMatchObject({ status: 'overtaken', answer: record.answer, standing: { version: 1 } });
    expect(await count('qualification_fact')).toBe(1);
    expect(await count('outbox_letter')).toBe(3);
  });

  it('is not overwritten by what was judged on an older version', async () => {
    const late = await recordQualification(orm, submitted('k2'));
    expect(late).toMatchObject({ status: 'overtaken', answer: null });
    expect((await findQualification(orm, 'c-new'))?.version).toBe(1);
  });

  it('has facts nobody changes', async () => {
    await expect(query(orm, { text: `update qualification_fact set type = 'Other'` })).rejects.toThrow();
    await expect(query(orm, { text: 'delete from qualification_fact' })).rejects.toThrow();
  });

  it('gives the membership, the account manager and nothing else of it when one part fails', async () => {
    const standing = { ...underReview(at).now(), version: 1 };
    const judgement = judgeQualification(standing, { name: 'approve', input: { tier: null, note: '' } }, reviewer, at);
    if ('rejection' in judgement) throw new Error(judgement.rejection.detail);
    const record = qualificationRecord(standing, judgement, 'k3');
    const broken = { ...record, notices: [{ seq: 9, notice: { kind: 'x', to: { user: 'u' }, data: null as never } }] };
    const failing = {
      ...broken,
      facts: [...record.facts, ...record.facts].map((fact) => ({ ...fact, type: null as never })),
    };
    await expect(recordQualification(orm, failing)).rejects.toThrow();
    expect(await runningMembership(orm, 'c-new', at)).toBeNull();
    expect((await recordQualification(orm, record)).status).toBe('written');
    expect(await runningMembership(orm, 'c-new', at)).toMatchObject({ tier: null, since: at });
    expect(await runningMembership(orm, 'c-new', '2027-03-06T02:00:00.000Z')).toBeNull();
    expect(await query(orm, { text: `select manager from account_assignment where company = 'c-new'` })).toEqual([
      { manager: 'u-account-manager' },
    ]);
  });

  it('is listed', async () => {
    const { qualifications } = await listQualifications(orm, { limit: 10, at });
    expect(qualifications).toMatchObject([{ company: 'c-new', state: 'approved', dueAt: null, overdue: false }]);
  });
});
