import { z } from 'zod';
import { beginsHs } from '../identifiers/hs.ts';
import { isCountry } from '../identifiers/locode.ts';
import type { Line } from '../order/line.ts';

/** Papers a trade can need by law, by UNTDID 1001 code: licences are drawn on, others are on file with the order. */
export const licenceTypes = ['811', '911'] as const;
export type LicenceType = (typeof licenceTypes)[number];
const paperTypes = ['851', '852', '853', '861', '864', '865', '954'] as const;
type RequiredType = LicenceType | (typeof paperTypes)[number];

export const anyCountry = z
  .string()
  .refine((code) => code === '*' || isCountry(code), 'an ISO 3166 country code of two letters, or * for every country');
export const hsPrefix = z
  .string()
  .regex(/^\d{2,10}$/, 'the first 2 to 10 digits of an HS code')
  .refine(beginsHs, 'no code of the Harmonized System 2022 begins like this');

/**
 * What a licence is for, where a line needs several of one type: `dual-use`, `food`. Licences and rules that say
 * nothing are of the kind `general`.
 */
export const licenceKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, a letter first');
export const generalKind = 'general';

/**
 * One thing the law wants: goods whose HS code begins with `hs`, of that origin, for that destination, need the paper.
 * CONTRACT: before the contract binds, and still at customs; CUSTOMS: when the declaration is lodged.
 */
export const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'),
    hs: hsPrefix,
    origin: anyCountry,
    destination: anyCountry,
    document: z.enum([...licenceTypes, ...paperTypes]),
    kind: licenceKind.optional(),
    gate: z.enum(['CONTRACT', 'CUSTOMS']),
    /** The law or notice it comes from. */
    source: z.string().trim().min(3).max(300),
  })
  .refine(({ document, kind }) => kind === undefined || isLicence(document), {
    path: ['kind'],
    error: 'only licences, 811 and 911, have kinds',
  });
export type ComplianceRule = z.output<typeof ruleSchema>;
export type ComplianceGate = ComplianceRule['gate'];

/** A table of rules; HS codes in it are of the named edition. */
export const ruleTableSchema = z
  .strictObject({
    edition: z.literal('HS2022'),
    rules: z.array(ruleSchema).max(1000),
  })
  .superRefine(({ rules }, context) => {
    const seen = new Set<string>();
    rules.forEach(({ id }, at) => {
      if (seen.has(id)) context.addIssue({ code: 'custom', path: ['rules', at, 'id'], message: 'stands there twice' });
      seen.add(id);
    });
  });
export type RuleTable = z.output<typeof ruleTableSchema>;

/** What a table is known by: who reads a refusal finds the rule in this edition of it. */
export const tableName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');
export const tableEdition = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/, 'letters, digits, points and hyphens');

/** A table in force. Tables of several names are in force side by side, each in its last edition. */
export interface TableInForce {
  name: string;
  edition: string;
  table: RuleTable;
}

/** What one line of goods needs, and which rule says so. */
export interface Requirement {
  line: number;
  sku: string;
  hsCode: string;
  origin: string;
  destination: string;
  document: RequiredType;
  /** Of a licence, what it is for; null for papers. */
  kind: string | null;
  rule: string;
  source: string;
  /** The table the rule stands in, and the edition of it. */
  table: string;
  edition: string;
}

export const isLicence = (document: RequiredType): document is LicenceType =>
  licenceTypes.some((type) => type === document);

const applies = (rule: ComplianceRule, { hsCode, origin }: Line, destination: string): boolean =>
  hsCode.startsWith(rule.hs) && [origin, '*'].includes(rule.origin) && [destination, '*'].includes(rule.destination);

interface Ruled extends Pick<TableInForce, 'name' | 'edition'> {
  rule: ComplianceRule;
}

const kindOf = ({ document, kind = generalKind }: ComplianceRule): string | null => (isLicence(document) ? kind : null);

/**
 * What the lines need at a gate, each paper, and each kind of licence, once a line: where several rules want it, the
 * one with the longest HS prefix is named, then the one that stands first. `destination` is the buyer's country (ISO
 * 3166).
 */
export function neededFor(
  tables: readonly TableInForce[],
  lines: readonly Line[],
  destination: string,
  gate: ComplianceGate,
): Requirement[] {
  const all = tables.flatMap(({ name, edition, table }) => table.rules.map((rule): Ruled => ({ rule, name, edition })));
  const open = all.filter(({ rule }) => gate === 'CUSTOMS' || rule.gate === 'CONTRACT');
  return lines.flatMap((line) => {
    const found = new Map<string, Ruled>();
    for (const each of open.filter(({ rule }) => applies(rule, line, destination))) {
      const wanted = `${each.rule.document} ${kindOf(each.rule)}`;
      const known = found.get(wanted);
      if (known === undefined || each.rule.hs.length > known.rule.hs.length) found.set(wanted, each);
    }
    const { line: number, sku, hsCode, origin } = line;
    return [...found.values()].map(({ rule, name: table, edition }) => ({
      ...{ line: number, sku, hsCode, origin, destination, document: rule.document, kind: kindOf(rule) },
      ...{ rule: rule.id, source: rule.source, table, edition },
    }));
  });
}

/** Goods that are declared without an HS code cannot be held against any rule. */
export const withoutCode = (lines: readonly Line[]): number[] =>
  lines.filter(({ hsCode }) => hsCode === '').map(({ line }) => line);
