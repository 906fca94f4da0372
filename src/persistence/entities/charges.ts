import { defineEntity, p } from '@mikro-orm/core';

/** What became of a charge that was unpaid when its order closed; what is owed follows from the facts. */
export const UnpaidChargeEntity = defineEntity({
  name: 'UnpaidCharge',
  tableName: 'unpaid_charge',
  properties: {
    orderNo: p.text().primary(),
    request: p.text().primary(),
    state: p.text().check("state in ('open', 'proposed', 'written-off', 'paid')"),
    hash: p.text().nullable(),
    reason: p.text().nullable(),
    proposedBy: p.text().nullable(),
    proposedAt: p.datetime().nullable(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    entry: p.text().nullable(),
  },
  checks: [
    {
      name: 'unpaid_charge_two_people_check',
      expression:
        "state <> 'written-off' or (proposed_by is not null and decided_by is not null and decided_by <> proposed_by)",
    },
    { name: 'unpaid_charge_paid_check', expression: "state <> 'paid' or entry is not null" },
  ],
});
