import type { Break } from './breaks.ts';
import type { DayBooks } from './books.ts';
import { entryBreaks } from './entries.ts';
import { ledgerBreaks } from './ledger-side.ts';
import { match } from './match.ts';
import { statementBreaks } from './statements.ts';

/**
 * Compares one day's bank statements (ISO 20022 camt.053) with the ledger and the orders behind it, both ways, and
 * answers every disagreement by kind (breakKinds). Money on its way over the bank's cut-off is none: a movement
 * notified on one banking day may be stated on the next. Throws RangeError for dates the calendar does not cover.
 */
export function reconcile(day: DayBooks): Break[] {
  const books = match(day);
  return [...statementBreaks(day), ...entryBreaks(books), ...ledgerBreaks(books)];
}
