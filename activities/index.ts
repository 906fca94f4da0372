import type { MikroORM } from '@mikro-orm/postgresql';
import type { BankGateway } from '../src/gateways/bank/gateway.ts';
import type { LedgerSigner } from '../src/persistence/ledger-signing.ts';
import { openPayments, type TrustAccount } from './payments.ts';
import { openReconciliation } from './reconciliation.ts';
import { openRecord } from './record.ts';

/** What the activities work with: the database, and the bank with the account payments leave from. */
export interface ActivityDependencies {
  orm: MikroORM;
  bank: BankGateway;
  trustAccount: TrustAccount;
  /** Signs the checkpoints of the ledger; without one they are sealed unsigned. */
  ledgerSigner?: LedgerSigner | null;
}

/** The verbs of the house. Each is idempotent by a key that comes from the order, so that any of them may run again. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  ...openRecord(dependencies),
  ...openPayments(dependencies),
  ...openReconciliation(dependencies),
});
export type Activities = ReturnType<typeof createActivities>;
