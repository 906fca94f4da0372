import type { MikroORM } from '@mikro-orm/postgresql';
import { pino } from 'pino';
import type { ApiDeps } from '../../../src/api/deps.ts';
import { applyWebhooks } from '../../../src/api/rails/applying.ts';
import { settleRails } from '../../../src/api/rails/settling.ts';
import { memoryDeps } from '../../../test/support/memory-deps.ts';

/** Waiting times of the engine run so much faster than the clock, or the proof would take hours. */
const faster = 600;

/** The API over a database, with the desk that judges as the workflows do and writes down what they write. */
export function officeOver(orm: MikroORM, secret: string) {
  const now = () => new Date().toISOString();
  const made = memoryDeps(orm, now, { sellerOfRecord: 'Proof', standardWebhookSecret: secret });
  const deps: ApiDeps = { ...made.deps, logger: pino({ level: 'silent' }) };
  const began = Date.now();
  const fast = () => new Date(began + (Date.now() - began) * faster).toISOString();
  return {
    deps,
    /** One round of what the relay does. */
    async round(): Promise<void> {
      await applyWebhooks({ ...deps, now: fast });
      await settleRails(deps, 1);
    },
  };
}
