import type { CreditRejection } from '../domain/credit/decision.ts';
import type { CreditTerms } from '../domain/credit/terms.ts';
import type { Actor } from '../domain/parties.ts';
import type { Answer } from '../domain/record.ts';
import type { IssuedCommand } from './desk.ts';

export type CreditAnswer = { answer: Answer } | { rejection: CreditRejection };

/** Where commands to letters of credit are handed in. Throws `DeskUnavailable` when that cannot be done now. */
export interface CreditDesk {
  /** Drafts the credit (once: the same number and command id give the same answer). */
  draft(credit: { number: string; terms: CreditTerms }, by: Actor, commandId: string): Promise<CreditAnswer>;
  /** Issues a command to a drafted credit. */
  issue(credit: string, command: IssuedCommand): Promise<CreditAnswer>;
}
