import { z } from 'zod';
import { namedProvidersSchema } from '../../domain/order/opening.ts';
import { servingPlaces, servingRoles } from '../../domain/parties.ts';
import {
  preferProvider,
  type PreferredProvider,
  preferredIn,
  preferredProviders,
} from '../../persistence/identity/preferred.ts';
import { faultOfProvider } from '../../persistence/identity/serving.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { companyFor } from '../../persistence/people.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { writing } from '../identity/writes.ts';
import { unserved } from '../opening.ts';

/** Who serves the orders of a company that name nobody: whom it prefers, and whom the platform has instead. */
const preferencesSchema = z.object({
  places: z.array(
    z.object({
      place: z.enum(servingPlaces),
      preferred: z.string().nullable(),
      /** True: it is passed over for the platform's choice until the suspension ends. */
      suspended: z.boolean(),
      platform: z.string().nullable(),
    }),
  ),
});

async function preferences(deps: ApiDeps, wishes: readonly PreferredProvider[]) {
  const places = servingPlaces.map(async (place) => {
    const wish = wishes.find((each) => each.place === place);
    const { id: platform = null } = (await companyFor(deps.orm, servingRoles[place])) ?? {};
    return { place, preferred: wish?.company ?? null, suspended: wish?.suspended ?? false, platform };
  });
  return { places: await Promise.all(places) };
}

const get = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company/providers',
    id: 'getPreferredProviders',
    tag: 'companies',
    access: 'signed-in',
    summary: 'Who serves the orders of your company that name nobody: whom it prefers, and whom the platform has',
    answers: { 200: { description: 'Place by place', schema: preferencesSchema } },
    problems: [401],
    async handle({ actor }) {
      const wishes = await preferredProviders(seenBy(deps.orm, actor), actor.company);
      return { status: 200, body: await preferences(deps, wishes) };
    },
  });

const changeSchema = z
  .strictObject(
    Object.fromEntries(
      servingPlaces.map((place) => [place, namedProvidersSchema.shape[place].unwrap().nullable()]),
    ) as Record<(typeof servingPlaces)[number], z.ZodNullable<z.ZodString>>,
  )
  .partial()
  .refine((places) => Object.keys(places).length > 0, { error: 'give a company, or null, for a place' });

const change = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company/providers',
    id: 'preferProviders',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary:
      'Say who is to serve the orders of your company that name nobody, by mail too: null leaves a place to the ' +
      'platform, what is left out stays',
    body: json(changeSchema),
    answers: { 200: { description: 'As it is from now on', schema: preferencesSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, body, key }) {
      const write = { actor, key, route: 'POST /v1/company/providers', content: body };
      return writing(deps, write, async ({ db, at }) => {
        const wishes = servingPlaces.flatMap((place) => {
          const provider = body[place];
          return provider === undefined ? [] : [{ place, provider }];
        });
        for (const { place, provider } of wishes) {
          const named = { field: place, place, company: provider ?? '' };
          const fault = provider === null ? null : await faultOfProvider(deps.orm, named);
          if (fault !== null) return unserved(fault);
          await preferProvider(db, { company: actor.company, place, provider }, { by: actor.user, at });
        }
        return { status: 200, body: await preferences(deps, await preferredIn(db, actor.company)) };
      });
    },
  });

/** Whom a company wants to be served by. */
export const preferredOperations = (deps: ApiDeps) => [get(deps), change(deps)];
