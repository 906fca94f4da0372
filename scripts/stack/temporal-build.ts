import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withTurn } from './ownership.ts';
import type { Log } from './service.ts';
import { type Finding, lookInCache, SERVER_VERSION, UI_VERSION } from './temporal-programs.ts';

const PROGRESS_MS = 30_000;
const TAIL_LINES = 8;

const SERVER_MODULES = [
  `go.temporal.io/server/cmd/server@v${SERVER_VERSION}`,
  `go.temporal.io/server/cmd/tools/sql@v${SERVER_VERSION}`,
];
const UI_MODULES = [`github.com/temporalio/ui-server/v2/cmd/server@v${UI_VERSION}`];

/** Builds Go programs into a folder. Answers undefined when it went well, else the end of what Go said. */
function goInstall(modules: string[], folder: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const words: Buffer[] = [];
    // No flags from outside: `go install` of a version works by itself and some, such as -mod=vendor, would break it.
    const go = spawn('go', ['install', ...modules], {
      cwd: folder,
      env: { ...process.env, GOBIN: folder, GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [go.stdout, go.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    const giveUp = () => go.kill('SIGTERM');
    process.once('exit', giveUp);
    go.once('error', (error) => resolve(error.message));
    go.once('close', (code) => {
      process.removeListener('exit', giveUp);
      const tail = Buffer.concat(words).toString().trim().split('\n').slice(-TAIL_LINES).join('\n    ');
      resolve(code === 0 ? undefined : tail || `go install ended with ${code}`);
    });
  });
}

/**
 * Builds into a folder beside the final one and moves it there whole, so that a broken build is never taken for one.
 */
async function buildInto(modules: string[], cache: string, name: 'bin' | 'ui'): Promise<string | undefined> {
  const fresh = mkdtempSync(join(cache, 'build-'));
  try {
    const failure = await goInstall(modules, fresh);
    if (failure !== undefined) return failure;
    rmSync(join(cache, name), { recursive: true, force: true });
    renameSync(fresh, join(cache, name));
    return undefined;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function build(cache: string, log: Log): Promise<Finding> {
  const ready = lookInCache(cache);
  if ('programs' in ready) return ready;
  // What a build that was killed left behind; nobody else builds while this one has the turn.
  for (const name of readdirSync(cache)) if (name.startsWith('build-')) rmSync(join(cache, name), { recursive: true });
  log(`building the Temporal server ${SERVER_VERSION} from its public Go modules, once: about 6 minutes on two cores`);
  const began = Date.now();
  const progress = setInterval(() => log(`still building, ${Math.round((Date.now() - began) / 1000)} s`), PROGRESS_MS);
  try {
    const failure = await buildInto(SERVER_MODULES, cache, 'bin');
    if (failure !== undefined) return { missing: `the build from the Go modules failed:\n    ${failure}` };
    const uiFailure = await buildInto(UI_MODULES, cache, 'ui');
    if (uiFailure !== undefined) log(`the Temporal UI could not be built, going on without it: ${uiFailure}`);
    return lookInCache(cache);
  } finally {
    clearInterval(progress);
  }
}

/** Builds the server, its SQL tool and its UI from the public Go modules into the cache; two starts build only once. */
export async function buildServer(cache: string, log: Log): Promise<Finding> {
  if (spawnSync('go', ['version']).status !== 0) return { missing: 'Go is not installed, so it cannot be built here' };
  mkdirSync(cache, { recursive: true });
  return withTurn(
    join(cache, 'build.lock'),
    () => build(cache, log),
    () => log('another start is building; waiting for it'),
  );
}
