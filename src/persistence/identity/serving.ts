import type { MikroORM } from '@mikro-orm/postgresql';
import { type Role, type Serving, servingPlaces, servingRoles, type ServingPlace } from '../../domain/parties.ts';
import { companyFor } from '../people.ts';
import { query } from '../sql.ts';
import { preferredProviders } from './preferred.ts';

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

function faultOf(field: string, role: Role, company: string, found: Candidate | undefined): ServingFault | null {
  if (found === undefined) return { code: 'unknown-provider', detail: `${field}: there is no company ${company}.` };
  if (!found.kinds.includes(role)) {
    return { code: 'provider-wrong-kind', detail: `${field}: ${company} is registered for ${found.kinds.join(', ')}.` };
  }
  return found.suspended ? { code: 'provider-suspended', detail: `${field}: ${company} is suspended.` } : null;
}

const candidates = (orm: MikroORM, companies: string[]): Promise<Candidate[]> =>
  query<Candidate>(orm, {
    text: 'select id, kinds, suspended_at is not null as suspended from company where id = any($1)',
    values: [companies],
  });

/** Why a company cannot serve in a place; null when it can. `field`: where it was named. */
export async function faultOfProvider(
  orm: MikroORM,
  { field, place, company }: { field: string; place: ServingPlace; company: string },
): Promise<ServingFault | null> {
  const [found] = await candidates(orm, [company]);
  return faultOf(field, servingRoles[place], company, found);
}

/**
 * The companies that serve an order: those named for it, for every other place the one the buyer prefers, and where
 * there is none, or it is suspended, the one that serves where none is named. A fault where a company named is unknown,
 * of another kind or suspended, or where nobody serves in a place.
 */
export async function servingCompanies(
  orm: MikroORM,
  { buyer, named = {} }: { buyer?: string; named?: Named | undefined } = {},
): Promise<{ serving: Serving } | { fault: ServingFault }> {
  const known = await candidates(orm, Object.values(named).filter((each) => each !== undefined));
  const preferred = buyer === undefined ? [] : await preferredProviders(orm, buyer);
  const serving: Partial<Serving> = {};
  for (const place of servingPlaces) {
    const [field, role] = [`providers.${place}`, servingRoles[place]];
    const wanted = named[place];
    if (wanted !== undefined) {
      const fault = faultOf(field, role, wanted, known.find(({ id }) => id === wanted));
      if (fault !== null) return { fault };
    }
    const own = preferred.find((each) => each.place === place && !each.suspended)?.company;
    const company = wanted ?? own ?? (await companyFor(orm, role))?.id;
    if (company === undefined) {
      return { fault: { code: 'no-providers', detail: `${field}: no ${role} is registered that could serve.` } };
    }
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
