import {
  condition,
  isCancellation,
  log,
  proxyLocalActivities,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { runningCreditClocks } from '../src/domain/credit/clocks.ts';
import type { Credit } from '../src/domain/credit/credit.ts';
import type { HappenedCreditFact } from '../src/domain/credit/facts.ts';
import {
  type CreditCommand,
  type CreditJudgement,
  judgeCredit,
  judgeCreditClocks,
  judgeCreditHouse,
} from '../src/domain/credit/judge.ts';
import { creditReadOn, creditRecordOf, type MissedCreditCommand } from '../src/domain/credit/record.ts';
import type { Answer } from '../src/domain/record.ts';
import { attentionReason } from '../src/temporal/search-attributes.ts';
import { creditAttributesOf, creditDetailsOf } from './credit-for-operators.ts';
import type { SearchAttributes } from './for-operators.ts';
import { expectEnvelope, refusal } from './guard.ts';
import type { Envelope } from './messages.ts';

// A local activity answers within the same workflow task; it is short and writes once however often it runs.
const { recordCreditCommand, creditCommandsSince } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '1s' },
});

/** Answers kept for commands that arrive again; older ones are answered from their row in the database. */
const remembered = 100;

interface Holding {
  credit: Credit | null;
  answered: Record<string, Answer>;
  shown: SearchAttributes;
  busy: boolean;
}

interface Named {
  id: string;
  name: string;
}

const now = (): string => new Date(Date.now()).toISOString();

function standing({ credit }: Holding): Credit {
  if (credit === null) throw refusal('not-opened', 'The letter of credit is not drafted yet.');
  return credit;
}

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

function take(holding: Holding, credit: Credit, answers: Record<string, Answer>): void {
  holding.credit = credit;
  holding.answered = Object.fromEntries(Object.entries({ ...holding.answered, ...answers }).slice(-remembered));
  const { changed, all } = creditAttributesOf(credit, holding.shown);
  holding.shown = all;
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(creditDetailsOf(credit));
}

/** What is on the record already wins: the credit is then as the database has it, and the caller judges again. */
function takeOver(holding: Holding, commands: MissedCreditCommand[]): void {
  const answers = Object.fromEntries(commands.map(({ commandId, answer }) => [commandId, answer]));
  take(holding, creditReadOn(holding.credit, commands), answers);
}

async function write(holding: Holding, facts: HappenedCreditFact[], command: Named): Promise<Answer | undefined> {
  const { after, ...record } = creditRecordOf(holding.credit, facts, command);
  const outcome = await recordCreditCommand(record);
  if (outcome.status === 'written') take(holding, after, { [command.id]: record.answer });
  else takeOver(holding, outcome.commands);
  return answerTo(holding, command.id);
}

const answerTo = ({ answered }: Holding, commandId: string): Answer | undefined =>
  Object.hasOwn(answered, commandId) ? answered[commandId] : undefined;

const accepted = (judgement: CreditJudgement): HappenedCreditFact[] => {
  if (!('rejection' in judgement)) return judgement.facts;
  const { code, detail, data } = judgement.rejection;
  throw refusal(code, detail, data);
};

/** Judges until the command is on the record: again when another turns out to have been recorded before it. */
async function carryOut(holding: Holding, command: Named, decide: () => CreditJudgement): Promise<Answer> {
  for (;;) {
    const known = answerTo(holding, command.id) ?? (await write(holding, accepted(decide()), command));
    if (known !== undefined) return known;
  }
}

/** Lets every clock that has run out happen. */
async function elapse(holding: Holding): Promise<void> {
  for (;;) {
    const credit = standing(holding);
    const { facts } = judgeCreditClocks(credit, now());
    if (facts.length === 0) return;
    await write(holding, facts, { id: `clocks:${credit.number}:${credit.version}`, name: 'clocksElapsed' });
  }
}

/** What the record refuses is a bug that must not cost the credit its life: tried again, in view of the operators. */
async function untilRecorded(holding: Holding, act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await inTurn(holding, act);
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.error('what the house brings cannot be recorded', { credit: standing(holding).number, error });
      holding.shown = { ...holding.shown, [attentionReason.name]: '"record-refused"' };
      upsertSearchAttributes([{ key: attentionReason, value: 'record-refused' }]);
      await sleep('5m', { summary: 'The record refused what the house brings; next attempt' });
    }
  }
}

const isBehind = (holding: Holding, seen: number | undefined): boolean =>
  seen !== undefined && seen > standing(holding).version;

const commandOf = ({ name, input }: Envelope): CreditCommand => ({ name, input });

/** Read only, for the validator: what is refused here leaves no trace. */
function check(holding: Holding, envelope: Envelope): void {
  expectEnvelope(envelope);
  if (answerTo(holding, envelope.commandId) !== undefined || isBehind(holding, envelope.seen)) return;
  accepted(judgeCredit(judgeCreditClocks(standing(holding), now()).credit, commandOf(envelope), envelope.by, now()));
}

async function issue(holding: Holding, envelope: Envelope): Promise<Answer> {
  if (isBehind(holding, envelope.seen)) {
    const { number, version } = standing(holding);
    takeOver(holding, await creditCommandsSince(number, version));
  }
  if (answerTo(holding, envelope.commandId) === undefined) await elapse(holding);
  return carryOut(holding, { id: envelope.commandId, name: envelope.name }, () =>
    judgeCredit(standing(holding), commandOf(envelope), envelope.by, now()),
  );
}

/** What the order tells; refused only when the credit has moved on, and then there is nothing left to do. */
async function report(holding: Holding, commandId: string, command: CreditCommand): Promise<void> {
  const judged = () => judgeCreditHouse(standing(holding), command, now());
  const judgement = judged();
  if (answerTo(holding, commandId) !== undefined || 'rejection' in judgement || judgement.facts.length === 0) return;
  await carryOut(holding, { id: commandId, name: command.name }, judged);
}

/** Waits for the next clock, and lets what has run out happen; a clock that moves is waited for anew. */
async function waitForClock(holding: Holding, until: () => boolean): Promise<void> {
  const armed = runningCreditClocks(standing(holding))[0];
  const moved = () => runningCreditClocks(standing(holding))[0]?.at !== armed?.at;
  const wake = () => until() || moved();
  if (armed === undefined) {
    await condition(wake);
    return;
  }
  const summary = `${armed.label} (${armed.clock})`;
  const woken = await condition(wake, Math.max(1, Date.parse(armed.at) - Date.now()), { summary });
  if (!woken) await untilRecorded(holding, () => elapse(holding));
}

/** Holds one credit: judges commands in turn, writes each down before it counts, and remembers what it answered. */
export function openCreditShell({ credit, answered }: { credit: Credit | null; answered: Record<string, Answer> }) {
  const holding: Holding = { credit, answered, shown: {}, busy: false };
  if (credit !== null) take(holding, credit, {});
  return {
    credit: () => standing(holding),
    answered: () => holding.answered,
    isOpen: () => holding.credit !== null,
    open: (facts: HappenedCreditFact[], commandId: string) =>
      inTurn(holding, () => write(holding, facts, { id: commandId, name: 'draftCredit' })),
    check: (envelope: Envelope) => check(holding, envelope),
    issue: (envelope: Envelope) => inTurn(holding, () => issue(holding, envelope)),
    report: (commandId: string, command: CreditCommand) =>
      untilRecorded(holding, () => report(holding, commandId, command)),
    waitForClock: (until: () => boolean) => waitForClock(holding, until),
  };
}

export type CreditShell = ReturnType<typeof openCreditShell>;
