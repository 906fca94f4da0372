import { account } from './demo/acts/accounts.ts';
import { agree } from './demo/acts/agreement.ts';
import { award } from './demo/acts/award.ts';
import { stock } from './demo/acts/catalogues.ts';
import { collect, rate, ship } from './demo/acts/delivery.ts';
import { payDeposit } from './demo/acts/deposit.ts';
import { takeEvidence } from './demo/acts/evidence.ts';
import { inspect, produce, receive } from './demo/acts/goods.ts';
import { tellLetters } from './demo/acts/letters.ts';
import { qualify } from './demo/acts/membership.ts';
import { clear, match } from './demo/acts/papers.ts';
import { nameAccounts } from './demo/acts/payout-account.ts';
import { ruleBuying } from './demo/acts/purchasing.ts';
import { release } from './demo/acts/release.ts';
import { signUp } from './demo/acts/signing-up.ts';
import { source } from './demo/acts/sourcing.ts';
import { beginStory } from './demo/story.ts';
import { openTelling, paperOf } from './demo/telling.ts';

/** The play, first act to last; each leaves companies and order where the next one takes them up. */
const acts = [
  ...[signUp, qualify, nameAccounts, stock, source, ruleBuying, award, agree],
  ...[payDeposit, produce, receive, inspect, match, clear, release, ship, collect, rate],
  ...[account, tellLetters, takeEvidence],
];

const msPerSecond = 1000;

/** Why there is no play where letters go to a server of one's own. */
export const noMail =
  'The play reads its letters from the mail catcher, which is not started where SMTP_URL is set: unset it to play.';

/** Where a play is played, and where its lines go. */
export interface PlayedAt {
  apiUrl: string;
  /** The page of the mail catcher; people who sign up read their codes there. */
  mailUrl: string;
  print: (line: string) => void;
}

/**
 * Plays one whole trade from the files of `examples/` over the public HTTP API, from the sign-up of its companies on,
 * each person with a session and Idempotency-Keys of their own, and prints every step as it happens. New companies and
 * a new order each time. Throws DemoFailed, naming the step and what was expected, as soon as anything goes otherwise,
 * so that it serves as an acceptance test.
 */
export async function playDemo({ apiUrl, mailUrl, print }: PlayedAt): Promise<void> {
  const teller = openTelling(paperOf(print));
  const story = beginStory(apiUrl, mailUrl, teller);
  const began = performance.now();
  for (const act of acts) await act(story);
  const seconds = ((performance.now() - began) / msPerSecond).toFixed(1);
  teller.title('Done');
  teller.lines([
    `     Order ${story.order}: ${teller.steps()} steps in ${seconds} s, every one as the trade should go.`,
    '     Who signed up can sign in, for as long as these data are kept:',
    ...[...story.newcomers].map(
      ([who, { email, password }]) => `     ${who.padEnd(16)} ${email.padEnd(40)} ${password}`,
    ),
  ]);
}
