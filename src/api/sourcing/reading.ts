import { type Actor, platformRoles } from '../../domain/parties.ts';
import type { Statement } from '../../domain/landed-cost/statement.ts';
import { addDays } from '../../domain/order/time.ts';
import { performanceOf, scorecardOf } from '../../domain/scorecard/scorecard.ts';
import { compare, type Comparison, type PastPerformance } from '../../domain/sourcing/comparison.ts';
import type { Sourcing } from '../../domain/sourcing/sourcing.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { answersOf, findSourcing, type Reads, reader } from '../../persistence/sourcing/sourcings.ts';
import { scoredFacts } from '../../persistence/scorecard/facts.ts';
import { lastVersion } from '../../persistence/sourcing/versions.ts';
import type { Thing } from '../access.ts';
import { problem } from '../problem.ts';

const numberPattern = /^S\d{4,20}$/;
export const isPlatform = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => platformRoles.includes(role));
const isBuyerOf = ({ buyer }: Sourcing, { roles, company }: Actor): boolean =>
  roles.includes('buyer') && company === buyer;

/**
 * A sourcing, for the people who buy and for the platform. To everybody else there is none, the suppliers asked among
 * them: theirs is the order in which they answer.
 */
export const aSourcing: Thing<Sourcing> = {
  name: 'sourcing',
  async find({ orm }, actor, { sourcing: number = '' }) {
    const found = numberPattern.test(number) ? await findSourcing(reader(seenBy(orm, actor)), number) : null;
    const buys = found !== null && isBuyerOf(found, actor);
    if (found === null || !(buys || isPlatform(actor))) throw noSuchSourcing();
    return { found, parts: buys ? ['buyer'] : [] };
  },
};

/** What carries a sourcing on is for the company that buys. */
export const buying = {
  thing: aSourcing,
  by: ['buyer'],
  otherwise: { code: 'not-a-buyer', detail: 'A sourcing is carried on by the company that buys.' },
} as const;

const noSuchSourcing = () => problem(404, 'unknown-sourcing', 'There is no such sourcing.');

const pastDays = 365;

/** What is known of how these suppliers have traded, for the last year. */
export async function pastPerformance(
  read: Reads,
  suppliers: readonly string[],
  now: string,
): Promise<PastPerformance[]> {
  const period = { from: addDays(now, -pastDays), to: now };
  const facts = await scoredFacts(read, suppliers, period);
  return suppliers.map((supplier) => {
    return { supplier, performanceBp: performanceOf(scorecardOf(facts.get(supplier) ?? [], period)) };
  });
}

/**
 * The comparison as it is now; `own` are the buyer's own scores of past performance. `ratings` reads how the suppliers
 * have traded with all buyers, of which figures alone are told.
 */
export async function comparisonOf(
  read: Reads,
  sourcing: Sourcing,
  { now, ratings, own = {} }: { now: string; ratings: Reads; own?: Record<string, number> },
): Promise<Comparison> {
  const { number, content } = sourcing;
  const answers = await answersOf(read, number);
  const statement = await lastVersion<Statement>(read, 'sourcing_statement', number);
  const past = await pastPerformance(ratings, content.suppliers, now);
  return compare(sourcing, answers, statement, { past, own, now });
}
