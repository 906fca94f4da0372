import { defineEntity, p } from '@mikro-orm/core';

const dimensions = {
  grossGrams: p.integer().check('gross_grams > 0'),
  lengthMm: p.integer().check('length_mm > 0'),
  widthMm: p.integer().check('width_mm > 0'),
  heightMm: p.integer().check('height_mm > 0'),
};

/** One announcement of cartons to the warehouse, kept with the summary that went to the workflow. */
export const CartonBookingEntity = defineEntity({
  name: 'CartonBooking',
  tableName: 'carton_booking',
  properties: {
    orderNo: p.text().primary(),
    id: p.text().primary(),
    sha256: p.text(),
    summary: p.json<object>(),
    at: p.datetime().defaultRaw('now()'),
  },
});

/** A carton as the supplier declared it. */
export const CartonEntity = defineEntity({
  name: 'Carton',
  tableName: 'carton',
  properties: {
    orderNo: p.text().primary(),
    sscc: p.text().primary(),
    booking: p.text(),
    line: p.integer(),
    sku: p.text(),
    quantity: p.decimal('number').precision(18).scale(6).check('quantity > 0'),
    ...dimensions,
  },
});

/** Every scan, good or not; at most one of a carton is the accepted one. */
export const CartonScanEntity = defineEntity({
  name: 'CartonScan',
  tableName: 'carton_scan',
  properties: {
    id: p.text().primary(),
    orderNo: p.text(),
    sscc: p.text(),
    outcome: p.text().check("outcome in ('OK', 'DUPLICATE', 'UNKNOWN', 'BAD_CHECK_DIGIT', 'AFTER_RECEIPT')"),
    condition: p.text().check("condition in ('GOOD', 'DAMAGED')"),
    at: p.datetime(),
    byUser: p.text(),
    byCompany: p.text(),
  },
  indexes: [{ name: 'carton_scan_order_no_index', properties: ['orderNo', 'sscc'] }],
  uniques: [{ name: 'carton_scan_accepted_once', properties: ['orderNo', 'sscc'], where: "outcome = 'OK'" }],
});

/** Every weighing and measuring; the latest of a carton counts. */
export const CartonMeasureEntity = defineEntity({
  name: 'CartonMeasure',
  tableName: 'carton_measure',
  properties: {
    id: p.text().primary(),
    position: p.bigint('number').autoincrement().unique(),
    orderNo: p.text(),
    sscc: p.text(),
    ...dimensions,
    at: p.datetime(),
    byUser: p.text(),
    byCompany: p.text(),
  },
  indexes: [{ name: 'carton_measure_order_no_index', properties: ['orderNo', 'sscc', 'at'] }],
});

/** A supplier's packing list, whole, with the summary that went to the workflow. */
export const PackingListEntity = defineEntity({
  name: 'PackingList',
  tableName: 'packing_list',
  properties: {
    orderNo: p.text().primary(),
    id: p.text().primary(),
    sha256: p.text(),
    content: p.json<object>(),
    summary: p.json<object>(),
    at: p.datetime().defaultRaw('now()'),
  },
});

/** A carrier's event (DCSA, EPCIS), once however often it is sent. */
export const TrackingEventEntity = defineEntity({
  name: 'TrackingEvent',
  tableName: 'tracking_event',
  properties: {
    orderNo: p.text().primary(),
    eventId: p.text().primary(),
    content: p.json<object>(),
    eventAt: p.datetime(),
    receivedAt: p.datetime().defaultRaw('now()'),
  },
});

/** What the parties write to each other; internal ones are for the platform only. */
export const MessageEntity = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    orderNo: p.text().primary(),
    id: p.text().primary(),
    fromUser: p.text(),
    fromCompany: p.text(),
    fromRole: p.text(),
    stage: p.text(),
    text: p.text(),
    internal: p.boolean(),
    document: p.text().nullable(),
    at: p.datetime(),
  },
});
