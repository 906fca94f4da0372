import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { releaseLock, takeLock } from './ownership.ts';

/** Where each listener of a stack stands, counted from the base port: one number moves a whole copy. */
const OFFSETS = {
  api: 0,
  workerMetrics: 4,
  ui: 8,
  postgres: 9,
  temporalGrpc: 10,
  temporalHttp: 11,
  historyGrpc: 12,
  matchingGrpc: 13,
  systemWorkerGrpc: 14,
  frontendMembership: 15,
  historyMembership: 16,
  matchingMembership: 17,
  systemWorkerMembership: 18,
  temporalMetrics: 19,
  temporalPprof: 20,
  mailSmtp: 21,
  mailPage: 22,
} as const;

export type PortName = keyof typeof OFFSETS;
export type Ports = { base: number } & Record<PortName, number>;

/** As many API processes, and as many workers, fit between the offsets above. */
export const MAX_OF_A_KIND = 4;

const DEFAULT_BASE = 3000;
const BLOCK = 24;
const BLOCKS_TRIED = 200;
const HIGHEST_PORT = 65_535;
const RANDOM_FROM = 20_000;
const RANDOM_BLOCKS = 400;

/** The ports of a stack that starts at `base`. */
export function portsFrom(base: number): Ports {
  const named = Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset]);
  return { base, ...(Object.fromEntries(named) as Record<PortName, number>) };
}

/** Whether nothing listens on the port of the loopback address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

async function busyPort(base: number): Promise<number | undefined> {
  for (let port = base; port < base + BLOCK; port += 1) if (!(await isFree(port))) return port;
  return undefined;
}

const claimOf = (base: number) => join(tmpdir(), `trade-ports-${userInfo().username}`, `${base}.lock`);

/** Takes a block for this process, so that two starts at one moment never share it. Answers why it cannot be had. */
async function claim(base: number): Promise<string | undefined> {
  const owner = takeLock(claimOf(base));
  if (owner) return `Another stack (process ${owner.pid}) uses the ports from ${base} up`;
  const busy = await busyPort(base);
  if (busy === undefined) return undefined;
  releaseLock(claimOf(base));
  return `Port ${busy} is taken (base port ${base} uses ${base} to ${base + BLOCK - 1})`;
}

/** Gives the block back. */
export function releasePorts(ports: Ports): void {
  releaseLock(claimOf(ports.base));
}

async function exactly(base: number): Promise<Ports> {
  if (base < 1 || base + BLOCK > HIGHEST_PORT) throw new Error(`The base port must be 1 to ${HIGHEST_PORT - BLOCK}`);
  const refusal = await claim(base);
  if (refusal === undefined) return portsFrom(base);
  throw new Error(`${refusal}; choose another base port`);
}

async function firstFree(candidate: (attempt: number) => number): Promise<Ports> {
  for (let attempt = 0; attempt < BLOCKS_TRIED; attempt += 1) {
    const base = candidate(attempt);
    if ((await claim(base)) === undefined) return portsFrom(base);
  }
  throw new Error(`No ${BLOCK} free ports in a row were found; set TRADE_BASE_PORT`);
}

/**
 * Claims the ports to use: exactly the asked base, or a free block at random; with no wish the base used last time,
 * else the first free block from 3000 up. Throws when the asked base cannot be had, naming the port.
 */
export async function choosePorts(wish: number | 'random' | undefined, remembered: number | undefined): Promise<Ports> {
  if (typeof wish === 'number') return exactly(wish);
  if (wish === 'random') return firstFree(() => RANDOM_FROM + Math.floor(Math.random() * RANDOM_BLOCKS) * BLOCK);
  if (remembered !== undefined && (await claim(remembered)) === undefined) return portsFrom(remembered);
  return firstFree((attempt) => DEFAULT_BASE + attempt * BLOCK);
}
