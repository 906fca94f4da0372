import type { Actor, Role } from '../domain/parties.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, visibleOrder, type VisibleOrder } from './visible-order.ts';

/** What is answered, with 403, to somebody signed in who is not among those an operation is for. */
export interface Otherwise {
  code: string;
  detail: string;
}

/**
 * Who may use an operation, as data: enforced before its handler, shown in OpenAPI and in docs/access.md.
 * `public`: everybody. `signed-in`: every user and system. `admin`: who administers the own company. `person`: people,
 * not systems. `roles`: who has one of them. `order`: who has a role on the order in the path, or one of those named;
 * to everybody else the order does not exist.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | 'person'
  | 'admin'
  | { roles: readonly Role[]; otherwise?: Otherwise; known?: Known }
  | { order: 'everybody' | readonly Role[]; otherwise?: Otherwise };

/**
 * Throws ProblemError 404 when what the path names does not exist for that person: where it is asked, the answer to a
 * role that is not let in does not tell that there is such a thing.
 */
export type Known = (actor: Actor, params: Readonly<Record<string, string | undefined>>) => Promise<unknown>;

/** Whoever was let in, and the order they were let in to; or what they are refused with. */
export type Admission = { found: VisibleOrder | undefined } | { refusal: Otherwise };

const listed = (roles: readonly Role[]): string => roles.join(', ');
const letIn: Admission = { found: undefined };
const noPerson: Otherwise = { code: 'not-for-systems', detail: 'This is for people, not for systems with a key.' };
const noAdmin: Otherwise = { code: 'not-an-admin', detail: 'This is for those who administer your company.' };

/**
 * Whether `caller` may use an operation on the path's `order`. Throws ProblemError 404 when it is about an order the
 * caller has no role on.
 */
export async function admit(
  deps: ApiDeps,
  access: Access,
  caller: Caller,
  params: Readonly<Record<string, string | undefined>>,
): Promise<Admission> {
  if (access === 'public' || access === 'signed-in') return letIn;
  if (access === 'person') return caller.session === null ? { refusal: noPerson } : letIn;
  if (access === 'admin') return caller.admin ? letIn : { refusal: noAdmin };
  if ('roles' in access) {
    if (among(caller.actor, access.roles)) return letIn;
    await access.known?.(caller.actor, params);
    return { refusal: refusalOf(access, access.roles) };
  }
  const found = await visibleOrder(deps.orm, params.order ?? '', caller.actor);
  if (access.order === 'everybody' || among(found, access.order)) return { found };
  return { refusal: refusalOf(access, access.order) };
}

const among = ({ roles }: Pick<Actor, 'roles'>, allowed: readonly Role[]): boolean =>
  roles.some((role) => allowed.includes(role));

const refusalOf = ({ otherwise }: { otherwise?: Otherwise }, allowed: readonly Role[]): Otherwise =>
  otherwise ?? { code: 'not-your-role', detail: `This is for ${listed(allowed)}.` };

/** True: nobody who gets as far as the operation is refused for who they are. */
export const isOpen = (access: Access): boolean =>
  access === 'public' ||
  access === 'signed-in' ||
  (typeof access === 'object' && 'order' in access && access.order === 'everybody');

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
      if ('roles' in access) return listed(access.roles);
      return access.order === 'everybody' ? 'every role on the order' : `on the order: ${listed(access.order)}`;
  }
}
