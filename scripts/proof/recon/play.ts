import { type BreakKind, breakKinds } from '../../../src/domain/reconciliation/breaks.ts';
import { entriesOf } from '../../../src/domain/reconciliation/match.ts';
import { reconcile } from '../../../src/domain/reconciliation/reconcile.ts';
import { type PlayedDay, playDay } from './days.ts';
import { injections } from './injections.ts';
import { newWorld, type World } from './world.ts';

/** How much is played, and from which seed. */
export interface Plan {
  seed: number;
  /** Breaks of each kind. */
  each: number;
  cleanDays: number;
  /** Movements a day. */
  movements: number;
}

/** What was found of what was put in; `wrong` tells the first things that were not as they should be. */
export interface Findings {
  injected: number;
  found: number;
  cleanDays: number;
  falseAlarms: number;
  movements: number;
  wrong: string[];
}

const kinds = Object.keys(breakKinds) as BreakKind[];
const daysOfAWorld = 10;

/**
 * Plays worlds of ten banking days. Every day is proved as it is, where no alarm may sound, and then with one thing
 * made wrong, where exactly one break may be found: the right kind, about the right thing.
 */
export function playDays({ seed, each, cleanDays, movements }: Plan): Findings {
  const findings: Findings = { injected: 0, found: 0, cleanDays: 0, falseAlarms: 0, movements: 0, wrong: [] };
  const breaks = each * kinds.length;
  for (let number = 0; findings.cleanDays < cleanDays || findings.injected < breaks; number += 1) {
    const world = newWorld(seed * 100_003 + number);
    for (let day = 0; day < daysOfAWorld; day += 1) {
      const played = playDay(world, movements);
      // The first day of a house has no day before, which some breaks need.
      const times = day === 0 ? 0 : day === 1 ? 2 : 1;
      if (findings.cleanDays < cleanDays) proveClean(played, findings);
      for (let time = 0; time < times && findings.injected < breaks; time += 1) proveBroken(world, played, findings);
    }
  }
  return findings;
}

function proveClean(played: PlayedDay, findings: Findings): void {
  const alarms = reconcile(played.books);
  findings.cleanDays += 1;
  findings.falseAlarms += alarms.length;
  findings.movements += played.books.accounts.flatMap(entriesOf).length;
  for (const { kind, subject, sentence } of alarms) findings.wrong.push(`false alarm: ${kind} ${subject}: ${sentence}`);
}

function proveBroken({ chance, bank }: World, day: PlayedDay, findings: Findings): void {
  const kind = kinds[findings.injected % kinds.length] as BreakKind;
  const { books, subject } = injections[kind]({ day, chance, bank });
  const breaks = reconcile(books);
  findings.injected += 1;
  if (breaks.length === 1 && breaks[0]?.kind === kind && breaks[0].subject === subject) findings.found += 1;
  else {
    const told = breaks.map((one) => `${one.kind} ${one.subject}: ${one.sentence}`).join(' | ');
    findings.wrong.push(`expected ${kind} ${subject}, found ${told || 'nothing'}`);
  }
}
