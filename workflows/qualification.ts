import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  log,
  proxyLocalActivities,
  setCurrentDetails,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { judgeQualificationClocks, qualificationClocks } from '../src/domain/qualification/clocks.ts';
import { judgeQualification, type QualificationJudgement } from '../src/domain/qualification/judge.ts';
import { isOver, type Qualification } from '../src/domain/qualification/qualification.ts';
import { type QualificationAnswer, qualificationRecord } from '../src/domain/qualification/record.ts';
import { attentionReason, nextDeadline, waitingOn } from '../src/temporal/search-attributes.ts';
import { expectEnvelope, onUpdate, refusal } from './guard.ts';
import { type Envelope, type QualificationInput, qualify } from './messages.ts';

// A local activity answers within the same workflow task; it is short and writes once however often it runs.
const { recordQualification } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '50ms', backoffCoefficient: 2, maximumInterval: '1s' },
});

/** How long a run that was begun for a command waits for it: the command may have been refused. */
const beginning = '10m';

/** What one run holds: the qualification as it is on the record, and whether a command is being carried out. */
interface Holding {
  company: string;
  standing: Qualification | null;
  busy: boolean;
  begun: boolean;
}

const now = (): string => new Date(Date.now()).toISOString();

/**
 * The qualification of one company: an application, its review on the reviewers' calendar, and the year of membership
 * it gives. The next year goes on in a run of its own; when nothing runs any more the workflow ends.
 */
export async function qualification({ company, standing }: QualificationInput): Promise<string> {
  const holding: Holding = { company, standing, busy: false, begun: false };
  onUpdate(qualify, {
    description: 'One command of the applicant or a reviewer, judged on arrival',
    validate: (envelope) => {
      expectEnvelope(envelope);
      accepted(judged(holding, envelope));
    },
    handle: (envelope) => inTurn(holding, () => carryOut(holding, envelope)),
  });
  show(holding);
  const ended = () => holding.standing === null || isOver(holding.standing);
  if (ended()) await condition(() => holding.begun, beginning);
  const approved = standing?.decision?.at;
  const nextYear = () => holding.standing?.state === 'approved' && holding.standing.decision?.at !== approved;
  const pause = () => ended() || nextYear() || workflowInfo().continueAsNewSuggested;
  while (!pause()) await waitForClock(holding, pause);
  await condition(allHandlersFinished);
  if (!ended()) await continueAsNew<typeof qualification>({ company, standing: holding.standing });
  return holding.standing?.state ?? 'not-applied';
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

/** Clocks that have run out come before the command: a membership that is over does not renew. */
function judged({ standing }: Holding, { name, input, by }: Envelope): QualificationJudgement {
  const current = standing === null ? null : judgeQualificationClocks(standing, now()).after;
  return judgeQualification(current, { name, input }, by, now());
}

function accepted(judgement: QualificationJudgement): Exclude<QualificationJudgement, { rejection: unknown }> {
  if (!('rejection' in judgement)) return judgement;
  const { code, detail, data } = judgement.rejection;
  throw refusal(code, detail, data);
}

/** Judges until the command is on the record: again when something else turns out to have been recorded before it. */
async function carryOut(holding: Holding, envelope: Envelope): Promise<QualificationAnswer> {
  await elapse(holding);
  for (;;) {
    const judgement = accepted(judgeQualification(holding.standing, envelope, envelope.by, now()));
    const known = await write(holding, judgement, envelope.commandId);
    if (known !== null) return known;
  }
}

async function write(
  holding: Holding,
  judgement: Exclude<QualificationJudgement, { rejection: unknown }>,
  commandId: string,
): Promise<QualificationAnswer | null> {
  const outcome = await recordQualification(qualificationRecord(holding.standing, judgement, commandId));
  holding.standing = outcome.status === 'written' ? judgement.after : outcome.standing;
  holding.begun = true;
  show(holding);
  return outcome.answer;
}

/** Lets every clock that has run out happen. */
async function elapse(holding: Holding): Promise<void> {
  for (;;) {
    const { standing } = holding;
    if (standing === null) return;
    const due = judgeQualificationClocks(standing, now());
    if (due.facts.length === 0) return;
    await write(holding, due, `qualification-clocks:${standing.company}:${standing.version}`);
  }
}

/** Waits for the next clock or until something else has happened, and lets what has run out happen. */
async function waitForClock(holding: Holding, until: () => boolean): Promise<void> {
  const { standing } = holding;
  const next = standing === null ? undefined : qualificationClocks(standing)[0];
  const wake = () => until() || holding.standing !== standing;
  if (next === undefined) return void (await condition(wake));
  const woken = await condition(wake, Math.max(1, Date.parse(next.at) - Date.now()), { summary: next.label });
  if (!woken) await untilRecorded(holding);
}

/** What the record refuses is a bug, which must not end a membership's workflow: the house tries again, in view. */
async function untilRecorded(holding: Holding): Promise<void> {
  for (;;) {
    try {
      return await inTurn(holding, () => elapse(holding));
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.error('a clock of a qualification cannot be recorded', { company: holding.company, error });
      upsertSearchAttributes([{ key: attentionReason, value: 'record-refused' }]);
      await sleep('5m', { summary: 'The record refused what the house brings; next attempt' });
    }
  }
}

const waitsFor = { submitted: ['buyer'], 'more-info': ['buyer'], 'under-review': ['account-manager'] } as const;

function show({ standing }: Holding): void {
  if (standing === null) return;
  const { state, applicant, attention, review, membership } = standing;
  const next = qualificationClocks(standing)[0];
  upsertSearchAttributes([
    { key: attentionReason, value: attention?.code ?? null },
    { key: nextDeadline, value: next === undefined ? null : new Date(Date.parse(next.at)) },
    { key: waitingOn, value: [...(state in waitsFor ? waitsFor[state as keyof typeof waitsFor] : [])] },
  ]);
  const rows = [
    `**Company** ${applicant.company}: ${state} since ${standing.stateSince}`,
    ...(review === null ? [] : [`**Review due** ${review.paused === null ? review.dueAt : 'paused'}`]),
    ...(membership === null ? [] : [`**Member** until ${membership.expires}`]),
    ...(attention === null ? [] : [`**Needs attention** ${attention.detail}`]),
    ...(next === undefined ? [] : [`**Clock** ${next.label}: ${next.at}`]),
  ];
  setCurrentDetails(rows.map((row) => `- ${row}`).join('\n'));
}
