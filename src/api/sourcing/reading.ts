import { type Actor, platformRoles } from '../../domain/parties.ts';
import type { Statement } from '../../domain/landed-cost/statement.ts';
import { compare, type Comparison } from '../../domain/sourcing/comparison.ts';
import type { Sourcing } from '../../domain/sourcing/sourcing.ts';
import { answersOf, findSourcing, pastRatings, type Reads, reader } from '../../persistence/sourcing/sourcings.ts';
import { lastVersion } from '../../persistence/sourcing/versions.ts';
import type { ApiDeps } from '../deps.ts';
import { problem } from '../problem.ts';

const numberPattern = /^S\d{4,20}$/;
export const isPlatform = ({ roles }: Actor): boolean => roles.some((role) => platformRoles.includes(role));
const isBuyerOf = ({ buyer }: Sourcing, { roles, company }: Actor): boolean =>
  roles.includes('buyer') && company === buyer;

/**
 * The sourcing of that number, for the people who buy and for the platform. Throws ProblemError 404 for everybody
 * else, the suppliers asked among them: theirs is the order in which they answer.
 */
export async function visibleSourcing(deps: ApiDeps, number: string, actor: Actor): Promise<Sourcing> {
  const found = numberPattern.test(number) ? await findSourcing(reader(deps.orm), number) : null;
  if (found === null || !(isPlatform(actor) || isBuyerOf(found, actor))) throw noSuchSourcing();
  return found;
}

/** The sourcing for somebody who wants to change it: the people who buy. Throws ProblemError 404, 403 for others. */
export async function ownSourcing(deps: ApiDeps, number: string, actor: Actor): Promise<Sourcing> {
  const found = await visibleSourcing(deps, number, actor);
  if (!isBuyerOf(found, actor)) throw problem(403, 'not-a-buyer', 'A sourcing is carried on by the company that buys.');
  return found;
}

const noSuchSourcing = () => problem(404, 'unknown-sourcing', 'There is no such sourcing.');

/** The comparison as it is now; `own` are the buyer's own scores of past performance. */
export async function comparisonOf(
  read: Reads,
  sourcing: Sourcing,
  { now, own = {} }: { now: string; own?: Record<string, number> },
): Promise<Comparison> {
  const { number, content } = sourcing;
  const answers = await answersOf(read, number);
  const statement = await lastVersion<Statement>(read, 'sourcing_statement', number);
  const past = await pastRatings(read, content.suppliers);
  return compare(sourcing, answers, statement, { past, own, now });
}
