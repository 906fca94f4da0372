import type { MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { CalendarId } from '../domain/calendar/calendar.ts';
import type { Paper } from '../domain/words/paper.ts';
import type { CompanyDesk } from '../temporal/company-desk.ts';
import type { CreditDesk } from '../temporal/credits.ts';
import type { OrderDesk } from '../temporal/desk.ts';
import type { SourcingDesk } from '../temporal/sourcing-desk.ts';
import type { ReturnsDesk } from '../temporal/returns-desk.ts';
import type { BankReader } from './bank/reader.ts';
import type { SignInProvider } from './identity/openid.ts';
import type { ApprovalDesk } from '../temporal/approval-desk.ts';
import type { MailReader } from './mailbox/reader.ts';
import type { ApiMetrics } from './metrics.ts';
import type { RailsDesk } from './rails/desk.ts';

/** Keeps secrets encrypted, each for what `about` says. */
export interface Vault {
  seal(secret: Buffer, about: string): Buffer;
  open(sealed: Buffer, about: string): Buffer;
}
import type { WebhookCaller } from './webhooks/caller.ts';

/** Which of the services behind the API answer now. */
export interface Readiness {
  database: boolean;
  temporal: boolean;
}

/** What the API works with; `src/api.main.ts` puts it together. */
export interface ApiDeps {
  orm: MikroORM;
  desk: OrderDesk;
  approvals: ApprovalDesk;
  sourcing: SourcingDesk;
  credits: CreditDesk;
  /** Sends money in suspense back to its sender. */
  returns: ReturnsDesk;
  bank: BankReader;
  /** A paper as PDF. */
  renderPdf(paper: Paper): Promise<Buffer>;
  /** By whom people sign in besides with a password, where one is configured. */
  openId?: SignInProvider;
  companies: CompanyDesk;
  mailbox: MailReader;
  /** Reads a purchase order in UBL; never throws. */
  ublOrder: (bytes: Buffer) => { input: unknown; elementOf: (field: string) => string } | { fault: string };
  rails: RailsDesk;
  /** Keeps the secrets of signing keys; null where there is no key to keep them under. */
  vault: Vault | null;
  webhooks: WebhookCaller;
  /** The calendar on which the reviewers of new applications work; Hong Kong's when left out. */
  reviewCalendar?: CalendarId;
  /** The least time the suppliers of a sourcing have to answer; an hour when left out. */
  sourcingLeastSeconds?: number;
  /** Signs session tokens (HS256). */
  jwtSecret: string;
  logger: Logger;
  metrics: ApiMetrics;
  ready(): Promise<Readiness>;
  /** ISO instant in UTC. */
  now(): string;
  /** Checks every answer against its schema and fails the request when it differs: for tests. */
  checkAnswers?: boolean;
}
