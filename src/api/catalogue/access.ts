import { z } from 'zod';
import {
  accessRequestSchema, approvalSchema, approveAccess, type Grant, grantActions, grantStates, reasonSchema,
  refuseAccess, requestAccess, revokeAccess,
} from '../../domain/catalogue/access.ts';
import { isRefused, type Refused } from '../../domain/catalogue/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import {
  findGrant, grantForChange, keepRequest, keepStep, listGrants, notPrivateProductsOf,
} from '../../persistence/catalogue/grants.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { Answer } from '../../domain/record.ts';
import { json, operation, type Reply } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema } from '../schemas.ts';
import { refusedBy, unknown } from './refusals.ts';
import { grantView, pageLimit } from './schemas.ts';
import { forBuyers, forSuppliers, keyedWrite, type Making } from './writes.ts';

const grantParams = z.object({ grant: z.string().max(64) });
const viewOf = (grant: Grant, { company }: Actor): object => ({ ...grant, actions: grantActions(grant, company) });

const request = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/access', id: 'requestAccess', tag: 'folders', access: forBuyers, key: true,
  summary: 'Ask a supplier to show you private (OEM/ODM) products, naming the non-disclosure agreement you signed',
  body: json(accessRequestSchema),
  answers: { 201: { description: 'Asked; the supplier answers', schema: grantView } },
  problems: [400, 401, 403, 409, 413, 415, 422],
  async handle({ actor, body, key }) {
    const write = { actor, key, route: 'POST /v1/catalogue/access', content: body };
    const [supplier] = await companiesByIds(deps.orm, [body.supplier]);
    return keyedWrite(deps, write, async ({ db, deed, idOf }) => {
      if (supplier?.kinds.includes('supplier') !== true || supplier.id === actor.company) {
        return refusedBy({ code: 'unknown-company', detail: `supplier: ${body.supplier} is no supplier you can ask.` });
      }
      const grant = requestAccess(idOf('grant'), body, deed);
      if (await keepRequest(db, grant)) return { status: 201, body: viewOf(grant, actor) };
      return refusedBy({ code: 'request-open', detail: 'Your last request waits for this supplier\'s answer.' });
    });
  },
});

/**
 * One step of the supplier's: reads the grant under a lock, judges, keeps. Throws ProblemError 404 for others' grants.
 */
async function step(
  deps: ApiDeps, { actor, key, id, command, content }: {
    actor: Actor; key: string; id: string; command: string; content: object;
  },
  judge: (grant: Grant, making: Making) => Promise<{ grant: Grant } | Refused> | { grant: Grant } | Refused,
): Promise<Reply> {
  const supplier = actor.company;
  if (await findGrant(deps.orm, { supplier, buyer: null }, id) === null) throw unknown('grant');
  const route = `POST /v1/catalogue/access/${id}/${command}`;
  return keyedWrite(deps, { actor, key, route, content }, async (making): Promise<Answer> => {
    const grant = await grantForChange(making.db, actor.company, id);
    if (grant === null) throw unknown('grant');
    const judged = await judge(grant, making);
    if (isRefused(judged)) return refusedBy(judged.rejection);
    await keepStep(making.db, judged.grant);
    return { status: 200, body: viewOf(judged.grant, actor) };
  });
}

const stepProblems = [400, 401, 403, 404, 409, 413, 415, 422];

const approve = (deps: ApiDeps) => operation({
  method: 'post', path: '/v1/catalogue/access/{grant}/approve', id: 'approveAccess', tag: 'folders',
  access: forSuppliers, key: true,
  summary: 'Show a buyer the private products you name, under the agreement you name',
  params: grantParams,
  body: json(approvalSchema),
  answers: { 200: { description: 'Approved', schema: grantView } },
  problems: stepProblems,
  async handle({ actor, params: { grant: id }, body, key }) {
    return step(deps, { actor, key, id, command: 'approve', content: body }, async (grant, { db, deed }) => {
      const others = await notPrivateProductsOf(db, actor.company, body.products);
      if (others.length === 0) return approveAccess(grant, body, deed);
      const detail = 'products: some are not private products of yours.';
      return { rejection: { code: 'unknown-products', detail, data: { products: others } } };
    });
  },
});

const withReason = (
  deps: ApiDeps, command: 'refuse' | 'revoke', summary: string, judge: typeof refuseAccess,
) => operation({
  method: 'post', path: `/v1/catalogue/access/{grant}/${command}`, id: `${command}Access`, tag: 'folders',
  access: forSuppliers, key: true, summary,
  params: grantParams,
  body: json(reasonSchema),
  answers: { 200: { description: 'Done, at once', schema: grantView } },
  problems: stepProblems,
  async handle({ actor, params: { grant: id }, body, key }) {
    return step(deps, { actor, key, id, command, content: body }, (grant, { deed }) => judge(grant, body.reason, deed));
  },
});

const list = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/access', id: 'listAccess', tag: 'folders', access: 'signed-in',
  summary: 'Access to private products you asked for or are asked for, newest first',
  query: z.strictObject({ state: z.enum(grantStates).optional(), after: afterSchema.optional(), limit: pageLimit }),
  answers: {
    200: { description: 'One page', schema: z.object({ grants: z.array(grantView), next: z.string().nullable() }) },
  },
  problems: [400, 401, 404],
  async handle({ actor, query: { state, after, limit } }) {
    const page = { limit, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) };
    const { grants, next } = await cursored(() => listGrants(seenBy(deps.orm, actor), readerOf(actor), page));
    return { status: 200, body: { grants: grants.map((grant) => viewOf(grant, actor)), next } };
  },
});

const one = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/catalogue/access/{grant}', id: 'getAccess', tag: 'folders', access: 'signed-in',
  summary: 'One of them, with every step',
  params: grantParams,
  answers: { 200: { description: 'The access', schema: grantView } },
  problems: [401, 404],
  async handle({ actor, params }) {
    const grant = await findGrant(seenBy(deps.orm, actor), readerOf(actor), params.grant);
    if (grant === null) throw unknown('grant');
    return { status: 200, body: viewOf(grant, actor) };
  },
});

export const accessOperations = (deps: ApiDeps) => [
  request(deps), list(deps), one(deps), approve(deps),
  withReason(deps, 'refuse', 'Refuse a buyer\'s request', refuseAccess),
  withReason(deps, 'revoke', 'End a buyer\'s access: what it was given for is out of sight at once', revokeAccess),
];
