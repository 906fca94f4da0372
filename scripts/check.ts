// npm run check: everything that can be said about the code without starting a service. Two steps run at a time.
// With --report <file>, the totals are also written there as JSON: {"passed": n, "failed": n}.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

type Step = { name: string; args: string[] };
type Outcome = { ok: boolean; output: string; seconds: number };
type Totals = { passed: number; failed: number };

const modules = (...path: string[]) => join('node_modules', ...path);
const layers = ['src', 'workflows', 'activities', 'scripts', 'test'];

// What was checked last time is kept, so that a second run only looks at what has changed.
const buildInfo = modules('.cache', 'trade.tsbuildinfo');
const typecheck = [modules('typescript', 'bin', 'tsc'), '-p', '.', '--incremental', '--tsBuildInfoFile', buildInfo];

const steps: Step[] = [
  { name: 'types', args: typecheck },
  {
    name: 'lint',
    args: [modules('@biomejs', 'biome', 'bin', 'biome'), 'lint', '--error-on-warnings', '--max-diagnostics=50'],
  },
  { name: 'layers', args: [modules('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), ...layers] },
  { name: 'dead code', args: [modules('knip', 'bin', 'knip.js')] },
  {
    name: 'compose file',
    args: [
      modules('dclint', 'bin', 'dclint.cjs'),
      'docker-compose.yml',
      '--config',
      'config/lint/dclint.json',
      '--max-warnings',
      '0',
    ],
  },
];

/** Runs a Node program of the project to its end. */
function run(args: string[]): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const words: Buffer[] = [];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    const end = (ok: boolean, more = '') =>
      resolve({
        ok,
        output: Buffer.concat(words).toString().trim() + more,
        seconds: (performance.now() - began) / 1000,
      });
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code) => end(code === 0));
  });
}

function tell({ name }: Step, { ok, output, seconds }: Outcome): void {
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)\n`);
  if (!ok) process.stdout.write(`${output.replace(/^/gm, '    ')}\n`);
}

/** Runs the steps, as many at a time as half the processors, and counts them. */
async function runSteps(): Promise<Totals> {
  const waiting = [...steps];
  const totals = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await run(step.args);
      tell(step, outcome);
      totals[outcome.ok ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.floor(availableParallelism() / 2)) }, lane));
  return totals;
}

type JestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  success: boolean;
};

/** Runs the tests that need no service. A suite that could not even be loaded counts as one failure. */
async function runTests(): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'trade-check-'));
  try {
    const file = join(folder, 'jest.json');
    const jest = [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      modules('jest', 'bin', 'jest.js'),
    ];
    const outcome = await run([...jest, '--selectProjects', 'pure', '--json', '--outputFile', file]);
    tell({ name: 'pure tests', args: [] }, { ...outcome, output: outcome.output.replace(/^\{"numFailed.*$/m, '') });
    const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
    const broken = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: broken || (outcome.ok ? 0 : 1) };
  } catch (error) {
    process.stdout.write(`FAILED pure tests: no report, ${String(error)}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, second] = [await runSteps(), await runTests()];
const totals = { passed: first.passed + second.passed, failed: first.failed + second.failed };
const reportAt = process.argv.indexOf('--report');
const reportFile = reportAt === -1 ? undefined : process.argv[reportAt + 1];
if (reportFile) writeFileSync(reportFile, JSON.stringify(totals));
process.stdout.write(`check: ${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;
