import type { Request } from 'express';
import { hashOf, sha256Hex } from '../domain/hash.ts';
import type { Answer } from '../domain/record.ts';
import { claim, complete, release } from '../persistence/idempotency.ts';
import type { Reply } from './contract.ts';
import type { ApiDeps } from './deps.ts';
import { problem, problemType } from './problem.ts';

const keyPattern = /^[\x20-\x7e]{1,255}$/;
/**
 * How long a caller waits when the process that took the key has died. A request that outlives it does no harm: its
 * retry goes on under the same command id, which happens once.
 */
const leaseSeconds = 5;

/**
 * The Idempotency-Key of a write. Throws ProblemError 400 when it is missing or not 1 to 255 printable ASCII
 * characters.
 */
export function idempotencyKey(request: Request): string {
  const key = request.header('Idempotency-Key');
  if (key === undefined)
    throw problem(400, 'idempotency-key-missing', 'Every write carries an Idempotency-Key of its own.');
  if (!keyPattern.test(key)) {
    throw problem(400, 'idempotency-key-malformed', 'Idempotency-Key: 1 to 255 printable ASCII characters.');
  }
  return key;
}

/** One write as its key names it: who, what, about which order. `content` is what the body hash is made of. */
export interface KeyedWrite {
  actor: { user: string };
  key: string;
  route: string;
  /**
   * The order it is about; for an opening the number allotted to the order it opens, which a retry does not replace.
   */
  order?: string;
  opens?: boolean;
  content: unknown;
  leaseSeconds?: number;
}

/** What a write is carried out under: the same for the first request and for every retry of it. */
export interface Claimed {
  commandId: string;
  order: string | null;
}

/** What a write came to; `recorded` when the engine has kept the answer for the key already, with what it recorded. */
export type Settled = Answer & { recorded?: true };

/** The id of a command: one for each order, person, route and key, so that it happens once. */
export const commandIdOf = (parts: readonly string[]): string => sha256Hex(JSON.stringify(parts)).slice(0, 40);

/**
 * Carries a write out once for its key, whatever it answers; a repetition gets the answer that was kept. Throws
 * ProblemError 422 for a key used for something else and 409 while the first request is still running. When `work`
 * throws, the key is given free, and a retry goes on under the same ids.
 */
export async function once(
  deps: ApiDeps,
  write: KeyedWrite,
  work: (claimed: Claimed) => Promise<Settled>,
): Promise<Reply> {
  const { actor, key, route, order, opens = false, content } = write;
  const claimed = await claim(deps.orm, {
    actor: actor.user,
    key,
    route,
    bodyHash: hashOf(content),
    commandId: commandIdOf([opens ? '' : (order ?? ''), actor.user, route, key]),
    leaseSeconds: write.leaseSeconds ?? leaseSeconds,
    opens,
    ...(order === undefined ? {} : { order }),
  });
  if (claimed.kind === 'done') return { ...replyOf(claimed.answer), headers: { 'Idempotent-Replayed': 'true' } };
  if (claimed.kind === 'running') {
    throw problem(409, 'still-running', 'The first request with this Idempotency-Key is still running.', {
      headers: { 'Retry-After': '1' },
    });
  }
  if (claimed.kind === 'other-body') {
    throw problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request; take a new one.');
  }
  const answer = await orGivenFree(deps, claimed.commandId, () => work(claimed));
  return replyOf(answer);
}

async function orGivenFree(deps: ApiDeps, commandId: string, work: () => Promise<Settled>): Promise<Answer> {
  try {
    const answer = await work();
    if (answer.recorded !== true) await complete(deps.orm, commandId, answer);
    return answer;
  } catch (error) {
    // When the database is away as well, the lease ends by itself.
    await release(deps.orm, commandId).catch((failure: unknown) =>
      deps.logger.warn({ err: failure }, 'key not given free'),
    );
    throw error;
  }
}

const replyOf = ({ status, body }: Answer): Reply => ({
  status,
  body,
  ...(status >= 400 ? { mediaType: problemType } : {}),
});
