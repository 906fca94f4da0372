import { hashOf } from './hash.ts';
import { accounts, type LedgerTransaction, transfer } from './ledger.ts';

/**
 * What payments of an order have cost and its buyer has not paid when the order closed (requirements.md S65): owed on
 * the buyer's account, until it is paid under its reference or two people write it off. Minor units.
 */
export interface UnpaidCharge {
  order: string;
  request: string;
  reference: string;
  company: string;
  amountMinor: number;
  currency: string;
}

/** A write-off one person has proposed. */
export interface WriteOff {
  hash: string;
  reason: string;
  proposedBy: string;
  proposedAt: string;
}

export const chargeRefusals = {
  'charge-unknown': 404,
  'no-proposal': 409,
  'proposal-open': 409,
  'proposal-void': 409,
  'same-person': 403,
  'stale-hash': 409,
} as const;
export type ChargeRefusal = { code: keyof typeof chargeRefusals; detail: string };

export const refuse = (code: ChargeRefusal['code'], detail: string): { rejection: ChargeRefusal } => ({
  rejection: { code, detail },
});

/** What both people name: the charge as it stands and why it is given up. */
export const writeOffHash = (charge: UnpaidCharge, reason: string): string => {
  const { order, request, reference, company, amountMinor, currency } = charge;
  return hashOf({ order, request, reference, company, amountMinor, currency, writeOff: reason });
};

/**
 * Why `user` cannot be the second person for a write-off of `hash`, or null; `stands` is whether whoever proposed it
 * could still do so.
 */
export function faultOfWriteOff(
  proposed: WriteOff | null,
  { user, hash, stands }: { user: string; hash: string; stands: boolean },
): { rejection: ChargeRefusal } | null {
  if (proposed === null) return refuse('no-proposal', 'No write-off of this charge waits for a second person.');
  if (proposed.hash !== hash) return refuse('stale-hash', 'This is not the hash of the proposal that stands.');
  if (proposed.proposedBy === user)
    return refuse('same-person', 'You proposed it; a second person of the platform approves.');
  return stands ? null : refuse('proposal-void', 'Whoever proposed it is no adviser any more: propose it anew.');
}

/** Given up, it is what the house has paid after all: the fee goes back to where it was before it was charged on. */
export const writtenOff = ({ order, request, company, amountMinor, currency }: UnpaidCharge): LedgerTransaction =>
  transfer(
    `charges:${order}:${request}:written-off`,
    'charges-written-off',
    currency,
    amountMinor,
    accounts.fees,
    accounts.receivable(company),
  );

/** Paid after all; the id names the bank's movement, by which the daily proof finds it. */
export const paidAfterClosing = (
  { company, amountMinor, currency }: UnpaidCharge,
  entry: string,
  trust: string,
): LedgerTransaction =>
  transfer(`bank:${entry}:charges-paid`, 'charges-paid', currency, amountMinor, trust, accounts.receivable(company));
