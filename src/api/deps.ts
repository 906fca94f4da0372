import type { MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { OrderDesk } from '../temporal/desk.ts';
import type { BankReader } from './bank/reader.ts';
import type { ApiMetrics } from './metrics.ts';

/** Which of the services behind the API answer now. */
export interface Readiness {
  database: boolean;
  temporal: boolean;
}

/** What the API works with; `src/api.main.ts` puts it together. */
export interface ApiDeps {
  orm: MikroORM;
  desk: OrderDesk;
  bank: BankReader;
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
