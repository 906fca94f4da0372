import { kept } from './kept-services.ts';

/** Takes the services of the test run down and waits until nothing of them is left. */
export default async function tearDown(): Promise<void> {
  const child = kept();
  if (!child || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await gone;
}
