// Makes the namespace and its search attributes on the server of TEMPORAL_ADDRESS, waiting up to a minute for it.
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureNamespaceReady } from './stack/temporal-namespace.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 1000;

const address = process.env.TEMPORAL_ADDRESS || '127.0.0.1:7233';
const namespace = process.env.TEMPORAL_NAMESPACE || 'default';
const until = Date.now() + PATIENCE_MS;
for (;;) {
  try {
    await ensureNamespaceReady(address, namespace, console.log);
    break;
  } catch (error) {
    if (Date.now() > until) throw error;
    await sleep(PAUSE_MS);
  }
}
