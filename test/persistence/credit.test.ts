import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Credit } from '../../src/domain/credit/credit.ts';
import { creditFact, type HappenedCreditFact } from '../../src/domain/credit/facts.ts';
import { type CreditDraftRecord, creditReadOn, creditRecordOf } from '../../src/domain/credit/record.ts';
import { allotCreditNumber, findCredit, listCredits, openCreditOf } from '../../src/persistence/credit/reader.ts';
import {
  brokenCreditFacts,
  creditCommandsSince,
  creditFacts,
  recordCredit,
} from '../../src/persistence/credit/store.ts';
import { query } from '../../src/persistence/sql.ts';
import { answered, creditPeople, creditTerms } from '../support/credits.ts';
import { freshDb } from '../support/db.ts';

let orm: MikroORM;
beforeAll(async () => {
  orm = await freshDb({ seeded: true });
});
afterAll(() => orm?.close());

const at = '2026-02-02T02:00:00.000Z';
const draftOf = (number: string, order: string): CreditDraftRecord => {
  const { user, company } = creditPeople.applicant;
  const happened = {
    ...creditFact('CreditDrafted', { number, terms: creditTerms({ order }) }),
    at,
    by: { party: 'applicant', user, company },
  } as HappenedCreditFact;
  return creditRecordOf(null, [happened], { id: `draft-${number}`, name: 'draftCredit' });
};
const issueOf = (credit: Credit, id: string): CreditDraftRecord => {
  const judged = answered(credit, 'bank', 'issue', {}, at);
  if ('rejection' in judged) throw new Error(judged.rejection.detail);
  return creditRecordOf(credit, judged.facts, { id, name: 'issue' });
};
const write = ({ after: _, ...record }: CreditDraftRecord) => recordCredit(orm, record);

describe('the record of a credit', () => {
  it('writes a command once, and tells a second worker what it missed', async () => {
    const draft = draftOf('LC26900001', 'T-1');
    expect(await write(draft)).toEqual({ status: 'written' });
    expect(await write(issueOf(draft.after, 'issue-1'))).toEqual({ status: 'written' });
    const missed = await write(issueOf(draft.after, 'issue-2'));
    expect(missed).toMatchObject({ status: 'missed', commands: [{ commandId: 'issue-1' }] });
    const known = await write(issueOf(draft.after, 'issue-1'));
    if (known.status !== 'missed') throw new Error('the command was written twice');
    expect(creditReadOn(draft.after, known.commands).stage).toBe('issued');
    expect(await creditCommandsSince(orm, 'LC26900001', 1)).toMatchObject([{ commandId: 'issue-1' }]);
    expect(await findCredit(orm, 'LC26900001')).toMatchObject({ version: 2, stage: 'issued', amountMinor: 1_410_195 });
  });

  it('writes to every reader once', async () => {
    const rows = await query<{ user: string }>(orm, {
      text: `select to_user as "user" from outbox_letter where kind = 'credit-issued' order by 1`,
    });
    expect(rows).toEqual(['buyer', 'buyer-director', 'buyer-manager'].map((who) => ({ user: `u-${who}` })));
  });

  it('keeps its facts as they are, in a chain that shows any change', async () => {
    const refused = query(orm, { text: `update credit_fact set type = 'x'` });
    await expect(refused).rejects.toMatchObject({ code: 'append-only' });
    expect(await brokenCreditFacts(orm, 'LC26900001')).toEqual([]);
    await query(orm, { text: 'alter table credit_fact disable trigger credit_fact_keeps_rows' });
    await query(orm, { text: `update credit_fact set by_user = 'u-other' where credit_no = 'LC26900001' and seq = 1` });
    await query(orm, { text: 'alter table credit_fact enable trigger credit_fact_keeps_rows' });
    expect(await brokenCreditFacts(orm, 'LC26900001')).toEqual([1]);
    expect((await creditFacts(orm, 'LC26900001', { after: 1, limit: 5 })).map(({ type }) => type)).toEqual([
      'CreditIssued',
    ]);
  });

  it('takes one open credit an order, and lists a company its own, page by page', async () => {
    await expect(write(draftOf('LC26900002', 'T-1'))).rejects.toMatchObject({ code: '23505' });
    await write(draftOf('LC26900003', 'T-3'));
    expect(await openCreditOf(orm, 'T-1')).toBe('LC26900001');
    const page = await listCredits(orm, { actor: creditPeople.beneficiary, limit: 1 });
    expect(page.credits.map(({ credit }) => credit)).toEqual(['LC26900003']);
    const next = await listCredits(orm, { actor: creditPeople.beneficiary, limit: 1, after: page.next ?? '' });
    expect(next).toMatchObject({ credits: [{ credit: 'LC26900001' }], next: null });
    expect((await listCredits(orm, { actor: creditPeople.outsider, limit: 9 })).credits).toEqual([]);
    const urgent = await listCredits(orm, { actor: creditPeople.bank, sort: 'deadline', stage: 'draft', limit: 9 });
    expect(urgent.credits).toHaveLength(1);
    expect(await allotCreditNumber(orm, 2026)).toMatch(/^LC26\d{6}$/);
  });
});
