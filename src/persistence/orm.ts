import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { BankEntryEntity, BankMessageEntity } from './entities/bank.ts';
import {
  BuyerTierEntity, CatalogueGrantEntity, CatalogueListPriceEntity, CatalogueProductEntity, CatalogueVersionEntity,
  FolderItemEntity, PriceListEntity, PriceListVersionEntity,
} from './entities/catalogue.ts';
import {
  CartonBookingEntity, CartonEntity, CartonMeasureEntity, CartonScanEntity, MessageEntity, PackingListEntity,
  TrackingEventEntity,
} from './entities/goods.ts';
import {
  LedgerBalanceEntity, LedgerBlockEntity, LedgerOverdraftEntity, LedgerPostingEntity, LedgerTransactionEntity,
} from './entities/ledger.ts';
import {
  CommandEntity, DocumentEntity, FactEntity, IdempotencyEntity, OrderRowEntity, PaymentReferenceEntity,
} from './entities/order.ts';
import { OutboxLetterEntity } from './entities/outbox.ts';
import { CompanyEntity, PayoutAccountEntity, SessionEntity, UserEntity } from './entities/people.ts';
import {
  BankStatementEntity, ReconciliationCaseEntity, ReconciliationRunEntity, StatedMovementEntity, StatementReadingEntity,
} from './entities/reconciliation.ts';

const entities = [
  OrderRowEntity, FactEntity, CommandEntity, IdempotencyEntity, PaymentReferenceEntity, DocumentEntity,
  LedgerTransactionEntity, LedgerPostingEntity, LedgerBlockEntity, LedgerOverdraftEntity, LedgerBalanceEntity,
  CartonBookingEntity, CartonEntity, CartonScanEntity, CartonMeasureEntity, PackingListEntity,
  TrackingEventEntity, MessageEntity, BankMessageEntity, BankEntryEntity,
  CompanyEntity, UserEntity, SessionEntity, PayoutAccountEntity,
  BankStatementEntity, StatedMovementEntity, StatementReadingEntity, ReconciliationRunEntity, ReconciliationCaseEntity,
  CatalogueProductEntity, CatalogueVersionEntity, CatalogueListPriceEntity, PriceListEntity, PriceListVersionEntity,
  BuyerTierEntity, CatalogueGrantEntity, FolderItemEntity,
  OutboxLetterEntity,
];

/**
 * The configuration of the engine's own database at `url` (postgresql://…). Triggers and routines are hand-written in
 * the migrations, so the schema comparison leaves them alone; everything else has to equal the entities.
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
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
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
