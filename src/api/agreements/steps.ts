import { z } from 'zod';
import { type Agreement, agreementHash, agreementSchema, type Side } from '../../domain/agreements/agreement.ts';
import { type AgreementRefusal, refuse } from '../../domain/agreements/refusal.ts';
import { alreadyGiven } from '../../domain/agreements/territory.ts';
import { declineAgreement, endAgreement, signAgreement } from '../../domain/agreements/steps.ts';
import { type Actor, platformRoles, traderRoles } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import {
  agreementForChange,
  changeAgreement,
  findAgreement,
  keepAgreement,
  territoriesOf,
} from '../../persistence/agreements/agreements.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { writeOnce } from '../../persistence/catalogue/write-once.ts';
import { companiesByIds } from '../../persistence/people.ts';
import type { Thing } from '../access.ts';
import { json, operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { once } from '../idempotency.ts';
import { refusedBy, unknownAgreement } from './refusals.ts';
import { agreementAnswer, agreementParams } from './schemas.ts';

/** On which side of an agreement somebody stands; null for people who only look on. */
export const sideOf = ({ buyer, supplier }: Pick<Agreement, 'buyer' | 'supplier'>, actor: Actor): Side | null => {
  if (actor.company === buyer && actor.roles.includes('buyer')) return 'buyer';
  return actor.company === supplier && actor.roles.includes('supplier') ? 'supplier' : null;
};

/** An agreement: its two sides sign it, their other people and the platform's read it. To others there is none. */
export const anAgreement: Thing<Agreement> = {
  name: 'agreement',
  async find({ orm }, actor, { agreement: id = '' }) {
    const found = await findAgreement(seenBy(orm, actor), id);
    const platform = actor.roles.some((role) => platformRoles.includes(role));
    if (found === null || (!platform && ![found.buyer, found.supplier].includes(actor.company))) {
      throw unknownAgreement();
    }
    const side = sideOf(found, actor);
    return { found, parts: side === null ? [] : [side] };
  },
};

const sides = {
  thing: anAgreement,
  by: traderRoles,
  otherwise: { code: 'not-your-move', detail: 'This is for the two sides of the agreement.' },
} as const;

/** The two companies, by the role of the one who proposes; a refusal where they cannot agree on anything. */
async function partiesOf(deps: ApiDeps, actor: Actor, partner: string) {
  const [side, other]: [Side, Side] = actor.roles.includes('buyer') ? ['buyer', 'supplier'] : ['supplier', 'buyer'];
  const [found] = await companiesByIds(deps.orm, [partner]);
  if (found === undefined || found.id === actor.company || !found.kinds.includes(other)) {
    return refuse('unknown-partner', `partner: ${partner} is no ${other} you can agree with.`);
  }
  const parties = { [side]: actor.company, [other]: found.id } as Record<Side, string>;
  return { side, ...parties };
}

export const proposeOperation = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/agreements',
    id: 'proposeAgreement',
    tag: 'agreements',
    access: {
      roles: traderRoles,
      otherwise: { code: 'not-a-trader', detail: 'Agreements are made by buyers and suppliers.' },
    },
    key: true,
    summary: 'Propose a frame, a cooperation or joint marketing to a partner, signed by its hash on your side',
    body: json(z.strictObject({ partner: z.string().min(1).max(64), content: agreementSchema })),
    answers: { 201: { description: 'Proposed; it counts when the partner has signed', schema: agreementAnswer } },
    problems: [400, 401, 403, 409, 413, 415, 422],
    async handle({ actor, body, key, request }) {
      const write = { actor, key, route: 'POST /v1/agreements', content: request.body as unknown };
      return once(deps, write, async ({ commandId }) => {
        const parties = await partiesOf(deps, actor, body.partner);
        if ('rejection' in parties) return refusedBy(parties.rejection);
        const { side, buyer, supplier } = parties;
        const named = { id: commandId.slice(0, 24), buyer, supplier, content: body.content };
        const hash = agreementHash(named);
        const at = deps.now();
        const signature = { side, user: actor.user, company: actor.company, hash, at };
        const state = 'PROPOSED' as const;
        const signed = { hash, state, signatures: [signature] };
        const agreement: Agreement = { ...named, ...signed, endAskedBy: null, endsAt: null, at };
        return writeOnce(deps.orm, commandId, async (db) => {
          await keepAgreement(db, agreement);
          return { status: 201, body: agreement };
        });
      });
    },
  });

type Step = (
  agreement: Agreement,
  side: Side,
  input: { hash?: string },
  actor: Actor,
) => Agreement | { rejection: AgreementRefusal };

const step = (
  deps: ApiDeps,
  {
    name,
    id,
    summary,
    input,
    act,
  }: {
    name: string;
    id: string;
    summary: string;
    input: z.ZodType<{ hash?: string }>;
    act: Step;
  },
) =>
  operation({
    method: 'post',
    path: `/v1/agreements/{agreement}/${name}`,
    id,
    tag: 'agreements',
    access: sides,
    key: true,
    summary,
    params: agreementParams,
    body: json(input),
    answers: { 200: { description: 'The agreement as it is then', schema: agreementAnswer } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
    async handle({ actor, found: { id: agreement }, body, key }) {
      const write = { actor, key, route: `POST /v1/agreements/${agreement}/${name}`, content: body };
      return once(deps, write, ({ commandId }) =>
        writeOnce(deps.orm, commandId, async (db): Promise<Answer> => {
          const before = await agreementForChange(db, agreement);
          const side = before === null ? null : sideOf(before, actor);
          if (before === null || side === null) {
            return refusedBy(refuse('not-your-move', 'This is for the two sides of the agreement.').rejection);
          }
          const signs = name === 'sign' && before.state === 'PROPOSED';
          const others = signs ? await territoriesOf(db, before.supplier) : [];
          const given = alreadyGiven(before, others, deps.now());
          if (given !== null) return refusedBy(given.rejection);
          const after = act(before, side, body, actor);
          if ('rejection' in after) return refusedBy(after.rejection);
          await changeAgreement(db, after);
          return { status: 200, body: after };
        }),
      );
    },
  });

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');
const nothing = z.strictObject({});

export const stepOperations = (deps: ApiDeps) => [
  step(deps, {
    name: 'sign',
    id: 'signAgreement',
    summary: 'Sign what the partner proposed, named by its hash: it counts from now on, within its term',
    input: z.strictObject({ hash }),
    act: (agreement, side, input, { user, company }) =>
      signAgreement(agreement, { side, user, company, hash: input.hash ?? '', at: deps.now() }),
  }),
  step(deps, {
    name: 'decline',
    id: 'declineAgreement',
    summary: "Decline the partner's proposal, or take your own back",
    input: nothing,
    act: (agreement) => declineAgreement(agreement),
  }),
  step(deps, {
    name: 'end',
    id: 'endAgreement',
    summary:
      'Ask to end a signed agreement before its term: it ends when the other side asks as well, and joint marketing ' +
      'once the days of notice are over',
    input: nothing,
    act: (agreement, side) => endAgreement(agreement, side, deps.now()),
  }),
];
