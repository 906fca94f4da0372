import { z } from 'zod';
import { actionsOf } from '../domain/order/judge.ts';
import { isContracted, type Order } from '../domain/order/order.ts';
import { allCommands, keptRuleOf, quoteCancellation, runningClocks } from '../domain/order/process.ts';
import { type Actor, type OrderCompanies, placeOfRole, platformRoles, type Role, roles } from '../domain/parties.ts';
import { clockIn, commandIn } from '../domain/words/process.ts';
import { isOpen } from './commands.ts';
import { operation } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { problem } from './problem.ts';
import { languageHeaders, localeOfRequest } from './reader-locale.ts';
import { sentenceIn } from './sentences.ts';
import { instant, orderParams, partySchema, stageSchema } from './schemas.ts';

const actionSchema = z.object({
  command: z.string(),
  party: partySchema,
  summary: z.string(),
  allowed: z.boolean(),
  /** The refusal's code and sentence, where the command is not allowed now. */
  code: z.string().nullable(),
  why: z.string().nullable(),
  /** When the next clock runs out and may change what is allowed. */
  until: instant.nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
const clockSchema = z.object({ clock: z.string(), label: z.string(), at: instant });

/** What can I do now; why not; until when. */
export const actionsOperation = (deps: ApiDeps) =>
  operation({
    method: 'get',
    path: '/v1/orders/{order}/actions',
    id: 'actions',
    tag: 'orders',
    access: { order: 'everybody' },
    summary: 'What a role can do with the order now, why not, and until when',
    params: orderParams,
    query: z.strictObject({ as: z.enum(roles).optional() }),
    answers: {
      200: {
        description: 'The commands of this stage for the role',
        schema: z.object({
          order: z.string(),
          version: z.int(),
          stage: stageSchema,
          as: z.array(z.enum(roles)),
          waitingOn: z.array(partySchema),
          clocks: z.array(clockSchema),
          actions: z.array(actionSchema),
        }),
      },
    },
    problems: [400, 401, 403, 404],
    async handle({ actor, found: { view, order, roles: held }, query, request }) {
      const locale = localeOfRequest(request);
      const asking = query.as === undefined ? { ...actor, roles: held } : inRole(actor, held, query.as, view.companies);
      const clocks = runningClocks(order).map((each) => ({ ...each, label: clockIn(locale, each.clock, each.label) }));
      const until = clocks[0]?.at ?? null;
      const actions = [...judged(order, asking, deps.now()), ...kept(order, asking)].map((each) => ({
        ...each,
        summary: commandIn(locale, each.command, each.summary),
        why: each.why === null ? null : sentenceIn(locale, each.why),
        until,
      }));
      const { version, stage, waitingOn } = view;
      const body = { order: view.order, version, stage, as: asking.roles, waitingOn, clocks, actions };
      return { status: 200, body, headers: languageHeaders(locale) };
    },
  });

/** Everybody asks for their own roles; the platform's people may ask for any, to help the one they talk to. */
function inRole(actor: Actor, held: Role[], role: Role, companies: OrderCompanies): Actor {
  if (held.includes(role)) return { ...actor, roles: [role] };
  if (!held.some((each) => platformRoles.includes(each))) {
    throw problem(403, 'not-your-role', `as: you do not act as ${role} on this order.`);
  }
  const place = placeOfRole[role];
  const company = (place === undefined ? null : companies[place]) ?? actor.company;
  return { user: actor.user, company, roles: [role] };
}

function judged(order: Order, actor: Actor, now: string) {
  const open = actionsOf(order, actor, now).filter(({ command }) => isOpen(command));
  return open.map(({ command, party, summary, allowed, rejection }) => ({
    command,
    party,
    summary,
    allowed,
    code: rejection?.code ?? null,
    why: rejection?.detail ?? null,
    details: rejection?.data ?? (command === 'cancel' ? feeOf(order, party) : null),
  }));
}

/** What leaving costs now, so that `cancel` can name it. */
function feeOf(order: Order, party: string): Record<string, unknown> | null {
  if (!isContracted(order) || (party !== 'buyer' && party !== 'supplier')) return null;
  const { how, feeMinor, currency, hash } = quoteCancellation(order, party);
  return { how, feeMinor, currency, quote: hash };
}

function kept(order: Order, actor: Actor) {
  return allCommands().flatMap(({ command }) => {
    const rule = keptRuleOf(order.stage, command);
    const party = rule === null ? undefined : actor.roles.find((role) => rule.by.includes(role));
    if (rule === null || party === undefined) return [];
    return [{ command, party, summary: rule.summary, allowed: true, code: null, why: null, details: null }];
  });
}
