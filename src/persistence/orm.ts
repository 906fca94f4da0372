import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import * as accounts from './entities/accounts.ts';
import * as agreements from './entities/agreements.ts';
import * as approvals from './entities/approvals.ts';
import * as bank from './entities/bank.ts';
import * as catalogue from './entities/catalogue.ts';
import * as charges from './entities/charges.ts';
import * as compliance from './entities/compliance.ts';
import * as costs from './entities/costs.ts';
import * as credit from './entities/credit.ts';
import * as exchange from './entities/exchange.ts';
import * as goods from './entities/goods.ts';
import * as identity from './entities/identity.ts';
import * as ledger from './entities/ledger.ts';
import * as mailbox from './entities/mailbox.ts';
import * as order from './entities/order.ts';
import * as outbox from './entities/outbox.ts';
import * as payoutAccount from './entities/payout-account.ts';
import * as people from './entities/people.ts';
import * as policies from './entities/policies.ts';
import * as profile from './entities/profile.ts';
import * as provider from './entities/provider.ts';
import * as qualification from './entities/qualification.ts';
import * as rails from './entities/rails.ts';
import * as reconciliation from './entities/reconciliation.ts';
import * as retail from './entities/retail.ts';
import * as reviews from './entities/reviews.ts';
import * as screening from './entities/screening.ts';
import * as signing from './entities/signing.ts';
import * as sourcing from './entities/sourcing.ts';
import * as suspense from './entities/suspense.ts';
import * as webhooks from './entities/webhooks.ts';

/** Every export of these files is an entity. */
const entities = [
  accounts,
  agreements,
  approvals,
  bank,
  catalogue,
  charges,
  compliance,
  costs,
  credit,
  exchange,
  goods,
  identity,
  ledger,
  mailbox,
  order,
  outbox,
  payoutAccount,
  people,
  policies,
  profile,
  provider,
  qualification,
  rails,
  reconciliation,
  retail,
  reviews,
  screening,
  signing,
  sourcing,
  suspense,
  webhooks,
].flatMap((file) => Object.values(file));

/**
 * The configuration of the engine's own database at `url` (postgresql://…). Triggers, routines and row-level security
 * are hand-written in the migrations, so the schema comparison leaves them alone; everything else has to equal the
 * entities.
 */
export const ormConfig = (url: string) =>
  defineConfig({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    forceUtcTimezone: true,
    pool: { min: 0, max: 10 },
    // A database that is away is reported within seconds; a process that hangs does not keep its locks for ever.
    driverOptions: { connectionTimeoutMillis: 5_000, idle_in_transaction_session_timeout: 60_000, keepAlive: true },
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true, ignorePolicies: true },
    migrations: {
      path: fileURLToPath(new URL('./migrations', import.meta.url)),
      glob: import.meta.url.endsWith('.ts') ? '!(*.d).ts' : '!(*.d).js',
      emit: 'ts',
      snapshot: false,
      allOrNothing: true,
      silent: true,
    },
  });

/** Connects to the database at `url`; migrations are run by `migrate`, not here. */
export const openOrm = (url: string): Promise<MikroORM> => MikroORM.init(ormConfig(url));

// The MikroORM command line reads its configuration from the default export; nothing else does.
export default ormConfig(process.env.DATABASE_URL ?? 'postgresql://postgres:postgres@127.0.0.1:5432/trade');
