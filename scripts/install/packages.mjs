// Makes sure that node_modules is what package-lock.json says, once, also when two commands start at the same moment.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagedNode, say } from './node-version.mjs';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

const lockFile = join(projectRoot, 'package-lock.json');
const modules = join(projectRoot, 'node_modules');
const stampFile = join(modules, '.trade-installed');
const hash = (text) => createHash('sha256').update(text).digest('hex');
const turnFile = join(tmpdir(), `trade-install-${hash(projectRoot).slice(0, 16)}.lock`);
const WAIT_MS = 250;
const PROGRESS_MS = 10_000;

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether packages installed by hand (npm ci, npm install) already are what the lock file asks for. */
function installedMatchesLock() {
  const wanted = readJson(lockFile)?.packages;
  const installed = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

function isInstalled() {
  const wanted = hash(readFileSync(lockFile));
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true;
  if (!installedMatchesLock() || !packagedNode(projectRoot)) return false;
  writeFileSync(stampFile, wanted);
  return true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes the turn to install; false while another living process has it. */
function takeTurn() {
  try {
    const descriptor = openSync(turnFile, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (turnIsAbandoned()) rmSync(turnFile, { force: true });
    return false;
  }
}

/** Whether the process that took the turn died without giving it back (killed, or between creating and writing). */
function turnIsAbandoned() {
  try {
    const owner = Number.parseInt(readFileSync(turnFile, 'utf8'), 10);
    if (Number.isInteger(owner)) return !isAlive(owner);
    return Date.now() - statSync(turnFile).mtimeMs > PROGRESS_MS;
  } catch {
    return false;
  }
}

/** PATH without this project's own bin folders: `npm ci` deletes the Node in there while it runs. */
function outerPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !resolve(folder).startsWith(modules))
    .join(delimiter);
}

/** The command that runs npm with a Node from outside node_modules. */
function npmCommand() {
  const { npm_execpath: npmScript, npm_node_execpath: npmNode } = process.env;
  const nodes = [npmNode, process.execPath].filter((path) => path && !resolve(path).startsWith(modules));
  if (npmScript?.endsWith('.js') && nodes[0]) return [nodes[0], [npmScript]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/** Runs `npm ci`, with a line of progress every ten seconds. Throws with npm's own words when it fails. */
function install() {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say('installing the packages (npm ci), once; this takes about a minute');
  const [command, first] = npmCommand();
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((done, fail) => {
    const npm = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, PATH: outerPath() },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const words = [];
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => words.push(chunk));
    const progress = setInterval(() => say(`still installing the packages, ${seconds()} s`), PROGRESS_MS);
    npm.once('error', fail);
    npm.once('close', (code) => {
      clearInterval(progress);
      if (code === 0) return done(say(`packages installed in ${seconds()} s`));
      fail(
        new Error(`Could not install the packages: npm ci ended with ${code}.\n${Buffer.concat(words).toString()}
  What helps: see that the npm registry can be reached (npm ping), then run the same command again.`),
      );
    });
  });
}

/** Installs the packages if they are missing or differ from the lock file; waits while another process does it. */
export async function ensurePackages() {
  for (let told = false; !isInstalled(); told = true) {
    if (takeTurn()) {
      try {
        if (!isInstalled()) {
          await install();
          writeFileSync(stampFile, hash(readFileSync(lockFile)));
        }
      } finally {
        rmSync(turnFile, { force: true });
      }
      return;
    }
    if (!told) say('another command is installing the packages; waiting for it');
    await new Promise((next) => setTimeout(next, WAIT_MS));
  }
}
