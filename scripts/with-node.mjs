// Runs a command of this project with the Node 24 that comes as the package `node`, after making sure that the packages
// are there. Plain JavaScript without dependencies, because it is the first thing that runs on a fresh machine.
//   node scripts/with-node.mjs scripts/start.ts --flag        a script
//   node scripts/with-node.mjs --some-node-flag file.js args  anything `node` itself would take
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { findNode, say } from './install/node-version.mjs';
import { ensurePackages, projectRoot } from './install/packages.mjs';

const FORWARDED = ['SIGTERM', 'SIGHUP'];
const ORPHAN_CHECK_MS = 250;

/** Exit code a shell would give for a child that ended by itself or by a signal. */
function exitCode(code, signal) {
  if (signal === 'SIGINT') return 130;
  if (signal === 'SIGTERM') return 143;
  return code ?? 1;
}

/**
 * Runs Node with the arguments and answers its exit code. Ctrl-C reaches the child from the terminal, so this process
 * only waits for it; what is sent to this process alone is handed on. A pipe on descriptor 3 closes when this process
 * dies in whatever way, and TRADE_PARENT_FD tells the child to watch it.
 */
function run(node, args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: process.cwd(),
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      env: { ...process.env, TRADE_PARENT_FD: '3' },
    });
    process.on('SIGINT', () => {});
    for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && parent !== 1 && process.ppid !== parent) child.kill('SIGTERM');
    }, ORPHAN_CHECK_MS);
    child.once('error', (error) => {
      say(`could not run ${node}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(exitCode(code, signal));
    });
  });
}

async function main() {
  process.chdir(projectRoot);
  await ensurePackages();
  const node = findNode(projectRoot);
  const nodeDirectory = node.slice(0, Math.max(node.lastIndexOf('/'), node.lastIndexOf('\\')));
  const separator = process.platform === 'win32' ? ';' : ':';
  process.env.PATH = `${nodeDirectory}${separator}${process.env.PATH ?? ''}`;
  process.exit(await run(node, process.argv.slice(2)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
