import { defineEntity, p } from '@mikro-orm/core';
import { BankEntryEntity } from './bank.ts';

/** What one person proposes to do with a movement in suspense; a second one decides. */
export const SuspenseProposalEntity = defineEntity({
  name: 'SuspenseProposal',
  tableName: 'suspense_proposal',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    entry: () => p.manyToOne(BankEntryEntity).fieldName('entry').deleteRule('no action').updateRule('no action'),
    plan: p.json<object>(),
    hash: p.text(),
    reason: p.text(),
    state: p.text().check("state in ('open', 'approved', 'done', 'void')"),
    proposedBy: p.text(),
    proposedAt: p.datetime(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    detail: p.text().nullable(),
  },
  checks: [
    {
      name: 'suspense_proposal_two_people_check',
      expression: "state = 'open' or state = 'void' or (decided_by is not null and decided_by <> proposed_by)",
    },
  ],
  uniques: [{ name: 'suspense_proposal_one_at_a_time', properties: ['entry'], where: "state in ('open', 'approved')" }],
});

/** Money in suspense on its way back to its sender; the id is the end-to-end id given to the bank. */
export const SuspenseReturnEntity = defineEntity({
  name: 'SuspenseReturn',
  tableName: 'suspense_return',
  properties: {
    id: p.text().primary(),
    proposal: () =>
      p.manyToOne(SuspenseProposalEntity).fieldName('proposal').deleteRule('no action').updateRule('no action'),
    entry: p.text(),
    amountMinor: p.bigint('number'),
    currency: p.text(),
    status: p.text().check("status in ('APPROVED', 'SENT', 'UNKNOWN', 'SETTLED', 'REJECTED')"),
    orderedAt: p.datetime(),
    sentAt: p.datetime().nullable(),
    bankReference: p.text().nullable(),
    reason: p.text().nullable(),
    company: p.text().nullable(),
  },
});
