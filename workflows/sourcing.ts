import { allHandlersFinished, condition, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { Answer } from '../src/domain/record.ts';
import type { SourcingState } from '../src/domain/sourcing/sourcing.ts';
import { unstorableText } from '../src/domain/storable.ts';
import { onUpdate, refusal } from './guard.ts';
import {
  type AwardEnvelope,
  awaitSourcing,
  awardSourcing,
  extendSourcing,
  type ExtensionEnvelope,
  type SourcingStart,
} from './messages.ts';

// Each may run again: what is written is written once, and commands to orders go under ids of their own. One that does
// not answer has died with its worker, or goes on where the next attempt finds it: suppliers and buyer wait for it.
const {
  recordSourcing,
  inviteSuppliers,
  recordExtension,
  closeSourcing,
  recordAward,
  carryOutAward,
  endLapsedSourcing,
} = proxyActivities<Activities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1m' },
});

const now = (): string => new Date(Date.now()).toISOString();
const until = (instant: string): number => Math.max(1, Date.parse(instant) - Date.now());
const longestPause = 60_000;
/** After the last quote has lapsed its order needs a moment to close. */
const grace = 5_000;

/**
 * One enquiry to several suppliers: an order is opened for each, answers are taken until the deadline, and the buyer's
 * award is carried out in the orders. It ends when the award is, or when no quote stands any more.
 */
export async function sourcing({ opening, commandId }: SourcingStart): Promise<SourcingState> {
  const { number } = opening;
  let answer: Answer | null = null;
  let awards = 0;
  const inTurn = takingTurns();
  let invited = false;
  let extending = 0;
  let { deadline } = opening.input;
  onUpdate(awaitSourcing, {
    description: 'Answers when the sourcing is written down',
    validate: () => undefined,
    handle: async () => {
      await condition(() => answer !== null);
      return answer as unknown as Answer;
    },
  });
  onUpdate(awardSourcing, {
    description: "The buyer's award, judged on arrival",
    validate: expectAward,
    handle: ({ commandId: id, ...decision }) =>
      inTurn(async () => {
        const judged = await recordAward({ ...decision, number }, id);
        if ('answer' in judged) awards += 1;
        return judged;
      }),
  });
  onUpdate(extendSourcing, {
    description: 'More time for the suppliers, given to every order at once',
    validate: expectExtension,
    handle: async ({ commandId: id, user, input }) => {
      extending += 1;
      try {
        await condition(() => invited);
        const judged = await inTurn(() => recordExtension({ number, user, at: now(), input }, id));
        if ('answer' in judged) deadline = (judged.answer.body as { deadline: string }).deadline;
        return judged;
      } finally {
        extending -= 1;
      }
    },
  });
  answer = await recordSourcing(opening, commandId);
  setCurrentDetails(detailsOf(opening.input.suppliers, deadline));
  await inviteSuppliers(number);
  invited = true;
  for (let waitsFor: string | null = null; waitsFor !== deadline; ) {
    waitsFor = deadline;
    setCurrentDetails(detailsOf(opening.input.suppliers, deadline));
    await condition(() => waitsFor !== deadline, until(deadline), { summary: 'deadline for the suppliers' });
    // What was asked for before the timer fired is on its way to the record.
    await condition(() => extending === 0);
  }
  const state = await untilOver(number, () => awards);
  setCurrentDetails(`- **Over** ${state}`);
  await condition(allHandlersFinished);
  return state;
}

/** One decision of the buyer at a time. */
function takingTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let busy = false;
  return async (act) => {
    while (busy) await condition(() => !busy);
    busy = true;
    try {
      return await act();
    } finally {
      busy = false;
    }
  };
}

const detailsOf = (suppliers: readonly string[], deadline: string): string =>
  `- **Suppliers** ${suppliers.join(', ')}\n- **Deadline** ${deadline}`;

/** From the deadline to the end: the orders' own clocks first, then one award or several. */
async function untilOver(number: string, awards: () => number): Promise<SourcingState> {
  let closing = await closeSourcing(number, now());
  for (let pause = 500; closing.waiting > 0; pause = Math.min(pause * 2, longestPause)) {
    await sleep(pause, { summary: 'orders whose deadline has not run out yet' });
    closing = await closeSourcing(number, now());
  }
  let { state, standsUntil } = closing;
  for (let done = 0; state === 'evaluating'; ) {
    setCurrentDetails(`- **Waiting for** the buyer's award\n- **Quotes stand until** ${standsUntil ?? 'none stands'}`);
    const decided = await condition(() => awards() > done, until(standsUntil ?? now()) + grace);
    if (decided) {
      done = awards();
      state = await carryOutAward(number, now());
    } else {
      ({ state, standsUntil } = await endLapsedSourcing(number, now()));
    }
  }
  return state;
}

/** Whoever reaches the server can send any JSON; what is no award at all is refused before anybody looks into it. */
function expectAward(envelope: AwardEnvelope): void {
  const { commandId, user, at, input } = (envelope ?? {}) as Partial<AwardEnvelope>;
  const whole = [commandId, user, at].every((each) => typeof each === 'string' && each.length > 0);
  if (!whole || !Array.isArray(input?.shares) || typeof input?.reason !== 'string')
    throw refusal('invalid-input', 'An award is { commandId, user, at, input: { evaluation, reason, shares } }.');
  const field = unstorableText(envelope);
  if (field !== null) throw refusal('invalid-input', `${field}: holds a character that cannot be stored.`);
}

function expectExtension(envelope: ExtensionEnvelope): void {
  const { commandId, user, input } = (envelope ?? {}) as Partial<ExtensionEnvelope>;
  const whole = [commandId, user, input?.deadline, input?.reason].every(
    (each) => typeof each === 'string' && each.length > 0,
  );
  if (!whole || Number.isNaN(Date.parse(input?.deadline ?? '')))
    throw refusal('invalid-input', 'An extension is { commandId, user, input: { deadline, reason } }.');
  const field = unstorableText(envelope);
  if (field !== null) throw refusal('invalid-input', `${field}: holds a character that cannot be stored.`);
}
