import { z } from 'zod';
import { accept, reject } from '../decision.ts';
import { fact } from '../facts.ts';
import type { OpenStage, Order } from '../order.ts';
import { commandOf } from '../stage.ts';
import { addDays, isAfter } from '../time.ts';
import { reasonSchema } from '../stages/enquiry.ts';

const command = commandOf<OpenStage>();
const longestDays = 366;

export const clearAttention = command({
  by: ['operator'],
  summary: 'Note that what needed attention was looked into',
  input: reasonSchema,
  ready: ({ attention }) => (attention === null ? reject('nothing-to-clear', 'Nothing needs attention.') : null),
  decide: (_order, { reason }) => accept(fact('AttentionCleared', { reason })),
});

/** What comes from outside the order, such as a screening hit on a company of it; said once, it is not repeated. */
export const raiseAttention = command({
  by: ['operator', 'house'],
  summary: 'Note something outside the order that has to be looked into',
  input: z.strictObject({
    code: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/, 'lower-case words and hyphens')
      .max(40),
    detail: z.string().trim().min(1).max(1000),
  }),
  decide: ({ attention }, { code, detail }) =>
    attention?.code === code && attention.detail === detail
      ? reject('nothing-new', 'The order shows exactly this already.')
      : accept(fact('AttentionRaised', { code, detail })),
});

/** The adviser is a person of the platform; that it is one with the role is seen to where the command comes in. */
export const assignAdviser = command({
  by: ['operator'],
  summary: "Assign the adviser who looks after the order's money and disputes, or another one",
  input: z.strictObject({ adviser: z.string().min(1).max(64), reason: z.string().trim().min(1).max(2000) }),
  decide: ({ adviser: current }, { adviser, reason }) =>
    current?.user === adviser
      ? reject('nothing-new', 'This adviser looks after the order already.')
      : accept(fact('AdviserAssigned', { adviser, before: current?.user ?? null, reason })),
});

/** Moves a clock of the stage to a later instant; the names of running clocks stand in `actions`. */
export const extendDeadline = (clockAt: (order: Order, clock: string) => string | null) =>
  command({
    by: ['operator'],
    summary: 'Give a running clock of this stage more time, with a reason',
    input: z.strictObject({
      clock: z.string().min(1).max(40),
      until: z.iso.datetime({ offset: true }),
      reason: z.string().trim().min(1).max(2000),
    }),
    decide: (order, { clock, until, reason }, { now }) => {
      const at = clockAt(order, clock);
      if (
        (order.stage === 'enquiry' || order.stage === 'quote') &&
        order.sourcing !== undefined &&
        clock !== 'validity'
      ) {
        return reject('no-such-clock', 'The deadline of a sourcing is the same for every supplier.');
      }
      if (at === null) return reject('no-such-clock', `No clock ${clock} is running in ${order.stage}.`);
      if (!isAfter(until, at)) return reject('no-such-clock', `until: ${clock} already runs until ${at}.`);
      if (isAfter(until, addDays(now, longestDays))) {
        return reject('no-such-clock', `until: more than ${longestDays} days are not given at once.`);
      }
      return accept(fact('DeadlineExtended', { clock, until: new Date(until).toISOString(), reason }));
    },
  });

export const messageSchema = z.strictObject({
  text: z.string().trim().min(1).max(8000),
  internal: z.boolean().default(false),
  /** A document on file of this order, by its id. */
  document: z.string().min(1).max(64).optional(),
});
