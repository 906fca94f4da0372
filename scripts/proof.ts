// npm run proof -- <name>: tries to break a promise of the engine, and says so in one line of JSON.
import { proveCrashSafety } from './proof/crash.ts';
import { proveIdempotency } from './proof/idempotency.ts';
import { crashOptions } from './proof/options.ts';
import { proveRails } from './proof/rails.ts';
import { proveReconciliation } from './proof/recon.ts';
import { proveWebhooks } from './proof/webhooks.ts';

const proofs: Record<string, (args: string[]) => Promise<{ violations: string[] }>> = {
  crash: (args) => proveCrashSafety(crashOptions(args)),
  idempotency: proveIdempotency,
  rails: proveRails,
  recon: proveReconciliation,
  webhooks: proveWebhooks,
};

const [name = '', ...args] = process.argv.slice(2);
const prove = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
try {
  if (prove === undefined) throw new Error(`There is no proof "${name}"; there are: ${Object.keys(proofs).join(', ')}`);
  const result = await prove(args);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.violations.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();
