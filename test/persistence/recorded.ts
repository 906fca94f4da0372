import type { LedgerTransaction } from '../../src/domain/ledger.ts';
import { accounts, transfer } from '../../src/domain/ledger.ts';
import type { CommandRecord, OrderView, RecordedFact } from '../../src/domain/record.ts';

/** A moment of the test trade, `seconds` after it opened. */
export const momentAt = (seconds: number): string => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds)).toISOString();

export const aFact = (seq: number, type = 'Noted', data: Record<string,
  unknown> = { note: `fact ${seq}` }): RecordedFact =>
  ({ seq, type, at: momentAt(seq), by: { party: 'buyer', user: 'u-buyer', company: 'c-harbour' }, data });

export const aView = (order: string, version: number, changes: Partial<OrderView> = {}): OrderView => ({
  order,
  version,
  stage: 'quote',
  outcome: null,
  mode: 'B2B',
  profile: 'general@1',
  companies: {
    buyer: 'c-harbour', supplier: 'c-brightworks', warehouse: 'c-warehouse', inspector: 'c-inspection',
    broker: 'c-broker', carrier: 'c-carrier', bank: 'c-trustbank',
  },
  currency: 'USD',
  totalMinor: 4_800_000,
  heldMinor: 0,
  waitingOn: ['buyer'],
  nextDeadline: momentAt(86_400),
  attention: null,
  state: { stage: 'quote', version },
  ...changes,
});

/** The record of a command that gives the facts first…last of `order`; its id is `<order>-<first>` unless told. */
export function aRecord(order: string, first: number, last = first,
  changes: Partial<CommandRecord> = {}): CommandRecord {
  const facts = Array.from({ length: last - first + 1 }, (_, index) => aFact(first + index));
  return {
    order,
    commandId: `${order}-${first}`,
    command: 'counterOffer',
    facts,
    view: aView(order, last),
    ledger: [],
    papers: [],
    answer: { status: 200, body: { order, version: last } },
    ...changes,
  };
}

/** Money arriving for an order: the trust account grows, the order's escrow owes it. */
export const funding = (order: string, amountMinor: number, id = `${order}:funded`): LedgerTransaction =>
  transfer(id, 'fund', 'USD', amountMinor, accounts.trust('bank', 'USD'), accounts.escrow(order));

/** Money of an order's escrow becoming the supplier's. */
export const releasing = (order: string, amountMinor: number, id = `${order}:released`): LedgerTransaction =>
  transfer(id, 'release', 'USD', amountMinor, accounts.escrow(order), accounts.payable('c-brightworks'));
