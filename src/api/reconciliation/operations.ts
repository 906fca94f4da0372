import { z } from 'zod';
import { platformRoles } from '../../domain/parties.ts';
import { type CaseKind, caseKinds } from '../../domain/reconciliation/breaks.ts';
import { trialBalance } from '../../persistence/ledger-store.ts';
import {
  type CaseFilter,
  lastProofs,
  listCases,
  type ReconciliationCase,
  resolveCase,
} from '../../persistence/reconciliation/cases.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusalOf } from '../problem.ts';
import { instant, limitSchema } from '../schemas.ts';

const kinds = Object.keys(caseKinds) as [CaseKind, ...CaseKind[]];
const states = ['open', 'proposed', 'resolved'] as const;
const number = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/, 'a whole number')
  .transform(Number);

const caseSchema = z.object({
  case: z.int(),
  kind: z.enum(kinds),
  /** What the kind means, and the work that clears it. */
  means: z.string(),
  work: z.string(),
  subject: z.string(),
  account: z.string().nullable(),
  order: z.string().nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  sentence: z.string(),
  state: z.enum(states),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  openedAt: instant,
  proposedBy: z.string().nullable(),
  proposedAt: instant.nullable(),
  reason: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  resolvedAt: instant.nullable(),
});

const proofSchema = z.object({
  day: z.iso.date(),
  at: instant,
  statements: z.int(),
  entries: z.int(),
  breaks: z.int(),
  opened: z.int(),
  block: z.int().nullable(),
});

const trialSchema = z.object({
  currencies: z.array(
    z.object({
      currency: z.string(),
      debitMinor: z.int(),
      creditMinor: z.int(),
      differenceMinor: z.int(),
    }),
  ),
  proofs: z.array(proofSchema),
});

const shown = ({ id, ...one }: ReconciliationCase) => ({ case: id, ...caseKinds[one.kind], ...one });

const casesOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/reconciliation/cases',
    id: 'reconciliationCases',
    tag: 'money',
    access: { roles: platformRoles },
    summary: 'Where bank, ledger and orders disagree, oldest first, page by page: `next` goes back as `after`',
    query: z.strictObject({
      state: z.enum(states).optional(),
      kind: z.enum(kinds).optional(),
      order: z.string().min(1).max(40).optional(),
      after: number.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: { description: 'One page', schema: z.object({ cases: z.array(caseSchema), next: z.string().nullable() }) },
    },
    problems: [400, 401, 403],
    async handle({ query: { limit, ...filter } }) {
      const chosen = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const { cases, next } = await listCases(deps.orm, { limit, ...chosen } as CaseFilter);
      return { status: 200, body: { cases: cases.map(shown), next: next === null ? null : String(next) } };
    },
  });

const statusOf: Record<string, 403 | 404 | 409> = { 'case-unknown': 404, 'same-person': 403, 'case-resolved': 409 };

const resolveOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/reconciliation/cases/{case}/resolve',
    id: 'resolveReconciliationCase',
    tag: 'money',
    access: { roles: ['adviser', 'operator'] },
    key: true,
    summary: 'Say how a case was cleared; a second, different person confirms it by the same call',
    params: z.object({ case: number }),
    body: json(z.strictObject({ reason: z.string().trim().min(1).max(1000) })),
    answers: {
      200: { description: 'The case: proposed by the first call, resolved by the second', schema: caseSchema },
    },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, params, body, key }) {
      const route = `POST /v1/reconciliation/cases/${params.case}/resolve`;
      return once(deps, { actor, key, route, content: body }, async () => {
        const outcome = await resolveCase(deps.orm, params.case, { user: actor.user, reason: body.reason });
        if (!('rejection' in outcome)) return { status: 200, body: shown(outcome) };
        const { code, detail } = outcome.rejection;
        return refusalOf(statusOf[code] ?? 409, code, detail);
      });
    },
  });

const lastShown = 10;

const trialOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/reconciliation/trial-balance',
    id: 'trialBalance',
    tag: 'money',
    access: { roles: platformRoles },
    summary: 'Debits and credits of the whole ledger by currency, which have to be equal, and the last daily proofs',
    answers: { 200: { description: 'The trial balance', schema: trialSchema } },
    problems: [400, 401, 403],
    async handle() {
      const [currencies, proofs] = await Promise.all([trialBalance(deps.orm), lastProofs(deps.orm, lastShown)]);
      return { status: 200, body: { currencies, proofs } };
    },
  });

/** The desk of the daily proof: what disagrees, how it was cleared, and whether the ledger balances. */
export const reconciliationOperations = (deps: ApiDeps): AnyOperation[] => [
  casesOperation(deps),
  resolveOperation(deps),
  trialOperation(deps),
];
