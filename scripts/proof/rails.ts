import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '../../src/domain/rails/gateway.ts';
import { stripeGateway } from '../../src/gateways/stripe/gateway.ts';
import { withTurn } from '../stack/ownership.ts';
import { choosePorts, releasePorts } from '../stack/ports.ts';
import { cacheFolder } from '../stack/temporal-programs.ts';
import { commitOfTree } from './versions.ts';

const version = '0.203.0';
const module = `github.com/stripe/stripe-mock@v${version}`;

/** Stripe's own mock server: from the per-user cache, or built once from its public Go module. Throws when neither. */
async function findMock(): Promise<string> {
  const folder = join(cacheFolder(), `stripe-mock-${version}`);
  const program = join(folder, 'stripe-mock');
  mkdirSync(folder, { recursive: true });
  const wait = () => void process.stderr.write('another run is building stripe-mock; waiting for it\n');
  await withTurn(
    join(folder, 'build.lock'),
    () => {
      if (existsSync(program)) return Promise.resolve();
      process.stderr.write(`building ${module} from its public Go module, once\n`);
      const env = { ...process.env, GOBIN: folder, GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' };
      const made = spawnSync('go', ['install', module], { cwd: folder, env, encoding: 'utf8' });
      if (made.error !== undefined) throw new Error(`Go is needed to build stripe-mock: ${made.error.message}`);
      if (made.status !== 0) throw new Error(`${module} could not be built:\n${made.stderr}`);
      return Promise.resolve();
    },
    wait,
  );
  return program;
}

const readyWithinMs = 15_000;

async function answering(url: string): Promise<void> {
  for (const until = Date.now() + readyWithinMs; Date.now() < until; ) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`stripe-mock did not answer at ${url}`);
}

const charge = (rail: Charge['rail'], currency = 'USD'): Charge => ({
  attempt: `proof-${rail}-${Date.now()}`,
  rail,
  order: 'PROOF-1',
  request: 'P1',
  link: 'P1-L1',
  reference: 'RF18539007547034',
  amountMinor: 125_000,
  currency,
  createdAt: new Date().toISOString(),
});

/**
 * `npm run proof -- rails`: every call the engine makes to Stripe, against Stripe's own mock server, which refuses what
 * its published API description does not know. Fails when the mock server cannot be had.
 */
export async function proveRails() {
  const began = performance.now();
  const program = await findMock();
  const ports = await choosePorts('random', undefined);
  const baseUrl = `http://127.0.0.1:${ports.postgres}`;
  const mock = spawn(program, ['-http-port', String(ports.postgres)], { stdio: 'ignore' });
  try {
    await answering(baseUrl);
    const violations = await trial(baseUrl);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    return { proof: 'rails', commit: commitOfTree(), stripeMock: version, ...violations, seconds };
  } finally {
    mock.kill();
    releasePorts(ports);
  }
}

async function trial(baseUrl: string): Promise<{ calls: number; violations: string[] }> {
  const keys = { secretKey: 'sk_test_123', publishableKey: 'pk_test_123', webhookSecret: 'whsec_proof', baseUrl };
  const gateway = stripeGateway(keys);
  const violations: string[] = [];
  let calls = 0;
  const expect = async (what: string, call: Promise<{ status: string; reason?: string }>, wanted: string[]) => {
    calls += 1;
    const { status, reason = '' } = await call;
    if (!wanted.includes(status)) violations.push(`${what}: ${status} ${reason}, not ${wanted.join(' or ')}`);
  };
  for (const rail of ['card', 'alipay', 'wechat-pay'] as const) {
    const one = charge(rail, rail === 'card' ? 'USD' : 'HKD');
    await expect(`start ${rail}`, gateway.start(one), ['PENDING', 'CAPTURED']);
    await expect(`ask ${rail} without an answer`, gateway.ask(one, null), ['PENDING', 'CAPTURED']);
    await expect(`ask ${rail}`, gateway.ask(one, 'pi_123'), ['PENDING', 'CAPTURED']);
    // The mock keeps no state: an intent it is asked to cancel stays what its example is.
    await expect(`cancel ${rail}`, gateway.cancel(one, 'pi_123'), ['FAILED', 'PENDING', 'CAPTURED']);
    const old = { ...one, createdAt: '2026-01-01T00:00:00.000Z' };
    await expect(`search ${rail}`, gateway.ask(old, null), ['PENDING', 'CAPTURED', 'FAILED']);
    const refund = { key: `r-${rail}`, disbursement: 'D1', charge: 'ch_123', amountMinor: 100, currency: one.currency };
    await expect(`refund ${rail}`, gateway.refund(refund), ['SUCCEEDED', 'PENDING']);
  }
  const stranger = stripeGateway({ ...keys, secretKey: 'no key at all' });
  await expect('a key that is none', stranger.start(charge('card')), ['FAILED']);
  return { calls, violations };
}
