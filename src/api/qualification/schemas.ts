import { z } from 'zod';
import { calendarIds } from '../../domain/calendar/calendar.ts';
import { applicationSchema, documentKinds } from '../../domain/qualification/application.ts';
import { qualificationStates } from '../../domain/qualification/qualification.ts';
import { instant } from '../schemas.ts';

export const stateSchema = z.enum(qualificationStates);
export const companyParams = z.object({ company: z.string().min(1).max(64) });

export const answerSchema = z.object({
  company: z.string(),
  version: z.int(),
  state: stateSchema,
  facts: z.array(z.string()),
});

export const membershipSchema = z.object({ tier: z.string().nullable(), since: instant, expires: instant });

const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(documentKinds),
  title: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  filedAt: instant,
  filedBy: z.string(),
});

/** A qualification as applicant and platform see it; `actions` are the commands it takes now from the reader. */
export const qualificationSchema = z.object({
  company: z.string(),
  name: z.string(),
  country: z.string(),
  version: z.int(),
  state: stateSchema,
  stateSince: instant,
  submittedAt: instant,
  renewal: z.boolean(),
  /** Without a contact once that has been erased. */
  application: applicationSchema.extend({ contact: applicationSchema.shape.contact.nullable() }),
  documents: z.array(documentSchema),
  missingDocuments: z.array(z.enum(documentKinds)),
  review: z
    .object({
      dueAt: instant.nullable(),
      warnAt: instant.nullable(),
      paused: z.boolean(),
      overdue: z.boolean(),
      calendar: z.enum(calendarIds),
    })
    .nullable(),
  question: z.string().nullable(),
  lapsesAt: instant.nullable(),
  decision: z.object({ outcome: z.enum(['approved', 'rejected']), at: instant, reason: z.string() }).nullable(),
  membership: membershipSchema.nullable(),
  actions: z.array(z.string()),
});
