import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../src/domain/order/order.ts';
import type { ProblemBody } from './http.ts';
import { tellMoney } from './money.ts';
import { as, expectThat, fail, type OrderSeen, pathOf, seenBy, type Story } from './story.ts';

/** What an accepted command answers. */
export interface Accepted {
  order: string;
  version: number;
  stage: Stage;
  facts: string[];
}

interface Told {
  /** The stage the command has to lead to; left out, the order has to stay where it is. */
  leadsTo?: Stage;
  says?: string;
  /** True: sends the command once more with its key, and expects the same answer. */
  twice?: boolean;
}

const patienceMs = 30_000;
const pollMs = 100;

/** Issues a command that has to be accepted, and tells what came of it. Throws DemoFailed when it goes otherwise. */
export async function does(
  story: Story,
  who: string,
  command: string,
  input: object,
  told: Told = {},
): Promise<Accepted> {
  story.doing = `${who}: ${command}`;
  const { stage } = await seenBy(story, 'operator');
  const caller = await as(story, who);
  const key = randomUUID();
  const { status, body } = await caller.post<Accepted & ProblemBody>(pathOf(story, `/${command}`), input, key);
  if (status !== 200) fail(story, `it should be accepted; the API answered ${status} ${body.code}: ${body.detail}`);
  tellAccepted(story, who, command, { stage, body, says: told.says ?? '' });
  const expected = told.leadsTo ?? stage;
  expectThat(story, body.stage === expected, `the order should be in ${expected}; it is in ${body.stage}`);
  if (told.twice === true) {
    const again = await caller.post<Accepted>(pathOf(story, `/${command}`), input, key);
    expectThat(
      story,
      JSON.stringify(again.body) === JSON.stringify(body),
      'sent again with its key, it should get the same answer',
    );
    story.teller.note(
      'again',
      'The same request with the same Idempotency-Key gets the same answer; nothing happens twice.',
    );
  }
  await tellMoney(story);
  return body;
}

/** Issues a command that has to be refused with this code, and tells why. Throws DemoFailed when it goes otherwise. */
export async function refused(
  story: Story,
  who: string,
  command: string,
  input: object,
  code: string,
): Promise<ProblemBody> {
  story.doing = `${who}: ${command}, which must be refused`;
  const before = await seenBy(story, 'operator');
  const { status, body } = await (await as(story, who)).post<ProblemBody>(pathOf(story, `/${command}`), input);
  const asExpected = status >= 400 && body.code === code;
  if (!asExpected) fail(story, `it should be refused with ${code}; the API answered ${status} ${JSON.stringify(body)}`);
  const after = await seenBy(story, 'operator');
  expectThat(story, after.version === before.version, 'a refusal should leave no trace in the order');
  story.teller.step(who, command, { refused: true, says: `REFUSED  ${status} ${code}` });
  story.teller.note('why', body.detail);
  return body;
}

/** Sends one of the things that come in masses: kept as it comes, not judged. Answers what the API made of it. */
export async function keeps<Kept>(story: Story, who: string, command: string, input: object): Promise<Kept> {
  story.doing = `${who}: ${command}`;
  const { status, body } = await (await as(story, who)).post<Kept & ProblemBody>(pathOf(story, `/${command}`), input);
  return status === 200
    ? body
    : fail(story, `it should be kept; the API answered ${status} ${body.code}: ${body.detail}`);
}

/** Waits, at most 30 seconds, until the order is as it should be. Throws DemoFailed naming what did not happen. */
export async function until(story: Story, what: string, holds: (seen: OrderSeen) => boolean): Promise<OrderSeen> {
  story.doing = `waiting until ${what}`;
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(pollMs)) {
    const seen = await seenBy(story, 'operator');
    if (holds(seen)) return seen;
  }
  return fail(story, `it did not happen within ${patienceMs / 1000} seconds`);
}

function tellAccepted(
  story: Story,
  who: string,
  command: string,
  { stage, body, says }: { stage: Stage; body: Accepted; says: string },
): void {
  const moved = stage === body.stage ? '' : `${stage} → ${body.stage}`;
  story.teller.step(who, command, { says: [moved, says].filter((part) => part !== '').join(': ') });
  tellFacts(story, body.facts);
}

/** Tells what happened: first what the party brought about, then what the house did when that led to another stage. */
export function tellFacts({ teller }: Story, facts: readonly string[]): void {
  const from = facts.indexOf('StageEntered');
  const house = from < 0 ? [] : facts.slice(from);
  teller.note('facts', facts.slice(0, facts.length - house.length).join(', '));
  teller.note('house', house.join(', '));
}
