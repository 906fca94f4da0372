import { z } from 'zod';

const days = z.int().min(1).max(365);

/**
 * A consumer's right to withdraw from a contract without giving a reason, as a profile grants it (Directive
 * 2011/83/EU: articles 9, 13 and 14). Calendar days.
 */
export const withdrawalRight = z.strictObject({
  /** After the day on which the goods came into the consumer's hands. */
  days,
  /** From the statement: in which the consumer sends the goods back. */
  sendBackDays: days,
  /** From the statement: in which the money goes back, once the goods are back or are shown to be on their way. */
  refundDays: days,
  /** Who bears what sending the goods back costs. */
  returnCost: z.enum(['BUYER', 'SUPPLIER']),
});

/** Goods that cannot be withdrawn from at all (article 16, points b, c, d and j). */
export const excludedOutright = ['MARKET_PRICE', 'CUSTOMISED', 'PERISHABLE', 'PERIODICAL'] as const;
/** Goods that can be withdrawn from as long as their seal is whole (article 16, points e and i). */
const untilOpened = ['SEALED_HYGIENE', 'SEALED_MEDIA'] as const;
/** Why goods are outside the right of withdrawal. */
export const exemptionGrounds = z.enum([...excludedOutright, ...untilOpened]);
export type ExemptionGround = z.output<typeof exemptionGrounds>;

/** The right as a contract grants it: with the lines that are outside of it; 0 days where every line is, outright. */
export const withdrawalClause = withdrawalRight.extend({
  days: z.int().min(0).max(365),
  exempt: z.array(z.strictObject({ line: z.int().min(1).max(999), ground: exemptionGrounds })).max(100),
});
export type WithdrawalRight = z.output<typeof withdrawalRight>;
export type WithdrawalClause = z.output<typeof withdrawalClause>;

interface Clausal {
  lines: { line: number; customised: boolean }[];
  withdrawal?: WithdrawalClause | undefined;
}

/** Why a line is outside the right; null where it is not. */
export const exemptionOf = ({ exempt }: WithdrawalClause, line: number): ExemptionGround | null =>
  exempt.find((each) => each.line === line)?.ground ?? null;

export const isOutright = (ground: ExemptionGround | null): boolean =>
  excludedOutright.some((each) => each === ground);

/** True where no line of a contract can be withdrawn from. */
export const allExcluded = ({ lines }: Pick<Clausal, 'lines'>, clause: WithdrawalClause): boolean =>
  lines.every(({ line }) => isOutright(exemptionOf(clause, line)));

/** What is wrong with the clause: whether it is, the field and the rule. */
export function faultOfWithdrawal({ lines, withdrawal }: Clausal): [boolean, string, string][] {
  if (withdrawal === undefined) return [];
  const named = withdrawal.exempt.map(({ line }) => line);
  const unknown = named.some((line) => lines.every((each) => each.line !== line));
  const made = lines.some(({ line, customised }) => customised !== (exemptionOf(withdrawal, line) === 'CUSTOMISED'));
  const none = allExcluded({ lines }, withdrawal);
  return [
    [unknown || new Set(named).size < named.length, 'withdrawal.exempt', 'names lines of the contract, each once'],
    [made, 'withdrawal.exempt', 'customised goods are excluded as CUSTOMISED, and no others are'],
    [none !== (withdrawal.days === 0), 'withdrawal.days', '0 where every line is excluded outright, and only there'],
  ];
}

/** The clause of a contract by the right its profile grants, with what its goods are outside of it for. */
export function clauseOf(right: WithdrawalRight, lines: Clausal['lines'], exempt: WithdrawalClause['exempt']) {
  const clause = { ...right, exempt };
  return allExcluded({ lines }, clause) ? { ...clause, days: 0 } : clause;
}
