import type { AmendmentRequest } from '../../domain/credit/commands/amending.ts';
import { foresee, presentationSchema } from '../../domain/credit/commands/presenting.ts';
import { drawnBy } from '../../domain/credit/check/invoice.ts';
import { presentBy } from '../../domain/credit/clocks.ts';
import { creditCommands } from '../../domain/credit/judge.ts';
import type { AnyCreditRule } from '../../domain/credit/rule.ts';
import type { Actor } from '../../domain/parties.ts';
import { z } from 'zod';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once, type Settled } from '../idempotency.ts';
import { aCredit, type VisibleCredit } from './access.ts';
import { composedAmendment, composedPresentation } from './composing.ts';
import { creditRefused } from './refusals.ts';
import { creditAcceptedSchema, creditParams, foundSchema } from './schemas.ts';

interface CreditCall {
  deps: ApiDeps;
  actor: Actor;
  found: VisibleCredit;
  name: string;
  rule: AnyCreditRule;
  input: unknown;
}

/** One operation for every command of a credit that people issue. */
export const commandOperations = (deps: ApiDeps) =>
  Object.entries(creditCommands)
    .filter(([, { by }]) => by.some((party) => party !== 'house'))
    .map(([name, rule]) =>
      operation({
        method: 'post',
        path: `/v1/credits/{credit}/${name}`,
        id: `credit${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        tag: 'credits',
        access: {
          thing: aCredit,
          by: rule.by.filter((party) => party !== 'house'),
          otherwise: { code: 'not-your-move', detail: `${name} is for: ${rule.by.join(', ')}.` },
        },
        key: true,
        summary: rule.summary,
        params: creditParams,
        body: json(rule.input),
        answers: { 200: { description: 'Accepted', schema: creditAcceptedSchema } },
        problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
        async handle({ actor, found, body, key, request }) {
          const route = `POST /v1/credits/${found.view.credit}/${name}`;
          const write = { actor, key, route, order: found.view.credit, content: request.body as unknown };
          return once(deps, write, ({ commandId }) =>
            carryOut({ deps, actor, found, name, rule, input: body }, commandId),
          );
        },
      }),
    );

async function carryOut(call: CreditCall, commandId: string): Promise<Settled> {
  const { deps, actor, found, name, rule } = call;
  const input = rule.composed === true ? await composed(call) : call.input;
  const { credit, version } = found.view;
  const answered = await deps.credits.issue(credit, { commandId, name, input, by: actor, seen: version });
  return 'rejection' in answered ? creditRefused(answered.rejection) : { ...answered.answer, recorded: true };
}

/** What the order's own data adds to what was sent. */
const composed = ({ deps, found, name, input }: CreditCall): Promise<unknown> =>
  name === 'present'
    ? composedPresentation(deps, found.credit, input as z.output<typeof presentationSchema>)
    : composedAmendment(deps, found.credit, input as AmendmentRequest);

/** POST /v1/credits/{credit}/pre-check: what the bank would find, by the same examination; nothing is presented. */
export const preCheckOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/credits/{credit}/pre-check',
    id: 'preCheckCredit',
    tag: 'credits',
    access: {
      thing: aCredit,
      by: ['beneficiary'],
      otherwise: {
        code: 'not-your-move',
        detail: 'Documents are checked before presentation by the beneficiary.',
      },
    },
    summary: 'Examine documents before they are presented: every discrepancy, by article and field',
    params: creditParams,
    body: json(presentationSchema),
    answers: {
      200: {
        description: 'What would be found if they were presented now',
        schema: z.object({
          credit: z.string(),
          complies: z.boolean(),
          presentBy: z.iso.date(),
          drawnMinor: z.int(),
          currency: z.string(),
          documents: z.array(z.string()),
          discrepancies: z.array(foundSchema),
        }),
      },
    },
    problems: [400, 401, 403, 404, 413, 415, 422],
    async handle({ found: { credit }, body }) {
      const { documents } = await composedPresentation(deps, credit, body);
      const discrepancies = foresee(credit, documents, deps.now());
      const answer = {
        credit: credit.number,
        complies: discrepancies.length === 0,
        presentBy: presentBy(credit),
        drawnMinor: drawnBy({ documents, terms: credit.terms }),
        currency: credit.terms.currency,
        documents: documents.map(({ type }) => type),
        discrepancies,
      };
      return { status: 200, body: answer };
    },
  });
