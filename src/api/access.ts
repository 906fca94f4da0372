import type { Actor, Role } from '../domain/parties.ts';
import { seenBy } from '../persistence/party-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, visibleOrder } from './visible-order.ts';

/** What is answered, with 403 unless it says 404, to somebody signed in who is not among those an operation is for. */
export interface Otherwise {
  code: string;
  detail: string;
  status?: 404;
}

/** Something a path names besides an order, of which readers can have a part: an agreement, a letter of credit. */
export interface Thing<Found> {
  name: string;
  /**
   * The thing as this person may know of it, and their parts in it. Throws ProblemError 404 for somebody who may not
   * know of it, exactly as when there is none.
   */
  find(deps: ApiDeps, actor: Actor, params: PathParams): Promise<{ found: Found; parts: readonly string[] }>;
}

type PathParams = Readonly<Record<string, string | undefined>>;

/**
 * Who may use an operation, as data: enforced before its handler, shown in OpenAPI and in docs/access.md.
 * `public`: everybody. `signed-in`: every user and system. `admin`: who administers the own company. `person`: people,
 * not systems. `roles`: who has one of them, and where it says so administers the own company or is no system. `order`:
 * who has a role on the order in the path, or one of those named; to everybody else the order does not exist. `thing`:
 * the same for another thing, by the parts in it.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | 'person'
  | 'admin'
  | { roles: readonly Role[]; and?: 'admin' | 'person'; otherwise?: Otherwise; known?: Known }
  | { order: 'everybody' | readonly Role[]; otherwise?: Otherwise }
  | { thing: Thing<unknown>; by: 'everybody' | readonly string[]; otherwise?: Otherwise };

/**
 * Throws ProblemError 404 when what the path names does not exist for that person: where it is asked, the answer to a
 * role that is not let in does not tell that there is such a thing.
 */
export type Known = (actor: Actor, params: PathParams) => Promise<unknown>;

/** Whoever was let in, and what they were let in to; or what they are refused with. */
export type Admission = { found: unknown } | { refusal: Otherwise };

const listed = (roles: readonly string[]): string => roles.join(', ');
const letIn: Admission = { found: undefined };
const noPerson: Otherwise = { code: 'not-for-systems', detail: 'This is for people, not for systems with a key.' };
const noAdmin: Otherwise = { code: 'not-an-admin', detail: 'This is for those who administer your company.' };

/**
 * Whether `caller` may use an operation on what its path names. Throws ProblemError 404 when that is an order the
 * caller has no role on, or another thing the caller may not know of.
 */
export async function admit(
  deps: ApiDeps,
  { access, key }: { access: Access; key?: boolean },
  caller: Caller,
  params: PathParams,
): Promise<Admission> {
  if (access === 'public' || access === 'signed-in') return letIn;
  if (access === 'person' || access === 'admin') return as(access, caller);
  if ('roles' in access) {
    if (among(caller.actor.roles, access.roles)) return access.and === undefined ? letIn : as(access.and, caller);
    await access.known?.(caller.actor, params);
    return { refusal: refusalOf(access, access.roles) };
  }
  if ('thing' in access) {
    const { found, parts } = await access.thing.find(deps, caller.actor, params);
    if (access.by === 'everybody' || among(parts, access.by)) return { found };
    return { refusal: refusalOf(access, access.by) };
  }
  // What a write does, the engine does: it reads the order as itself, in one trip, and shows nothing of it.
  const source = key === true ? deps.orm : seenBy(deps.orm, caller.actor);
  const found = await visibleOrder(source, params.order ?? '', caller.actor);
  if (access.order === 'everybody' || among(found.roles, access.order)) return { found };
  return { refusal: refusalOf(access, access.order) };
}

const as = (who: 'person' | 'admin', { session, admin }: Caller): Admission => {
  if (who === 'person') return session === null ? { refusal: noPerson } : letIn;
  return admin ? letIn : { refusal: noAdmin };
};

const among = (held: readonly string[], allowed: readonly string[]): boolean =>
  held.some((one) => allowed.includes(one));

const refusalOf = ({ otherwise }: { otherwise?: Otherwise }, allowed: readonly string[]): Otherwise =>
  otherwise ?? { code: 'not-your-role', detail: `This is for ${listed(allowed)}.` };

/** True: nobody who gets as far as the operation is refused for who they are. */
export const isOpen = (access: Access): boolean =>
  access === 'public' ||
  access === 'signed-in' ||
  (typeof access === 'object' &&
    (('order' in access && access.order === 'everybody') || ('thing' in access && access.by === 'everybody')));

/** An operation's access in words, for documents. */
export function accessInWords(access: Access): string {
  switch (access) {
    case 'public':
      return 'everybody';
    case 'signed-in':
      return 'everybody signed in';
    case 'person':
      return 'people signed in, not systems';
    case 'admin':
      return 'who administers the company';
    default:
      if ('roles' in access) return rolesInWords(access);
      if ('thing' in access) {
        const { name } = access.thing;
        return access.by === 'everybody' ? `who has a part in the ${name}` : `on the ${name}: ${listed(access.by)}`;
      }
      return access.order === 'everybody' ? 'every role on the order' : `on the order: ${listed(access.order)}`;
  }
}

function rolesInWords({ roles, and }: Extract<Access, { roles: unknown }>): string {
  if (and === undefined) return listed(roles);
  return `${listed(roles)}; ${and === 'admin' ? 'who administers the company' : 'people, not systems'}`;
}
