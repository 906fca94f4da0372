import { addBusinessDays, calendarOfCountry } from '../domain/calendar/calendar.ts';
import type { HeldPolicy } from '../domain/order/consumer.ts';
import { openingSchema, type Opening, type OpeningInput } from '../domain/order/opening.ts';
import type { Profile } from '../domain/order/profile.ts';
import type { Actor, Serving } from '../domain/parties.ts';
import { allotOrderNumber } from '../persistence/idempotency.ts';
import { type ServingFault, servingCompanies } from '../persistence/identity/serving.ts';
import { companiesByIds, type Company, localeOf } from '../persistence/people.ts';
import { policiesIn } from '../persistence/policies.ts';
import { findProfile } from '../persistence/profiles.ts';
import { territoryOfOpening } from './agreements/gates.ts';
import { allowancesOfOpening } from './agreements/marketing-gate.ts';
import { json, operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { once, type Settled } from './idempotency.ts';
import { problem, refusalOf } from './problem.ts';
import { alertOrder, gateOfOpening } from './qualification/gate.ts';
import { refused } from './rejections.ts';
import { acceptedSchema } from './schemas.ts';

/** POST /v1/orders: the buyer's enquiry, completed by the house. */
export const openOrder = (deps: ApiDeps) =>
  operation({
    method: 'post',
    path: '/v1/orders',
    id: 'openOrder',
    tag: 'orders',
    access: { roles: ['buyer'], otherwise: { code: 'not-your-move', detail: 'Orders are opened by buyers.' } },
    key: true,
    summary: 'Open an order: ask a supplier for a quote',
    body: json(openingSchema),
    answers: { 201: { description: 'Opened; Location names the order', schema: acceptedSchema } },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503, 504],
    async handle({ actor, body, key, request }) {
      const order = await allotOrderNumber(deps.orm, new Date(deps.now()).getUTCFullYear());
      const write = { actor, key, route: 'POST /v1/orders', order, opens: true, content: request.body as unknown };
      const reply = await once(deps, write, async (claimed) => {
        return openAs(deps, { actor, input: body, order: claimed.order ?? order, commandId: claimed.commandId });
      });
      if (reply.status !== 201) return reply;
      const { order: opened } = reply.body as { order: string };
      return { ...reply, headers: { ...reply.headers, Location: `/v1/orders/${opened}` } };
    },
  });

const noProfile = (name: string) => `profile: there is no profile ${name} for orders between businesses.`;

/** An order on its way to be opened for a buyer, by whichever way it came in. */
export interface Opened {
  actor: Actor;
  input: OpeningInput;
  /** The number allotted to it; a retry brings the same one, and the same command id. */
  order: string;
  commandId: string;
}

/** Opens an order for a buyer, once by its command id. Refused for others, and for an unknown supplier or profile. */
export async function openAs(deps: ApiDeps, { actor, input, order, commandId }: Opened): Promise<Settled> {
  if (!actor.roles.includes('buyer')) return refused({ code: 'not-your-move', detail: 'Orders are opened by buyers.' });
  const profile = await findProfile(deps.orm, input.profile);
  if (profile === null || profile.mode === 'B2C') return refusalOf(404, 'unknown-profile', noProfile(input.profile));
  const supplier = await supplierOf(deps, input, actor);
  if (supplier === null)
    return refusalOf(404, 'unknown-supplier', `supplier: ${input.supplier} is no supplier you can ask.`);
  const hindered =
    (await territoryOfOpening(deps, actor.company, input)) ?? (await allowancesOfOpening(deps, actor.company, input));
  if (hindered !== null) return hindered;
  const gate = await gateOfOpening(deps, { buyer: actor.company, supplier: supplier.id, order, commandId });
  if ('refusal' in gate) return gate.refusal;
  const found = await servingCompanies(deps.orm, { buyer: actor.company, named: input.providers });
  if ('fault' in found) return unserved(found.fault);
  const policies = policiesIn(await localeOf(deps.orm, actor.user));
  const opening = completed(deps.now(), { order, input, buyer: actor.company, supplier, profile, policies, ...found });
  const answered = await deps.desk.open(opening, actor, commandId);
  if ('rejection' in answered) return refused(answered.rejection);
  await alertOrder(deps, order, gate.pending);
  return { ...answered.answer, recorded: true };
}

/** The supplier asked; null when that company is none, or is the buyer's own. */
async function supplierOf({ orm }: ApiDeps, { supplier }: OpeningInput, { company }: Actor): Promise<Company | null> {
  const [found] = await companiesByIds(orm, [supplier]);
  return found?.kinds.includes('supplier') === true && found.id !== company ? found : null;
}

export const statusOfFault: Record<ServingFault['code'], number> = {
  'unknown-provider': 404,
  'provider-wrong-kind': 422,
  'provider-suspended': 409,
  'no-providers': 503,
};

/** Why a company cannot serve, as the answer to whoever named it. */
export const unserved = ({ code, detail }: ServingFault): Settled => refusalOf(statusOfFault[code], code, detail);

/**
 * Who serves an order of a consumer, who prefers and names nobody: whom the platform has. Throws ProblemError 503 where
 * nobody serves in a place.
 */
export async function providersFor({ orm }: ApiDeps): Promise<Serving> {
  const found = await servingCompanies(orm);
  if ('fault' in found) throw problem(statusOfFault[found.fault.code], found.fault.code, found.fault.detail);
  return found.serving;
}

/** The order as the house opens it: who else takes part, the pinned profile, and until when the supplier answers. */
function completed(
  openedAt: string,
  given: {
    order: string;
    input: OpeningInput;
    buyer: string;
    supplier: Company;
    profile: Profile;
    serving: Serving;
    policies: HeldPolicy[];
  },
): Opening {
  const {
    order,
    input: { source, demand, proposal },
    buyer,
    supplier,
    profile,
    serving,
    policies,
  } = given;
  const supplierCalendar = calendarOfCountry(supplier.country);
  const { answerBusinessDays, answerWarningBusinessDays } = profile.clocks;
  const due = (days: number) => addBusinessDays(openedAt, days, supplierCalendar).due;
  return {
    order,
    mode: 'B2B',
    source,
    profile,
    supplierCalendar,
    demand,
    policies,
    ...(proposal === undefined ? {} : { proposal }),
    companies: { buyer, supplier: supplier.id, ...serving },
    answerDueAt: due(answerBusinessDays),
    answerWarnAt: due(answerWarningBusinessDays),
  };
}
