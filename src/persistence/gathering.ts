import { setImmediate as tick } from 'node:timers/promises';

/** As many writes run at a time, and what one of them carries at the most. */
const lanes = 2;
const mostTogether = 100;

interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Writes together what comes in one turn of the event loop, or while earlier writes are under way, so that many callers
 * share a trip to the database and a commit; whoever comes alone is written in the next turn. `write` writes all of its
 * items or none and answers in their order. Where it cannot, each is written alone, so that nobody is refused for what
 * somebody else has sent.
 */
export function gathering<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let busy = 0;

  const writeThese = async (those: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await write(those.map(({ item }) => item));
      for (const [at, { resolve }] of those.entries()) resolve(answers[at]!);
    } catch (error) {
      if (those.length === 1) those[0]!.reject(error);
      else for (const one of those) await writeThese([one]);
    }
  };

  const lane = async (): Promise<void> => {
    busy += 1;
    await tick();
    while (waiting.length > 0) {
      await writeThese(waiting.splice(0, mostTogether));
      await tick();
    }
    busy -= 1;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy < lanes) void lane();
    });
}
