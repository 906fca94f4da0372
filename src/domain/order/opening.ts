import { z } from 'zod';
import type { CalendarId } from '../calendar/calendar.ts';
import type { OrderCompanies } from '../parties.ts';
import type { ConsumerOpening, HeldPolicy } from './consumer.ts';
import { demandSchema, type Demand } from './demand.ts';
import { type Offer, offerSchema } from './options.ts';
import { orderSources, type OrderSource } from './order.ts';
import type { SourcingReference } from './sourced.ts';
import type { Profile } from './profile.ts';
import { lackingFor } from './sources.ts';
import { unstorableText } from '../storable.ts';

const company = z.string().min(1).max(64);

/** Who is to serve an order; a place left out goes to whom the buyer prefers, or else to whom the platform has. */
export const namedProvidersSchema = z
  .strictObject({ warehouse: company, inspector: company, broker: company, carrier: company, bank: company })
  .partial();

const opening = z.strictObject({
  supplier: company,
  /** The newest version of a profile by its name, or one version of it: `wholesale@2`. */
  profile: z.string().min(1).max(64).default('secured-trade'),
  providers: namedProvidersSchema.optional(),
  source: z.enum(orderSources).exclude(['CONSUMER']).default('ENQUIRY'),
  demand: demandSchema.refine((demand) => unstorableText(demand) === null, {
    error: 'a text holds a character no database keeps: NUL, or half a surrogate pair',
  }),
  /** The buyer's own terms, which the supplier answers in place of making the first quote: line 1 is the first item. */
  proposal: offerSchema
    .refine((proposal) => unstorableText(proposal) === null, {
      error: 'a text holds a character no database keeps: NUL, or half a surrogate pair',
    })
    .optional(),
});

/** What `POST /v1/orders` takes: the supplier asked and the demand, with what its source has to say. */
export const openingSchema = opening.superRefine(({ source, demand, proposal }, context) => {
  for (const path of lackingFor(source, demand))
    context.addIssue({ code: 'custom', path: ['demand', ...path], message: `an order of source ${source} says it` });
  for (const [index, { line, quantity }] of (proposal?.terms.lines ?? []).entries()) {
    const item = demand.items[line - 1];
    if (item?.quantity === quantity) continue;
    const message = `line ${line} is of item ${line} of the demand, in the same quantity`;
    context.addIssue({ code: 'custom', path: ['proposal', 'terms', 'lines', index], message });
  }
});
export type OpeningInput = z.output<typeof openingSchema>;

/** An order as it is opened: the input completed with what the platform assigns and pins. */
export interface Opening {
  order: string;
  mode: 'B2B' | 'B2C';
  source: OrderSource;
  profile: Profile;
  supplierCalendar: CalendarId;
  companies: OrderCompanies;
  demand: Demand;
  /** The enquiry to several suppliers that the order is opened for. */
  sourcing?: SourcingReference;
  /** What the buyer offers with the opening: the first version of the terms. */
  proposal?: Offer;
  /** The policies published when the order is opened; those of a consumer are in what the click accepted. */
  policies?: HeldPolicy[];
  /** In mode B2C: the terms that are agreed with the opening, and what they rest on. */
  consumer?: ConsumerOpening;
  answerDueAt: string;
  answerWarnAt: string;
}
