/**
 * Every way in which bank, ledger and orders can disagree, as an auditor of client money would ask for it: what it
 * means, and the work that clears it. The daily proof opens one case for each break it finds.
 */
export const breakKinds = {
  'bank-entry-not-in-ledger': {
    means: 'The bank moved money and the ledger shows nothing for it.',
    work: 'Find what the movement is for and have it booked: to its order, or to suspense.',
  },
  'ledger-not-at-bank': {
    means: 'The ledger shows a movement of the trust account that the bank has not stated in time.',
    work: 'Ask the bank for the movement; if there was none, reverse the transaction and undo what rested on it.',
  },
  'amount-differs': {
    means: 'Bank and ledger show the same movement with different amounts.',
    work: 'Take the amount of the statement: reverse the transaction and book it again.',
  },
  'currency-differs': {
    means: 'Bank and ledger show the same movement in different currencies.',
    work: 'Take the currency of the statement: reverse the transaction and book it again.',
  },
  'direction-differs': {
    means: 'The bank shows a credit where the ledger shows money leaving, or the other way round.',
    work: 'Reverse the transaction and book it in the direction of the statement.',
  },
  'booked-twice': {
    means: 'One movement at the bank was booked more than once.',
    work: 'Reverse all but the first transaction.',
  },
  'reported-twice': {
    means: 'The bank reports what looks like one movement under two references.',
    work: 'Ask the bank whether money moved twice; if not, reverse the second and have the statement corrected.',
  },
  'booked-on-other-account': {
    means: 'A movement of one trust account was booked on the ledger account of another.',
    work: 'Reverse the transaction and book it on the account the bank states.',
  },
  'value-date-outside-cut-off': {
    means: 'The value date lies more than one banking day from the booking date, or the booking after the statement.',
    work: 'Ask the bank to correct the value date; until it is reached, the money may not be paid out.',
  },
  'closing-differs': {
    means: 'The closing balance of a statement is not its opening balance with its entries.',
    work: 'Do not rely on the statement; ask the bank for a corrected one.',
  },
  'opening-differs': {
    means: 'A statement does not open with the balance at which the one before it closed.',
    work: 'Compare both statements with the bank: entries are missing or were changed after the fact.',
  },
  'statement-differs': {
    means: 'The bank sent a statement under an id and number of another one that says something else.',
    work: 'Ask the bank which of the two holds, and why; until then neither is proof.',
  },
  'statement-missing': {
    means: 'A banking day has no statement, or a number is missing in the sequence of statements.',
    work: 'Ask the bank to send the missing statement; what was booked on it cannot be proved until then.',
  },
  'statement-account-unknown': {
    means: 'A statement arrived for an account or currency that is no trust account of the house.',
    work: 'Ask the bank why it was sent; open a ledger account before any money moves on it.',
  },
  'ledger-balance-differs': {
    means: 'All movements agree one by one, and yet the ledger balance is not the closing balance.',
    work: 'Look for postings to movements that were proved on an earlier day, and reverse what was added since.',
  },
  'reversal-not-followed': {
    means: 'The bank took back a credit that still stands for an order.',
    work: 'Stop what was to be released on it, reverse the receipt on the order, and ask the payer anew.',
  },
  'return-without-original': {
    means: 'A payment came back that the house never sent.',
    work: 'Ask the bank for the original; keep the money in suspense until it is found.',
  },
  'payout-without-order': {
    means: 'Money left the trust account without a payment order that two people approved.',
    work: 'Treat it as fraud until shown otherwise: block the account for debits, recall the payment.',
  },
  'payout-not-debited': {
    means: 'A payment order was sent days ago and the bank has not debited it.',
    work: 'Ask the bank for its status; never send it again under another id.',
  },
  'suspense-aged': {
    means: 'Money has waited in suspense for longer than the house allows.',
    work: 'Find whose it is, or send it back to where it came from.',
  },
  'charges-not-booked': {
    means: 'The bank took charges from the trust account that the ledger does not show.',
    work: 'Book the charges to the house and make the trust account whole from its own money.',
  },
  'ledger-altered': {
    means: 'The ledger is no longer what was sealed: a block, a link between blocks or a signature fails.',
    work: 'Stop payouts; compare with the checkpoints kept outside and restore the altered rows.',
  },
  'hold-differs': {
    means: 'What the ledger holds for an order is not what its payment requests brought in less what left.',
    work: 'Compare the facts of the order with its transactions; the facts are what was agreed.',
  },
} as const satisfies Record<string, { means: string; work: string }>;

export type BreakKind = keyof typeof breakKinds;

/** What opens a case by itself, without being a disagreement: the books follow the bank, and a person has to act. */
export const caseKinds = {
  ...breakKinds,
  'credit-reversed': {
    means: 'The bank took back a payment that an order had received; its release is stopped.',
    work: 'Ask the payer why; see that the order is paid again or ends, and pursue what the buyer owes.',
  },
  'payment-returned': {
    means: 'A payment that was carried out came back from the payee.',
    work: 'Have the payee mend its account; then two people approve the payment anew.',
  },
} as const satisfies Record<string, { means: string; work: string }>;

export type CaseKind = keyof typeof caseKinds;

/** One disagreement. `subject` names what it is about as kind and id, and stays the same until it is cleared. */
export interface Break {
  kind: BreakKind;
  subject: string;
  /** The trust account at the bank, where it is about one. */
  account: string | null;
  order: string | null;
  amountMinor: number | null;
  currency: string | null;
  /** What is wrong, with the figures. */
  sentence: string;
}

/** How subjects are written. */
export const subjects = {
  entry: (key: string) => `bank-entry:${key}`,
  transaction: (id: string) => `transaction:${id}`,
  statement: (id: string) => `statement:${id}`,
  statementDay: (account: string, currency: string, day: string) => `statement-day:${account}:${currency}:${day}`,
  account: (account: string, currency: string) => `account:${account}:${currency}`,
  disbursement: (id: string) => `disbursement:${id}`,
  order: (order: string) => `order:${order}`,
  ledger: (where: string) => `ledger:${where}`,
} as const;
