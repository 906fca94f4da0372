import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  faultsOfHeader, importColumns, type ImportIssue, productsOf, silentFields,
} from '../../domain/catalogue/import.ts';
import type { Product } from '../../domain/catalogue/product.ts';
import { exemptionGrounds } from '../../domain/order/withdrawal-clause.ts';
import { type ImportResult, importProducts, previewImport } from '../../persistence/catalogue/products.ts';
import { operation, raw } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { readCsv } from './files/csv.ts';
import { FileFault, mostRows, type Table } from './files/fault.ts';
import { readXlsx } from './files/xlsx.ts';
import { refusedBy } from './refusals.ts';
import { forSuppliers, keyedWrite } from './writes.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const mostBytes = 4 * 1024 * 1024;
const mostIssues = 500;

const issueSchema = z.object({ row: z.int(), field: z.string(), rule: z.string() });
const reportSchema = z.object({
  rows: z.int(), created: z.int(), updated: z.int(), unchanged: z.int(),
  issueCount: z.int(), issues: z.array(issueSchema),
});

const names = (needed: boolean): string =>
  Object.entries(importColumns).filter(([, must]) => must === needed).map(([name]) => name).join(', ');

const columnsExplained = [
  'What the file did, or with `dryRun=true` would do.',
  `The first row has the columns' names. Needed: ${names(true)}. Others: ${names(false)}.`,
  'Several values of a cell are divided by "|": `prices` as "USD 100 8.85 | USD 500 12.5 per 10" (currency, from',
  'quantity, price, pieces), `lead_times` as "100 15 | 1000 30" (from quantity, days), `specifications` as',
  '"Voltage=230 V | Power=9 W", `certificates` as "CE; 123-45; TÜV Rheinland; 2027-05-31" (type, number, issuer, last',
  'day or "-"). `customisable`, `retail`, `on_sale`: yes or no, `visibility` PUBLIC or PRIVATE, `not_withdrawable` why',
  `consumers cannot withdraw: ${exemptionGrounds.options.join(', ')}. Weights grams, lengths`,
  `millimetres of one carton. At most ${mostRows} rows; CSV in UTF-8 unless its byte order mark or its Content-Type`,
  'says another charset (utf-16le, utf-16be, gb18030, big5). Workbooks hold values: formulas, merged cells, and codes',
  'shown in scientific notation are refused. Products are told apart by their SKU. A product that is there keeps its',
  'GTIN, specifications, certificates, stock and what it says of customising, retail, withdrawal and being on sale',
  'where the file has no column for it. All rows are taken or none.',
].join(' ');

/** What a file holds: the products, how many rows there were, and everything wrong with it. */
interface Reading {
  products: Product[];
  silent: ReturnType<typeof silentFields>;
  rows: number;
  issues: ImportIssue[];
}

function readFile(file: Buffer, contentType: string): Reading {
  try {
    const { header, rows }: Table = contentType.startsWith(xlsxType)
      ? readXlsx(file) : readCsv(file, /charset="?([\w-]+)/i.exec(contentType)?.[1]);
    const issues = faultsOfHeader(header);
    if (issues.length > 0) return { products: [], silent: [], rows: rows.length, issues };
    const columns = header.map((name) => name.trim());
    const named = rows.map(({ row, cells }) => ({
      row, cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    }));
    return { ...productsOf(named), silent: silentFields(columns), rows: rows.length };
  } catch (error) {
    if (error instanceof FileFault) return { products: [], silent: [], rows: 0, issues: [error.issue] };
    throw error;
  }
}

const nothing: ImportResult = { created: 0, updated: 0, unchanged: 0 };

const reportOf = ({ rows, issues }: Reading, result: ImportResult): z.output<typeof reportSchema> =>
  ({ rows, ...result, issueCount: issues.length, issues: issues.slice(0, mostIssues) });

export const importOperation = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/imports', id: 'importProducts', tag: 'catalogue', key: true,
  access: forSuppliers,
  summary: 'Put a file of products (CSV or XLSX) in your catalogue, all of it or nothing',
  query: z.strictObject({ dryRun: z.enum(['true', 'false']).transform((text) => text === 'true').optional() }),
  body: raw(['text/csv', xlsxType], mostBytes),
  answers: { 200: { description: columnsExplained, schema: reportSchema } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  async handle({ actor, query: { dryRun }, body: file, key, request }) {
    const contentType = request.header('Content-Type') ?? '';
    const reading = readFile(file, contentType);
    const { products, silent, issues } = reading;
    const supplier = actor.company;
    if (dryRun === true) {
      const result = issues.length > 0 ? nothing : await previewImport(deps.orm, { supplier, products, silent });
      return { status: 200, body: reportOf(reading, result) };
    }
    const content = { sha256: createHash('sha256').update(file).digest('hex'), contentType };
    const write = { actor, key, route: 'POST /v1/catalogue/imports', content };
    return keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      if (issues.length > 0) {
        const [first] = issues;
        const detail = `Nothing was taken. Row ${first!.row}${first!.field && `, ${first!.field}`}: ${first!.rule}.`;
        return refusedBy({ code: 'import-refused', detail, data: reportOf(reading, nothing) });
      }
      const result = await importProducts(db, { supplier, products, silent, idOf }, deed);
      return { status: 200, body: reportOf(reading, result) };
    });
  },
});
