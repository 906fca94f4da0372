import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How long one measurement takes, and with how many clients at once. */
export interface Load {
  seconds: number;
  clients: number;
}

const debianFolder = '/usr/lib/postgresql';
const name = 'pgbench';

/** pgbench on PATH, or where Debian keeps it; undefined when this machine has none. */
export function findPgbench(): string | undefined {
  if (spawnSync(name, ['--version']).status === 0) return name;
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  return versions.map((version) => join(debianFolder, version, 'bin', name)).find(existsSync);
}

/** Runs pgbench to its end and answers what it printed. Throws with that when it fails. */
export function pgbench(program: string, url: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const words: Buffer[] = [];
    const child = spawn(program, [...args, url], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const said = Buffer.concat(words).toString();
      if (code === 0) resolve(said);
      else reject(new Error(`pgbench ended with ${code}:\n${said.trim()}`));
    });
  });
}

/** Transactions a second of one run, without the time to connect. */
export async function tps(program: string, url: string, load: Load, script: string[]): Promise<number> {
  const { clients, seconds } = load;
  const timing = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '1', '-T', `${seconds}`];
  const said = await pgbench(program, url, [...timing, ...script]);
  const measured = /tps = ([\d.]+) \(without initial/.exec(said)?.[1];
  if (measured === undefined) throw new Error(`pgbench gave no figure:\n${said}`);
  return Number(measured);
}
