import { faultsOfRepeats, type TableFault, type TableRow } from '../table-file.ts';
import { type ComplianceRule, ruleSchema } from './rules.ts';

/** The columns of a file of rules; `kind` is empty where a document has none. */
export const ruleColumns = ['id', 'hs', 'origin', 'destination', 'document', 'kind', 'gate', 'source'] as const;

/** Codes lose their points, as printed tariffs write them. */
function ruleOf({ cells }: TableRow): Record<string, string> {
  const trimmed = Object.fromEntries(ruleColumns.map((column) => [column, (cells[column] ?? '').trim()]));
  const { kind = '', hs = '', ...rest } = trimmed;
  return { ...rest, hs: hs.replaceAll('.', ''), ...(kind === '' ? {} : { kind }) };
}

/** The rules of a file, or everything wrong with it, row by row. */
export function readRules(rows: readonly TableRow[]): { rules: ComplianceRule[] } | { faults: TableFault[] } {
  const faults = faultsOfRepeats(rows, 'id');
  const rules: ComplianceRule[] = [];
  for (const each of rows) {
    const parsed = ruleSchema.safeParse(ruleOf(each));
    if (parsed.success) rules.push(parsed.data);
    else {
      const issues = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), rule: message }));
      faults.push(...issues.map((issue) => ({ row: each.row, ...issue })));
    }
  }
  return faults.length > 0 ? { faults: faults.sort((one, other) => one.row - other.row) } : { rules };
}
