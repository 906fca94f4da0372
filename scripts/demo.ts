import { account } from './demo/acts/accounts.ts';
import { agree } from './demo/acts/agreement.ts';
import { collect, rate, ship } from './demo/acts/delivery.ts';
import { payDeposit } from './demo/acts/deposit.ts';
import { inspect, produce, receive } from './demo/acts/goods.ts';
import { clear, match } from './demo/acts/papers.ts';
import { release } from './demo/acts/release.ts';
import { beginStory } from './demo/story.ts';
import { openTelling, paperOf } from './demo/telling.ts';

/** The trade, first act to last; each leaves the order where the next one takes it up. */
const acts = [agree, payDeposit, produce, receive, inspect, match, clear, release, ship, collect, rate, account];

const msPerSecond = 1000;

/**
 * Plays one whole trade from the files of `examples/` over the public HTTP API, each party with its own session and its
 * own Idempotency-Keys, and prints every step as it happens. A new order each time. Throws DemoFailed, naming the step
 * and what was expected, as soon as anything goes otherwise, so that it serves as an acceptance test.
 */
export async function playDemo({ apiUrl, print }: { apiUrl: string; print: (line: string) => void }): Promise<void> {
  const teller = openTelling(paperOf(print));
  const story = beginStory(apiUrl, teller);
  const began = performance.now();
  for (const act of acts) await act(story);
  const seconds = ((performance.now() - began) / msPerSecond).toFixed(1);
  teller.title('Done');
  teller.lines([
    `     Order ${story.order}: ${teller.steps()} steps in ${seconds} s, every one as the trade should go.`,
  ]);
}
