import { defineEntity, p } from '@mikro-orm/core';

/** A frame or cooperation agreement of two companies. */
export const AgreementEntity = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    id: p.text().primary(),
    buyer: p.text().index(),
    supplier: p.text().index(),
    content: p.json<object>(),
    hash: p.text(),
    state: p.text().check("state in ('PROPOSED', 'SIGNED', 'DECLINED', 'ENDED')"),
    signatures: p.json<object>(),
    endAskedBy: p.text().nullable(),
    endsAt: p.datetime().nullable(),
    at: p.datetime(),
  },
});

/** An order called off from a frame; it stops counting when the order comes to nothing. */
export const CallOffEntity = defineEntity({
  name: 'CallOff',
  tableName: 'agreement_call_off',
  properties: {
    orderNo: p.text().primary(),
    agreement: p.text().index(),
    lines: p.json<object>(),
    at: p.datetime(),
  },
});

/** An order in whose contract an agreement on joint marketing takes something off the price, or was to. */
export const AllowedOrderEntity = defineEntity({
  name: 'AllowedOrder',
  tableName: 'agreement_order',
  properties: {
    agreement: p.text().primary(),
    orderNo: p.text().primary(),
    at: p.datetime(),
  },
});

/** A cost of joint marketing that one side has claimed; what was claimed never changes, only what is said of it. */
export const MarketingCostEntity = defineEntity({
  name: 'MarketingCost',
  tableName: 'agreement_cost',
  properties: {
    id: p.text().primary(),
    agreement: p.text(),
    side: p.text().check("side in ('buyer', 'supplier')"),
    content: p.json<object>(),
    currency: p.text(),
    amountMinor: p.bigint('number').check('amount_minor > 0'),
    evidence: p.text(),
    hash: p.text(),
    state: p.text().check("state in ('CLAIMED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')"),
    claimedBy: p.text(),
    at: p.datetime(),
    answer: p.json<object>().nullable(),
  },
  indexes: [{ name: 'agreement_cost_agreement_index', properties: ['agreement', 'at', 'id'] }],
  uniques: [
    {
      name: 'agreement_cost_evidence_once',
      properties: ['agreement', 'evidence'],
      where: "state in ('CLAIMED', 'CONFIRMED')",
    },
  ],
});
