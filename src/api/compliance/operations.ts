import { z } from 'zod';
import { ruleTableSchema } from '../../domain/compliance/rules.ts';
import { drawingsOf, licencesOf } from '../../persistence/compliance/licences.ts';
import { addRules, rulesInForce } from '../../persistence/compliance/rules.ts';
import { keyedWrite } from '../catalogue/writes.ts';
import { type AnyOperation, json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';
import { instant } from '../schemas.ts';
import { groundOf, heldAgainst } from './reading.ts';
import { licenceOperations } from './licences.ts';

const keptRules = z.object({ version: z.int(), table: ruleTableSchema, sha256: z.string(), at: instant });

const add = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/compliance/rules', id: 'addComplianceRules', tag: 'compliance', key: true,
  access: {
    roles: ['operator'],
    otherwise: { code: 'not-your-role', detail: 'Compliance rules are put in force by operators.' },
  },
  summary: 'Put the next version of the compliance rules in force: which goods, from where to where, need which paper',
  body: json(z.strictObject({ table: ruleTableSchema, reason: z.string().trim().min(1).max(1000) })),
  answers: { 201: { description: 'In force', schema: keptRules } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  handle: ({ actor, body, key }) =>
    keyedWrite(deps, { actor, key, route: 'POST /v1/compliance/rules', content: body }, async ({ db, deed }) =>
      ({ status: 201, body: await addRules(db, body, deed) })),
});

const show = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/compliance/rules', id: 'getComplianceRules', tag: 'compliance', access: 'signed-in',
  summary: 'The compliance rules in force',
  answers: { 200: { description: 'The whole table', schema: keptRules } },
  problems: [400, 401, 404],
  async handle() {
    const rules = await rulesInForce(deps.orm);
    if (rules === null) throw problem(404, 'no-rules', 'No compliance rules are in force.');
    return { status: 200, body: rules };
  },
});

const needSchema = z.object({
  line: z.int(), sku: z.string(), hsCode: z.string(), origin: z.string(), destination: z.string(),
  document: z.string(), rule: z.string(), source: z.string(),
  met: z.boolean(),
  /** Which licence, and how much of it the line takes in the licence's unit; or which document on file. */
  by: z.union([
    z.object({ licence: z.string(), number: z.string(), quantity: z.int(), drawn: z.boolean() }),
    z.object({ document: z.string() }),
  ]).nullable(),
  lack: z.enum(['NONE', 'UNCONFIRMED', 'NOT_IN_FORCE', 'EXHAUSTED']).nullable(),
});

const needs = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/orders/{order}/compliance', id: 'getOrderCompliance', tag: 'compliance',
  access: { order: ['buyer', 'supplier', 'customs-broker', 'adviser', 'operator', 'auditor'] },
  summary: 'What the goods of a contract need by law until customs, what meets it, and what is missing',
  params: z.object({ order: z.string() }),
  answers: {
    200: {
      description: 'Every need, line by line; `rules` is the version of the table, null while there is none',
      schema: z.object({ rules: z.int().nullable(), needs: z.array(needSchema) }),
    },
  },
  problems: [400, 401, 403, 404],
  async handle({ found }) {
    const ground = await groundOf(deps, found);
    const { order } = found;
    const terms = 'contract' in order ? order.contract.terms
      : order.stage === 'contract' ? order.drafting.draft?.terms : undefined;
    if (ground === null || terms === undefined) {
      return { status: 200, body: { rules: ground?.version ?? null, needs: [] } };
    }
    const { companies } = order;
    const at = deps.now();
    const [licences, drawn] = await Promise.all([
      licencesOf(deps.orm, [companies.buyer, companies.supplier], at), drawingsOf(deps.orm, found.view.order, at),
    ]);
    const held = heldAgainst(ground, { lines: terms.lines, gate: 'CUSTOMS', companies, licences, drawn });
    const shown = held.map(({ requirement, met, lack }) => {
      const isDrawn = drawn.some(({ line, type }) => line === requirement.line && type === requirement.document);
      const by = met === null || 'document' in met ? met
        : { licence: met.licence.id, number: met.licence.number, quantity: met.quantity, drawn: isDrawn };
      return { ...requirement, met: met !== null, by, lack };
    });
    return { status: 200, body: { rules: ground.version, needs: shown } };
  },
});

/** What the law wants of goods, the licences that meet it, and how an order stands. */
export const complianceOperations = (deps: ApiDeps): AnyOperation[] => [
  add(deps), show(deps), needs(deps), ...licenceOperations(deps),
];
