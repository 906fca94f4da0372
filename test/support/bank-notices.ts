import { type PlayedEntry, writeCamt054 } from '../../src/gateways/bank/reports.ts';

const run = Date.now();
let count = 0;
/** A reference no other message or booking of this run has. */
const nextReference = (): string => {
  count += 1;
  return `B${run}-${count}`;
};

/** A credit or debit notification with entries of its own. */
export const notice = (entries: PlayedEntry[], currency = 'USD'): string =>
  writeCamt054({
    messageId: nextReference(),
    createdAt: new Date(run).toISOString(),
    account: 'GB82WEST12345698765432',
    currency,
    entries,
  });

/** A booking of money that came in under a reference. */
export const credit = (reference: string, amountMinor: number): PlayedEntry => ({
  creditDebit: 'CRDT',
  bankReference: nextReference(),
  bookingDate: '2026-11-22',
  transactions: [{ amountMinor, reference, debtor: { name: 'Harbour Trading' } }],
});

/** A booking of money that went out for a payment order. */
export const debit = (endToEndId: string, amountMinor: number): PlayedEntry => ({
  creditDebit: 'DBIT',
  bankReference: nextReference(),
  bookingDate: '2026-11-22',
  transactions: [{ amountMinor, endToEndId, creditor: { name: 'Shenzhen Brightworks' } }],
});
