import { defineEntity, p } from '@mikro-orm/core';
import { CompanyEntity } from './people.ts';

/** A new payout account of a company, as version 2 and up of the one it began with; never changed once approved. */
export const PayoutAccountChangeEntity = defineEntity({
  name: 'PayoutAccountChange',
  tableName: 'payout_account_change',
  properties: {
    company: () =>
      p.manyToOne(CompanyEntity).primary().fieldName('company').deleteRule('no action').updateRule('no action'),
    version: p.integer().primary().autoincrement(false).check('version > 1'),
    name: p.text(),
    account: p.text(),
    bic: p.text().nullable(),
    hash: p.text(),
    state: p.text().check("state in ('open', 'approved', 'void')"),
    proposedBy: p.text(),
    proposedAt: p.datetime(),
    firstBy: p.text().nullable(),
    firstAt: p.datetime().nullable(),
    secondBy: p.text().nullable(),
    secondAt: p.datetime().nullable(),
    inForceFrom: p.datetime().nullable(),
    detail: p.text().nullable(),
  },
  checks: [
    {
      name: 'payout_account_change_two_people_check',
      expression:
        "state <> 'approved' or (first_by is not null and second_by is not null and first_by <> second_by)",
    },
    {
      name: 'payout_account_change_not_proposer_check',
      expression: "coalesce(first_by, '') <> proposed_by and coalesce(second_by, '') <> proposed_by",
    },
    { name: 'payout_account_change_in_force_check', expression: "in_force_from is null or state = 'approved'" },
  ],
  uniques: [{ name: 'payout_account_change_one_at_a_time', properties: ['company'], where: "state = 'open'" }],
});

/** To which version of a company's account a payment order was made out, so that every attempt is the same order. */
export const PayoutOrderEntity = defineEntity({
  name: 'PayoutOrder',
  tableName: 'payout_order',
  properties: {
    key: p.text().primary(),
    company: p.text(),
    version: p.integer(),
    at: p.datetime(),
  },
});
