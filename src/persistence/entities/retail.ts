import { defineEntity, p } from '@mikro-orm/core';

/**
 * A consumer's order as it was decided to be opened, kept before the engine opens it, so that a retry opens the very
 * same. The address is personal data: here, and nowhere in the record of the order.
 */
export const RetailSaleEntity = defineEntity({
  name: 'RetailSale',
  tableName: 'retail_sale',
  properties: {
    orderNo: p.text().primary(),
    opening: p.json<object>(),
    address: p.json<object>(),
    at: p.datetime(),
  },
});

/** What an order takes of a product's stock, unless it comes to nothing. */
export const RetailReservationEntity = defineEntity({
  name: 'RetailReservation',
  tableName: 'retail_reservation',
  properties: {
    orderNo: p.text().primary(),
    product: p.text().primary(),
    quantity: p.integer().check('quantity > 0'),
    at: p.datetime(),
  },
  indexes: [{ name: 'retail_reservation_product_index', properties: ['product', 'at'] }],
});
