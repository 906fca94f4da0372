import { dateOf, hongKongDay } from '../../domain/calendar/days.ts';
import { holderOf, type Lack, type Licence, licenceFor } from '../../domain/compliance/licence.ts';
import {
  type ComplianceGate, isLicence, neededFor, type Requirement, type TableInForce,
} from '../../domain/compliance/rules.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Drawing } from '../../persistence/compliance/licences.ts';
import { rulesInForce } from '../../persistence/compliance/rules.ts';
import { documentsOf } from '../../persistence/documents.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { ApiDeps } from '../deps.ts';
import type { VisibleOrder } from '../visible-order.ts';

/** What goods need by law, held against what there is. */
export interface Held {
  requirement: Requirement;
  /** The licence it is drawn from, or the document on file; null where nothing meets it. */
  met: { licence: Licence; quantity: number } | { document: string } | null;
  lack: Lack | null;
}

/** What a check is made with: the rules in force, the buyer's country, and the papers on file with the order. */
export interface Ground {
  tables: readonly TableInForce[];
  destination: string;
  onFile: readonly { id: string; type: string }[];
  day: string;
}

/** Null while the platform has no rules. */
export async function groundOf({ orm, now }: ApiDeps, { view, order }: VisibleOrder): Promise<Ground | null> {
  const tables = await rulesInForce(orm);
  if (tables.length === 0) return null;
  const [companies, onFile] = await Promise.all([
    companiesByIds(orm, [order.companies.buyer]), documentsOf(orm, view.order, ['buyer', 'supplier', 'customs-broker']),
  ]);
  const destination = companies[0]?.country ?? '';
  return { tables, destination, onFile, day: dateOf(hongKongDay(Date.parse(now()))) };
}

interface Goods {
  lines: readonly Line[];
  gate: ComplianceGate;
  companies: { buyer: string; supplier: string };
  licences: readonly Licence[];
  /** What the order has drawn already, which meets a need whatever became of the licence since. */
  drawn?: readonly Drawing[];
}

/** Whether what was drawn is for this need. */
export const meets = (
  { line, type, kind }: Drawing,
  need: Pick<Requirement, 'line' | 'document' | 'kind'>,
): boolean => line === need.line && type === need.document && kind === need.kind;

/** Every need of the goods at a gate, and what meets it. What one line takes of a licence is gone for the next. */
export function heldAgainst(ground: Ground, { lines, gate, companies, licences, drawn = [] }: Goods): Held[] {
  const left = new Map(licences.map(({ id, left: rest }) => [id, rest]));
  return neededFor(ground.tables, lines, ground.destination, gate).map((requirement) => {
    const { document, line: number } = requirement;
    if (!isLicence(document)) {
      const found = ground.onFile.find(({ type }) => type === document);
      return { requirement, met: found === undefined ? null : { document: found.id }, lack: found ? null : 'NONE' };
    }
    const taken = drawn.find((each) => meets(each, requirement));
    const before = licences.find(({ id }) => id === taken?.licence);
    if (taken !== undefined && before !== undefined) {
      return { requirement, met: { licence: before, quantity: taken.quantity }, lack: null };
    }
    const holder = companies[holderOf(document)];
    const theirs = licences.filter((licence) => licence.holder === holder)
      .map((licence) => ({ ...licence, left: left.get(licence.id) ?? 0 }));
    const line = lines.find((each) => each.line === number) as Line;
    const found = licenceFor(requirement, line, theirs, ground.day);
    if ('lack' in found) return { requirement, met: null, lack: found.lack };
    left.set(found.licence.id, found.licence.left - found.quantity);
    return { requirement, met: found, lack: null };
  });
}
