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
      const { currency, amountMinor } = happened.data;
      return [moving(currency)('received', 'payment-received', amountMinor, [trust(currency), escrow])];
    }
    case 'PaymentMismatched': {
      const { currency, amountMinor, costMinor } = happened.data;
      const move = moving(currency);
      const received = move('mismatched', 'payment-mismatched', amountMinor, [trust(currency), returns]);
      return costMinor === 0
        ? [received]
        : [received, move('cost', 'return-cost', costMinor, [returns, accounts.returnCosts])];
    }
    case 'DisbursementOpened': {
      const { kind, company, currency, amountMinor } = happened.data.disbursement;
      if (kind === 'RETURN') return [];
      const name = kind === 'PAYOUT' ? 'payout-due' : 'refund-due';
      return [moving(currency)('due', name, amountMinor, [escrow, accounts.payable(company)])];
    }
    case 'DisbursementSettled': {
      const { kind, currency, amountMinor } = happened.data;
      const company = kind === 'PAYOUT' ? order.companies.supplier : order.companies.buyer;
      const from = kind === 'RETURN' ? returns : accounts.payable(company);
      return [moving(currency)('settled', `${kind.toLowerCase()}-settled`, amountMinor, [from, trust(currency)])];
    }
    default:
      return [];
  }
}

const trust = (currency: string): string => accounts.trust(trustBank, currency);
