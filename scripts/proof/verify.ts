import type pg from 'pg';
import type { PlayedBank } from '../play/bank.ts';
import type { Client } from '../play/client.ts';
import type { Stack } from '../stack/index.ts';
import type { Played } from './run.ts';
import type { Subscribers } from './subscribers.ts';
import { bankIsServedOnce } from './verify/bank.ts';
import { commandsAreOnRecord, sameAnswersAgain } from './verify/commands.ts';
import { endsAsWithoutKills } from './verify/endings.ts';
import { factsAreWhole } from './verify/facts.ts';
import { booksBalance } from './verify/ledger.ts';
import { lettersAreWritten } from './verify/letters.ts';
import { sourcingsAreAwardedOnce } from './verify/sourcings.ts';
import { subscribersAreTold } from './verify/subscribers.ts';
import { workflowsAreDone } from './verify/workflows.ts';

/** What there is to look at when everything has been played. */
export interface Evidence {
  stack: Stack;
  database: pg.Pool;
  client: Client;
  bank: PlayedBank;
  subscribers: Subscribers;
  played: Played[];
  /** Each scenario as it went without kills. */
  measures: Played[];
}

export interface Found {
  violations: string[];
  /** Differences that are allowed, with the reason, and figures worth knowing. */
  notes: string[];
}

type Check = (evidence: Evidence) => Promise<string[] | Found>;

const checks = {
  'trades went to their end': async ({ played }: Evidence) =>
    played.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure}`])),
  'acknowledged commands are on the record once': commandsAreOnRecord,
  'the same key gets the same answer': sameAnswersAgain,
  'facts are whole': factsAreWhole,
  'orders end as without kills': endsAsWithoutKills,
  'the books balance': booksBalance,
  'the bank is served once': bankIsServedOnce,
  'workflows are done': workflowsAreDone,
  'every fact has its letters': lettersAreWritten,
  'sourcings are awarded once': sourcingsAreAwardedOnce,
  'subscribers are told': subscribersAreTold,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
const names = Object.keys(checks) as CheckName[];

/** Runs one check. One that cannot be carried out has found a violation. */
export async function lookFor(name: CheckName, evidence: Evidence): Promise<Found> {
  const check: Check = checks[name];
  const found = await check(evidence).catch((error: Error) => [`could not be checked: ${error.message}`]);
  return Array.isArray(found) ? { violations: found, notes: [] } : found;
}

/** Runs every check; what it finds is told with the check's name. */
export async function verify(evidence: Evidence): Promise<Found> {
  const violations: string[] = [];
  const notes: string[] = [];
  for (const name of names) {
    const found = await lookFor(name, evidence);
    violations.push(...found.violations.map((each) => `${name}: ${each}`));
    notes.push(...found.notes.map((each) => `${name}: ${each}`));
  }
  return { violations, notes };
}
