import { refuse } from '../../domain/identity/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import { adminsOf } from '../../persistence/identity/members.ts';
import { liftSuspension, type Provider, suspendCompany, takeProvider } from '../../persistence/identity/providers.ts';
import { post } from '../../persistence/outbox.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { type Making, refusedBy, writing } from '../identity/writes.ts';
import { noProvider, platformAdministrators, providerParams, providerRowSchema, reasonSchema } from './schemas.ts';

/** Tells those who administer a company what happened to it. */
async function tell(
  { db, at }: Making,
  { company, name }: Provider,
  kind: 'company-suspended' | 'company-reactivated',
  reason: string,
): Promise<void> {
  for (const user of await adminsOf(db, company)) {
    const key = `${kind}:${company}:${at}:${user}`;
    await post(db, { key, kind, to: { user }, order: null, data: { company: name, reason }, at });
  }
}

type Way = 'suspend' | 'reactivate';

type Asked = Record<'company' | 'reason' | 'key', string> & { actor: Actor };

/** Suspends a company, or ends that; either is refused where it would change nothing. */
function move(deps: ApiDeps, way: Way, { actor, company, reason, key }: Asked) {
  const write = { actor, key, route: `POST /v1/providers/${company}/${way}`, content: { reason } };
  return writing(deps, write, async (making) => {
    const provider = await takeProvider(making.db, company);
    if (provider === null) throw noProvider();
    const { db, at } = making;
    const change = { by: actor.user, reason, at };
    if (way === 'suspend') {
      if (provider.suspendedAt !== null) return refusedBy(refuse('no-change', 'The company is suspended already.'));
      await suspendCompany(db, company, change);
      await tell(making, provider, 'company-suspended', reason);
      return { status: 200, body: { ...provider, suspendedAt: at } };
    }
    if (provider.suspendedAt === null) return refusedBy(refuse('no-change', 'The company is not suspended.'));
    await liftSuspension(db, company, change);
    await tell(making, provider, 'company-reactivated', reason);
    return { status: 200, body: { ...provider, suspendedAt: null } };
  });
}

const suspend = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/providers/{company}/suspend',
    id: 'suspendProvider',
    tag: 'providers',
    access: platformAdministrators,
    key: true,
    summary: 'Suspend a provider: its sessions end, its keys are good for nothing, no new order names it',
    params: providerParams,
    body: json(reasonSchema),
    answers: { 200: { description: 'Suspended; orders that run and name it say so', schema: providerRowSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle: ({ actor, params: { company }, body: { reason }, key }) =>
      move(deps, 'suspend', { actor, company, reason, key }),
  });

const reactivate = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/providers/{company}/reactivate',
    id: 'reactivateProvider',
    tag: 'providers',
    access: platformAdministrators,
    key: true,
    summary: 'End the suspension of a provider: its people sign in again, new orders may name it',
    params: providerParams,
    body: json(reasonSchema),
    answers: { 200: { description: 'Active again', schema: providerRowSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    handle: ({ actor, params: { company }, body: { reason }, key }) =>
      move(deps, 'reactivate', { actor, company, reason, key }),
  });

/** Whether a provider may serve trades. */
export const standingOperations = (deps: ApiDeps) => [suspend(deps), reactivate(deps)];
