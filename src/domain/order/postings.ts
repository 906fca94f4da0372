import { exchangedAt } from '../fx/postings.ts';
import { accounts, transfer, type LedgerTransaction } from '../ledger.ts';
import type { HappenedFact } from './facts.ts';
import type { Order } from './order.ts';

/** The bank that keeps the trust account; one account a currency. */
export const trustBank = 'main';

/**
 * What one fact moves in the ledger. Amounts come from the fact, which computed them from contract and quantities. The
 * id names the order and the number of the fact, so it books once. RETURN money never was in the hold: it waits on an
 * account of its own until the bank has sent it back.
 */
export function postingsOf(order: Order, happened: HappenedFact, seq: number): LedgerTransaction[] {
  const escrow = accounts.escrow(order.order);
  const returns = accounts.returns(order.order);
  const moving =
    (currency: string) =>
    (part: string, kind: string, amountMinor: number, [from, to]: [string, string]) =>
      transfer(`${order.order}:${seq}:${part}`, kind, currency, amountMinor, from, to);
  switch (happened.type) {
    case 'PaymentReceived': {
      const { currency, amountMinor, rail, exchanged } = happened.data;
      const received = `${order.order}:${seq}:received`;
      const path = (paidIn: string): [string, string] => [placeOf(paidIn, rail), escrow];
      return exchanged === undefined
        ? [moving(currency)('received', 'payment-received', amountMinor, path(currency))]
        : [exchangedAt(received, { amountMinor, currency }, path(exchanged.currency), exchanged)];
    }
    case 'PaymentMismatched': {
      const { currency, amountMinor, costMinor, rail } = happened.data;
      const move = moving(currency);
      const received = move('mismatched', 'payment-mismatched', amountMinor, [placeOf(currency, rail), returns]);
      return costMinor === 0
        ? [received]
        : [received, move('cost', 'return-cost', costMinor, [returns, accounts.returnCosts])];
    }
    case 'PaymentReversed':
      return takenBack(order, happened, seq);
    case 'ClaimCovered': {
      const { currency, amountMinor } = happened.data;
      const owed = accounts.receivable(order.companies.buyer);
      return [moving(currency)('covered', 'claim-covered', amountMinor, [escrow, owed])];
    }
    case 'DisbursementVoided': {
      const { kind, company, currency, amountMinor } = happened.data;
      if (kind === 'RETURN') return [];
      const name = kind === 'PAYOUT' ? 'payout-voided' : 'refund-voided';
      return [moving(currency)('voided', name, amountMinor, [accounts.payable(company), escrow])];
    }
    case 'DisbursementRevived':
    case 'DisbursementReturned':
      return cameBack(order, happened, seq);
    case 'DisbursementOpened': {
      const { kind, company, currency, amountMinor } = happened.data.disbursement;
      if (kind === 'RETURN') return [];
      const name = kind === 'PAYOUT' ? 'payout-due' : 'refund-due';
      return [moving(currency)('due', name, amountMinor, [escrow, accounts.payable(company)])];
    }
    case 'DisbursementSettled': {
      const { kind, currency, amountMinor, rail } = happened.data;
      const company = kind === 'PAYOUT' ? order.companies.supplier : order.companies.buyer;
      const from = kind === 'RETURN' ? returns : accounts.payable(company);
      const name = `${kind.toLowerCase()}-settled`;
      return [moving(currency)('settled', name, amountMinor, [from, placeOf(currency, rail)])];
    }
    default:
      return charged(order, happened, seq);
  }
}

/** Charges are the house's until the buyer owes them, and owed until they are paid; they never are in the hold. */
function charged(order: Order, happened: HappenedFact, seq: number): LedgerTransaction[] {
  const owed = accounts.receivable(order.companies.buyer);
  const move = (part: string, { currency, amountMinor }: { currency: string; amountMinor: number }, path: string[]) => {
    const [from = '', to = ''] = path;
    return [transfer(`${order.order}:${seq}:${part}`, part, currency, amountMinor, from, to)];
  };
  const place = ({ currency, rail }: { currency: string; rail?: string }) => placeOf(currency, rail);
  switch (happened.type) {
    case 'ChargesIncurred':
      return move('charges-incurred', happened.data, [owed, accounts.fees]);
    case 'ChargesPaid':
      return move('charges-paid', happened.data, [place(happened.data), owed]);
    case 'ChargesReversed':
      return move('charges-reversed', happened.data, [owed, place(happened.data)]);
    case 'ChargesCovered':
      return move('charges-covered', happened.data, [accounts.escrow(order.order), owed]);
    default:
      return [];
  }
}

/** A credit the bank or a provider took back, from where its money was by then. */
function takenBack(
  order: Order,
  { data }: Extract<HappenedFact, { type: 'PaymentReversed' }>,
  seq: number,
): LedgerTransaction[] {
  const { currency, holdMinor, returnsMinor, costMinor, claimMinor, rail } = data;
  const place = placeOf(currency, rail);
  const takenFrom: [part: string, amountMinor: number, from: string][] = [
    ['hold', holdMinor, accounts.escrow(order.order)],
    ['returns', returnsMinor, accounts.returns(order.order)],
    ['cost', costMinor, accounts.returnCosts],
    ['claim', claimMinor, accounts.receivable(order.companies.buyer)],
  ];
  const id = (part: string) => `${order.order}:${seq}:reversed-${part}`;
  return takenFrom
    .filter(([, amountMinor]) => amountMinor > 0)
    .map(([part, minor, from]) => transfer(id(part), 'payment-reversed', currency, minor, from, place));
}

/** What a payment that counts again, or came back after it was carried out, is owed from. */
function cameBack(
  order: Order,
  happened: Extract<HappenedFact, { type: 'DisbursementRevived' | 'DisbursementReturned' }>,
  seq: number,
): LedgerTransaction[] {
  const { kind, company, currency, amountMinor } = happened.data;
  const due = kind === 'RETURN' ? accounts.returns(order.order) : accounts.payable(company);
  const { buyer } = order.companies;
  const sources =
    happened.type === 'DisbursementRevived'
      ? [
          { part: 'hold', amountMinor: happened.data.holdMinor, from: accounts.escrow(order.order) },
          { part: 'claim', amountMinor: happened.data.claimMinor, from: accounts.receivable(buyer) },
        ]
      : [
          { part: 'trust', amountMinor: amountMinor - happened.data.costMinor, from: trust(currency) },
          { part: 'cost', amountMinor: happened.data.costMinor, from: accounts.returnCosts },
        ];
  const name = happened.type === 'DisbursementRevived' ? 'revived' : 'returned';
  return sources
    .filter((each) => each.amountMinor > 0)
    .map(({ part, amountMinor: minor, from }) =>
      transfer(`${order.order}:${seq}:${name}-${part}`, `${kind.toLowerCase()}-${name}`, currency, minor, from, due),
    );
}

const trust = (currency: string): string => accounts.trust(trustBank, currency);
/** Where money came in or left: the trust account, or what a provider holds for it. */
const placeOf = (currency: string, rail: string | undefined): string =>
  rail === undefined ? accounts.trust(trustBank, currency) : accounts.rail(rail, currency);
