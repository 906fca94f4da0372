import { defineEntity, p } from '@mikro-orm/core';

/** What the buyer expects the goods to cost; each version stays. */
export const OrderCostPlanEntity = defineEntity({
  name: 'OrderCostPlan',
  tableName: 'order_cost_plan',
  properties: {
    orderNo: p.text().primary(),
    version: p.integer().primary().autoincrement(false),
    content: p.json<object>(),
    hash: p.text(),
    at: p.datetime(),
    byUser: p.text(),
  },
});

/** One cost that became known, with its document. */
export const OrderCostEntity = defineEntity({
  name: 'OrderCost',
  tableName: 'order_cost',
  indexes: [{ name: 'order_cost_order_index', properties: ['orderNo', 'at'] }],
  properties: {
    id: p.text().primary(),
    orderNo: p.text(),
    content: p.json<object>(),
    company: p.text(),
    byUser: p.text(),
    at: p.datetime(),
  },
});
