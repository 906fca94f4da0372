import type pg from 'pg';
import type { Played } from '../run.ts';
import { scenarios } from '../../play/scenarios.ts';
import type { Evidence, Found } from '../verify.ts';
import { factsByOrder } from './facts.ts';

/** Everything about a finished trade that must not depend on crashes. */
interface Ending {
  stage: string;
  outcome: string | null;
  facts: string[];
  postings: string[];
  scans: number;
  papers: string[];
}

/**
 * Facts that a crash may add, and why: when a worker dies between handing a payment order over and hearing of it, the
 * house does not know the outcome, records that, and asks the bank; the order is still sent once.
 */
const mayBeAdded = new Set(['DisbursementOutcomeUnknown']);

/**
 * Each trade ended in the stage, with the facts, postings, scans and papers of the same scenario played without kills.
 */
export async function endsAsWithoutKills({ database, played, measures }: Evidence): Promise<Found> {
  const endings = await endingsOf(database);
  const violations: string[] = [];
  const notes: string[] = [];
  for (const measure of measures) {
    const { stage, outcome } = scenarios[measure.scenario].ends;
    const ending = endings.get(measure.order);
    if (ending?.stage === stage && ending.outcome === outcome) continue;
    violations.push(
      `"${measure.scenario}" ended ${ending?.stage} ${ending?.outcome ?? ''} even without kills, ` +
        `not ${stage} ${outcome ?? ''}`,
    );
  }
  for (const trade of played) {
    const ending = endings.get(trade.order);
    const expected = endings.get(measureOf(trade, measures).order);
    if (ending === undefined || expected === undefined)
      violations.push(`${trade.name}: order ${trade.order} is not in the database`);
    else {
      violations.push(...differences(trade, ending, expected));
      notes.push(
        ...ending.facts
          .filter((type) => mayBeAdded.has(type))
          .map((type) => `${trade.name}: ${type} was added, as it may be`),
      );
    }
  }
  return { violations, notes };
}

const measureOf = ({ scenario }: Played, measures: Played[]): Played =>
  measures.find((each) => each.scenario === scenario) as Played;

function differences({ name, order, scenario }: Played, found: Ending, expected: Ending): string[] {
  const facts = found.facts.filter((type) => !mayBeAdded.has(type) || expected.facts.includes(type));
  const pairs: [string, unknown[], unknown[]][] = [
    ['ended', [found.stage, found.outcome], [expected.stage, expected.outcome]],
    ['has the facts', facts, expected.facts],
    ['has the postings', found.postings, expected.postings],
    ['has the scans', [found.scans], [expected.scans]],
    ['has the papers', found.papers, expected.papers],
  ];
  return pairs.flatMap(([what, is, shouldBe]) => {
    if (JSON.stringify(is) === JSON.stringify(shouldBe)) return [];
    const at = is.findIndex((each, index) => each !== shouldBe[index]);
    const place = at < 0 ? is.length : at;
    return [
      `${name} (order ${order}, "${scenario}") ${what} ${show(is, place)}, ` +
        `without kills ${show(shouldBe, place)} (from place ${place + 1})`,
    ];
  });
}

const show = (list: unknown[], from: number): string =>
  `[${list
    .slice(from, from + 4)
    .map(String)
    .join(', ')}]`;

interface ViewRow {
  order_no: string;
  stage: string;
  outcome: string | null;
  buyer: string;
  supplier: string;
}

async function endingsOf(database: pg.Pool): Promise<Map<string, Ending>> {
  const facts = await factsByOrder(database);
  const { rows: views } = await database.query<ViewRow>(
    'select order_no, stage, outcome, buyer, supplier from order_view',
  );
  const endings = new Map<string, Ending>();
  for (const view of views) {
    const { rows: scans } = await database.query<{ count: string }>(
      'select count(*) from carton_scan where order_no = $1',
      [view.order_no],
    );
    const { rows: papers } = await database.query<{ paper: string }>(
      "select type || ' ' || id as paper from document where order_no = $1 order by id",
      [view.order_no],
    );
    endings.set(view.order_no, {
      stage: view.stage,
      outcome: view.outcome,
      facts: (facts.get(view.order_no) ?? []).map(({ type }) => type),
      postings: await postingsOf(database, view),
      scans: Number(scans[0]?.count),
      papers: papers.map(({ paper }) => paper),
    });
  }
  return endings;
}

/** Kind, account and amount of every posting, in order; order and companies stand by what they are to the trade. */
async function postingsOf(database: pg.Pool, { order_no, buyer, supplier }: ViewRow): Promise<string[]> {
  const { rows } = await database.query<{ kind: string; account: string; currency: string; amount_minor: string }>(
    `select t.kind, p.account, p.currency, p.amount_minor from ledger_transaction t
      join ledger_posting p on p.transaction_seq = t.seq where t.order_no = $1 order by t.seq, p.line`,
    [order_no],
  );
  const named = (account: string) =>
    account
      .replace(`orders:${order_no}:`, 'orders:it:')
      .replace(`parties:${buyer}:`, 'parties:buyer:')
      .replace(`parties:${supplier}:`, 'parties:supplier:');
  return rows.map(
    ({ kind, account, currency, amount_minor }) => `${kind} ${named(account)} ${amount_minor} ${currency}`,
  );
}
