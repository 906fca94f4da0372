import { trustBank } from '../src/domain/order/postings.ts';
import { bankDateOf, bankingDay } from '../src/domain/reconciliation/banking-days.ts';
import { defaultPolicy, type Statement } from '../src/domain/reconciliation/books.ts';
import { entriesOf } from '../src/domain/reconciliation/match.ts';
import { reconcile } from '../src/domain/reconciliation/reconcile.ts';
import { readNotified, readStatements } from '../src/gateways/bank/statement.ts';
import { BankMessageError } from '../src/gateways/bank/xml.ts';
import { carryBalancesForward } from '../src/persistence/ledger-balances.ts';
import { sealLedger } from '../src/persistence/ledger-seal.ts';
import { ledgerKeys } from '../src/persistence/ledger-signing.ts';
import { verifyLedger } from '../src/persistence/ledger-verify.ts';
import { loadBooks } from '../src/persistence/reconciliation/books.ts';
import { daysToProve, keepProof } from '../src/persistence/reconciliation/cases.ts';
import { keepStatements, unreadMessages } from '../src/persistence/reconciliation/statements.ts';
import type { ActivityDependencies } from './index.ts';

// Each call is over within a minute, so that one that was lost with its worker is soon taken up by another.
const blockSize = 5000;
const messagesAtOnce = 20;

/** How the proof of one day ended. */
export interface DayProof {
  day: string;
  statements: number;
  entries: number;
  breaks: number;
  /** The cases that were not there before: kind and sentence. */
  opened: { id: number; kind: string; sentence: string }[];
  block: number | null;
}

interface ToProve {
  day: string;
  /** The checkpoint the ledger was sealed with for it. */
  block: number | null;
}

/** The statements of a kept message; one that is no account report says nothing about balances. */
function statementsIn(xml: string): Statement[] {
  try {
    return readStatements(xml);
  } catch (error) {
    if (error instanceof BankMessageError) return [];
    throw error;
  }
}

export const openReconciliation = ({
  orm,
  trustAccount,
  ledgerSigner = null,
  formerLedgerKeys = [],
  witness,
}: ActivityDependencies) => ({
  /**
   * Looks through some of the bank's messages for statements (camt.053) and keeps them. 0 when there were none left.
   */
  async readBankStatements(): Promise<number> {
    const messages = await unreadMessages(orm, messagesAtOnce);
    for (const { sha256, xml } of messages) await keepStatements(orm, sha256, statementsIn(xml));
    return messages.length;
  },

  /** Seals the next block of the ledger, signed where there is a key. Answers its number; null when all is sealed. */
  async sealBooks(): Promise<number | null> {
    const sealed = await sealLedger(orm, blockSize, ledgerSigner);
    if (sealed !== null) await witness?.remember(sealed);
    return sealed?.number ?? null;
  },

  /** Carries balances of busy accounts forward, so that debits of them stay quick. Answers how many. */
  carryForward: (): Promise<number> => carryBalancesForward(orm),

  /** The banking day before `now`, and before it any day whose statements came late. */
  async listDaysToProve(now: string): Promise<string[]> {
    const last = bankingDay(bankDateOf(now), -1, defaultPolicy.calendar);
    return [...new Set([...(await daysToProve(orm, trustAccount.iban, last)), last])];
  },

  /** Proves one banking day: the ledger's seal, then bank, ledger and orders. */
  async proveDay({ day, block }: ToProve): Promise<DayProof> {
    const witnessed = (await witness?.recall()) ?? [];
    const keys = ledgerSigner === null ? null : ledgerKeys([ledgerSigner.publicKey, ...formerLedgerKeys]);
    // What an order says is held is compared below, from the facts rather than from the read model.
    const faults = (await verifyLedger(orm, witnessed, keys)).filter(({ kind }) => kind !== 'escrow-held');
    const books = await loadBooks(orm, {
      day,
      account: trustAccount.iban,
      bank: trustBank,
      policy: defaultPolicy,
      faults,
      readNotified,
    });
    const breaks = reconcile(books);
    const statements = books.accounts.flatMap((one) => one.statements).length + books.foreign.length;
    const entries = books.accounts.flatMap(entriesOf).length;
    const opened = await keepProof(orm, { day, statements, entries, block }, breaks);
    return {
      day,
      statements,
      entries,
      breaks: breaks.length,
      block,
      opened: opened.map(({ id, kind, sentence }) => ({ id, kind, sentence })),
    };
  },
});
