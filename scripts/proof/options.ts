import { parseArgs } from 'node:util';

/** How a crash proof is run. */
export interface CrashOptions {
  trades: number;
  kills: number;
  seed: number;
  atOnce: number;
  apis: number;
  workers: number;
  basePort: number | undefined;
  dataDir: string | undefined;
  keep: boolean;
  /** Damages the data afterwards, to see that every check notices. */
  sabotage: boolean;
}

const LARGEST_SEED = 2 ** 32 - 1;

function whole(name: string, given: string | undefined, bounds: { from: number; to: number }): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isInteger(value) || value < bounds.from || value > bounds.to) {
    throw new Error(`--${name} must be a whole number from ${bounds.from} to ${bounds.to}, not ${given}`);
  }
  return value;
}

/** Reads the arguments of `npm run proof -- crash`. Throws naming what cannot be used. */
export function crashOptions(args: string[]): CrashOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      trades: text,
      kills: text,
      seed: text,
      'at-once': text,
      apis: text,
      workers: text,
      'base-port': text,
      'data-dir': text,
      keep: { type: 'boolean', default: false },
      sabotage: { type: 'boolean', default: false },
    },
  });
  return {
    trades: whole('trades', values.trades, { from: 1, to: 1000 }) ?? 40,
    kills: whole('kills', values.kills, { from: 0, to: 1000 }) ?? 30,
    seed: whole('seed', values.seed, { from: 0, to: LARGEST_SEED }) ?? Math.floor(Math.random() * LARGEST_SEED),
    atOnce: whole('at-once', values['at-once'], { from: 1, to: 50 }) ?? 6,
    apis: whole('apis', values.apis, { from: 1, to: 4 }) ?? 2,
    workers: whole('workers', values.workers, { from: 1, to: 4 }) ?? 2,
    basePort: whole('base-port', values['base-port'], { from: 1, to: 65_000 }),
    dataDir: values['data-dir'],
    keep: values.keep,
    sabotage: values.sabotage,
  };
}
