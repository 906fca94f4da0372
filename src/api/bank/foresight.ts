import { judge } from '../../domain/order/judge.ts';
import type { Order } from '../../domain/order/order.ts';
import type { Actor } from '../../domain/parties.ts';
import { type TakenDetail, takenDetails } from '../../persistence/bank.ts';
import type { ReversedCredit } from '../../persistence/reversed-credits.ts';
import type { ApiDeps } from '../deps.ts';
import { draftOf, type Movement, movementOf, reportedBy } from './movements.ts';
import type { EntryDescription, ReadEntry } from './reader.ts';
import { recordSight, resolve, type Sight } from './resolution.ts';

/** What taking an entry in would do, without doing it; `wouldBook` is null where no order would hear of it. */
export interface Foreseen extends EntryDescription {
  wouldBook: Record<string, unknown> | null;
  why: string;
}

type Prospect = Pick<Foreseen, 'wouldBook' | 'why'>;

/** What is news of a file: its movements, or why a detail is none. */
type Piece = { entry: ReadEntry } & ({ movement: Movement } | { why: string });

/** What the details before would have done: orders as they would stand, and the file's credits, also those to come. */
interface Course {
  by: Actor;
  orders: Map<string, Order>;
  credits: Map<Movement, Omit<ReversedCredit, 'whole' | 'decided'>>;
}

/**
 * Tells of each detail of a message, in the order of the file, what taking it in would do now: after what the details
 * before it would have done. Reads only.
 */
export async function foresee(deps: ApiDeps, entries: ReadEntry[], by: Actor): Promise<Foreseen[]> {
  const taken = await takenDetails(
    deps.orm,
    entries.map(({ entryKey }) => entryKey),
  );
  const pieces = entries.map((entry) => pieceOf(deps, entry, { taken, by }));
  const credits = pieces.flatMap((piece) =>
    'movement' in piece && piece.movement.kind === 'CUSTOMER_CREDIT' ? [piece.movement] : [],
  );
  const pending = ({ dedupeKey }: Movement) => ({ dedupeKey, disposition: 'pending' as const, order: null });
  const course: Course = { by, orders: new Map(), credits: new Map(credits.map((each) => [each, pending(each)])) };
  const foreseen: Foreseen[] = [];
  for (const piece of pieces) {
    const prospect = 'why' in piece ? { wouldBook: null, why: piece.why } : await prospectOf(deps, piece, course);
    foreseen.push({ ...deps.bank.describeEntry(piece.entry), ...prospect });
  }
  return foreseen;
}

/** What is told twice in one file is news once. */
function pieceOf(
  deps: ApiDeps,
  entry: ReadEntry,
  { taken, by }: { taken: Map<string, TakenDetail[]>; by: Actor },
): Piece {
  const draft = draftOf(deps.bank, entry);
  if (!('keep' in draft)) return { entry, why: draft.why };
  const { entryKey, ...detail } = draft.taken;
  const before = taken.get(entryKey) ?? [];
  const repeat = deps.bank.judgeRepeat(detail, before);
  if (repeat.kind !== 'NEW') return { entry, why: repeat.why };
  taken.set(entryKey, [...before, detail]);
  return { entry, movement: movementOf(reportedBy(draft.keep, by.company)) };
}

const sharesName = (one: Movement, other: Movement): boolean =>
  one.references.some((reference) => other.references.includes(reference)) ||
  (one.endToEndId !== null && one.endToEndId === other.endToEndId) ||
  (one.uetr !== null && one.uetr === other.uetr);

/** The record as it would be by then. */
function sightOf({ orm }: ApiDeps, { orders, credits }: Course): Sight {
  const record = recordSight(orm);
  return {
    ...record,
    order(number) {
      const order = orders.get(number);
      if (order === undefined) return record.order(number);
      return Promise.resolve(order.stage === 'closed' ? null : order);
    },
    async creditsLike(reversal) {
      const kept = await record.creditsLike(reversal);
      if (kept.length > 0) return kept;
      const fits = ({ account, currency, amountMinor }: Movement) =>
        account === reversal.account && currency === reversal.currency && amountMinor >= reversal.amountMinor;
      return [...credits].flatMap(([credit, became]) =>
        fits(credit) && sharesName(credit, reversal)
          ? [{ ...became, whole: credit.amountMinor === reversal.amountMinor, decided: false }]
          : [],
      );
    },
  };
}

async function prospectOf(
  deps: ApiDeps,
  { entry, movement }: Extract<Piece, { movement: Movement }>,
  course: Course,
): Promise<Prospect> {
  const credit = course.credits.get(movement);
  if (credit !== undefined) course.credits.set(movement, { ...credit, disposition: 'suspense' });
  const resolution = await resolve(sightOf(deps, course), movement);
  if (resolution.action === 'wait') return { wouldBook: null, why: `it would wait: ${resolution.why}` };
  if (resolution.action === 'suspense') return { wouldBook: null, why: `it would wait in suspense: ${resolution.why}` };
  if (resolution.action !== 'command') return { wouldBook: null, why: resolution.why };
  const { order, name, input } = resolution;
  const judgement = judge(order, { name, input }, course.by, deps.now());
  if ('rejection' in judgement) {
    return { wouldBook: null, why: `it would wait in suspense: order ${order.order}: ${judgement.rejection.detail}` };
  }
  course.orders.set(order.order, judgement.order);
  if (credit !== undefined) course.credits.set(movement, { ...credit, disposition: 'applied', order: order.order });
  const facts = judgement.facts.map(({ type }) => type);
  const why = `${deps.bank.classify(entry).why}; order ${order.order} takes it by ${name}`;
  return { wouldBook: { order: order.order, command: name, ...input, facts }, why };
}
