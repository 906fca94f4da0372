import { join } from 'node:path';
import { startService } from './service.ts';
import type { Site } from './site.ts';
import { projectRoot } from './workflow-bundle.ts';

const HOST = '127.0.0.1';
const ANSWER_MS = 1000;
const READY_WITHIN_MS = 30_000;
const GRACE_MS = 5_000;

async function answers(url: string): Promise<boolean> {
  const page = await fetch(`${url}/letters`, { signal: AbortSignal.timeout(ANSWER_MS) });
  await page.body?.cancel();
  return page.ok;
}

/**
 * Starts the mail catcher, where no SMTP server is configured: the environment that makes the API send to it, and the
 * address of the page with the letters. With a server of one's own there is neither.
 */
export async function startMailCatcher({ dataDir, ports, host }: Site): Promise<{
  env: Record<string, string>;
  mailUrl: string | undefined;
}> {
  if (process.env.SMTP_URL) return { env: {}, mailUrl: undefined };
  const mailUrl = `http://${HOST}:${ports.mailPage}`;
  const env = {
    MAIL_DIR: join(dataDir, 'mail'),
    MAIL_SMTP_PORT: String(ports.mailSmtp),
    MAIL_PAGE_PORT: String(ports.mailPage),
  };
  const entry = join(projectRoot, 'scripts/mail-catcher.ts');
  await startService(
    {
      name: 'mail',
      command: { file: process.execPath, args: [entry], cwd: projectRoot, env },
      isReady: () => answers(mailUrl),
      readyWithinMs: READY_WITHIN_MS,
      stopSignal: 'SIGTERM',
      graceMs: GRACE_MS,
    },
    host,
  );
  return { env: { SMTP_URL: `smtp://${HOST}:${ports.mailSmtp}` }, mailUrl };
}
