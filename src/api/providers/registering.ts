import { faultsOfRegistration, providerSchema } from '../../domain/identity/provider.ts';
import { keepProvider, takeProvider } from '../../persistence/identity/providers.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { refusedBy, writing } from '../identity/writes.ts';
import { invalid } from '../problem.ts';
import { firstAdministrator } from './administrators.ts';
import { administratorSchema, entrySchema, noProvider, platformAdministrators, providerParams } from './schemas.ts';

const register = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/providers',
    id: 'registerProvider',
    tag: 'providers',
    access: platformAdministrators,
    key: true,
    summary: 'Register a company that serves trades, and invite its first administrator, for fourteen days',
    body: json(providerSchema.extend({ administrator: administratorSchema })),
    answers: { 201: { description: 'Registered; the code is in the letter only', schema: entrySchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle({ actor, body, key }) {
      const { administrator, ...registration } = body;
      const faults = faultsOfRegistration(registration);
      if (faults.length > 0) {
        throw invalid(
          'body',
          faults.map((fault) => ({ code: 'custom', input: undefined, ...fault })),
        );
      }
      const write = { actor, key, route: 'POST /v1/providers', content: body };
      return writing(deps, write, async (making) => {
        const company = making.idOf('c');
        const fault = await keepProvider(making.db, registration, { company, by: actor.user, at: making.at });
        if (fault !== null) return refusedBy(fault.rejection);
        const { name, country, kinds } = registration;
        const provider = { company, name, country, kinds, suspendedAt: null };
        return firstAdministrator(making, actor, provider, administrator);
      });
    },
  });

const invite = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/providers/{company}/administrators',
    id: 'inviteFirstAdministrator',
    tag: 'providers',
    access: platformAdministrators,
    key: true,
    summary: 'Invite the first administrator of a provider again, or somebody else, while nobody administers it',
    params: providerParams,
    body: json(administratorSchema),
    answers: { 201: { description: 'Invited, or proposed to a second person', schema: entrySchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle({ actor, params: { company }, body, key }) {
      const write = { actor, key, route: `POST /v1/providers/${company}/administrators`, content: body };
      return writing(deps, write, async (making) => {
        const provider = await takeProvider(making.db, company);
        if (provider === null) throw noProvider();
        return firstAdministrator(making, actor, provider, body);
      });
    },
  });

/** How companies that serve trades come to the platform. */
export const registeringOperations = (deps: ApiDeps) => [register(deps), invite(deps)];
