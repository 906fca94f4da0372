import { sha256Hex } from '../../domain/hash.ts';
import { MailRefused, type MailSender } from '../../domain/words/mail.ts';
import { claimLetters, type DueLetter, keepFailure, keepSent } from '../../persistence/letters.ts';
import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { wordLetter } from './wording.ts';

const pauseMs = 2_000;
const atOnce = 20;
/** Longer than a server may take to answer for all letters of a round. */
const leaseSeconds = 900;
const firstWaitSeconds = 30;
const longestWaitSeconds = 6 * 3600;
/** With these waits a letter is tried for about fourteen hours. */
const mostAttempts = 12;
const longestError = 500;

/** What delivering works with: the API's database, clock and log, and the way out with the domain of its sender. */
export interface Delivery extends Pick<ApiDeps, 'orm' | 'logger' | 'now'> {
  mail: MailSender;
  /** Right-hand side of the Message-ID. */
  domain: string;
}

/** Repeats of a letter carry the same Message-ID, so that its reader's server knows them for one. */
const messageIdOf = (key: string, domain: string): string => `<${sha256Hex(key).slice(0, 40)}@${domain}>`;

const nextAttempt = (attempts: number, now: string): string => {
  const wait = Math.min(firstWaitSeconds * 2 ** (attempts - 1), longestWaitSeconds);
  return new Date(Date.parse(now) + wait * 1000).toISOString();
};

async function deliver(delivery: Delivery, letter: DueLetter): Promise<void> {
  const { orm, logger, now, mail, domain } = delivery;
  const { key, kind, address, reader, locale, attempts } = letter;
  try {
    if (address === null) throw new MailRefused('the user it was for is no more');
    const words = wordLetter(letter);
    const receipt = await mail.send({
      messageId: messageIdOf(key, domain),
      to: { name: reader, address },
      locale,
      ...words,
    });
    await keepSent(orm, key, receipt, now());
  } catch (error) {
    const { message } = error as Error;
    const over = error instanceof MailRefused || attempts >= mostAttempts;
    const nextAttemptAt = over ? null : nextAttempt(attempts, now());
    logger.warn({ err: error, letter: key, kind, attempts }, over ? 'letter is dead' : 'letter is tried again later');
    await keepFailure(orm, key, { error: message.slice(0, longestError), nextAttemptAt });
  }
}

/** Sends the letters that are due. Answers how many were tried, at most 20 at once. */
export async function deliverLetters(delivery: Delivery): Promise<number> {
  const letters = await claimLetters(delivery.orm, { now: delivery.now(), limit: atOnce, leaseSeconds });
  for (const letter of letters) await deliver(delivery, letter);
  return letters.length;
}

/** Sends letters as they come due, in as many processes as there are: no letter is in two hands. */
export const keepDelivering = (delivery: Delivery): Rounds =>
  keepRounds({ logger: delivery.logger, pauseMs, failed: 'letters wait for the next round' }, async () =>
    (await deliverLetters(delivery)) === atOnce ? 'more' : undefined,
  );
