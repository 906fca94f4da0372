import { setTimeout as sleep } from 'node:timers/promises';
import { seededUsers } from '../../../src/persistence/seed.ts';
import { expectThat, fail, read, type Story } from '../story.ts';

const patienceMs = 30_000;
const pollMs = 500;

interface Letter {
  kind: string;
  user: string | null;
  address: string | null;
  order: string | null;
  state: string;
  at: string;
}

/** The letters posted since the play began, newest first, of this play and of what else goes on. */
async function postedSince(story: Story): Promise<Letter[]> {
  const all: Letter[] = [];
  for (let after = ''; ; ) {
    const page = await read<{ letters: Letter[]; next: string | null }>(
      story,
      'operator',
      `/v1/outbox?limit=200${after}`,
    );
    const since = page.letters.filter(({ at }) => at >= story.since);
    all.push(...since);
    if (page.next === null || since.length < page.letters.length) return all;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** By which name the play calls the reader of a letter; null for somebody it does not know. */
function readerOf({ newcomers }: Story, { user, address }: Letter): string | null {
  for (const [who, each] of newcomers) if (user === each.user || address === each.email) return who;
  const known = seededUsers.find(({ id, email }) => id === user || email === address);
  return known === undefined ? null : known.email.slice(0, known.email.indexOf('@'));
}

/** Whether a letter is about this play: to somebody who signed up in it, or about one of its orders. */
const isOurs = (story: Story, letter: Letter): boolean =>
  (letter.order !== null && story.orders.includes(letter.order)) ||
  [...story.newcomers.values()].some(({ user, email }) => letter.user === user || letter.address === email);

/** The letters of this play, once all of them have left; at the end of a play they need some seconds yet. */
async function lettersSent(story: Story): Promise<Letter[]> {
  story.doing = 'waiting until every letter of the play has left';
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(pollMs)) {
    const letters = (await postedSince(story)).filter((letter) => isOurs(story, letter));
    if (letters.every(({ state }) => state === 'sent')) return letters;
  }
  return fail(story, `it did not happen within ${patienceMs / 1000} seconds`);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How many letters each person was sent, and about how many kinds of things. */
export async function tellLetters(story: Story): Promise<void> {
  const letters = await lettersSent(story);
  story.teller.title('Letters');
  const byReader = Map.groupBy(letters, (letter) => readerOf(story, letter) ?? 'others');
  for (const [who, theirs] of [...byReader].sort(([left], [right]) => left.localeCompare(right))) {
    const kinds = new Set(theirs.map(({ kind }) => kind)).size;
    const says = `${counted(theirs.length, 'letter').padStart(11)} of ${counted(kinds, 'kind')}`;
    story.teller.lines([`     ${who.padEnd(20)} ${says}`]);
  }
  const losers = [...story.suppliers.keys()].filter((who) => who !== 'supplier');
  const told = (who: string): boolean => (byReader.get(who) ?? []).some(({ kind }) => kind === 'not-awarded');
  expectThat(story, losers.every(told), `every supplier that was not chosen should be told: ${losers.join(', ')}`);
}
