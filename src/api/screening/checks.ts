import { z } from 'zod';
import { reviewers } from '../../domain/qualification/judge.ts';
import { screeningOccasions } from '../../domain/screening/outcome.ts';
import { type CheckFilter, listChecks } from '../../persistence/screening/lists.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { instant, limitSchema } from '../schemas.ts';

const name = z.string().min(1).max(64);
const number = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/, 'a whole number')
  .transform(Number);

/** The evidence of screening: every check that was made of a company or for an order. */
export const checksOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/screening/checks',
    id: 'listScreeningChecks',
    tag: 'screening',
    access: { roles: [...reviewers, 'adviser', 'auditor'] },
    summary: 'That companies were screened: when, on what occasion, for which order, against which list; last first',
    query: z.strictObject({
      company: name.optional(),
      order: name.optional(),
      after: number.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({
          checks: z.array(
            z.object({
              company: z.string(),
              name: z.string(),
              list: z.string(),
              occasion: z.enum(screeningOccasions),
              order: z.string().nullable(),
              outcome: z.enum(['clear', 'pending', 'denied']),
              at: instant,
            }),
          ),
          next: z.string().nullable(),
        }),
      },
    },
    problems: [400, 401, 403],
    async handle({ query }) {
      const chosen = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
      const { checks, next } = await listChecks(deps.orm, chosen as unknown as CheckFilter);
      return { status: 200, body: { checks, next: next === null ? null : String(next) } };
    },
  });
