import { z } from 'zod';
import { line } from '../../domain/identity/founding.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import { tidyRoles, tradingKinds } from '../../domain/identity/roles.ts';
import { type Role, roles } from '../../domain/parties.ts';
import { changeCompany, heldRoles, takeCompany } from '../../persistence/identity/members.ts';
import { companiesByIds } from '../../persistence/people.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { businessesOnly } from '../../persistence/retail/businesses-only.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { refusedBy, writing } from './writes.ts';

const companySchema = z.object({
  company: z.string(),
  name: z.string(),
  country: z.string(),
  kinds: z.array(z.enum(roles)),
  /** True: nothing of it is sold to consumers by a click; companies still ask for it. */
  businessesOnly: z.boolean(),
});

const get = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/company',
    id: 'getCompany',
    tag: 'companies',
    access: 'signed-in',
    summary: 'Your company',
    answers: { 200: { description: 'The company', schema: companySchema } },
    problems: [401],
    async handle({ actor }) {
      const [own] = await companiesByIds(deps.orm, [actor.company]);
      const closed = await businessesOnly(seenBy(deps.orm, actor), [actor.company]);
      const { id: company, name, country, kinds } = own!;
      return { status: 200, body: { company, name, country, kinds, businessesOnly: closed.has(company) } };
    },
  });

const changeSchema = z.strictObject({
  name: line(200).optional(),
  kinds: z.array(z.enum(tradingKinds)).min(1).max(tradingKinds.length).optional(),
  businessesOnly: z.boolean().optional(),
});

const isTrader = (kinds: readonly Role[]): boolean =>
  kinds.every((kind) => (tradingKinds as readonly Role[]).includes(kind));

const change = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/company',
    id: 'changeCompany',
    tag: 'companies',
    access: 'admin',
    key: true,
    summary: 'Rename your company, make it buyer, supplier or both, or keep it out of retail; what is left out stays',
    body: json(changeSchema),
    answers: { 200: { description: 'The company as it is now', schema: companySchema } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    handle({ actor, body, key }) {
      return writing(deps, { actor, key, route: 'POST /v1/company', content: body }, async ({ db, at }) => {
        const { company } = actor;
        const before = await takeCompany(db, company);
        const after = {
          name: body.name ?? before.name,
          kinds: tidyRoles(body.kinds ?? before.kinds),
          businessesOnly: body.businessesOnly ?? before.businessesOnly,
        };
        if (body.kinds !== undefined && !isTrader(before.kinds)) {
          return refusedBy(refuse('kinds-set-by-platform', 'kinds: those of this company are set by the platform.'));
        }
        const given = before.kinds.filter((kind) => !after.kinds.includes(kind));
        const held = await heldRoles(db, company, given, at);
        if (held.length > 0) {
          return refusedBy(refuse('kind-in-use', `kinds: somebody of yours acts as ${held.join(', ')}.`));
        }
        await changeCompany(db, company, after);
        const [own] = (await db.query<{ country: string }>('select country from company where id = $1', [company]))
          .rows;
        return { status: 200, body: { company, country: own!.country, ...after } };
      });
    },
  });

export const companyOperations = (deps: ApiDeps) => [get(deps), change(deps)];
