import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { fail, type Story } from './story.ts';

/** A letter as its reader has it before them. */
export interface ReadLetter {
  subject: string;
  text: string;
  /** The code in it, where there is one. */
  code: string | null;
}

interface Caught {
  name: string;
  to: string;
}

const patienceMs = 30_000;
const pollMs = 250;
/** A code stands in a line of its own. */
const codeLine = /^[\w-]{43}$/m;

/**
 * The first letter that has come to an address, read from the mail catcher as it was sent. Waits for it at most 30
 * seconds; throws DemoFailed when none comes.
 */
export async function letterTo(story: Story, address: string): Promise<ReadLetter> {
  story.doing = `waiting for a letter to ${address}`;
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(pollMs)) {
    const caught = (await (await fetch(`${story.mailUrl}/letters`)).json()) as Caught[];
    const found = caught.findLast(({ to }) => to === address);
    if (found !== undefined) return opened(`${story.mailUrl}/${found.name}`);
  }
  return fail(story, `a letter should come within ${patienceMs / 1000} seconds`);
}

async function opened(url: string): Promise<ReadLetter> {
  const { subject = '', text = '' } = await PostalMime.parse(await (await fetch(url)).arrayBuffer());
  return { subject, text, code: codeLine.exec(text)?.[0] ?? null };
}
