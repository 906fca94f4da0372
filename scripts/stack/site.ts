import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endOrphans, releaseLock, takeLock, writeWhole } from './ownership.ts';
import { choosePorts, type Ports, releasePorts } from './ports.ts';
import type { Host, Log, Service } from './service.ts';
import { stackFileOf } from './stack-file.ts';

/** The folder, the ports and the services of one stack. */
export type Site = { dataDir: string; ports: Ports; host: Host };

const lockOf = (dataDir: string) => join(dataDir, 'stack.lock');

const LARGEST_LOG = 20 * 1024 * 1024;

/** Sets logs aside that have grown large; one earlier log of each is kept. */
function turnLogs(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    const file = join(folder, name);
    if (statSync(file).size > LARGEST_LOG) renameSync(file, `${file}.1`);
  }
}

/** A port number from an environment variable; undefined when it is not set. Throws when it is no number. */
export function portFrom(variable: string): number | undefined {
  const text = process.env[variable];
  if (!text) return undefined;
  if (!/^\d{1,5}$/.test(text)) throw new Error(`${variable} must be a port number, not "${text}"`);
  return Number(text);
}

/** Reads a small text that is kept in the data folder, making it at the first start. */
export function keptText(dataDir: string, name: string, make: () => string): string {
  const file = join(dataDir, name);
  if (!existsSync(file)) writeWhole(file, make());
  return readFileSync(file, 'utf8').trim();
}

async function settlePorts(dataDir: string, wish: number | 'random' | undefined): Promise<Ports> {
  const file = join(dataDir, 'base-port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  const ports = await choosePorts(wish ?? portFrom('TRADE_BASE_PORT'), last || undefined);
  writeWhole(file, String(ports.base));
  return ports;
}

/**
 * Takes a data folder for this process, ends what an earlier start left behind when it was killed, and settles the
 * ports. Throws when another stack is running with the folder.
 */
export async function openSite(folder: string, wish: number | 'random' | undefined, log: Log): Promise<Site> {
  const dataDir = resolve(folder);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const owner = takeLock(lockOf(dataDir));
  if (owner) {
    throw new Error(
      `A stack is already running with the data in ${dataDir} (process ${owner.pid}). ` +
        'npm run demo plays a trade on it; for a second stack set TRADE_DATA_DIR to another folder.',
    );
  }
  try {
    const run = join(dataDir, 'run');
    await endOrphans(run, log);
    rmSync(stackFileOf(dataDir), { force: true });
    const logs = join(dataDir, 'logs');
    turnLogs(logs);
    const host: Host = { logs, run, log, services: [], closed: false };
    return { dataDir, ports: await settlePorts(dataDir, wish), host };
  } catch (error) {
    releaseLock(lockOf(dataDir));
    throw error;
  }
}

const isEngine = ({ name }: Service) => /^(api|worker|ui)/.test(name);

/** Stops every service, what serves the users first and the database last, and gives the folder back. */
export async function closeSite({ dataDir, host, ports }: Site): Promise<void> {
  host.closed = true;
  rmSync(stackFileOf(dataDir), { force: true });
  await Promise.all(host.services.filter(isEngine).map((service) => service.stop()));
  for (const service of host.services.filter((one) => !isEngine(one)).reverse()) await service.stop();
  releasePorts(ports);
  releaseLock(lockOf(dataDir));
}
