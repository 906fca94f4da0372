import type { MikroORM } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type Route, finder, routesOf } from '../../scripts/proof/idempotency/routes.ts';
import { asTest, openTeller, type Teller, type Write } from '../../scripts/proof/idempotency/teller.ts';
import { type Ask, openIdempotencyWorld, type World } from '../../scripts/proof/idempotency/world.ts';
import { systemRoles } from '../../src/domain/identity/roles.ts';
import { type Role, roles } from '../../src/domain/parties.ts';
import { seededUsers } from '../../src/persistence/seed.ts';
import { query } from '../../src/persistence/sql.ts';
import { moneyHolders, movedByOne } from './two-people.ts';

/** One person, or a system with a key of theirs; every token is a session of its own. */
interface Suspect {
  name: string;
  company: string;
  token(): Promise<string>;
}

/** What the search came to. */
export interface Found {
  routes: string[];
  attempts: Map<string, number>;
  accepted: number;
  faults: string[];
  /** Stories that could not be told to their end. */
  broken: string[];
  seen: Set<string>;
}

const isPerson = (name: string): boolean => seededUsers.some(({ email }) => email.startsWith(`${name}@`));
const isDone = ({ status }: Response): boolean => status < 300;

/**
 * In every company somebody who administers it and holds every role there is, but for the bank's, which only a bank can
 * have; with a key for all a key may do.
 */
async function suspectsOf(world: World, orm: MikroORM): Promise<Suspect[]> {
  const companies = await query<{ id: string; kinds: Role[] }>(orm, {
    text: 'select id, kinds from company order by 1',
  });
  await query(orm, {
    text: `insert into platform_user (id, email, name, password_hash, company, roles, admin)
      select 'u-all-' || id, id || '@all.example', 'Everything of ' || id, '-', id,
        case when 'bank' = any(kinds) then $1::text[] else array_remove($1::text[], 'bank') end, true from company`,
    values: [roles],
  });
  const suspects: Suspect[] = [];
  for (const { id, kinds } of companies) {
    const token = () => world.signedIn(`u-all-${id}`);
    suspects.push({ name: `u-all-${id}`, company: id, token });
    const may = kinds.filter((role) => systemRoles.includes(role));
    const body = { name: 'k', roles: may };
    const ask: Ask = { method: 'post', path: '/v1/company/api-keys', token: await token(), body };
    const made = await world.send(ask, randomUUID());
    const { key } = made.body as { key?: string };
    if (key !== undefined)
      suspects.push({ name: `a key of u-all-${id}`, company: id, token: () => Promise.resolve(key) });
  }
  for (const { id, company } of seededUsers)
    suspects.push({ name: `${id}-colleague`, company, token: () => world.signedIn(`${id}-colleague`) });
  return suspects;
}

/** Who tries a write: everybody the first time its route is come to, later those who could have done it. */
function triers(suspects: readonly Suspect[], first: boolean, company: string | null, last: Suspect | null): Suspect[] {
  const near = suspects.filter(
    ({ name, company: own }) => name.includes('u-all-') && (own === company || own === 'c-platform'),
  );
  const all = first ? suspects : near;
  return last === null ? [...all] : [last, ...all.filter((each) => each !== last)];
}

interface Search {
  world: World;
  suspects: Suspect[];
  find: (method: string, path: string) => Route | undefined;
  attempts: Map<string, number>;
  done: Map<string, Response>;
  last: Suspect | null;
  accepted: number;
}

/**
 * One write of a story, as one person after the other tries it: first whoever did what came before it. Who may takes
 * the place of the story's own sender, and tries it again in another session.
 */
async function tried(search: Search, { as, method = 'post', path, body, type }: Write): Promise<Response> {
  const { world, find, attempts, done } = search;
  const own = as === null || !isPerson(as) ? as : await world.office.token(as);
  const ask = (token: string | null): Ask => ({
    ...{ method, path, token },
    ...(body === undefined ? {} : { body }),
    ...(type === undefined ? {} : { type }),
  });
  const route = find(method, path)?.name ?? path;
  const isAbout = route.includes('{');
  const company = seededUsers.find(({ email }) => email.startsWith(`${as}@`))?.company ?? null;
  const first = !attempts.has(route);
  let step: Response | null = null;
  let [ours, another]: (Response | undefined)[] = [done.get(`${company} ${path}`), done.get(path)];
  for (const suspect of as === null ? [] : triers(search.suspects, first, company, search.last)) {
    attempts.set(route, (attempts.get(route) ?? 0) + 1);
    const answer = await world.send(ask(await suspect.token()), randomUUID());
    if (answer.status >= 500) throw new Error(`${suspect.name} ${method} ${path}: ${answer.status} ${answer.text}`);
    if (!isDone(answer)) continue;
    search.accepted += 1;
    search.last = suspect;
    done.set(`${suspect.company} ${path}`, answer);
    if (suspect.company === company) ours = answer;
    else another ??= answer;
    // What two people approve is named by its hash: nobody is the second after having been the first.
    if (typeof body === 'object' && 'hash' in body) await world.send(ask(await suspect.token()), randomUUID());
    // What is there already is done now; what is made anew is the sender's own.
    if (suspect.company === company && isAbout) {
      step = answer;
      break;
    }
  }
  if (as === null) attempts.set(route, (attempts.get(route) ?? 0) + 1);
  if (step === null) {
    const answer = await world.send(ask(own), randomUUID());
    step = isDone(answer) ? answer : (ours ?? another ?? answer);
  }
  if (!isDone(step)) throw new Error(`${as} ${method} ${path}: ${step.status} ${JSON.stringify(step.body)}`);
  done.set(path, step);
  return step;
}

/**
 * Tells stories that come to every write of the live router, each write tried by every single person before it is done,
 * and looks into the books after each: what left, or could, on the word of fewer than two people.
 */
export async function searchForOne(
  orm: MikroORM,
  stories: Record<string, (teller: Teller) => Promise<void>>,
): Promise<Found> {
  const world = await openIdempotencyWorld(orm);
  const routes = routesOf(world.office.deps);
  const suspects = await suspectsOf(world, orm);
  const search: Search = {
    ...{ world, suspects, find: finder(routes), last: null, accepted: 0 },
    ...{ attempts: new Map<string, number>(), done: new Map<string, Response>() },
  };
  const before = new Set(await moneyHolders(orm));
  const found: Found = {
    ...{ routes: routes.map(({ name }) => name), attempts: search.attempts, accepted: 0 },
    ...{ faults: [], broken: [], seen: new Set<string>() },
  };
  const told = openTeller(world, routes, { seed: 1, wanted: new Set(), idle: [], log: () => undefined });
  const write = (one: Write) => tried(search, one);
  const teller: Teller = {
    ...told,
    write,
    // A bank of a story is founded by hand, with its people.
    world: {
      ...world,
      async found(company, name, role) {
        const token = await world.found(company, name, role);
        for (const one of await moneyHolders(orm)) if (one.startsWith(`u-${company} `)) before.add(one);
        return token;
      },
    },
    office: {
      ...world.office,
      post: (as, path, body = {}) => asTest(write({ as, path, body })),
      postXml: (as, path, xml) => asTest(write({ as, path, body: xml, type: 'application/xml' })),
    },
  };
  for (const [name, tell] of Object.entries(stories)) {
    search.last = null;
    await tell(teller).catch((error: Error) => found.broken.push(`${name}: ${error.message}`));
    const faults = await movedByOne(orm, { before, seen: found.seen });
    for (const fault of faults)
      if (!found.faults.some((one) => one.endsWith(fault))) found.faults.push(`${name}: ${fault}`);
  }
  found.accepted = search.accepted;
  return found;
}
