import type { MikroORM } from '@mikro-orm/postgresql';
import type { ApiDeps } from '../../src/api/deps.ts';
import { pino } from 'pino';
import { createMetrics } from '../../src/api/metrics.ts';
import { classify, movedMoney } from '../../src/gateways/bank/classify.ts';
import { decodeBankFile } from '../../src/gateways/bank/encoding.ts';
import { describeEntry } from '../../src/gateways/bank/entry.ts';
import { judgeRepeat } from '../../src/gateways/bank/identity.ts';
import { openRails, type RailSettings } from '../../src/gateways/open-rails.ts';
import { matchReferences } from '../../src/gateways/bank/matching.ts';
import { parseBankNotification } from '../../src/gateways/bank/notification.ts';
import { parsePain002 } from '../../src/gateways/bank/pain002.ts';
import { renderPdf } from '../../src/gateways/documents/pdf.ts';
import { readUblFile } from '../../src/gateways/mailbox/ubl-file.ts';
import { readMail } from '../../src/gateways/mailbox/read-mail.ts';
import { openVault } from '../../src/gateways/vault/aes-gcm.ts';
import { openWebhookCaller } from '../../src/gateways/webhooks/caller.ts';
import { memoryCompanies } from './memory-companies.ts';
import { memoryApprovals } from './memory-approvals.ts';
import { memoryCredits } from './memory-credits.ts';
import { memoryDesk } from './memory-desk.ts';
import { memorySourcing } from './memory-sourcing.ts';

/** What the API works with, over a real database, with desks that judge as the workflows do and need no Temporal. */
export function memoryDeps(orm: MikroORM, now: () => string, railSettings: Partial<RailSettings> = {}) {
  const desk = memoryDesk(orm, now);
  const companies = memoryCompanies(orm, now);
  const sourcing = memorySourcing(orm, desk, now);
  const log: string[] = [];
  const returned: string[] = [];
  const deps: ApiDeps = {
    orm,
    desk,
    companies,
    approvals: memoryApprovals(orm, now),
    sourcing,
    credits: memoryCredits(orm, desk, now),
    returns: { start: async (id) => void returned.push(id) },
    now,
    bank: {
      decodeBankFile,
      parseBankNotification,
      describeEntry,
      classify,
      movedMoney,
      matchReferences,
      judgeRepeat,
      parsePain002,
    } as ApiDeps['bank'],
    ublOrder: readUblFile,
    mailbox: (bytes) => readMail(bytes, 'mx.trade.example'),
    renderPdf,
    rails: openRails({ sellerOfRecord: 'Trade Platform Limited', ...railSettings }),
    vault: openVault(Buffer.alloc(32, 7).toString('base64url')),
    webhooks: openWebhookCaller({ local: true }),
    jwtSecret: 'a secret of the tests, 32 characters long',
    logger: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
    metrics: createMetrics(),
    ready: () => Promise.resolve({ database: true, temporal: true }),
    checkAnswers: true,
  };
  return { deps, desk, companies, sourcing, log, returned };
}
