import type { Rejection } from '../domain/order/decision.ts';
import type { Opening } from '../domain/order/opening.ts';
import type { Actor } from '../domain/parties.ts';
import type { Answer } from '../domain/record.ts';

/** One command as a party issues it; the id makes it happen once. */
export interface IssuedCommand {
  commandId: string;
  name: string;
  /** Parsed by the command's schema, or distilled from what was kept. */
  input: unknown;
  by: Actor;
  /** The version of the order the issuer has read; a workflow that has lost what came before it catches up first. */
  seen?: number;
}

export type DeskAnswer = { answer: Answer } | { rejection: Rejection };

/**
 * Where commands to orders are handed in; the workflows judge them. Throws `DeskUnavailable` when that cannot be done
 * now.
 */
export interface OrderDesk {
  /** Opens the order (once: the same opening and command id give the same answer). */
  open(opening: Opening, by: Actor, commandId: string): Promise<DeskAnswer>;
  /** Issues a command to an open order; `completed` orders are served by their after-sales workflow. */
  issue(order: string, command: IssuedCommand, stage: string): Promise<DeskAnswer>;
  /** Resolves when the order's workflow knows what is on the record up to this version, or has ended. */
  catchUp(order: string, version: number): Promise<void>;
}

/**
 * The command could not be judged now: `unknown` when it may have been accepted (ask again with the same id), `busy`
 * when the order has too many commands waiting, `down` when the engine does not answer.
 */
export class DeskUnavailable extends Error {
  readonly kind: 'unknown' | 'busy' | 'down';
  constructor(kind: DeskUnavailable['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeskUnavailable';
    this.kind = kind;
  }
}
