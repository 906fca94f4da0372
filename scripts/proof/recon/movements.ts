import { accounts, type LedgerTransaction, reverse, transfer } from '../../../src/domain/ledger.ts';
import { fact, type Fact } from '../../../src/domain/order/facts.ts';
import type { Order } from '../../../src/domain/order/order.ts';
import type { Disbursement } from '../../../src/domain/order/parts.ts';
import { postingsOf } from '../../../src/domain/order/postings.ts';
import type { PlayedEntry, PlayedTransaction } from '../../../src/gateways/bank/reports.ts';
import type { Chance } from './chance.ts';

/** What the house books for one transaction detail of the bank, once it knows its key. */
export type Book = (key: string) => { order: string | null; ledger: LedgerTransaction[] };

/** One entry of the bank, and what is booked for each of its details. */
export interface Movement {
  entry: PlayedEntry;
  books: Book[];
}

/** One order of the played house. */
export interface PlayedOrder {
  order: string;
  seq: number;
  fundedMinor: number;
  disbursedMinor: number;
  funding: { transaction: LedgerTransaction; played: PlayedTransaction } | null;
}

export const trust = accounts.trust('main', 'USD');
const currency = 'USD';

/** What a fact of the order moves, by the rules of the engine itself. */
export function moved(one: PlayedOrder, happened: Fact): LedgerTransaction[] {
  const by = { party: 'house', user: 'house', company: 'house' } as const;
  const order = { order: one.order, companies: { buyer: `b-${one.order}`, supplier: `s-${one.order}` } } as Order;
  one.seq += 1;
  return postingsOf(order, { ...happened, at: '', by }, one.seq);
}

/** Numbers what the bank does, so that no two references are the same. */
export function bankOf(chance: Chance, prefix: string) {
  let count = 0;
  return {
    reference: () => {
      count += 1;
      return `${prefix}${String(count).padStart(6, '0')}`;
    },
    uetr: () => {
      const hex = (digits: number) => Array.from({ length: digits }, () => chance.between(0, 15).toString(16)).join('');
      return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    },
  };
}
export type Bank = ReturnType<typeof bankOf>;

const payer = (number: string) => ({ name: `Buyer ${number}`, account: `HK${number.slice(-8)}` });

/** A buyer pays a request exactly, or not: then the money waits to be sent back. */
export function payment(bank: Bank, chance: Chance, one: PlayedOrder, amountMinor: number, exact = true) {
  const reference = bank.reference();
  const played: PlayedTransaction = {
    amountMinor,
    bankReference: reference,
    ...(chance.percent(40) ? { uetr: bank.uetr() } : {}),
    ...(chance.percent(70) ? { endToEndId: `INV-${one.order}-${reference}` } : {}),
    text: [`ORDER ${one.order}`],
    debtor: payer(one.order),
  };
  const book: Book = (entry) => {
    if (!exact) {
      const data = { entry, amountMinor, currency, why: 'SHORT' as const, costMinor: 0, detail: 'short' };
      return { order: one.order, ledger: moved(one, fact('PaymentMismatched', data)) };
    }
    const ledger = moved(one, fact('PaymentReceived', { request: 'P1', entry, amountMinor, currency }));
    one.fundedMinor += amountMinor;
    one.funding = { transaction: ledger[0] as LedgerTransaction, played };
    return { order: one.order, ledger };
  };
  return { played, book };
}

/** Several credits of one batch, or a single one, as one entry of the bank. */
export const credit = (bank: Bank, day: string, parts: { played: PlayedTransaction; book: Book }[]): Movement => ({
  entry: {
    creditDebit: 'CRDT',
    bankReference: parts.length > 1 ? bank.reference() : (parts[0]?.played.bankReference ?? bank.reference()),
    bookingDate: day,
    transactions: parts.map(({ played }) => played),
  },
  books: parts.map(({ book }) => book),
});

/** The debit of a payment order of the house. */
export function debit(bank: Bank, day: string, one: PlayedOrder, ordered: Disbursement): Movement {
  const { id, kind, amountMinor } = ordered;
  const bankReference = bank.reference();
  const creditor = { name: ordered.company, account: `CN${one.order}` };
  const played = { amountMinor, bankReference, endToEndId: id, creditor };
  return {
    entry: { creditDebit: 'DBIT', bankReference, bookingDate: day, transactions: [played] },
    books: [
      (entry) => {
        const settled = fact('DisbursementSettled', { disbursement: id, entry, kind, amountMinor, currency });
        return { order: one.order, ledger: moved(one, settled) };
      },
    ],
  };
}

/** A credit that names nothing the house knows: it is parked. */
export function stray(bank: Bank, day: string, amountMinor: number): Movement {
  const bankReference = bank.reference();
  const played = { amountMinor, bankReference, text: ['THANK YOU'], debtor: payer(bankReference) };
  return {
    entry: { creditDebit: 'CRDT', bankReference, bookingDate: day, transactions: [played] },
    books: [(key) => ({ order: null, ledger: [parked(key, amountMinor, 'CRDT')] })],
  };
}

export const parked = (key: string, amountMinor: number, creditDebit: 'CRDT' | 'DBIT'): LedgerTransaction => {
  const [from, to] = creditDebit === 'CRDT' ? [trust, accounts.suspense] : [accounts.suspense, trust];
  return transfer(`bank:${key}:suspense`, 'bank-suspense', currency, amountMinor, from, to);
};

/** The bank's own price, an entry without details. */
export function charge(bank: Bank, day: string, amountMinor: number): Movement {
  const whole = { amountMinor, charges: [{ minor: amountMinor }], transactions: [] };
  const book: Book = (key) => ({
    order: null,
    ledger: [transfer(`bank:${key}:charge`, 'bank-charge', currency, amountMinor, accounts.returnCosts, trust)],
  });
  return { entry: { creditDebit: 'DBIT', bankReference: bank.reference(), bookingDate: day, ...whole }, books: [book] };
}

/** The bank takes a credit back, under the payer's reference; the house undoes the receipt. */
export function reversal(bank: Bank, day: string, one: PlayedOrder, book: Book | null = null): Movement {
  const { funding } = one;
  if (funding === null) throw new Error(`order ${one.order} has no payment to take back`);
  const { transaction, played } = funding;
  const undo: Book = () => {
    one.fundedMinor -= played.amountMinor;
    one.funding = null;
    return { order: one.order, ledger: [reverse(transaction)] };
  };
  return {
    entry: {
      creditDebit: 'DBIT', reversal: true, bankReference: bank.reference(), bookingDate: day, transactions: [played],
    },
    books: [book ?? undo],
  };
}

/** A payout the payee's bank did not take comes back under its end-to-end id. */
export function comeBack(bank: Bank, day: string, one: PlayedOrder, refused: Disbursement): Movement {
  const { id, amountMinor, company } = refused;
  const bankReference = bank.reference();
  const played = { amountMinor, bankReference, endToEndId: id, returnReason: 'AC04', debtor: { name: company } };
  const book: Book = () => {
    one.seq += 1;
    const back = `${one.order}:${one.seq}:returned`;
    const payable = accounts.payable(`s-${one.order}`);
    return { order: one.order, ledger: [transfer(back, 'payout-returned', currency, amountMinor, trust, payable)] };
  };
  return { entry: { creditDebit: 'CRDT', bankReference, bookingDate: day, transactions: [played] }, books: [book] };
}
