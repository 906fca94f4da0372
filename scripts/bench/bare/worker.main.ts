import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { runtimeOptions, workerOptions } from '../../../src/temporal/worker-options.ts';
import { bareActivities } from './activities.ts';

const [address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);
// Set up as the engine's own worker is, so that only the work differs.
Runtime.install(runtimeOptions(pino({ level: 'warn' }), undefined));
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  ...workerOptions({ maxCachedWorkflows: undefined }),
  connection,
  namespace,
  taskQueue,
  activities: bareActivities,
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
});
process.once('SIGTERM', () => worker.shutdown());
process.stdout.write('{"ready":true}\n');
await worker.run();
await connection.close();
