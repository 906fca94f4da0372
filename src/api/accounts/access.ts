import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';

/** The platform's people who look after companies. */
export const carers = ['account-manager', 'operator', 'customer-service'] as const;

const unknown = () => problem(404, 'unknown-company', 'There is no such company.');

/** Whether somebody looks after companies for the platform. */
export const isCarer = ({ roles }: Actor): boolean =>
  roles.some((role) => (carers as readonly string[]).includes(role));

/**
 * Lets a company's own traders and the platform's carers through. Throws ProblemError 404 for everybody else and for
 * companies that do not exist.
 */
export async function demandCompany(deps: ApiDeps, actor: Actor, company: string): Promise<void> {
  const own = actor.company === company && actor.roles.some((role) => role === 'buyer' || role === 'supplier');
  if (!own && !isCarer(actor)) throw unknown();
  const [found] = await companiesByIds(deps.orm, [company]);
  if (found === undefined) throw unknown();
}

/** The same for what is the platform's alone: the company's own people get no answer either. */
export async function demandCarer(deps: ApiDeps, actor: Actor, company: string): Promise<void> {
  if (!isCarer(actor)) throw unknown();
  await demandCompany(deps, actor, company);
}

/** Carries a write out once for its key, in one transaction with its answer. */
export const writeFor = (
  deps: ApiDeps,
  { actor, key, route, content }: { actor: Actor; key: string; route: string; content: unknown },
  work: (db: Db, commandId: string) => Promise<Answer>,
): Promise<Reply> =>
  once(deps, { actor, key, route, content }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, (db) => work(db, commandId)),
  );
