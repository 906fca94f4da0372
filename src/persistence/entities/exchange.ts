import { defineEntity, p } from '@mikro-orm/core';

/** A reference rate of one day: how much of `currency` one unit of `base` is worth, as the source wrote it. */
export const FxRateEntity = defineEntity({
  name: 'FxRate',
  tableName: 'fx_rate',
  properties: {
    source: p.text().primary(),
    date: p.date().primary(),
    currency: p.text().primary(),
    base: p.text(),
    rate: p.text(),
  },
});

/** A rate locked for one payment; `settledBy` is the bank entry by which the position was exchanged. */
export const FxQuoteEntity = defineEntity({
  name: 'FxQuote',
  tableName: 'fx_quote',
  properties: {
    id: p.text().primary(),
    orderNo: p.text().index(),
    request: p.text(),
    fromCurrency: p.text(),
    fromMinor: p.bigint('number').check('from_minor > 0'),
    toCurrency: p.text(),
    toMinor: p.bigint('number').check('to_minor > 0'),
    rate: p.text(),
    provider: p.text(),
    lockedAt: p.datetime(),
    expiresAt: p.datetime(),
    settledBy: p.text().nullable(),
  },
});
