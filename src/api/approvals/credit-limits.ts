import { z } from 'zod';
import { creditLimitSchema } from '../../domain/approvals/credit.ts';
import { refuse } from '../../domain/approvals/refusal.ts';
import { currencySchema } from '../../domain/money.ts';
import { platformRoles } from '../../domain/parties.ts';
import { unpaidIn } from '../../persistence/approvals/credit.ts';
import { confirmCreditLimit, creditLimitsOf, proposeCreditLimit } from '../../persistence/approvals/credit-limits.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { Access } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';
import { instant } from '../schemas.ts';
import { refusedBy } from './refusals.ts';

const keptSchema = z.object({
  ...creditLimitSchema.shape,
  version: z.int(),
  hash: z.string(),
  state: z.enum(['PROPOSED', 'IN_FORCE', 'REPLACED', 'VOID']),
  proposedBy: z.string(),
  proposedAt: instant,
  confirmedBy: z.string().nullable(),
  confirmedAt: instant.nullable(),
});
const standingSchema = z.object({
  currency: z.string(),
  limitMinor: z.int(),
  /** What signed orders leave unpaid; more than the limit where it was lowered since. */
  takenMinor: z.int(),
  leftMinor: z.int(),
});
const madeSchema = z.object({
  company: z.string(),
  currency: z.string(),
  version: z.int(),
  hash: z.string(),
  inForce: z.boolean(),
});
const setting: Access = {
  roles: ['adviser'],
  and: 'person',
  otherwise: { code: 'not-your-role', detail: 'Credit limits are set by advisers of the platform.' },
};
const problems = [400, 401, 403, 409, 413, 415, 422];

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/credit-limits',
    id: 'listCreditLimits',
    tag: 'approvals',
    access: {
      roles: ['buyer', ...platformRoles],
      otherwise: { code: 'not-a-buyer', detail: 'Credit limits are for the buyer they are set for.' },
    },
    summary: 'What your company may leave unpaid by currency and what is taken of it, and everything ever set',
    query: z.strictObject({ company: z.string().min(1).max(64).optional() }),
    answers: {
      200: {
        description: 'What is in force with what is left, and everything ever set, what is in force first; at most 200',
        schema: z.object({ inForce: z.array(standingSchema), history: z.array(keptSchema) }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, query: { company = actor.company } }) {
      if (company !== actor.company && !actor.roles.some((role) => platformRoles.includes(role))) {
        throw problem(404, 'unknown-company', 'There is no such company.');
      }
      const source = seenBy(deps.orm, actor);
      const history = await creditLimitsOf(source, company);
      const standing = history.filter(({ state }) => state === 'IN_FORCE');
      const taken = await unpaidIn(source, company, standing.map(({ currency }) => currency));
      const inForce = standing.flatMap(({ currency, minor }) => {
        const takenMinor = taken.get(currency) ?? 0;
        return minor === null
          ? []
          : [{ currency, limitMinor: minor, takenMinor, leftMinor: Math.max(0, minor - takenMinor) }];
      });
      return { status: 200, body: { inForce, history } };
    },
  });

const propose = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/credit-limits',
    id: 'proposeCreditLimit',
    tag: 'approvals',
    access: setting,
    key: true,
    summary: 'Propose what a buyer may leave unpaid in a currency, or to lift the limit; a second person confirms',
    body: json(creditLimitSchema),
    answers: { 201: { description: 'Proposed, not in force yet', schema: madeSchema } },
    problems,
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/credit-limits', content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const { company, currency } = body;
          const [found] = await companiesByIds(deps.orm, [company]);
          if (found === undefined || !found.kinds.includes('buyer')) {
            const detail = `company: ${company} is no buyer.`;
            return refusedBy(refuse('unknown-buyer', detail, { path: 'company' }).rejection);
          }
          const made = await proposeCreditLimit(db, body, { user: actor.user, at: deps.now() });
          return { status: 201, body: { company, currency, ...made, inForce: false } };
        }),
      );
    },
  });

const confirm = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/credit-limits/confirm',
    id: 'confirmCreditLimit',
    tag: 'approvals',
    access: setting,
    key: true,
    summary: 'Put in force what somebody else has proposed last, named by its hash',
    body: json(
      z.strictObject({
        company: z.string().min(1).max(64),
        currency: currencySchema,
        hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits'),
      }),
    ),
    answers: { 200: { description: 'In force', schema: madeSchema } },
    problems,
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/credit-limits/confirm', content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db) => {
          const confirmed = await confirmCreditLimit(db, { ...body, user: actor.user, at: deps.now() });
          if ('rejection' in confirmed) return refusedBy(confirmed.rejection);
          return { status: 200, body: { ...body, ...confirmed, inForce: true } };
        }),
      );
    },
  });

/** What the platform trusts buyers with. */
export const creditLimitOperations = (deps: ApiDeps) => [list(deps), propose(deps), confirm(deps)];
