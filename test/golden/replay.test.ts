import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflowCode, DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows, projectRoot } from '../../scripts/stack/workflow-bundle.ts';
import * as workflows from '../../workflows/index.ts';
import type { KeptRun } from '../support/history.ts';

const folder = join(projectRoot, 'test', 'golden', 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const kept = (file: string): KeptRun[] => JSON.parse(readFileSync(join(folder, file), 'utf8')) as KeptRun[];

/** Replays the runs of one trade; answers the errors by workflow, none when the code still does what it did. */
async function replay(runs: KeptRun[], workflowBundle: { codePath: string } | { code: string }): Promise<Error[]> {
  const errors: Error[] = [];
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, runs)) if (error) errors.push(error);
  return errors;
}

// What core says of a violation is what the test asks for; it need not stand in the test's output as well.
beforeAll(() => {
  Runtime.install({
    logger: new DefaultLogger('WARN'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
});

describe('a trade that an earlier release played', () => {
  let codePath = '';
  beforeAll(async () => {
    codePath = await bundleWorkflows(join(projectRoot, 'node_modules', '.cache', 'trade-bundles'));
  }, 60_000);

  it.each(files)('is replayed by today’s workflows without a difference: %s', async (file) => {
    const runs = kept(file);
    expect(runs.length).toBeGreaterThan(0);
    expect(await replay(runs, { codePath })).toEqual([]);
  });

  it('is kept of every workflow there is', () => {
    const started = files.flatMap(kept).map(({ history }) => JSON.stringify(history.events[0]));
    const missing = Object.keys(workflows).filter((name) => !started.some((event) => event.includes(`"${name}"`)));
    expect(missing).toEqual([]);
  });

  it('spans the boundary between runs in one of them', () => {
    const closings = files.flatMap(kept).map(({ history }) => JSON.stringify(history.events.at(-1)));
    expect(closings.filter((event) => event.includes('CONTINUED_AS_NEW')).length).toBeGreaterThan(1);
  });

  it.each(files)('tells nothing of the machine it was played on: %s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const payloads = [...text.matchAll(/"data":"([^"]*)"/g)].map(([, data]) =>
      Buffer.from(data ?? '', 'base64').toString(),
    );
    expect(
      [text, ...payloads].filter((each) => /\/(home|root|tmp|work|Users|var|opt)\/|file:\/\/|node_modules/.test(each)),
    ).toEqual([]);
  });
});

describe('workflows that were changed without care', () => {
  it('are found out: replay ends in a determinism violation', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./changed-workflows.ts', import.meta.url)),
      preloadModules: ['zod'],
      logger: new DefaultLogger('ERROR'),
    });
    const errors = await replay(kept('paid-on-title.json'), { code });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(DeterminismViolationError);
  }, 60_000);
});
