import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keep } from './kept-services.ts';

/**
 * Starts the services of the test run and hands their addresses to the tests as environment variables. Throws, and with
 * it fails the whole run, when they cannot be had: a test that needs them is never skipped.
 */
export default async function setUp(config: { rootDir: string }): Promise<void> {
  const began = performance.now();
  process.stderr.write('\nstarting PostgreSQL and Temporal for the tests\n');
  const child = spawn(process.execPath, [join(config.rootDir, 'test', 'support', 'services.main.ts')], {
    cwd: config.rootDir,
    // A group of its own: Ctrl-C ends Jest, which closes the pipe, which ends the services in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  keep(child);
  const variables = await new Promise<Record<string, string>>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The services for the tests could not be started; the reason is above')));
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  Object.assign(process.env, variables);
  process.stderr.write(`services ready in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}
