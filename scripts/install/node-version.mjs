// Which Node runs the project. Its TypeScript is run as it stands, so Node must strip types (22.18 or newer); the
// package `node` brings such a one, whatever the system has.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST = [22, 18];

/** Prints a line of progress to standard error, so that standard output stays free for what was asked for. */
export function say(line) {
  process.stderr.write(`[trade] ${line}\n`);
}

/** Whether a version such as `v24.21.0` can run the project's TypeScript. */
export function newEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The path of the packaged Node if it is there and runs, otherwise undefined. */
export function packagedNode(root) {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) return undefined;
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && newEnough(answer.stdout.trim()) ? path : undefined;
}

/** The Node to run the project with: the packaged one, else this one if it is new enough. Throws when neither is. */
export function findNode(root) {
  const packaged = packagedNode(root);
  if (packaged) return packaged;
  if (newEnough(process.version)) return process.execPath;
  throw new Error(
    `The project needs Node ${OLDEST.join('.')} or newer. The package "node" should have brought Node 24, but its ` +
      `install script did not run or could not fetch it, and this Node is ${process.version}.\n` +
      '  What helps: allow install scripts (npm config set ignore-scripts false) and delete node_modules, ' +
      'or install Node 24 on this machine.',
  );
}
