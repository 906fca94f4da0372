import {
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  ParentClosePolicy,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { judgeOpening } from '../src/domain/order/opening-facts.ts';
import type { Answer } from '../src/domain/record.ts';
import { isAlert, onUpdate, refusal } from './guard.ts';
import { openHousework } from './housework.ts';
import {
  afterSalesWorkflowId,
  awaitOpened,
  catchUp,
  creditMoved,
  issueCommand,
  knownAlready,
  orderState,
  raiseAlert,
  recordedMeanwhile,
  type TradeOrderInput,
} from './messages.ts';
import { openShell, type Shell } from './shell.ts';

/** How an order's workflow ends: with the stage it reached, and how it was closed. */
export interface OrderOutcome {
  order: string;
  stage: string;
  outcome: string | null;
}

/** One order, from enquiry to completion. What comes after the sale runs in a workflow of its own. */
export async function tradeOrder(input: TradeOrderInput): Promise<OrderOutcome> {
  const shell = receive(input);
  if ('opening' in input) await openOrder(shell, input);
  await walk(shell, input, () => ['completed', 'closed'].includes(shell.order().stage));
  if (shell.order().stage === 'completed') await handOver(shell);
  return outcomeOf(shell);
}

/** The after-sales of one completed order, until claim period and warranty are over. */
export async function afterSales(input: TradeOrderInput): Promise<OrderOutcome> {
  const shell = receive(input);
  await walk(shell, input, () => shell.order().stage === 'closed');
  return outcomeOf(shell);
}

/** Handlers stand before anything is awaited: a command may be the first thing a run sees. */
function receive(input: TradeOrderInput): Shell {
  const shell = openShell(
    'opening' in input ? { order: null, answered: {} } : { order: input.snapshot, answered: input.answered },
  );
  onUpdate(issueCommand, {
    description: 'One command of a party, judged on arrival',
    validate: (envelope) => shell.check(envelope),
    handle: (envelope) => shell.issue(envelope),
  });
  onUpdate(awaitOpened, {
    description: 'Answers when the order is opened',
    validate: () => undefined,
    handle: async () => {
      await condition(() => shell.isOpen());
      // The update carries the opening's own id, also when it is asked again of a later run.
      return shell.answered()[currentUpdateInfo()?.id ?? ''] as Answer;
    },
  });
  onUpdate(catchUp, {
    description: 'Takes over what is on the record and was lost on the way here',
    validate: (seen) => {
      if (!Number.isSafeInteger(seen) || !shell.isBehind(seen)) throw refusal(knownAlready, 'This version is known.');
    },
    handle: (seen) => shell.catchUp(seen),
  });
  setHandler(creditMoved, ({ credit, version, until, honoured }) =>
    shell.report(
      `credit:${credit}:${version}`,
      until === null
        ? { name: 'creditFell', input: honoured === undefined ? { credit } : { credit, honoured } }
        : { name: 'creditStood', input: { credit, until } },
    ),
  );
  setHandler(recordedMeanwhile, (seen) => shell.catchUp(seen));
  setHandler(raiseAlert, async (alert) => {
    if (!isAlert(alert)) return;
    await condition(() => shell.isOpen());
    const { id, code, detail } = alert;
    await shell.report(`alert:${shell.order().order}:${id}`, { name: 'raiseAttention', input: { code, detail } });
  });
  setHandler(orderState, () => shell.order(), { description: 'The order as the workflow holds it' });
  if (shell.isOpen()) shell.show();
  return shell;
}

async function openOrder(
  shell: Shell,
  { opening, by, commandId }: Extract<TradeOrderInput, { opening: unknown }>,
): Promise<void> {
  const judged = judgeOpening(opening, by, new Date(Date.now()).toISOString());
  if ('rejection' in judged) throw refusal(judged.rejection.code, judged.rejection.detail);
  await shell.open(judged.facts, commandId);
}

/**
 * Lets clocks run out and the house do its work until `done`; a run that has grown long hands over to the next when it
 * is idle.
 */
async function walk(shell: Shell, input: TradeOrderInput, done: () => boolean): Promise<void> {
  const housework = openHousework(shell);
  const rollOver = () => shell.wantsRollOver(input.rollOverAfter);
  const pause = () => done() || rollOver();
  let atRest = false;
  // Clocks run on while the house waits for the bank, which may take days.
  const over = () => atRest && pause();
  const rest = async () => {
    await housework.run(pause);
    atRest = true;
  };
  const clocks = async () => {
    while (!over()) await shell.waitForClock(over);
  };
  await Promise.all([rest(), clocks()]);
  await condition(allHandlersFinished);
  if (done()) return;
  await continueAsNew<typeof tradeOrder>({
    snapshot: shell.order(),
    answered: shell.answered(),
    ...(input.rollOverAfter === undefined ? {} : { rollOverAfter: input.rollOverAfter }),
  });
}

/**
 * Begins after-sales. A command that comes in meanwhile is answered here, and after-sales is told to read it off the
 * record.
 */
async function handOver(shell: Shell): Promise<void> {
  let { version: told } = shell.order();
  const begun = await beginAfterSales(shell);
  for (;;) {
    await condition(allHandlersFinished);
    const { version } = shell.order();
    if (version === told) return;
    await begun.signal(recordedMeanwhile, version);
    told = version;
  }
}

/** Linked to the order by its id; it goes on when the order's own workflow has ended. */
function beginAfterSales(shell: Shell) {
  const { order } = shell.order();
  return startChild(afterSales, {
    workflowId: afterSalesWorkflowId(order),
    parentClosePolicy: ParentClosePolicy.ABANDON,
    args: [{ snapshot: shell.order(), answered: shell.answered() }],
    staticSummary: `After-sales of order ${order}`,
    workflowTaskTimeout: workflowInfo().taskTimeoutMs,
  });
}

function outcomeOf(shell: Shell): OrderOutcome {
  const order = shell.order();
  return { order: order.order, stage: order.stage, outcome: order.stage === 'closed' ? order.outcome : null };
}
