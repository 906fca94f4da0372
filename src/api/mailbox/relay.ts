import { pendingMails } from '../../persistence/mailbox/mails.ts';
import type { ApiDeps } from '../deps.ts';
import { keepRounds, type Rounds } from '../rounds.ts';
import { carryOutPending, takeMail } from './taking.ts';

const atOnce = 50;

/** Where mails wait to be taken in; `read` answers null for one that is too large. */
export interface MailSource {
  waiting(limit: number): Promise<string[]>;
  read(name: string): Promise<Buffer | null>;
  done(name: string): Promise<void>;
}

/** One round: what a crash left undone, then what waits; one mail that fails does not keep the others waiting. */
export async function collectMails(deps: ApiDeps, source: MailSource | null): Promise<void> {
  const tried = async (mail: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      deps.logger.warn({ err: error, mail }, 'a mail waits for the next round');
    }
  };
  for (const mail of await pendingMails(deps.orm, atOnce)) await tried(mail.id, () => carryOutPending(deps, mail));
  for (const name of (await source?.waiting(atOnce)) ?? []) {
    await tried(name, async () => {
      const raw = await source?.read(name);
      if (raw === null) deps.logger.error({ mail: name }, 'a mail is larger than any that is taken, and put aside');
      else if (raw !== undefined) await takeMail(deps, { raw, vouched: false });
      await source?.done(name);
    });
  }
}

/** Takes mails in, now and every five seconds; without a source it only carries on with what was kept. */
export const keepCollecting = (deps: ApiDeps, source: MailSource | null): Rounds =>
  keepRounds({ logger: deps.logger, pauseMs: 5_000, failed: 'mails wait for the next round' }, () =>
    collectMails(deps, source),
  );
