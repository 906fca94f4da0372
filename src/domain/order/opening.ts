import { z } from 'zod';
import type { CalendarId } from '../calendar/calendar.ts';
import type { OrderCompanies } from '../parties.ts';
import { demandSchema, type Demand } from './demand.ts';
import { orderSources, type OrderSource } from './order.ts';
import type { Profile } from './profile.ts';
import { unstorableText } from '../storable.ts';

/** What `POST /v1/orders` takes: the supplier asked and the demand. */
export const openingSchema = z.strictObject({
  supplier: z.string().min(1).max(64),
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
  answerDueAt: string;
  answerWarnAt: string;
}
