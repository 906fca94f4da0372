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
  at: instant,
});

export const agreementParams = z.object({ agreement: z.string().max(64) });
