import { conversionSettled } from './fx/postings.ts';
import { hashOf } from './hash.ts';
import { accounts, type LedgerTransaction, reverse, transfer } from './ledger.ts';
import { returnCost } from './order/escrow.ts';
import type { PaymentRequest } from './order/parts.ts';
import { securedTrade } from './order/profile.ts';
import type { RailId } from './rails/rail.ts';

/** A movement of the trust account that belongs to nothing, as far as deciding about it goes. */
export interface Suspended {
  /** Key of the bank's movement. */
  entry: string;
  account: string;
  currency: string;
  amountMinor: number;
  creditDebit: 'CRDT' | 'DBIT';
  disposition: string;
  /** The account the money came from, where the bank said. */
  sender: string | null;
  /** The closed order it belongs to, and who owes it (a debit) or is owed it (a payment that came back). */
  order: string | null;
  party: string | null;
}

/** What a person wants done with it; no amounts, which are computed. */
export type Wanted =
  | { action: 'ASSIGN'; order: string; request: string }
  /** `whole`: it was paid in time and told of late, so that the return costs its sender nothing; never typed. */
  | { action: 'RETURN'; whole?: boolean }
  | { action: 'CLAIM' }
  | { action: 'WRITE_OFF' }
  /** It is what a provider has paid over of what it owes. */
  | { action: 'PAID_OVER'; rail: RailId }
  /** It is what the payment under a locked rate brought when it was exchanged. */
  | { action: 'EXCHANGED'; quote: string };

/** What two people approve, with every figure in it. */
export type SuspenseAction =
  | {
      action: 'ASSIGN';
      order: string;
      request: string;
      reference: string;
      asks: Pick<PaymentRequest, 'amountMinor' | 'currency' | 'status'>;
    }
  | { action: 'RETURN'; amountMinor: number; costMinor: number }
  | { action: 'CLAIM'; order: string; company: string; amountMinor: number }
  | { action: 'WRITE_OFF'; amountMinor: number }
  | { action: 'PAID_OVER'; rail: RailId; amountMinor: number }
  | ({ action: 'EXCHANGED'; amountMinor: number; gainMinor: number } & Omit<QuoteStanding, 'settledBy'> & {
        rail: string;
      });

/** A locked rate as far as settling it goes. `rail`: over which it was paid; null while nothing was paid under it. */
export interface QuoteStanding {
  quote: string;
  rail: string | null;
  settledBy: string | null;
  gave: { currency: string; minor: number };
  promised: { currency: string; minor: number };
}

export const suspenseRefusals = {
  'suspense-unknown': 404,
  'not-in-suspense': 409,
  'proposal-open': 409,
  'no-proposal': 409,
  'stale-hash': 409,
  'same-person': 403,
  'above-write-off-limit': 409,
  'sender-unknown': 409,
  'not-a-credit': 409,
  'not-a-claim': 409,
  'not-worth-returning': 409,
  'payment-unknown': 422,
  'quote-unknown': 404,
  'quote-settled': 409,
  'quote-unpaid': 409,
  'wrong-currency': 409,
} as const;
export type SuspenseRefusal = { code: keyof typeof suspenseRefusals; detail: string; data?: Record<string, unknown> };

export const refuse = (
  code: SuspenseRefusal['code'],
  detail: string,
  data?: Record<string, unknown>,
): { rejection: SuspenseRefusal } => ({ rejection: { code, detail, ...(data === undefined ? {} : { data }) } });

/** The most that is written off, in minor units of each currency: what a bank charges for a transfer, and no more. */
const writeOffLimitMinor: Record<string, number> = {
  USD: 5000,
  EUR: 5000,
  GBP: 4000,
  HKD: 40_000,
  CNY: 36_000,
  JPY: 5000,
};
const otherLimitMinor = 5000;

/** What is to be done, with its figures, or why it cannot be; `request` or `quote` is what is wanted, if it exists. */
export function planOf(
  one: Suspended,
  wanted: Wanted,
  request: PaymentRequest | null,
  quote: QuoteStanding | null = null,
): { plan: SuspenseAction } | { rejection: SuspenseRefusal } {
  const { amountMinor, currency, creditDebit, sender, order, party } = one;
  if (one.disposition !== 'suspense') return refuse('not-in-suspense', `This movement is ${one.disposition}.`);
  if (wanted.action === 'WRITE_OFF') {
    const limit = writeOffLimitMinor[currency] ?? otherLimitMinor;
    return amountMinor > limit
      ? refuse('above-write-off-limit', `At most ${limit} ${currency} minor units are written off.`, { limit })
      : { plan: { action: 'WRITE_OFF', amountMinor } };
  }
  if (wanted.action === 'CLAIM') {
    return creditDebit === 'CRDT' || order === null || party === null
      ? refuse('not-a-claim', 'Only what the bank took back of a closed order is claimed from its buyer.')
      : { plan: { action: 'CLAIM', order, company: party, amountMinor } };
  }
  if (creditDebit !== 'CRDT') return refuse('not-a-credit', 'Only money that came in can be assigned or returned.');
  if (wanted.action === 'PAID_OVER') return { plan: { ...wanted, amountMinor } };
  if (wanted.action === 'EXCHANGED') return exchangePlan(one, wanted.quote, quote);
  if (wanted.action === 'RETURN') {
    if (sender === null && party === null)
      return refuse('sender-unknown', 'The bank did not say which account the money came from.');
    const costMinor = wanted.whole === true ? 0 : returnCost(securedTrade, currency, amountMinor);
    return amountMinor <= costMinor
      ? refuse('not-worth-returning', `Sending it back costs ${costMinor} ${currency} minor units.`)
      : { plan: { action: 'RETURN', amountMinor: amountMinor - costMinor, costMinor } };
  }
  if (request === null)
    return refuse('payment-unknown', `order, request: no payment request ${wanted.request} of order ${wanted.order}.`);
  const asks = { amountMinor: request.amountMinor, currency: request.currency, status: request.status };
  return { plan: { ...wanted, reference: request.reference, asks } };
}

/** Gain or loss against what the quote promised is part of what is approved. */
function exchangePlan(
  { amountMinor, currency }: Suspended,
  id: string,
  standing: QuoteStanding | null,
): ReturnType<typeof planOf> {
  if (standing === null) return refuse('quote-unknown', `There is no quote ${id}.`);
  const { quote, rail, settledBy, gave, promised } = standing;
  if (settledBy !== null) return refuse('quote-settled', `${quote} was settled by ${settledBy}.`);
  if (rail === null) return refuse('quote-unpaid', `Nothing was paid under ${quote}.`);
  if (currency !== promised.currency) return refuse('wrong-currency', `The credit is in ${currency}.`);
  const gainMinor = amountMinor - promised.minor;
  return { plan: { action: 'EXCHANGED', quote, rail, gave, promised, amountMinor, gainMinor } };
}

/** What both people name: the movement as it stands and what is to be done; any change of either makes it another. */
export const suspenseHash = (one: Suspended, plan: SuspenseAction): string => hashOf({ movement: one, plan });

/** What waits in suspense of a movement of the bank, in the direction in which the money moved. */
export const parking = (
  { entry, creditDebit, currency, amountMinor }: Pick<Suspended, 'entry' | 'creditDebit' | 'currency' | 'amountMinor'>,
  trust: string,
): LedgerTransaction => {
  const [from, to] = creditDebit === 'CRDT' ? [trust, accounts.suspense] : [accounts.suspense, trust];
  return transfer(`bank:${entry}:suspense`, 'bank-suspense', currency, amountMinor, from, to);
};

/** Undoes the booking to suspense of a movement that an order has taken now. */
export const unparking = (one: Suspended, trust: string): LedgerTransaction => reverse(parking(one, trust));

/** What approving moves: a return is owed until the bank has carried it out; its cost and a write-off are over. */
export function suspensePostings(proposal: number, one: Suspended, plan: SuspenseAction): LedgerTransaction[] {
  const { currency, creditDebit } = one;
  const id = (part: string) => `suspense:${proposal}:${part}`;
  switch (plan.action) {
    case 'ASSIGN':
      return [];
    case 'WRITE_OFF': {
      const [from, to] =
        creditDebit === 'CRDT' ? [accounts.suspense, accounts.writeOffs] : [accounts.writeOffs, accounts.suspense];
      return [transfer(id('write-off'), 'suspense-written-off', currency, plan.amountMinor, from, to)];
    }
    case 'CLAIM': {
      const owed = accounts.receivable(plan.company);
      return [transfer(id('claim'), 'suspense-claimed', currency, plan.amountMinor, owed, accounts.suspense)];
    }
    case 'PAID_OVER': {
      const owed = accounts.rail(plan.rail, currency);
      return [transfer(`bank:${one.entry}:payout`, 'rail-payout', currency, plan.amountMinor, accounts.suspense, owed)];
    }
    case 'EXCHANGED': {
      const { quote, rail, gave, promised, amountMinor } = plan;
      const places = { source: accounts.rail(rail, gave.currency), target: accounts.suspense };
      const about = { gave, got: { currency, minor: amountMinor }, promisedMinor: promised.minor };
      return [conversionSettled(`fx:${quote}:settled`, about, places)];
    }
    case 'RETURN': {
      const { suspense, suspenseReturns, returnCosts } = accounts;
      const due = transfer(id('return'), 'suspense-return-due', currency, plan.amountMinor, suspense, suspenseReturns);
      if (plan.costMinor === 0) return [due];
      return [due, transfer(id('cost'), 'return-cost', currency, plan.costMinor, suspense, returnCosts)];
    }
  }
}

/** The bank's debit of a return; its id names the bank's movement, by which the daily proof finds it. */
export const returnSettled = (
  debit: string,
  { currency, amountMinor }: { currency: string; amountMinor: number },
  trust: string,
): LedgerTransaction =>
  transfer(
    `bank:${debit}:return-settled`,
    'suspense-return-settled',
    currency,
    amountMinor,
    accounts.suspenseReturns,
    trust,
  );
