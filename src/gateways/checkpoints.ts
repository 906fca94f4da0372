import { appendFile, readFile } from 'node:fs/promises';

/** A checkpoint of the ledger as somebody outside its database remembers it. */
export interface Checkpoint {
  number: number;
  hash: string;
}

/** Remembers checkpoints where whoever rewrites the database does not reach them. */
export interface CheckpointWitness {
  remember(checkpoint: Checkpoint): Promise<void>;
  /** The checkpoints remembered last, the newest at the end. */
  recall(): Promise<Checkpoint[]>;
}

const mostRecalled = 500;

/** A file each worker keeps of the checkpoints it has sealed, one JSON line each; copies of it are worth keeping. */
export const checkpointFile = (path: string): CheckpointWitness => ({
  remember: ({ number, hash }) => appendFile(path, `\n${JSON.stringify({ number, hash })}`, { flush: true }),
  async recall() {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').slice(-mostRecalled).flatMap(checkpointIn);
  },
});

/** None in an empty line, or in one that a crash cut off. */
function checkpointIn(line: string): Checkpoint[] {
  try {
    return [JSON.parse(line) as Checkpoint];
  } catch {
    return [];
  }
}
