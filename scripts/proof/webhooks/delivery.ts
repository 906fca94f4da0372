import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import type { Told } from './world.ts';

export type Delivery = Told & { as: 'true' | 'forged' | 'stale' };

/** The API in a process that can be killed; `port` waits while it is being started again. */
export function killableOffice(url: string, secret: string) {
  let child: ChildProcess;
  let port: Promise<number>;
  const program = fileURLToPath(new URL('./office.process.ts', import.meta.url));
  const start = (): void => {
    child = spawn(process.execPath, [program, url, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
    port = once(child.stdout as NodeJS.ReadableStream, 'data').then(([chunk]) => Number(String(chunk)));
  };
  start();
  return {
    port: () => port,
    /** Kills the process as a power cut would, and starts it again. */
    async kill(): Promise<void> {
      await port;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      start();
    },
    async stop(): Promise<void> {
      await port;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const staleMs = 3_600_000;
const patience = 400;
const pauseMs = 25;

/** Delivers as a provider does: until it is answered. Answers the status, and how often it had to be sent. */
export async function deliver(
  port: () => Promise<number>,
  secret: string,
  { id, body, as }: Delivery,
): Promise<{ status: number; sent: number }> {
  const webhook = new Webhook(
    as === 'forged' ? `whsec_${Buffer.from('another secret of 32 bytes length').toString('base64')}` : secret,
  );
  for (let sent = 1; sent <= patience; sent += 1) {
    const at = new Date(Date.now() - (as === 'stale' ? staleMs : 0));
    try {
      const answer = await fetch(`http://127.0.0.1:${await port()}/v1/webhooks/in/standard`, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, at, body),
        },
      });
      await answer.arrayBuffer();
      if (answer.status < 500) return { status: answer.status, sent };
    } catch {
      // The process was killed under it: a provider sends again.
    }
    await new Promise((resume) => setTimeout(resume, pauseMs));
  }
  return { status: 0, sent: patience };
}
