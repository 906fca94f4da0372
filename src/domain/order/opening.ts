import { z } from 'zod';
import type { CalendarId } from '../calendar/calendar.ts';
import type { OrderCompanies } from '../parties.ts';
import type { ConsumerOpening } from './consumer.ts';
import { demandSchema, type Demand } from './demand.ts';
import { orderSources, type OrderSource } from './order.ts';
import type { SourcingReference } from './sourced.ts';
import type { Profile } from './profile.ts';
import { unstorableText } from '../storable.ts';

/** What `POST /v1/orders` takes: the supplier asked and the demand. */
export const openingSchema = z.strictObject({
  supplier: z.string().min(1).max(64),
  /** The newest version of a profile by its name, or one version of it: `wholesale@2`. */
  profile: z.string().min(1).max(64).default('secured-trade'),
  source: z.enum(orderSources).exclude(['CONSUMER']).default('ENQUIRY'),
  demand: demandSchema.refine((demand) => unstorableText(demand) === null, {
    error: 'a text holds a character no database keeps: NUL, or half a surrogate pair',
  }),
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
  /** In mode B2C: the terms that are agreed with the opening, and what they rest on. */
  consumer?: ConsumerOpening;
  answerDueAt: string;
  answerWarnAt: string;
}
