import { z } from 'zod';
import { remainingOf } from '../../domain/agreements/call-off.ts';
import { platformRoles, traderRoles } from '../../domain/parties.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { callOffsSeen, listAgreements } from '../../persistence/agreements/agreements.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { cursored } from '../orders.ts';
import { afterSchema, instant, limitSchema } from '../schemas.ts';
import { agreementAnswer, agreementParams } from './schemas.ts';
import { anAgreement } from './steps.ts';

const listOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/agreements',
    id: 'listAgreements',
    tag: 'agreements',
    access: { roles: [...traderRoles, ...platformRoles] },
    summary: 'The agreements your company is a party of, newest first',
    query: z.strictObject({ after: afterSchema.optional(), limit: limitSchema }),
    answers: {
      200: {
        description: 'One page',
        schema: z.object({ agreements: z.array(agreementAnswer), next: z.string().nullable() }),
      },
    },
    problems: [400, 401, 404],
    async handle({ actor, query: { after, limit } }) {
      const all = actor.roles.some((role) => platformRoles.includes(role));
      const page = {
        limit,
        ...(all ? {} : { company: actor.company }),
        ...(after === undefined ? {} : { after }),
      };
      return { status: 200, body: await cursored(() => listAgreements(seenBy(deps.orm, actor), page)) };
    },
  });

const called = z.object({ line: z.int(), quantity: z.int() });
const oneAnswer = agreementAnswer.extend({
  /** What is left of each line of a frame; empty for other agreements. */
  remaining: z.array(z.object({ line: z.int(), remaining: z.int() })),
  callOffs: z.array(z.object({ order: z.string(), lines: z.array(called), at: instant })),
});

const oneOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/agreements/{agreement}',
    id: 'getAgreement',
    tag: 'agreements',
    access: { thing: anAgreement, by: 'everybody' },
    summary: 'One agreement, for a frame with what was called off and what is left',
    params: agreementParams,
    answers: { 200: { description: 'The agreement', schema: oneAnswer } },
    problems: [401, 404],
    async handle({ actor, found: agreement }) {
      const callOffs = await callOffsSeen(seenBy(deps.orm, actor), agreement.id);
      const lines = callOffs.flatMap((one) => one.lines);
      const remaining = agreement.content.kind === 'FRAME' ? remainingOf(agreement.content, lines) : [];
      return { status: 200, body: { ...agreement, remaining, callOffs } };
    },
  });

export const readingOperations = (deps: ApiDeps) => [listOperation(deps), oneOperation(deps)];
