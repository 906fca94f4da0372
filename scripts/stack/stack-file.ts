import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './ownership.ts';

const schema = z.object({
  pid: z.number(),
  basePort: z.number(),
  api: z.string().optional(),
  apis: z.array(z.string()),
  temporalUi: z.string().optional(),
  mail: z.string().optional(),
  temporalAddress: z.string(),
  temporalNamespace: z.string(),
  databaseUrl: z.string(),
  taskQueue: z.string(),
});

/** Where a running stack can be reached; only its owner may read the file, for it holds the database's password. */
export type StackFile = z.output<typeof schema>;

/** The data folder to use when none is named: TRADE_DATA_DIR, else `.data`. */
export function defaultDataDir(): string {
  return resolve(process.env.TRADE_DATA_DIR || '.data');
}

/** The file in a data folder that says where the running stack is. */
export function stackFileOf(dataDir: string): string {
  return join(dataDir, 'stack.json');
}

/** Reads where the stack of a data folder is. Throws when none is running there. */
export function readStackFile(dataDir: string = defaultDataDir()): StackFile {
  try {
    return schema.parse(JSON.parse(readFileSync(stackFileOf(dataDir), 'utf8')));
  } catch (cause) {
    throw new Error(`No stack is running with the data in ${dataDir}; npm start (or npm run up) brings it up`, {
      cause,
    });
  }
}

/** Writes where the stack is. */
export function writeStackFile(dataDir: string, content: StackFile): void {
  writeWhole(stackFileOf(dataDir), `${JSON.stringify(content, null, 2)}\n`);
}
