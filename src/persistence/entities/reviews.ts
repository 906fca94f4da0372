import { defineEntity, p } from '@mikro-orm/core';

/** A line of a completed order whose buyer says something of the product. */
export const ProductReviewEntity = defineEntity({
  name: 'ProductReview',
  tableName: 'product_review',
  properties: {
    id: p.text().primary(),
    product: p.text(),
    orderNo: p.text(),
    line: p.integer(),
    country: p.text(),
    at: p.datetime(),
  },
  indexes: [{ name: 'product_review_product_index', properties: ['product', 'at'] }],
  uniques: [{ name: 'product_review_once', properties: ['orderNo', 'line'] }],
});

/** What was said, by the buyer or in answer, each time it was said; never changed. */
export const ProductReviewEntryEntity = defineEntity({
  name: 'ProductReviewEntry',
  tableName: 'product_review_entry',
  properties: {
    review: p.text().primary(),
    seq: p.integer().primary().autoincrement(false).check('seq > 0'),
    kind: p.text().check("kind in ('REVIEW', 'ANSWER')"),
    stars: p.integer().nullable().check('stars >= 1 and stars <= 5'),
    text: p.text(),
    byUser: p.text(),
    at: p.datetime(),
  },
  checks: [{ name: 'product_review_entry_rated_check', expression: "(kind = 'REVIEW') = (stars is not null)" }],
});
