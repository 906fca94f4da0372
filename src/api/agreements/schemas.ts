import { z } from 'zod';
import { instant } from '../schemas.ts';

const signatureSchema = z.object({
  side: z.enum(['buyer', 'supplier']),
  user: z.string(),
  company: z.string(),
  hash: z.string(),
  at: instant,
});

/** An agreement as its parties and the platform read it. */
export const agreementAnswer = z.object({
  id: z.string(),
  buyer: z.string(),
  supplier: z.string(),
  content: z.record(z.string(), z.unknown()),
  hash: z.string(),
  state: z.enum(['PROPOSED', 'SIGNED', 'DECLINED', 'ENDED']),
  signatures: z.array(signatureSchema),
  endAskedBy: z.enum(['buyer', 'supplier']).nullable(),
  /** When a notice that was given ends it, or both have; null while neither is so. */
  endsAt: instant.nullable(),
  at: instant,
});

const said = { user: z.string(), at: instant };

/** A claimed cost of joint marketing as both sides read it. */
export const costAnswer = z.object({
  id: z.string(),
  agreement: z.string(),
  side: z.enum(['buyer', 'supplier']),
  description: z.string(),
  spentOn: z.iso.date(),
  amountMinor: z.int(),
  currency: z.string(),
  evidence: z.object({ name: z.string(), sha256: z.string() }),
  hash: z.string(),
  state: z.enum(['CLAIMED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN']),
  claimed: z.object(said),
  answered: z.object({ ...said, reason: z.string() }).nullable(),
});

export const agreementParams = z.object({ agreement: z.string().max(64) });
