import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { MAX_OF_A_KIND, type Ports } from './ports.ts';
import { type Host, type Run, type Service, startService } from './service.ts';
import { projectRoot } from './workflow-bundle.ts';

const HOST = '127.0.0.1';
const ANSWER_MS = 1000;
/** An example account of ISO 13616; the stack on one machine has no real bank. */
const SANDBOX_TRUST_ACCOUNT = 'GB82WEST12345698765432';
const READY_WITHIN_MS = 180_000;
const GRACE_MS = 15_000;

/** Settings of the processes, as environment variables (src/config.ts). */
export type Environment = Record<string, string>;

/** Runs one TypeScript file of the project to its end. Throws with its output when it fails. */
export function runOnce(what: string, entry: string, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    const words: Buffer[] = [];
    const child = spawn(process.execPath, [join(projectRoot, entry)], {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`${what} failed (${entry} ended with ${code}):\n${Buffer.concat(words).toString().trim()}`));
    });
  });
}

async function apiIsReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) });
  await answer.body?.cancel();
  return answer.ok;
}

/** A worker says that it polls by one line of JSON among its log lines. */
async function workerIsReady({ output }: Run): Promise<boolean> {
  return output().split('\n').some(saysReady);
}

function saysReady(line: string): boolean {
  if (!line.startsWith('{') || !line.includes('"ready"')) return false;
  try {
    return (JSON.parse(line) as { ready?: unknown }).ready === true;
  } catch {
    return false;
  }
}

type Kind = { name: string; entry: string; env: Environment; isReady: (run: Run) => Promise<boolean> };

function startProcess({ name, entry, env, isReady }: Kind, host: Host): Promise<Service> {
  return startService(
    {
      name,
      command: {
        file: process.execPath,
        args: ['--enable-source-maps', join(projectRoot, entry)],
        cwd: projectRoot,
        env: { ...env, TRADE_INSTANCE: name },
      },
      isReady,
      readyWithinMs: READY_WITHIN_MS,
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
    },
    host,
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Throws when more processes are asked for than have ports. */
export function checkCounts(counts: { api: number; worker: number }): void {
  for (const [kind, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 0 || count > MAX_OF_A_KIND) {
      throw new Error(`The number of ${kind} processes must be 0 to ${MAX_OF_A_KIND}, not ${count}`);
    }
  }
}

/** Where payments leave from, as workers need it, and arrive, as the API tells who pays by a link. */
const trustAccount = (): Environment => ({
  TRUST_ACCOUNT_IBAN: process.env.TRUST_ACCOUNT_IBAN || SANDBOX_TRUST_ACCOUNT,
});

/** Starts so many workers; each serves its own metrics page. */
export function startWorkers(count: number, ports: Ports, env: Environment, host: Host): Promise<Service[]> {
  const kinds = numbers(count).map((index) => ({
    name: `worker-${index + 1}`,
    entry: 'src/worker.main.ts',
    env: {
      ...trustAccount(),
      ...env,
      WORKER_METRICS_ADDRESS: `${HOST}:${ports.workerMetrics + index}`,
    },
    isReady: workerIsReady,
  }));
  return Promise.all(kinds.map((kind) => startProcess(kind, host)));
}

/** Starts so many API processes and answers them with the addresses they listen on. */
export async function startApis(
  count: number,
  firstPort: number,
  env: Environment,
  host: Host,
): Promise<{ services: Service[]; urls: string[] }> {
  const urls = numbers(count).map((index) => `http://${HOST}:${firstPort + index}`);
  const kinds = urls.map((url, index) => ({
    name: `api-${index + 1}`,
    entry: 'src/api.main.ts',
    env: { ...trustAccount(), ...env, PORT: String(firstPort + index) },
    isReady: () => apiIsReady(url),
  }));
  return { services: await Promise.all(kinds.map((kind) => startProcess(kind, host))), urls };
}
