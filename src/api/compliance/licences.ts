import { z } from 'zod';
import { type Licence, licenceSchema, licenceStates } from '../../domain/compliance/licence.ts';
import type { Actor } from '../../domain/parties.ts';
import { decideLicence, findLicence, keepLicence, licencesOf } from '../../persistence/compliance/licences.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { keyedWrite } from '../catalogue/writes.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { problem, refusalOf } from '../problem.ts';

const licenceView = z.object({
  id: z.string(), holder: z.string(), state: z.enum(licenceStates), left: z.int(), ...licenceSchema.shape,
});
const params = z.object({ licence: z.string().max(64) });
const reason = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
const traders = {
  roles: ['buyer', 'supplier'],
  otherwise: { code: 'not-a-trader', detail: 'Licences are held by buyers and suppliers.' },
} as const;
const operators = {
  roles: ['operator'], otherwise: { code: 'not-your-role', detail: 'Licences are confirmed and revoked by operators.' },
} as const;

const register = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/licences', id: 'registerLicence', tag: 'compliance', key: true, access: traders,
  summary: 'Register a licence your company holds, to export (UNTDID 811) or import (911); it counts once confirmed',
  body: json(licenceSchema),
  answers: { 201: { description: 'Registered', schema: licenceView } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  handle: ({ actor, body, key }) =>
    keyedWrite(deps, { actor, key, route: 'POST /v1/licences', content: body }, async ({ db, deed, idOf }) => {
      const id = idOf('licence');
      const { number, quantity } = body;
      if (!(await keepLicence(db, id, body, deed))) {
        return refusalOf(409, 'licence-known', `number: your company has registered licence ${number} already.`);
      }
      return { status: 201, body: { ...body, id, holder: actor.company, state: 'REGISTERED', left: quantity } };
    }),
});

const list = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/licences', id: 'listLicences', tag: 'compliance', access: 'signed-in',
  summary: 'Licences of your company, or of the one named, for those who may know of them, with what is left of each',
  query: z.strictObject({ holder: z.string().min(1).max(64).optional() }),
  answers: { 200: { description: 'All of them', schema: z.object({ licences: z.array(licenceView) }) } },
  problems: [400, 401],
  async handle({ actor, query: { holder = actor.company } }) {
    return { status: 200, body: { licences: await licencesOf(seenBy(deps.orm, actor), [holder], deps.now()) } };
  },
});

interface Deciding {
  step: 'confirm' | 'revoke';
  from: readonly Licence['state'][];
  to: Licence['state'];
  refusal: string;
}

const deciding = (deps: ApiDeps, { step, from, to, refusal }: Deciding, summary: string) => operation({
  method: 'post', path: `/v1/licences/{licence}/${step}`, id: `${step}Licence`, tag: 'compliance', key: true,
  access: { ...operators, known: (actor: Actor, given) => knownLicence(deps, actor, given.licence ?? '') },
  summary,
  params,
  body: json(reason),
  answers: { 200: { description: 'Decided', schema: licenceView } },
  problems: [400, 401, 403, 404, 409, 413, 415, 422],
  async handle({ actor, params: { licence: id }, body, key }) {
    const licence = await knownLicence(deps, actor, id);
    const write = { actor, key, route: `POST /v1/licences/{licence}/${step}`, content: { id, ...body } };
    return keyedWrite(deps, write, async ({ db, deed }) => {
      const done = await decideLicence(db, { id, from, to, ...body }, deed);
      if (!done) return refusalOf(409, refusal, `The licence cannot be decided like this: ${licence.state}.`);
      return { status: 200, body: { ...licence, state: to } };
    });
  },
});

async function knownLicence({ orm, now }: ApiDeps, actor: Actor, id: string): Promise<Licence> {
  const licence = await findLicence(seenBy(orm, actor), id, now());
  if (licence === null) throw problem(404, 'unknown-licence', 'There is no such licence.');
  return licence;
}

export const licenceOperations = (deps: ApiDeps) => [
  register(deps),
  list(deps),
  deciding(
    deps, { step: 'confirm', from: ['REGISTERED'], to: 'CONFIRMED', refusal: 'not-registered' },
    'Confirm a licence against its issuer: from now on orders can rest on it',
  ),
  deciding(
    deps, { step: 'revoke', from: ['REGISTERED', 'CONFIRMED'], to: 'REVOKED', refusal: 'already-revoked' },
    'Revoke a licence: nothing more is drawn from it; what was declared stays declared',
  ),
];
