import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import { variants } from './variants.ts';
import type { Ask, World } from './world.ts';

/** What may happen to a write, and what has to be answered (docs of the API, Idempotency-Key). */
export const cases = [
  'missing-key',
  'malformed-key',
  'running',
  'died',
  'replay',
  'other-body',
  'refusal',
  'other-actor',
] as const;
export type Case = (typeof cases)[number];

/** One write to be tried, in a world where it is accepted. */
export interface Trial {
  ask: Ask;
  /** The same in everything but the content, where changing one field of the body does not do. */
  other?: Ask | undefined;
  /** Requests of which at least one is refused, the most telling first. */
  refused: Ask[];
  /** The same request by somebody else. */
  stranger: Ask;
  /** Fields of the answer that are told once and never again: secrets. */
  toldOnce?: readonly string[] | undefined;
  /** True: the write ends its sender's own session, so that whatever is sent next is answered with 401. */
  endsSession?: boolean | undefined;
}

export interface Outcome {
  response: Response;
  cells: Case[];
  violations: string[];
}

const malformed = 'k'.repeat(256);
const codeOf = ({ body }: Response): string => String((body as { code?: string } | undefined)?.code ?? 'no code');
const say = (response: Response): string => `${response.status} ${codeOf(response)}`;
const isReplay = ({ headers }: Response): boolean => headers['idempotent-replayed'] === 'true';

/** What differs between the tables of two moments. */
const grown = (before: Record<string, number>, after: Record<string, number>): string[] =>
  Object.keys(after).flatMap((table) =>
    before[table] === after[table] ? [] : [`${table} ${before[table]} → ${after[table]}`],
  );

const withoutSecrets = ({ body }: Response, toldOnce: readonly string[]): unknown =>
  typeof body === 'object' && body !== null
    ? { ...(body as object), ...Object.fromEntries(toldOnce.map((field) => [field, null])) }
    : body;

/** Tries a write under every case that is wanted; the first success is the write's own answer. */
export async function probe(
  world: World,
  trial: Trial,
  { key, wanted }: { key: string; wanted: ReadonlySet<Case> },
): Promise<Outcome> {
  const violations: string[] = [];
  const cells: Case[] = [];
  const cell = (name: Case, faults: (string | false)[]): void => {
    cells.push(name);
    violations.push(...faults.filter((fault) => fault !== false).map((fault) => `${name}: ${fault}`));
  };
  if (wanted.has('missing-key')) cell('missing-key', await refusedKey(world, trial.ask, null));
  if (wanted.has('malformed-key')) cell('malformed-key', await refusedKey(world, trial.ask, malformed));
  const first = wanted.has('died') ? await throughDeath(world, trial, key, cell) : await world.send(trial.ask, key);
  if (first.status >= 300) throw new Error(`the fixture is refused: ${say(first)} ${JSON.stringify(first.body)}`);
  if (wanted.has('replay')) cell('replay', await replayed(world, trial, key, first));
  if (wanted.has('other-body')) cell('other-body', await otherBody(world, trial, key));
  if (wanted.has('refusal')) cell('refusal', await refusedAgain(world, trial, `${key}-refused`));
  if (wanted.has('other-actor')) cell('other-actor', await byAnother(world, trial, key));
  return { response: first, cells, violations };
}

async function refusedKey(world: World, ask: Ask, key: string | null): Promise<(string | false)[]> {
  const before = await world.rows();
  const answer = await world.send(ask, key);
  const expected = key === null ? 'idempotency-key-missing' : 'idempotency-key-malformed';
  return [
    (answer.status !== 400 || codeOf(answer) !== expected) && `answered ${say(answer)}`,
    ...grown(before, await world.rows()).map((table) => `something was written: ${table}`),
  ];
}

/** The process dies with the key in its hand: until its lease is over others wait, then one carries the write out. */
async function throughDeath(
  world: World,
  { ask }: Trial,
  key: string,
  cell: (name: Case, faults: (string | false)[]) => void,
): Promise<Response> {
  const died = await world.sendDying(ask, key);
  const [claimed, ...more] = await world.kept(key);
  if (claimed === undefined) throw new Error(`the fixture takes no key: ${say(died)} ${JSON.stringify(died.body)}`);
  const waiting = await world.send(ask, key);
  cell('running', [
    (waiting.status !== 409 || codeOf(waiting) !== 'still-running') && `answered ${say(waiting)}`,
    waiting.headers['retry-after'] === undefined && 'no Retry-After',
    more.length > 0 && 'the key is kept more than once',
  ]);
  await world.endLease(key);
  const retried = await world.send(ask, key);
  const [done] = await world.kept(key);
  cell('died', [
    retried.status >= 400 && `the retry was answered ${say(retried)}`,
    isReplay(retried) && 'the retry was answered by what nobody has carried out',
    done?.commandId !== claimed.commandId && 'the retry went on under another command id',
    done?.state !== 'done' && 'no answer was kept',
  ]);
  return retried;
}

async function replayed(world: World, trial: Trial, key: string, first: Response): Promise<(string | false)[]> {
  const before = await world.rows();
  const again = await world.send(trial.ask, key);
  const after = grown(before, await world.rows()).map((table) => `done twice: ${table}`);
  if (trial.endsSession === true) return [again.status !== 401 && `answered ${say(again)}`, ...after];
  const same = isDeepStrictEqual(
    withoutSecrets(again, trial.toldOnce ?? []),
    withoutSecrets(first, trial.toldOnce ?? []),
  );
  return [
    again.status !== first.status && `answered ${say(again)} after ${first.status}`,
    !same && 'answered with another body',
    !isReplay(again) && 'not marked as replayed',
    ...after,
  ];
}

async function otherBody(world: World, { ask, other, endsSession }: Trial, key: string): Promise<(string | false)[]> {
  const candidates = other === undefined ? variants(ask) : [other];
  const before = await world.rows();
  let answer: Response | undefined;
  for (const candidate of candidates) {
    answer = await world.send(candidate, key);
    // A body that breaks a rule of its schema is no other body yet: another field is tried.
    if (codeOf(answer) !== 'invalid-input') break;
  }
  if (answer === undefined) return ['no other request is known'];
  const expected = endsSession === true ? [401, 'session-over'] : [422, 'idempotency-key-reused'];
  return [
    (answer.status !== expected[0] || codeOf(answer) !== expected[1]) && `answered ${say(answer)}`,
    ...grown(before, await world.rows()).map((table) => `something was written: ${table}`),
  ];
}

async function refusedAgain(world: World, { refused }: Trial, key: string): Promise<(string | false)[]> {
  for (const [index, ask] of refused.entries()) {
    const own = `${key}-${index}`;
    const first = await world.send(ask, own);
    if (first.status < 400) continue;
    const before = await world.rows();
    const kept = await world.kept(own);
    const again = await world.send(ask, own);
    return [
      first.status >= 500 && `answered ${say(first)}`,
      again.status !== first.status && `answered ${say(again)} after ${say(first)}`,
      !isDeepStrictEqual(again.body, first.body) && 'answered with another body',
      kept.some(({ state }) => state === 'done') && !isReplay(again) && 'a kept refusal is not marked as replayed',
      ...grown(before, await world.rows()).map((table) => `something was written: ${table}`),
    ];
  }
  return ['nothing known is refused'];
}

async function byAnother(world: World, { stranger }: Trial, key: string): Promise<(string | false)[]> {
  const before = await world.kept(key);
  const answer = await world.send(stranger, key);
  const after = await world.kept(key);
  const theirs = after.filter(({ actor }) => !before.some((each) => each.actor === actor));
  return [
    answer.status >= 500 && `answered ${say(answer)}`,
    isReplay(answer) && 'answered by what somebody else had done',
    ['still-running', 'idempotency-key-reused'].includes(codeOf(answer)) && `answered ${say(answer)}`,
    answer.status < 400 && theirs.length !== 1 && 'carried out without a key of its own',
    theirs.some(({ commandId }) => before.some((each) => each.commandId === commandId)) && 'one command id for two',
    before.some((each, index) => !isDeepStrictEqual(each, after[index])) && 'what was kept for the first is changed',
  ];
}
