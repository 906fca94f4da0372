import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { roles } from '../../domain/parties.ts';
import { proposalSchema } from '../identity/propose.ts';
import { emailSchema, localeSchema } from '../identity/writes.ts';
import { problem } from '../problem.ts';
import { instant } from '../schemas.ts';

export const providerParams = z.object({ company: z.string().max(64) });

/** Who is to administer the company first; the letter is in the language given. */
export const administratorSchema = z.strictObject({ email: emailSchema, locale: localeSchema });

export const reasonSchema = z.strictObject({ reason: line(500) });

export const providerRowSchema = z.object({
  company: z.string(),
  name: z.string(),
  country: z.string(),
  kinds: z.array(z.enum(roles)),
  suspendedAt: instant.nullable(),
});

export const providerDetailsSchema = providerRowSchema.extend({
  registrationNumber: z.string().nullable(),
  taxNumber: z.string().nullable(),
  lei: z.string().nullable(),
  address: z.record(z.string(), z.unknown()).nullable(),
  registeredBy: z.string().nullable(),
  registeredAt: instant.nullable(),
  /** How many people administer the company and can sign in. */
  administrators: z.int(),
  /** How many orders that run name the company. */
  runningOrders: z.int(),
  suspensions: z.array(
    z.object({
      suspendedAt: instant,
      suspendedBy: z.string(),
      reason: z.string(),
      liftedAt: instant.nullable(),
      liftedBy: z.string().nullable(),
      liftedWhy: z.string().nullable(),
    }),
  ),
});

/** How the first administrator comes: by an invitation; who is of the company already, at once or by a proposal. */
export const entrySchema = z.object({
  company: z.string(),
  invitation: z.object({ invitation: z.string(), email: z.string(), expiresAt: instant }).nullable(),
  proposal: proposalSchema.nullable(),
});

/** Who registers and suspends companies: who administers the platform itself. */
export const platformAdministrators = { roles: ['operator'], and: 'admin' } as const;

export const noProvider = () => problem(404, 'unknown-provider', 'There is no such provider.');
