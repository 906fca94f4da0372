import { judge } from '../../domain/order/judge.ts';
import type { Actor } from '../../domain/parties.ts';
import { type TakenDetail, takenDetails } from '../../persistence/bank.ts';
import type { ApiDeps } from '../deps.ts';
import { draftOf, movementOf, reportedBy } from './movements.ts';
import type { EntryDescription, ReadEntry } from './reader.ts';
import { resolve } from './resolution.ts';

/** What taking an entry in would do, without doing it; `wouldBook` is null where no order would hear of it. */
export interface Foreseen extends EntryDescription {
  wouldBook: Record<string, unknown> | null;
  why: string;
}

/** Tells of each detail of a message what taking it in would do now. Reads only. */
export async function foresee(deps: ApiDeps, entries: ReadEntry[], by: Actor): Promise<Foreseen[]> {
  const taken = await takenDetails(
    deps.orm,
    entries.map(({ entryKey }) => entryKey),
  );
  const foreseen: Foreseen[] = [];
  for (const entry of entries) {
    foreseen.push({
      ...deps.bank.describeEntry(entry),
      ...(await prospectOf(deps, by, { entry, before: taken.get(entry.entryKey) ?? [] })),
    });
  }
  return foreseen;
}

async function prospectOf(
  deps: ApiDeps,
  by: Actor,
  { entry, before }: { entry: ReadEntry; before: TakenDetail[] },
): Promise<Pick<Foreseen, 'wouldBook' | 'why'>> {
  const draft = draftOf(deps.bank, entry);
  if (!('keep' in draft)) return { wouldBook: null, why: draft.why };
  const repeat = deps.bank.judgeRepeat(draft.taken, before);
  if (repeat.kind !== 'NEW') return { wouldBook: null, why: repeat.why };
  const resolution = await resolve(deps.orm, movementOf(reportedBy(draft.keep, by.company)));
  if (resolution.action === 'settle-return' || resolution.action === 'offset')
    return { wouldBook: null, why: resolution.why };
  if (resolution.action === 'wait') return { wouldBook: null, why: `it would wait: ${resolution.why}` };
  if (resolution.action === 'suspense') return { wouldBook: null, why: `it would wait in suspense: ${resolution.why}` };
  const { order, name, input } = resolution;
  const judgement = judge(order, { name, input }, by, deps.now());
  if ('rejection' in judgement) {
    return { wouldBook: null, why: `it would wait in suspense: order ${order.order}: ${judgement.rejection.detail}` };
  }
  const facts = judgement.facts.map(({ type }) => type);
  const why = `${deps.bank.classify(entry).why}; order ${order.order} takes it by ${name}`;
  return { wouldBook: { order: order.order, command: name, ...input, facts }, why };
}
