import type { MikroORM } from '@mikro-orm/postgresql';
import { type Serving, servingPlaces, servingRoles, type ServingPlace } from '../../domain/parties.ts';
import { companyFor } from '../people.ts';
import { query } from '../sql.ts';

/** Why a company cannot serve an order in a place; the sentence names the field and the rule. */
export interface ServingFault {
  code: 'unknown-provider' | 'provider-wrong-kind' | 'provider-suspended' | 'no-providers';
  detail: string;
}

/** The companies named for an order, by place. */
type Named = { [Place in ServingPlace]?: string | undefined };

interface Candidate {
  id: string;
  kinds: string[];
  suspended: boolean;
}

function faultOf(place: ServingPlace, company: string, found: Candidate | undefined): ServingFault | null {
  const field = `providers.${place}`;
  if (found === undefined) return { code: 'unknown-provider', detail: `${field}: there is no company ${company}.` };
  const role = servingRoles[place];
  if (!found.kinds.includes(role)) {
    return { code: 'provider-wrong-kind', detail: `${field}: ${company} is registered for ${found.kinds.join(', ')}.` };
  }
  return found.suspended ? { code: 'provider-suspended', detail: `${field}: ${company} is suspended.` } : null;
}

/**
 * The companies that serve an order: those named for it, and for every other place the one that serves where none is
 * named. A fault where a company named is unknown, of another kind or suspended, or where nobody serves in a place.
 */
export async function servingCompanies(
  orm: MikroORM,
  named: Named = {},
): Promise<{ serving: Serving } | { fault: ServingFault }> {
  const known = await query<Candidate>(orm, {
    text: 'select id, kinds, suspended_at is not null as suspended from company where id = any($1)',
    values: [Object.values(named).filter((each) => each !== undefined)],
  });
  const serving: Partial<Serving> = {};
  for (const place of servingPlaces) {
    const company = named[place] ?? (await companyFor(orm, servingRoles[place]))?.id;
    if (company === undefined) {
      const [field, role] = [`providers.${place}`, servingRoles[place]];
      return { fault: { code: 'no-providers', detail: `${field}: no ${role} is registered that could serve.` } };
    }
    const fault =
      named[place] === undefined
        ? null
        : faultOf(
            place,
            company,
            known.find(({ id }) => id === company),
          );
    if (fault !== null) return { fault };
    serving[place] = company;
  }
  return { serving: serving as Serving };
}

/** Which of the companies that serve an order are suspended now, and since when. */
export const suspendedAmong = (
  orm: MikroORM,
  companies: readonly string[],
): Promise<{ company: string; since: string }[]> =>
  query<{ company: string; since: string }>(orm, {
    name: 'suspended_among',
    text: `select id as company, iso(suspended_at) as since from company
      where id = any($1) and suspended_at is not null order by id`,
    values: [companies],
  });
