import { z } from 'zod';
import type { Line } from '../order/terms.ts';

/** Papers a trade can need by law, by UNTDID 1001 code: licences are drawn on, others are on file with the order. */
export const licenceTypes = ['811', '911'] as const;
export type LicenceType = (typeof licenceTypes)[number];
const paperTypes = ['851', '852', '853', '861', '864', '865', '954'] as const;
type RequiredType = LicenceType | (typeof paperTypes)[number];

const country = z.string().regex(/^([A-Z]{2}|\*)$/, 'an ISO 3166 country code of two letters, or * for every country');
export const hsPrefix = z.string().regex(/^\d{2,10}$/, 'the first 2 to 10 digits of an HS code');

/**
 * One thing the law wants: goods whose HS code begins with `hs`, of that origin, for that destination, need the paper.
 * CONTRACT: before the contract binds, and still at customs; CUSTOMS: when the declaration is lodged.
 */
const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'),
  hs: hsPrefix,
  origin: country,
  destination: country,
  document: z.enum([...licenceTypes, ...paperTypes]),
  gate: z.enum(['CONTRACT', 'CUSTOMS']),
  /** The law or notice it comes from. */
  source: z.string().trim().min(3).max(300),
});
export type ComplianceRule = z.output<typeof ruleSchema>;
export type ComplianceGate = ComplianceRule['gate'];

/** A table of rules; HS codes in it are of the named edition. */
export const ruleTableSchema = z.strictObject({
  edition: z.literal('HS2022'),
  rules: z.array(ruleSchema).max(1000),
}).superRefine(({ rules }, context) => {
  const seen = new Set<string>();
  rules.forEach(({ id }, at) => {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: ['rules', at, 'id'], message: 'stands there twice' });
    seen.add(id);
  });
});
export type RuleTable = z.output<typeof ruleTableSchema>;

/** What one line of goods needs, and which rule says so. */
export interface Requirement {
  line: number;
  sku: string;
  hsCode: string;
  origin: string;
  destination: string;
  document: RequiredType;
  rule: string;
  source: string;
}

export const isLicence = (document: RequiredType): document is LicenceType =>
  licenceTypes.some((type) => type === document);

const applies = (rule: ComplianceRule, { hsCode, origin }: Line, destination: string): boolean =>
  hsCode.startsWith(rule.hs) && [origin, '*'].includes(rule.origin) && [destination, '*'].includes(rule.destination);

/**
 * What the lines need at a gate, each paper once a line: where several rules want it, the one with the longest HS
 * prefix is named, then the one that stands first. `destination` is the buyer's country (ISO 3166).
 */
export function neededFor(
  { rules }: RuleTable, lines: readonly Line[], destination: string, gate: ComplianceGate,
): Requirement[] {
  const open = rules.filter((rule) => gate === 'CUSTOMS' || rule.gate === 'CONTRACT');
  return lines.flatMap((line) => {
    const found = new Map<string, ComplianceRule>();
    for (const rule of open.filter((each) => applies(each, line, destination))) {
      const known = found.get(rule.document);
      if (known === undefined || rule.hs.length > known.hs.length) found.set(rule.document, rule);
    }
    const { line: number, sku, hsCode, origin } = line;
    return [...found.values()].map(({ document, id, source }) =>
      ({ line: number, sku, hsCode, origin, destination, document, rule: id, source }));
  });
}

/** Goods that are declared without an HS code cannot be held against any rule. */
export const withoutCode = (lines: readonly Line[]): number[] =>
  lines.filter(({ hsCode }) => hsCode === '').map(({ line }) => line);
