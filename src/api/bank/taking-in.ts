import type { Actor } from '../../domain/parties.ts';
import { type KeptBankEntry, takenDetails } from '../../persistence/bank.ts';
import type { ApiDeps } from '../deps.ts';
import { apply, asItStands, keep, oneIntakeAtATime, type Outcome } from './intake.ts';
import { draftOf, reportedBy } from './movements.ts';
import type { EntryDescription, ReadEntry } from './reader.ts';

/** How long a request applies entries before it leaves the rest to the relay. */
const patienceMs = 20_000;
const atOnce = 4;

/** What was done with one transaction detail. */
export interface TakenIn extends EntryDescription, Outcome {
  entry: string;
  known: boolean;
}

/** What a detail comes to before anything is applied: kept (now or before), or not kept, and why. */
type Kept = { row: KeptBankEntry & { known: boolean } } | { known: boolean; why: string };

/**
 * Keeps what is new in a bank's message, then applies what is still pending of it. Nothing is lost once it is kept:
 * what cannot be applied now stays pending and is applied later.
 */
export async function takeIn(
  deps: ApiDeps,
  message: { sha256: string; xml: string },
  entries: ReadEntry[],
  by: Actor,
): Promise<TakenIn[]> {
  const kept = await oneIntakeAtATime(deps, () => keepNews(deps, message, { entries, bank: by.company }));
  const outcomes = new Map<string, Promise<Outcome>>();
  const inTurn = oneByOne();
  const until = performance.now() + patienceMs;
  const applyOnce = (row: KeptBankEntry): Promise<Outcome> => {
    const known = outcomes.get(row.dedupeKey);
    if (known !== undefined) return known;
    const outcome =
      row.disposition !== 'pending'
        ? Promise.resolve(asItStands(row))
        : performance.now() > until
          ? Promise.resolve(later)
          : inTurn(row, () => apply(deps, row, by));
    outcomes.set(row.dedupeKey, outcome);
    return outcome;
  };
  return inParallel(entries, atOnce, async (entry, index) => {
    const one = kept[index] as Kept;
    const outcome = 'row' in one ? await applyOnce(one.row) : { ...ignored, why: one.why };
    const known = 'row' in one ? one.row.known : one.known;
    return {
      entry: 'row' in one ? one.row.dedupeKey : entry.dedupeKey,
      known,
      ...deps.bank.describeEntry(entry),
      ...outcome,
    };
  });
}

const ignored: Outcome = { disposition: 'ignored', order: null, why: null, facts: [] };
const later: Outcome = { disposition: 'pending', order: null, why: 'kept; it is applied in the background', facts: [] };

/** Keeps the details that are news. A repetition under another key, and a contradiction, are told and not kept. */
async function keepNews(
  deps: ApiDeps,
  message: { sha256: string; xml: string },
  { entries, bank }: { entries: ReadEntry[]; bank: string },
): Promise<Kept[]> {
  const drafts = entries.map((entry) => draftOf(deps.bank, entry));
  const taken = await takenDetails(
    deps.orm,
    entries.map(({ entryKey }) => entryKey),
  );
  const judged = drafts.map((draft) => {
    if (!('keep' in draft)) return { known: false, why: draft.why };
    const before = taken.get(draft.taken.entryKey) ?? [];
    const repeat = deps.bank.judgeRepeat(draft.taken, before);
    // Told under the same key, the row kept then has more to say than that it was told before.
    const sameKey = before.some(({ dedupeKey }) => dedupeKey === draft.keep.dedupeKey);
    if (repeat.kind === 'NEW' || sameKey) return { keep: reportedBy(draft.keep, bank) };
    if (repeat.kind === 'CONFLICT')
      deps.logger.error({ entry: draft.keep.dedupeKey, message: message.sha256 }, repeat.why);
    return { known: true, why: repeat.why };
  });
  const rows = await keep(
    deps,
    message,
    judged.flatMap((each) => ('keep' in each ? [each.keep] : [])),
  );
  let next = 0;
  return judged.map((each) => ('keep' in each ? { row: rows[next++] as KeptBankEntry & { known: boolean } } : each));
}

/**
 * Movements of one file that name the same thing are applied in the order of the file: which of two payments of a
 * request counts, and that a credit is there before it is taken back, must not depend on who is quicker.
 */
function oneByOne(): (row: KeptBankEntry, work: () => Promise<Outcome>) => Promise<Outcome> {
  const last = new Map<string, Promise<unknown>>();
  return (row, work) => {
    const names = row.endToEndId === null ? row.references : [...row.references, row.endToEndId];
    const before = names.flatMap((name) => last.get(name) ?? []);
    const mine = Promise.allSettled(before).then(work);
    for (const name of names) last.set(name, mine);
    return mine;
  };
}

/** Maps with at most `lanes` at work, keeping the order. */
async function inParallel<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
