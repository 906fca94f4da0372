import { z } from 'zod';
import { creditOutcomes, creditParties, creditStages } from '../../domain/credit/credit.ts';
import { instant } from '../schemas.ts';

export const creditParams = z.object({ credit: z.string() });

/** What the engine answers to an accepted command. */
export const creditAcceptedSchema = z.object({
  credit: z.string(),
  order: z.string(),
  version: z.int(),
  stage: z.enum(creditStages),
  outcome: z.enum(creditOutcomes).nullable(),
  facts: z.array(z.string()),
});

export const creditRowSchema = z.object({
  credit: z.string(),
  order: z.string(),
  version: z.int(),
  stage: z.enum(creditStages),
  outcome: z.enum(creditOutcomes).nullable(),
  applicant: z.string(),
  beneficiary: z.string(),
  issuingBank: z.string(),
  advisingBank: z.string(),
  confirmingBank: z.string().nullable(),
  currency: z.string(),
  amountMinor: z.int(),
  drawnMinor: z.int(),
  waitingOn: z.array(z.enum(creditParties)),
  nextDeadline: instant.nullable(),
  attention: z.string().nullable(),
  updatedAt: instant,
});

export const foundSchema = z.object({
  article: z.string(),
  document: z.string().nullable(),
  field: z.string(),
  expected: z.string(),
  found: z.string(),
});

export const actionSchema = z.object({
  command: z.string(),
  party: z.enum(creditParties),
  summary: z.string(),
  allowed: z.boolean(),
  rejection: z.object({ code: z.string(), detail: z.string() }).loose().nullable(),
});
