import { z } from 'zod';
import { providerKinds } from '../../domain/identity/provider.ts';
import { platformRoles } from '../../domain/parties.ts';
import { administratorsOf, findProvider, listProviders, providerSorts } from '../../persistence/identity/providers.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema, limitSchema } from '../schemas.ts';
import { noProvider, providerDetailsSchema, providerParams, providerRowSchema } from './schemas.ts';

const listQuery = z.strictObject({
  kind: z.enum(providerKinds).optional(),
  suspended: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  q: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(providerSorts).default('name'),
  after: afterSchema.optional(),
  limit: limitSchema,
});

const list = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/providers',
    id: 'listProviders',
    tag: 'providers',
    access: 'signed-in',
    summary: 'The companies that serve trades, page by page; those suspended are shown to the platform only',
    query: listQuery,
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ providers: z.array(providerRowSchema), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { suspended, sort, limit, ...rest } }) {
      const own = actor.roles.some((role) => platformRoles.includes(role));
      const { kind, q, after } = rest;
      const filter = {
        sort,
        limit,
        suspended: own ? (suspended ?? null) : false,
        ...(kind === undefined ? {} : { kind }),
        ...(q === undefined ? {} : { q }),
        ...(after === undefined ? {} : { after }),
      };
      if (!own && suspended === true) return { status: 200, body: { providers: [], next: null } };
      return { status: 200, body: await cursored(() => listProviders(seenBy(deps.orm, actor), filter)) };
    },
  });

const get = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/providers/{company}',
    id: 'getProvider',
    tag: 'providers',
    access: { roles: platformRoles },
    summary: 'One provider: what it is registered as, who administers it, when and why it was suspended',
    params: providerParams,
    answers: { 200: { description: 'The provider', schema: providerDetailsSchema } },
    problems: [400, 401, 403, 404],
    async handle({ actor, params: { company } }) {
      const [found, administrators] = await Promise.all([
        findProvider(seenBy(deps.orm, actor), company),
        administratorsOf(deps.orm, company),
      ]);
      if (found === null) throw noProvider();
      return { status: 200, body: { ...found, administrators } };
    },
  });

export const readingOperations = (deps: ApiDeps) => [list(deps), get(deps)];
