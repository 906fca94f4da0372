import type { z } from 'zod';
import { hashOf, sha256Hex } from '../domain/hash.ts';
import { checkIdentifier } from '../domain/identifiers/check.ts';
import type { messageSchema } from '../domain/order/any-stage/operations.ts';
import { isContracted } from '../domain/order/order.ts';
import { keptRuleOf, partyFor } from '../domain/order/process.ts';
import { platformRoles, type Role } from '../domain/parties.ts';
import type { Answer } from '../domain/record.ts';
import { milestoneOf, type TransportEvent } from '../domain/transport-events.ts';
import { keepMeasure, keepScan } from '../persistence/cartons.ts';
import { documentContent } from '../persistence/documents.ts';
import { keepMessage, keepTrackingEvent } from '../persistence/kept.ts';
import { seenBy } from '../persistence/party-view.ts';
import type { CommandCall } from './commands.ts';
import { refusalOf } from './problem.ts';
import { refused } from './rejections.ts';

/** Hands a command that follows from what was kept to the order. */
type Hand = (name: string, input: unknown, commandId: string) => Promise<Answer>;
type Keeper = (call: CommandCall, hand: Hand) => Promise<Answer>;

/** Why a kept command is not taken now, or the role in which it is. The read model answers: nothing of it is judged. */
function roleFor({ found, actor, command }: CommandCall): { role: Role } | { refusal: Answer } {
  const { order } = found;
  const rule = keptRuleOf(order.stage, command);
  if (rule === null) {
    const detail = `${command} is not taken in the stage ${order.stage}.`;
    return { refusal: refused({ code: 'wrong-stage', detail, data: { stage: order.stage } }) };
  }
  const role = partyFor(rule, order, actor);
  return role === null
    ? { refusal: refused({ code: 'not-your-move', detail: `${command} is for: ${rule.by.join(', ')}.` }) }
    : { role };
}

/** Scans go on while the papers are already made: what comes after the goods receipt is kept as an exception. */
const isLateScan = ({ found }: CommandCall): boolean => isContracted(found.order) && found.order.goods.receipt !== null;

const scanCarton: Keeper = async (call) => {
  const late = isLateScan(call);
  const permitted = late ? null : roleFor(call);
  if (permitted !== null && 'refusal' in permitted) return permitted.refusal;
  const { deps, actor, found, commandId } = call;
  const { sscc, condition } = call.input as { sscc: string; condition: 'GOOD' | 'DAMAGED' };
  const misread = !checkIdentifier('sscc', sscc).valid;
  const exception = misread
    ? { exception: 'BAD_CHECK_DIGIT' as const }
    : late
      ? { exception: 'AFTER_RECEIPT' as const }
      : {};
  const { order } = found.view;
  const outcome = await keepScan(deps.orm, {
    order,
    id: commandId,
    sscc,
    condition,
    at: deps.now(),
    by: actor,
    ...exception,
  });
  return { status: 200, body: { order, sscc, outcome } };
};

const recordMeasures: Keeper = async (call) => {
  const permitted = roleFor(call);
  if ('refusal' in permitted) return permitted.refusal;
  const { deps, actor, found, commandId } = call;
  const { cartons } = call.input as {
    cartons: { sscc: string; grossGrams: number; lengthMm: number; widthMm: number; heightMm: number }[];
  };
  const { order } = found.view;
  const at = deps.now();
  const outcomes = [];
  for (const [index, carton] of cartons.entries()) {
    const kept = await keepMeasure(deps.orm, { order, id: `${commandId}:${index}`, ...carton, at, by: actor });
    outcomes.push({ sscc: carton.sscc, outcome: typeof kept === 'string' ? 'KEPT' : 'UNKNOWN' });
  }
  return { status: 200, body: { order, cartons: outcomes } };
};

const trackingEvent: Keeper = async (call, hand) => {
  const permitted = roleFor(call);
  if ('refusal' in permitted) return permitted.refusal;
  const { deps, found } = call;
  const event = call.input as TransportEvent;
  const { order } = found.view;
  const occurredAt = new Date(event.eventDateTime).toISOString();
  const kept = await keepTrackingEvent(deps.orm, {
    order,
    eventId: event.eventID,
    eventAt: occurredAt,
    content: event,
  });
  const milestone = milestoneOf(event);
  const answer = { order, event: event.eventID, kept };
  const reached =
    isContracted(found.order) && found.order.shipment.milestones.some((each) => each.milestone === milestone);
  if (milestone === null || reached) return { status: 200, body: { ...answer, milestone: null } };
  // The id follows from the event, so the milestone counts once however often and by whomever the event is sent.
  const commandId = sha256Hex(JSON.stringify(['milestone', order, event.eventID])).slice(0, 40);
  const told = await hand(
    'transportMilestone',
    { milestone, occurredAt, event: event.eventID, sha256: hashOf(event) },
    commandId,
  );
  return { status: 200, body: { ...answer, milestone: told.status < 400 ? milestone : null } };
};

/** Whether the sender can read the document that a message names; others read it as far as they may. */
async function isOnFile({ deps, found, actor }: CommandCall, id: string): Promise<boolean> {
  const kept = await documentContent(seenBy(deps.orm, actor), found.view.order, id);
  return kept !== null && found.roles.some((role) => kept.visibleTo.includes(role));
}

const sendMessage: Keeper = async (call) => {
  const permitted = roleFor(call);
  if ('refusal' in permitted) return permitted.refusal;
  const { deps, actor, found, commandId } = call;
  const { text, internal, document = null } = call.input as z.output<typeof messageSchema>;
  if (internal && !platformRoles.includes(permitted.role)) {
    return refused({ code: 'not-your-move', detail: 'internal: only the platform writes internal notes.' });
  }
  const { order, stage } = found.view;
  if (document !== null && !(await isOnFile(call, document))) {
    return refusalOf(422, 'unknown-document', 'document: this order has no such document, or none for your role.');
  }
  const at = deps.now();
  const from = { user: actor.user, company: actor.company, role: permitted.role };
  await keepMessage(deps.orm, { order, id: commandId, from, stage, text, internal, document, at });
  return { status: 200, body: { order, message: commandId, at } };
};

/** Commands that come in masses: kept as they come, each once, whatever they say. */
export const keepers: Record<string, Keeper> = { scanCarton, recordMeasures, trackingEvent, sendMessage };
