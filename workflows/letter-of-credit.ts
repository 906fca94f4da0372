import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  currentUpdateInfo,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { securesUntil } from '../src/domain/credit/clocks.ts';
import { honouredRequests } from '../src/domain/credit/credit.ts';
import { creditFact, type HappenedCreditFact } from '../src/domain/credit/facts.ts';
import type { Answer } from '../src/domain/record.ts';
import { type CreditShell, openCreditShell } from './credit-shell.ts';
import { onUpdate, refusal } from './guard.ts';
import {
  awaitDrafted,
  creditMoved,
  creditState,
  goodsShipped,
  issueCreditCommand,
  type LetterOfCreditInput,
  orderWorkflowId,
} from './messages.ts';

/** Whether the record took the draft: an order has at most one credit that is not closed. */
interface Opening {
  refused: boolean;
}

/** How a credit ends. */
export interface CreditEnd {
  credit: string;
  outcome: string | null;
}

/** One letter of credit under UCP 600, from its draft until it is drawn, expired, cancelled or withdrawn. */
export async function letterOfCredit(input: LetterOfCreditInput): Promise<CreditEnd> {
  const opening: Opening = { refused: false };
  const shell = receive(input, opening);
  if ('terms' in input && !(await draft(shell, input, opening))) return { credit: input.number, outcome: 'refused' };
  const telling = openTelling(shell, 'told' in input ? input.told : null);
  const closed = () => shell.credit().stage === 'closed';
  const pause = () => closed() || wantsRollOver(input.rollOverAfter);
  const clocks = async () => {
    while (!pause()) await shell.waitForClock(pause);
  };
  await Promise.all([clocks(), telling.run(pause)]);
  // Nothing is awaited between the last look at the handlers and the end of the run: a command could slip in.
  for (;;) {
    await condition(allHandlersFinished);
    if (!telling.owed()) break;
    await telling.tell();
  }
  if (closed()) return { credit: shell.credit().number, outcome: shell.credit().outcome };
  return continueAsNew<typeof letterOfCredit>({
    snapshot: shell.credit(),
    answered: shell.answered(),
    told: telling.told(),
    ...(input.rollOverAfter === undefined ? {} : { rollOverAfter: input.rollOverAfter }),
  });
}

const wantsRollOver = (after: number | undefined): boolean =>
  workflowInfo().continueAsNewSuggested || (after !== undefined && workflowInfo().historyLength >= after);

/** Handlers stand before anything is awaited: a command may be the first thing a run sees. */
function receive(input: LetterOfCreditInput, opening: Opening): CreditShell {
  const shell = openCreditShell(
    'terms' in input ? { credit: null, answered: {} } : { credit: input.snapshot, answered: input.answered },
  );
  onUpdate(issueCreditCommand, {
    description: 'One command of a party to the credit, judged on arrival',
    validate: (envelope) => shell.check(envelope),
    handle: (envelope) => shell.issue(envelope),
  });
  onUpdate(awaitDrafted, {
    description: 'Answers when the credit is drafted',
    validate: () => undefined,
    handle: async () => {
      await condition(() => shell.isOpen() || opening.refused);
      if (opening.refused) throw refusal('credit-open', 'The order has a letter of credit that is not closed.');
      return shell.answered()[currentUpdateInfo()?.id ?? ''] as Answer;
    },
  });
  setHandler(goodsShipped, async (on) => {
    await condition(() => shell.isOpen());
    await shell.report(`shipped:${on}`, { name: 'reportShipment', input: { on } });
  });
  setHandler(creditState, () => shell.credit(), { description: 'The credit as the workflow holds it' });
  return shell;
}

/** The record's own refusal, thrown by its activity, or as the cause of the activity's failure. */
const isRefusedByRecord = (error: unknown): boolean =>
  [error, error instanceof Error ? error.cause : undefined].some(
    (each) => each instanceof ApplicationFailure && each.type === 'RECORD_REFUSED',
  );

/** True when the draft is on the record. */
async function draft(
  shell: CreditShell,
  { number, terms, by, commandId }: Extract<LetterOfCreditInput, { terms: unknown }>,
  opening: Opening,
): Promise<boolean> {
  const drafted = {
    ...creditFact('CreditDrafted', { number, terms }),
    at: new Date(Date.now()).toISOString(),
    by: { party: 'applicant', user: by.user, company: by.company },
  } as HappenedCreditFact;
  try {
    await shell.open([drafted], commandId);
    return true;
  } catch (error) {
    if (!isRefusedByRecord(error)) throw error;
    opening.refused = true;
    await condition(allHandlersFinished);
    return false;
  }
}

/**
 * Tells the order whenever it changes until when money can come of the credit. An order that has ended needs to know
 * no more; what it was told is remembered over runs.
 */
function openTelling(shell: CreditShell, before: string | null) {
  let told = before;
  const standing = (): string | null => securesUntil(shell.credit());
  const tell = async (): Promise<void> => {
    while (standing() !== told) {
      const until = standing();
      const { number: credit, order, version } = shell.credit();
      const honoured = honouredRequests(shell.credit());
      const moved = { credit, version, until, ...(until === null && honoured.length > 0 ? { honoured } : {}) };
      try {
        await getExternalWorkflowHandle(orderWorkflowId(order)).signal(creditMoved, moved);
      } catch (error) {
        if (isCancellation(error)) throw error;
        log.info('the order of a credit has ended', { credit, order });
      }
      told = until;
    }
  };
  return {
    tell,
    told: () => told,
    owed: () => standing() !== told,
    run: async (until: () => boolean): Promise<void> => {
      for (;;) {
        await condition(() => until() || standing() !== told);
        if (standing() === told) return;
        await tell();
      }
    },
  };
}
