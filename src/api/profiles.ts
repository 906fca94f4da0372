import { z } from 'zod';
import { profileFields } from '../domain/order/profile.ts';
import { profileContentSchema } from '../domain/order/profile-content.ts';
import type { Actor } from '../domain/parties.ts';
import { platformRoles } from '../domain/parties.ts';
import { writeOnce } from '../persistence/catalogue/write-once.ts';
import { addProfile, type KeptProfile, listProfiles } from '../persistence/profiles.ts';
import { type AnyOperation, json, operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { once } from './idempotency.ts';
import { problem } from './problem.ts';
import { instant } from './schemas.ts';

const shownSchema = z.object({
  /** As it is named when an order is opened: `wholesale@2`. */
  name: z.string(),
  profile: profileFields,
  sha256: z.string(),
  /** Null for a profile the engine ships; for people outside the platform always. */
  by: z.string().nullable(),
  at: instant.nullable(),
  reason: z.string().nullable(),
});

const shown = (kept: KeptProfile, { roles }: Pick<Actor, 'roles'>) => {
  const { profile, sha256, by, at, reason } = kept;
  const audit = roles.some((role) => platformRoles.includes(role)) ? { by, reason } : { by: null, reason: null };
  return { name: `${profile.id}@${profile.version}`, profile, sha256, at, ...audit };
};

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/profiles',
    id: 'listProfiles',
    tag: 'process',
    access: 'signed-in',
    summary: 'The process profiles an order can be opened with, every version, by name',
    answers: { 200: { description: 'All of them', schema: z.object({ profiles: z.array(shownSchema) }) } },
    problems: [400, 401],
    async handle({ actor }) {
      const all = await listProfiles(deps.orm);
      return { status: 200, body: { profiles: all.map((one) => shown(one, actor)) } };
    },
  });

const oneOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/profiles/{profile}',
    id: 'getProfile',
    tag: 'process',
    access: 'signed-in',
    summary: 'One profile: its newest version by name, or one version as `wholesale@2`',
    params: z.object({ profile: z.string().min(1).max(64) }),
    answers: { 200: { description: 'The profile', schema: shownSchema } },
    problems: [401, 404],
    async handle({ actor, params: { profile: name } }) {
      const [id = '', version] = name.split('@');
      const versions = await listProfiles(deps.orm, id);
      const found =
        version === undefined ? versions.at(-1) : versions.find((each) => String(each.profile.version) === version);
      if (found === undefined) throw problem(404, 'unknown-profile', 'There is no such profile.');
      return { status: 200, body: shown(found, actor) };
    },
  });

const addOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/profiles',
    id: 'addProfile',
    tag: 'process',
    access: { roles: ['operator'], otherwise: { code: 'not-your-role', detail: 'Profiles are added by operators.' } },
    key: true,
    summary:
      'Add a process profile, or the next version of one; orders that run keep the version they were opened with',
    body: json(z.strictObject({ profile: profileContentSchema, reason: z.string().trim().min(1).max(1000) })),
    answers: { 201: { description: 'Added; Location names this version', schema: shownSchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/profiles', content: body };
      const reply = await once(deps, write, ({ commandId }) => {
        const deed = { at: deps.now(), by: { user: actor.user, company: actor.company } };
        return writeOnce(deps.orm, commandId, async (db) => {
          const added = await addProfile(db, body, deed);
          return { status: 201, body: shown(added, actor) };
        });
      });
      if (reply.status !== 201) return reply;
      const { name } = reply.body as { name: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/profiles/${name}` } };
    },
  });

/** The profiles of the process: data, versioned, each version for ever. */
export const profileOperations = (deps: ApiDeps): AnyOperation[] => [
  listOperation(deps),
  oneOperation(deps),
  addOperation(deps),
];
