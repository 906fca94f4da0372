import { hashOf } from '../../domain/hash.ts';
import { dateIn } from '../../domain/reconciliation/banking-days.ts';
import type { Notified, StatedEntry, Statement } from '../../domain/reconciliation/books.ts';
import { movedMoney } from './classify.ts';
import type { Balance, BankEntry, BankNotification } from './entry.ts';
import { parseBankNotification } from './notification.ts';
import { allAt, findAll, readXml, textAt } from './xml.ts';

/**
 * The statements of a camt.053, each with its balances (OPBD or PRCD, CLBD), its number and its booked entries; none
 * for a camt.054. A statement without both balances in minor units proves nothing and is left out. Throws
 * BankMessageError as parseBankNotification does.
 */
export function readStatements(xml: string): Statement[] {
  const notification = parseBankNotification(xml);
  if (notification.message.kind !== 'camt.053') return [];
  const numbers = xml.includes('SeqNb>') ? sequences(xml) : new Map<string, number>();
  return statementsOf(notification, numbers);
}

/** ElctrncSeqNb, or LglSeqNb of banks that only number on paper, by the statement's id. */
function sequences(xml: string): Map<string, number> {
  const statements = findAll(readXml(xml), 'BkToCstmrStmt').flatMap(({ node }) => allAt(node, 'Stmt'));
  return new Map(
    statements.flatMap((statement) => {
      const number = Number(textAt(statement, 'ElctrncSeqNb') ?? textAt(statement, 'LglSeqNb') ?? Number.NaN);
      const id = textAt(statement, 'Id');
      return id === null || !Number.isSafeInteger(number) ? [] : [[id, number] as const];
    }),
  );
}

function statementsOf({ entries, balances }: BankNotification, numbers: Map<string, number>): Statement[] {
  const nameOf = ({ statementId, account }: Pick<Balance, 'statementId' | 'account'>) => `${account} ${statementId}`;
  return [...new Set(balances.map(nameOf))].flatMap((name) => {
    const own = balances.filter((balance) => nameOf(balance) === name);
    const opening = own.find(({ type }) => type === 'OPBD') ?? own.find(({ type }) => type === 'PRCD');
    const closing = own.find(({ type }) => type === 'CLBD');
    const day = dateIn(closing?.date ?? null);
    if (opening?.minor == null || closing?.minor == null || day === null) return [];
    const id = closing.statementId ?? name;
    return [{
      id,
      account: closing.account ?? '',
      currency: closing.currency,
      day,
      sequence: numbers.get(id) ?? null,
      openingMinor: signed(opening, opening.minor),
      closingMinor: signed(closing, closing.minor),
      entries: stated(id, entries.filter((entry) => nameOf(entry) === name)),
    }];
  });
}

const signed = ({ creditDebit }: Balance, minor: number): number => (creditDebit === 'DBIT' ? -minor : minor);

/** One a detail where the details can be relied on, else one for the whole booking: what the account was moved by. */
function stated(statement: string, entries: BankEntry[]): StatedEntry[] {
  return entries
    .filter(({ status }) => status === 'BOOK')
    .flatMap((entry) => {
      const moved = movedMoney(entry);
      if (moved.ok) return [{ ...statedEntry(statement, entry), amountMinor: moved.money.minor }];
      const { minor, currency, creditDebit } = entry.booked;
      if (entry.txIndex > 1 || minor === null || minor === 0) return [];
      const key = wholeKey(entry);
      return [{ ...statedEntry(statement, entry), key, amountMinor: minor, currency, creditDebit, endToEndId: null }];
    });
}

/** The key under which a booking is kept whose details do not explain it: the intake keeps it whole. */
const wholeKey = ({ entryKey }: BankEntry): string => hashOf([entryKey, 'whole']);

/** What a message says of its movements that tells them from others; under the keys they were kept by. */
export const readNotified = (xml: string): Notified[] =>
  parseBankNotification(xml).entries.flatMap((entry) => {
    const { bookingDate, bankReference, uetr, booking, key } = statedEntry('', entry);
    return [key, wholeKey(entry)].map((each) => ({ key: each, booking, bankReference, uetr, bookingDate }));
  });

const statedEntry = (statement: string, entry: BankEntry): StatedEntry => ({
  key: entry.dedupeKey,
  booking: entry.entryKey,
  statement,
  amountMinor: 0,
  currency: entry.currency ?? entry.booked.currency,
  creditDebit: entry.creditDebit,
  reversal: entry.reversal,
  returned: entry.returned !== null,
  bookingDate: dateIn(entry.bookingDate),
  valueDate: dateIn(entry.valueDate),
  bankReference: entry.acctSvcrRef,
  endToEndId: entry.endToEndId,
  uetr: entry.uetr,
  counterparty: entry.creditDebit === 'CRDT' ? entry.debtor.account : entry.creditor.account,
  chargesMinor: chargesOf(entry),
  code: entry.bankTransactionCode,
});

/** Net charges in the account's currency. */
function chargesOf({ charges, booked }: BankEntry): number {
  return charges
    .filter(({ currency }) => currency === booked.currency)
    .reduce((total, { minor, creditDebit }) => total + (creditDebit === 'CRDT' ? -1 : 1) * (minor ?? 0), 0);
}
