import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readRules, ruleColumns } from '../../domain/compliance/import.ts';
import {
  type ComplianceRule,
  type RuleTable,
  ruleTableSchema,
  tableEdition,
  tableName,
} from '../../domain/compliance/rules.ts';
import type { TableFault } from '../../domain/table-file.ts';
import { addRules, rulesInForce } from '../../persistence/compliance/rules.ts';
import type { Access } from '../access.ts';
import { keyedWrite, type Making } from '../catalogue/writes.ts';
import { json, operation, raw } from '../contract.ts';
import { readTable } from '../csv-table.ts';
import type { ApiDeps } from '../deps.ts';
import { refusalOf } from '../problem.ts';
import { instant } from '../schemas.ts';

const mostBytes = 1024 * 1024;
const mostFaults = 100;
const shape = { columns: ruleColumns, mostRows: 1000 };

const keptRules = z.object({
  version: z.int(),
  name: z.string(),
  edition: z.string(),
  table: ruleTableSchema,
  sha256: z.string(),
  at: instant,
});
const reasonText = z.string().trim().min(1).max(1000);
const officers = {
  roles: ['operator', 'adviser'],
  otherwise: { code: 'not-your-role', detail: 'Compliance rules are put in force by operators and advisers.' },
} as const satisfies Access;

interface Edition {
  name: string;
  edition: string | null;
  table: RuleTable;
  reason: string;
}

/** Puts an edition in force, unless there was one of that name before: what a refusal cites never changes. */
async function putInForce({ db, deed }: Making, one: Edition) {
  const { name, edition } = one;
  const kept = await addRules(db, one, deed);
  if (kept !== null) return { status: 201, body: kept };
  return refusalOf(409, 'edition-known', `edition: ${edition} of ${name} was put in force before.`);
}

const add = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/compliance/rules',
    id: 'addComplianceRules',
    tag: 'compliance',
    key: true,
    access: officers,
    summary: 'Put the next edition of a table of rules in force: which goods, from where to where, need which paper',
    body: json(
      z.strictObject({
        name: tableName.default('platform'),
        edition: tableEdition.optional(),
        table: ruleTableSchema,
        reason: reasonText,
      }),
    ),
    answers: { 201: { description: 'In force beside the tables of other names', schema: keptRules } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle: ({ actor, body, key }) =>
      keyedWrite(deps, { actor, key, route: 'POST /v1/compliance/rules', content: body }, (making) =>
        putInForce(making, { ...body, edition: body.edition ?? null }),
      ),
  });

/** The rules of a file, or everything that is wrong with it. */
function rulesOf(file: Buffer, contentType: string): { rules: ComplianceRule[] } | { faults: TableFault[] } {
  const read = readTable(file, contentType, shape);
  return 'faults' in read ? read : readRules(read.rows);
}

const importFile = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/compliance/rules/import',
    id: 'importComplianceRules',
    tag: 'compliance',
    key: true,
    access: officers,
    summary:
      'Put an edition of a table of rules in force from a file (CSV: id, hs, origin, destination, document, kind, ' +
      'gate, source), all of it or nothing; what is wrong with it is told row by row',
    query: z.strictObject({ name: tableName, edition: tableEdition, reason: reasonText }),
    body: raw(['text/csv'], mostBytes),
    answers: { 201: { description: 'In force beside the tables of other names', schema: keptRules } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle({ actor, query, body, key, request }) {
      const content = { sha256: createHash('sha256').update(body).digest('hex'), ...query };
      const write = { actor, key, route: 'POST /v1/compliance/rules/import', content };
      return keyedWrite(deps, write, async (making) => {
        const read = rulesOf(body, request.header('Content-Type') ?? '');
        if ('rules' in read) {
          const table = { edition: 'HS2022', rules: read.rules } as const;
          return putInForce(making, { ...query, table });
        }
        const [first] = read.faults;
        const detail = `Nothing was taken. Row ${first?.row}${first?.field && `, ${first.field}`}: ${first?.rule}.`;
        const data = { faultCount: read.faults.length, faults: read.faults.slice(0, mostFaults) };
        return refusalOf(422, 'rules-refused', detail, data);
      });
    },
  });

const show = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/compliance/rules',
    id: 'getComplianceRules',
    tag: 'compliance',
    access: 'signed-in',
    summary: 'The tables of compliance rules in force, each in its last edition',
    answers: { 200: { description: 'Every table whole', schema: z.object({ tables: z.array(keptRules) }) } },
    problems: [400, 401],
    handle: async () => ({ status: 200, body: { tables: await rulesInForce(deps.orm) } }),
  });

/** What the law wants of goods, as the platform has it. */
export const ruleOperations = (deps: ApiDeps) => [add(deps), importFile(deps), show(deps)];
