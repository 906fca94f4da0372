import { z } from 'zod';
import { drawingsOf, licencesOf } from '../../persistence/compliance/licences.ts';
import { type AnyOperation, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { groundOf, heldAgainst, meets } from './reading.ts';
import { licenceOperations } from './licences.ts';
import { ruleOperations } from './rules.ts';

const needSchema = z.object({
  line: z.int(), sku: z.string(), hsCode: z.string(), origin: z.string(), destination: z.string(),
  document: z.string(),
  /** Of a licence, what it is for; null for other papers. */
  kind: z.string().nullable(),
  rule: z.string(), source: z.string(), table: z.string(), edition: z.string(),
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
      description: 'Every need, line by line, and the tables in force by which it is one',
      schema: z.object({
        tables: z.array(z.object({ name: z.string(), edition: z.string() })), needs: z.array(needSchema),
      }),
    },
  },
  problems: [400, 401, 403, 404],
  async handle({ found }) {
    const ground = await groundOf(deps, found);
    const { order } = found;
    const terms = 'contract' in order ? order.contract.terms
      : order.stage === 'contract' ? order.drafting.draft?.terms : undefined;
    const tables = (ground?.tables ?? []).map(({ name, edition }) => ({ name, edition }));
    if (ground === null || terms === undefined) return { status: 200, body: { tables, needs: [] } };
    const { companies } = order;
    const at = deps.now();
    const [licences, drawn] = await Promise.all([
      licencesOf(deps.orm, [companies.buyer, companies.supplier], at), drawingsOf(deps.orm, found.view.order, at),
    ]);
    const held = heldAgainst(ground, { lines: terms.lines, gate: 'CUSTOMS', companies, licences, drawn });
    const shown = held.map(({ requirement, met, lack }) => {
      const isDrawn = drawn.some((each) => meets(each, requirement));
      const by = met === null || 'document' in met ? met
        : { licence: met.licence.id, number: met.licence.number, quantity: met.quantity, drawn: isDrawn };
      return { ...requirement, met: met !== null, by, lack };
    });
    return { status: 200, body: { tables, needs: shown } };
  },
});

/** What the law wants of goods, the licences that meet it, and how an order stands. */
export const complianceOperations = (deps: ApiDeps): AnyOperation[] => [
  ...ruleOperations(deps), needs(deps), ...licenceOperations(deps),
];
