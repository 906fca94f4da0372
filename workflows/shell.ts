import {
  condition,
  isCancellation,
  log,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { HappenedFact } from '../src/domain/order/facts.ts';
import {
  type Command,
  judge,
  judgeClocks,
  judgeHouse,
  judgeWithout,
  type Judgement,
} from '../src/domain/order/judge.ts';
import type { Order } from '../src/domain/order/order.ts';
import { runningClocks, type RunningClock } from '../src/domain/order/process.ts';
import type { Answer } from '../src/domain/record.ts';
import { attentionReason } from '../src/temporal/search-attributes.ts';
import { detailsOf, searchAttributesOf, type SearchAttributes } from './for-operators.ts';
import { expectEnvelope, refusal } from './guard.ts';
import type { Envelope } from './messages.ts';
import { readOn, recordCommand, type Recorded, recordedBy, recordOf } from './record.ts';

/** Answers kept for commands that arrive again; older ones are answered from their row in the database. */
const remembered = 200;

/** What one run holds: the order as it is on the record, and what was answered to whom. */
interface Holding {
  order: Order | null;
  answered: Record<string, Answer>;
  /** The clock that runs out first. */
  next: RunningClock | undefined;
  shown: SearchAttributes;
  busy: boolean;
}

interface Named {
  id: string;
  name: string;
}

const now = (): string => new Date(Date.now()).toISOString();
const asCommand = ({ name, input }: Envelope): Command => ({ name, input });

function standing({ order }: Holding): Order {
  if (order === null) throw refusal('not-opened', 'The order is not opened yet.');
  return order;
}

const answerTo = ({ answered }: Holding, commandId: string): Answer | undefined =>
  Object.hasOwn(answered, commandId) ? answered[commandId] : undefined;

/**
 * Whoever issues a command has read the order in the database: a run that knows less has lost what it wrote down
 * itself.
 */
const isBehind = (holding: Holding, seen: number | undefined): boolean =>
  seen !== undefined && seen > standing(holding).version;

const isDue = ({ next }: Holding): boolean => next !== undefined && Date.parse(next.at) <= Date.now();

/** One at a time: the next is judged when the one before is on the record. */
async function inTurn<T>(holding: Holding, act: () => Promise<T>): Promise<T> {
  while (holding.busy) await condition(() => !holding.busy);
  holding.busy = true;
  try {
    return await act();
  } finally {
    holding.busy = false;
  }
}

function show(holding: Holding): void {
  const { changed, all } = searchAttributesOf(standing(holding), holding.shown);
  holding.shown = all;
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(detailsOf(standing(holding)));
}

function take(holding: Holding, recorded: Recorded): void {
  holding.order = recorded.order;
  holding.next = runningClocks(recorded.order)[0];
  const answers = Object.entries({ ...holding.answered, ...recorded.answers });
  holding.answered = Object.fromEntries(answers.slice(-remembered));
  show(holding);
}

/** Undefined where the command is not on the record; `lapsed` then names those whose approvals kept it off. */
async function write(
  holding: Holding,
  facts: HappenedFact[],
  command: Named & { lapsed?: string[] },
): Promise<Answer | undefined> {
  const draft = recordOf(holding.order, facts, command);
  const { after: _, ...record } = draft;
  const outcome = await recordCommand(record);
  if (outcome.status === 'lapsed') {
    command.lapsed?.push(...outcome.users);
    return undefined;
  }
  const recorded = recordedBy(holding.order, draft, outcome);
  take(holding, recorded);
  return recorded.answers[command.id];
}

const catchUp = async (holding: Holding): Promise<void> => take(holding, await readOn(standing(holding)));

const accepted = (judgement: Judgement): HappenedFact[] => {
  if (!('rejection' in judgement)) return judgement.facts;
  const { code, detail, data } = judgement.rejection;
  throw refusal(code, detail, data);
};

/**
 * Judges until the command is on the record: again when another turns out to have been recorded before it, or when it
 * rests on the approval of somebody who has lost the role.
 */
async function carryOut(holding: Holding, command: Named, decide: (order: Order) => Judgement): Promise<Answer> {
  const lapsed: string[] = [];
  for (;;) {
    const known = answerTo(holding, command.id);
    if (known !== undefined) return known;
    const judged = judgeWithout(standing(holding), { lapsed, now: now() }, decide);
    const answer = await write(holding, accepted(judged), { ...command, lapsed });
    if (answer !== undefined) return answer;
  }
}

/** Lets every clock that has run out happen. */
async function elapse(holding: Holding): Promise<void> {
  for (;;) {
    const order = standing(holding);
    const due = judgeClocks(order, now());
    if (due.facts.length === 0) return;
    await write(holding, due.facts, { id: `clocks:${order.order}:${order.version}`, name: 'clocksElapsed' });
  }
}

/**
 * What the record refuses is a bug, which must not cost the order its life: the house tries again, in view of the
 * operators.
 */
async function untilRecorded(holding: Holding, act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await inTurn(holding, act);
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.error('what the house brings cannot be recorded', { order: standing(holding).order, error });
      holding.shown = { ...holding.shown, [attentionReason.name]: '"record-refused"' };
      upsertSearchAttributes([{ key: attentionReason, value: 'record-refused' }]);
      await sleep('5m', { summary: 'The record refused what the house brings; next attempt' });
    }
  }
}

/** Read only, for the validator: what is refused here leaves no trace. */
function check(holding: Holding, envelope: Envelope): void {
  expectEnvelope(envelope);
  if (answerTo(holding, envelope.commandId) !== undefined || isBehind(holding, envelope.seen)) return;
  accepted(judge(judgeClocks(standing(holding), now()).order, asCommand(envelope), envelope.by, now()));
}

async function issue(holding: Holding, envelope: Envelope): Promise<Answer> {
  // Each await costs the worker time with every command, so only what is needed is waited for.
  if (isBehind(holding, envelope.seen)) await catchUp(holding);
  if (answerTo(holding, envelope.commandId) === undefined && isDue(holding)) await elapse(holding);
  return carryOut(holding, { id: envelope.commandId, name: envelope.name }, (order) =>
    judge(order, asCommand(envelope), envelope.by, now()),
  );
}

/** What the house brings of itself; refused only when the order has moved on, and then there is nothing left to do. */
async function report(holding: Holding, commandId: string, command: Command): Promise<void> {
  const judged = (order: Order) => judgeHouse(order, command, now());
  if (answerTo(holding, commandId) !== undefined || 'rejection' in judged(standing(holding))) return;
  await carryOut(holding, { id: commandId, name: command.name }, judged);
}

/**
 * Waits for the next clock, and lets what has run out happen. A clock that is put off does not disturb the timer: it
 * fires, finds nothing to do and is set anew, which costs less than a cancelled timer with every command.
 */
async function waitForClock(holding: Holding, until: () => boolean): Promise<void> {
  const armed = holding.next;
  const comesSooner = () => holding.next !== undefined && (armed === undefined || holding.next.at < armed.at);
  const wake = () => until() || comesSooner();
  if (armed === undefined) {
    await condition(wake);
    return;
  }
  const summary = `${armed.label} (${armed.clock}), or later`;
  const woken = await condition(wake, Math.max(1, Date.parse(armed.at) - Date.now()), { summary });
  if (!woken) await untilRecorded(holding, () => elapse(holding));
}

/**
 * Holds one order: judges commands in turn, writes each down before it counts, and remembers what it answered. A
 * command that is not on the record has not happened.
 */
export function openShell({ order, answered }: { order: Order | null; answered: Record<string, Answer> }) {
  const next = order === null ? undefined : runningClocks(order)[0];
  const holding: Holding = { order, answered, next, shown: {}, busy: false };
  return {
    order: () => standing(holding),
    answered: () => holding.answered,
    isOpen: () => holding.order !== null,
    open: (facts: HappenedFact[], commandId: string) =>
      inTurn(holding, () => write(holding, facts, { id: commandId, name: 'openOrder' })),
    show: () => show(holding),
    check: (envelope: Envelope) => check(holding, envelope),
    issue: (envelope: Envelope) => inTurn(holding, () => issue(holding, envelope)),
    isBehind: (seen: number) => isBehind(holding, seen),
    catchUp: (seen: number) =>
      inTurn(holding, async () => {
        if (isBehind(holding, seen)) await catchUp(holding);
      }),
    report: (commandId: string, command: Command) =>
      untilRecorded(holding, () => report(holding, commandId, command)),
    waitForClock: (until: () => boolean) => waitForClock(holding, until),
    /** True when the history has grown so long that the next run should take over. */
    wantsRollOver: (after: number | undefined) =>
      workflowInfo().continueAsNewSuggested || (after !== undefined && workflowInfo().historyLength >= after),
  };
}

export type Shell = ReturnType<typeof openShell>;
