import type { Request } from 'express';
import { z } from 'zod';
import type { Order } from '../domain/order/order.ts';
import { judge } from '../domain/order/judge.ts';
import { allCommands, keptRuleOf, ruleOf } from '../domain/order/process.ts';
import type { AnyRule, KeptRule } from '../domain/order/stage.ts';
import { stages } from '../domain/order/order.ts';
import type { Actor, Party } from '../domain/parties.ts';
import type { Answer } from '../domain/record.ts';
import { parsedBody } from './body.ts';
import { jsonLater, operation, type Reply } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { unquoted } from './cancellation.ts';
import { distillers } from './distillers.ts';
import { throughGates } from './gates.ts';
import { once, type Settled } from './idempotency.ts';
import { keepers } from './kept.ts';
import { changedSince } from './order-etag.ts';
import { orderQueue, type OrderQueue } from './order-queue.ts';
import { problem } from './problem.ts';
import { gateOfCommand } from './qualification/gate.ts';
import { refused } from './rejections.ts';
import type { VisibleOrder } from './visible-order.ts';

/** Whose commands come by messages that are kept: the house's own, and the bank's, whose every movement is an entry. */
const byMessage: readonly Party[] = ['house', 'bank'];
/** The commands people can issue: what the house alone brings, or a kept event tells, is no part of the API. */
export const openCommands = allCommands().filter(
  ({ rule }) => rule.by.some((party) => !byMessage.includes(party)) && !('relayed' in rule),
);
const commandNames = new Set(openCommands.map(({ command }) => command));
export const isOpen = (command: string): boolean => commandNames.has(command);

/** Every form a command has, stage by stage. */
const rulesOf = (command: string): (AnyRule | KeptRule)[] =>
  stages.flatMap((stage) => ruleOf(stage, command) ?? keptRuleOf(stage, command) ?? []);

/** What came in for one command, parsed. */
export interface CommandCall {
  deps: ApiDeps;
  actor: Actor;
  found: VisibleOrder;
  command: string;
  input: unknown;
  commandId: string;
}

/** One route for every command of the process: POST /v1/orders/{order}/{command}. */
export function commandOperation(deps: ApiDeps) {
  const queue = orderQueue();
  return operation({
    method: 'post',
    path: '/v1/orders/{order}/{command}',
    id: 'issueCommand',
    tag: 'commands',
    access: { order: 'everybody' },
    key: true,
    summary: 'Issue a command to an order',
    undocumented: true,
    exists: ({ command }) => commandNames.has(command ?? ''),
    params: z.object({ order: z.string(), command: z.string() }),
    body: jsonLater(),
    answers: { 200: { description: 'Accepted', schema: z.looseObject({ order: z.string() }) } },
    problems: [400, 401, 403, 404, 409, 412, 413, 415, 422, 503, 504],
    async handle({ actor, found, params: { command }, body, key, request }) {
      if (!commandNames.has(command)) throw problem(404, 'unknown-command', `There is no command ${command}.`);
      const began = performance.now();
      const reply = await issue(deps, queue, { actor, found, command, body, key, request });
      deps.metrics.commands.observe({ command, status: String(reply.status) }, (performance.now() - began) / 1000);
      return reply;
    },
  });
}

function issue(
  deps: ApiDeps,
  queue: OrderQueue,
  {
    actor,
    found,
    command,
    body,
    key,
    request,
  }: { actor: Actor; found: VisibleOrder; command: string; body: unknown; key: string; request: Request },
): Promise<Reply> {
  const { stage } = found.order;
  const rules = rulesOf(command);
  // Roles on an order never change, so somebody whose roles no form of the command names is refused whatever they send.
  const mayEver = rules.some(({ by }) => found.roles.some((role) => by.includes(role)));
  const rule = ruleOf(stage, command) ?? keptRuleOf(stage, command) ?? rules[0];
  const input = parsedBody(mayEver && rule !== undefined ? rule.input : z.unknown(), body, request);
  const write = {
    actor,
    key,
    route: `POST /v1/orders/${found.view.order}/${command}`,
    order: found.view.order,
    content: body,
  };
  return once(deps, write, async ({ commandId }) => {
    if (!mayEver) return notYours(command, rules);
    const call = { deps, actor, found, command, input, commandId };
    const hindered = (await changedSince(deps, request, call)) ?? unquoted(command, input);
    if (hindered !== null) return hindered;
    return throughGates(call, () => carryOut(call, queue));
  });
}

const notYours = (command: string, rules: (AnyRule | KeptRule)[]): Answer => {
  const parties = [...new Set(rules.flatMap(({ by }) => [...by]))].join(', ');
  return refused({ code: 'not-your-move', detail: `${command} is for: ${parties}.` });
};

/** Masses are kept, summaries of masses distilled, everything else goes to the order's workflow as it is. */
async function carryOut(call: CommandCall, queue: OrderQueue): Promise<Settled> {
  const { deps, found, command } = call;
  const keep = keepers[command];
  if (keep !== undefined) return keep(call, (name, input, commandId) => hand(call, queue, { name, input, commandId }));
  const { order } = found;
  if (order.stage === 'closed') return refusedNow(call, order);
  const barred = await gateOfCommand(deps, command, found.view);
  if (barred !== null) return barred;
  const distil = distillers[command];
  if (distil === undefined) return hand(call, queue, { name: command, input: call.input, commandId: call.commandId });
  const distilled = await distil({ orm: deps.orm, now: deps.now() }, found, call.input as never, (summary) =>
    refusalNow(call, order, summary),
  );
  return 'refusal' in distilled
    ? distilled.refusal
    : hand(call, queue, { name: command, input: distilled.summary, commandId: call.commandId });
}

async function hand(
  { deps, actor, found }: CommandCall,
  queue: OrderQueue,
  { name, input, commandId }: { name: string; input: unknown; commandId: string },
): Promise<Settled> {
  const { order, stage, version } = found.view;
  const answered = await queue(order, () =>
    deps.desk.issue(order, { commandId, name, input, by: actor, seen: version }, stage),
  );
  return 'rejection' in answered ? refused(answered.rejection) : { ...answered.answer, recorded: true };
}

/** What the order as the read model has it says to a command; null when it would take it. */
function refusalNow({ deps, actor, command }: CommandCall, order: Order, input: unknown): Answer | null {
  const judgement = judge(order, { name: command, input }, actor, deps.now());
  return 'rejection' in judgement ? refused(judgement.rejection) : null;
}

/** The workflow of a closed order has ended, so its last state answers. */
function refusedNow(call: CommandCall, order: Order): Answer {
  return refusalNow(call, order, call.input) ?? refused({ code: 'wrong-stage', detail: 'The order is closed.' });
}
