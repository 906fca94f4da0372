import { z } from 'zod';
import { reject, type Rejection } from './decision.ts';
import type { Answerable, CheckAnswer } from './demand.ts';
import type { Contracted } from './order.ts';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens').max(40);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');

/** What the buyer checks on receipt, as the contract says: of one line, or of the whole order where none is named. */
export const receiptChecklist = z
  .array(
    z.strictObject({
      id: name,
      text: z.string().trim().min(1).max(500),
      line: z.int().min(1).max(999).optional(),
      /** How far the goods may differ, in the words of the trade. */
      tolerance: z.string().trim().min(1).max(200).optional(),
      /** True: the answer names a photograph on file. */
      photograph: z.boolean().optional(),
    }),
  )
  .min(1)
  .max(50);
type Checklist = z.output<typeof receiptChecklist>;

/** The answers to the check-list, each by the id of its entry; evidence by the SHA-256 of documents on file. */
export const checkAnswers = z
  .array(
    z.strictObject({
      check: name,
      conforms: z.boolean(),
      note: z.string().trim().max(1000).default(''),
      evidence: z.array(hash).max(20).default([]),
    }),
  )
  .max(50);

/** What the buyer says of the goods: line by line, and entry by entry where the contract has a check-list. */
export interface ReceiptAnswer {
  lines: Answerable[];
  checks?: CheckAnswer[] | undefined;
}

/** The answer as facts keep it: without a check-list there is nothing of it. */
export const said = ({ lines, checks }: ReceiptAnswer): { lines: Answerable[]; checks?: CheckAnswer[] } =>
  checks === undefined ? { lines } : { lines, checks };

/** What is wrong with the clause: whether it is, the field and the rule. */
export function faultOfChecklist(
  lines: readonly { line: number }[],
  checklist: Checklist = [],
): [boolean, string, string][] {
  const ids = checklist.map(({ id }) => id);
  const strange = checklist.some(({ line }) => line !== undefined && lines.every((each) => each.line !== line));
  return [
    [new Set(ids).size < ids.length, 'receiptChecks', 'the ids must differ'],
    [strange, 'receiptChecks', 'names a line that the contract does not have'],
  ];
}

const isWhole = ({ short, damaged, rejected }: Answerable): boolean => short + damaged + rejected === 0;

/**
 * The first thing wrong with the answers to the contract's check-list; null when nothing is. An entry that is not met
 * shows in what is not accepted of its line, or is explained.
 */
export function faultOfAnswers(
  order: Pick<Contracted, 'contract'>,
  lines: readonly Answerable[],
  checks: readonly CheckAnswer[] = [],
): { rejection: Rejection } | null {
  const { receiptChecks = [] } = order.contract.terms;
  const wanted = receiptChecks.map(({ id }) => id).sort();
  const answered = checks.map(({ check }) => check).sort();
  if (wanted.join() !== answered.join()) {
    const count = wanted.length;
    return reject('invalid-input', `checks: answer each of the ${count} entries of the check-list once.`, {
      checks: wanted,
    });
  }
  for (const [index, { check, conforms, note, evidence }] of checks.entries()) {
    const entry = receiptChecks.find(({ id }) => id === check);
    if (entry?.photograph === true && evidence.length === 0)
      return reject('invalid-input', `checks.${index}.evidence: the contract asks for a photograph of ${check}.`);
    const its = lines.filter(({ line }) => entry?.line === undefined || entry.line === line);
    if (!conforms && note === '' && its.every(isWhole))
      return reject('invalid-input', `checks.${index}.note: ${check} is not met, and all is accepted: say why.`);
  }
  return null;
}
