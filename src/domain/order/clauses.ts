import { z } from 'zod';

/** Parts of ten thousand: 10 000 is the whole. */
export const basisPoints = z.int().min(0).max(10_000);

/** How goods are inspected before they are shipped. */
export const inspection = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('NONE') }),
  z.strictObject({
    mode: z.literal('PERCENT'),
    percent: z.int().min(1).max(100),
    majorDefectsBp: basisPoints,
    minorDefectsBp: basisPoints,
  }),
  z.strictObject({
    mode: z.literal('AQL'),
    level: z.enum(['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III']).default('II'),
    major: z.enum(['0.65', '1.0', '1.5', '2.5', '4.0', '6.5']).default('2.5'),
    minor: z.enum(['0.65', '1.0', '1.5', '2.5', '4.0', '6.5']).default('4.0'),
  }),
]);

/**
 * Liquidated damages for a late delivery: basis points of the delivered value for each day begun after the delivery
 * date and the days of grace, up to a cap; counted to the goods receipt, or to the day the goods were declared ready.
 */
export const lateDelivery = z.strictObject({
  perDayBp: basisPoints.min(1),
  capBp: basisPoints.min(1),
  graceDays: z.int().min(0).max(90),
  measuredBy: z.enum(['GOODS_RECEIVED', 'GOODS_READY']).default('GOODS_RECEIVED'),
});
