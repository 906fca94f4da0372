import { type Actor, type Role, traderRoles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import { type Db, writeOnce } from '../../persistence/catalogue/write-once.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { Thing } from '../access.ts';
import type { Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { problem } from '../problem.ts';

/** The platform's people who look after companies. */
export const carers: readonly Role[] = ['account-manager', 'operator', 'customer-service'];

const unknown = () => problem(404, 'unknown-company', 'There is no such company.');

/** Parts in an account: the company's own traders, and by their roles the platform's people who look after it. */
export const accountParts = ['company', ...carers];

/** The account of a company. To everybody who has no part in it, the company does not exist. */
export const account: Thing<string> = {
  name: 'account',
  async find({ orm }, { company, roles }, { company: id = '' }) {
    const own = company === id && roles.some((role) => traderRoles.includes(role));
    const parts = [...(own ? ['company'] : []), ...roles.filter((role) => carers.includes(role))];
    const [found] = parts.length === 0 ? [] : await companiesByIds(orm, [id]);
    if (found === undefined) throw unknown();
    return { found: id, parts };
  },
};

/** The same for what the company itself is not to know of. */
export const careOf: Thing<string> = {
  name: 'account, for the platform',
  async find(deps, actor, params) {
    const { found, parts } = await account.find(deps, actor, params);
    const caring = parts.filter((part) => part !== 'company');
    if (caring.length === 0) throw unknown();
    return { found, parts: caring };
  },
};

/** Carries a write out once for its key, in one transaction with its answer. */
export const writeFor = (
  deps: ApiDeps,
  { actor, key, route, content }: { actor: Actor; key: string; route: string; content: unknown },
  work: (db: Db, commandId: string) => Promise<Answer>,
): Promise<Reply> =>
  once(deps, { actor, key, route, content }, ({ commandId }) =>
    writeOnce(deps.orm, commandId, (db) => work(db, commandId)),
  );
