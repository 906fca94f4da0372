import type { MikroORM } from '@mikro-orm/postgresql';
import type { BankGateway } from '../src/gateways/bank/gateway.ts';
import type { Timestamper } from '../src/gateways/timestamp/authority.ts';
import type { RailGateway } from '../src/domain/rails/gateway.ts';
import type { CheckpointWitness } from '../src/gateways/checkpoints.ts';
import type { LedgerSigner } from '../src/persistence/ledger-signing.ts';
import { openCompanies } from './companies.ts';
import { openApprovals } from './approvals.ts';
import { openCredits } from './credits.ts';
import { openPayments, type TrustAccount } from './payments.ts';
import { openQualifications } from './qualification.ts';
import { openReconciliation } from './reconciliation.ts';
import { openRecord } from './record.ts';
import { type CommandDesk, openSourcings } from './sourcing.ts';
import { openSuspenseReturns } from './suspense-returns.ts';
import { openTimestamps } from './timestamps.ts';

/** What the activities work with: the database, and the bank with the account payments leave from. */
export interface ActivityDependencies {
  orm: MikroORM;
  bank: BankGateway;
  trustAccount: TrustAccount;
  /** Providers by which money that came over a rail goes back; without one of them it is sent back by the bank. */
  railGateways?: Readonly<Record<string, RailGateway>>;
  /** Signs the checkpoints of the ledger; without one they are sealed unsigned. */
  ledgerSigner?: LedgerSigner | null;
  /** Has hashes stamped by an authority; without one the evidence says when by itself alone. */
  timestamper?: Timestamper | null;
  /** Public keys (PEM) that signed checkpoints before the present one. */
  formerLedgerKeys?: readonly string[];
  /** Remembers checkpoints outside the database, so that a ledger rewritten and sealed anew is found out. */
  witness?: CheckpointWitness;
  /** Where the house hands in commands to orders on a buyer's behalf. */
  desk?: CommandDesk;
}

/** The verbs of the house. Each is idempotent by a key that comes from the order, so that any of them may run again. */
export const createActivities = (dependencies: ActivityDependencies) => ({
  ...openApprovals(dependencies),
  ...openRecord(dependencies),
  ...openCredits(dependencies),
  ...openPayments(dependencies),
  ...openReconciliation(dependencies),
  ...openQualifications(dependencies),
  ...openCompanies(dependencies),
  ...openSourcings(dependencies),
  ...openSuspenseReturns(dependencies),
  ...openTimestamps(dependencies),
});
export type Activities = ReturnType<typeof createActivities>;
