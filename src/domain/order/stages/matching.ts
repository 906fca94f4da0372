import { z } from 'zod';
import { addBusinessDays } from '../../calendar/calendar.ts';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import { matchDocuments } from '../matching.ts';
import type { PackedLine } from '../parts.ts';
import { afterMatching } from '../route.ts';
import { commandOf, defineStage } from '../stage.ts';
import { paymentClock } from './clocks.ts';

const command = commandOf<'matching'>();
const whole = z.int().min(1);

/**
 * The supplier's packing list (UNTDID 271), a row for each kind of carton of a line: weights of the row, sizes of one
 * carton.
 */
export const packingListSchema = z.strictObject({
  reference: z.string().trim().min(1).max(35),
  marks: z.string().max(500).default(''),
  rows: z
    .array(
      z.strictObject({
        line: whole.max(999),
        sku: z.string().min(1).max(64),
        hsCode: z.string().regex(/^\d{6,13}$/, 'an HS code of 6 to 13 digits'),
        quantity: whole.max(1_000_000_000),
        cartons: whole.max(1_000_000),
        netGrams: whole.max(100_000_000_000),
        grossGrams: whole.max(100_000_000_000),
        lengthMm: whole.max(20_000),
        widthMm: whole.max(20_000),
        heightMm: whole.max(20_000),
      }),
    )
    .min(1)
    .max(5000),
});
export interface PackingListSummary {
  reference: string;
  sha256: string;
  perLine: PackedLine[];
}

/** Contract, packing list and goods receipt must say the same, within the contract's tolerances. */
export const matching = defineStage('matching', {
  title: 'Matching of documents',
  commands: {
    submitPackingList: command<typeof packingListSchema, PackingListSummary>({
      by: ['supplier'],
      summary: 'Submit the packing list (again, when it was wrong); the three papers are compared at once',
      input: packingListSchema,
      distilled: true,
      ready: ({ amendment }) =>
        amendment === null ? null : reject('amendment-open', 'An amendment is waiting to be answered.'),
      decide: (order, list, { now }) => {
        const submitted = { ...order, goods: { ...order.goods, packingList: { ...list, at: now } } };
        return accept(
          fact('PackingListSubmitted', list),
          fact('DocumentsMatched', { discrepancies: matchDocuments(submitted) }),
        );
      },
    }),
  },
  clocks: {
    packingListDue: {
      label: 'time to submit the packing list',
      at: ({ goods, stageSince, profile, supplierCalendar }) =>
        goods.packingList !== null
          ? null
          : addBusinessDays(stageSince, profile.clocks.packingListBusinessDays, supplierCalendar).due,
      attention: 'The packing list is overdue.',
    },
    discrepancyDue: {
      label: 'time to settle the discrepancies',
      at: ({ goods, profile }) =>
        goods.packingList === null
          ? null
          : addBusinessDays(goods.packingList.at, profile.clocks.discrepancyBusinessDays, 'HK+CN').due,
      attention: 'The parties have not settled the discrepancies.',
    },
    paymentDue: paymentClock,
  },
  waitsFor: ({ goods, amendment }) => {
    if (amendment !== null) return [amendment.by === 'buyer' ? 'supplier' : 'buyer'];
    return goods.discrepancies === null ? ['supplier'] : ['supplier', 'buyer'];
  },
  leaves: (order) => (order.goods.matchedAt === null ? null : { to: afterMatching(order) }),
  leadsTo: ['customs', 'release', 'refund'],
});
