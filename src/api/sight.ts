import type { Order, Contracted } from '../domain/order/order.ts';
import { isContracted } from '../domain/order/order.ts';
import type { Disbursement, Goods, PaymentRequest } from '../domain/order/parts.ts';
import { isSealed } from '../domain/order/sourced.ts';
import type { Terms } from '../domain/order/terms.ts';
import { type Party, overseers, type Role } from '../domain/parties.ts';
import type { Switching } from '../domain/sampling/switching.ts';

/**
 * How much of an order a reader sees: the platform and the bank of the order all of it, each side its own part, those
 * who move goods the goods.
 */
export type Sight = 'platform' | 'buyer' | 'supplier' | 'logistics';

export function sightOf(roles: readonly Role[]): Sight {
  if (roles.some((role) => overseers.includes(role))) return 'platform';
  if (roles.includes('buyer')) return 'buyer';
  return roles.includes('supplier') ? 'supplier' : 'logistics';
}

/** How the buyer pays, by which reference and which entry of the bank, is not the supplier's business. */
export function paymentFor(sight: Sight, request: PaymentRequest): object {
  if (sight !== 'supplier') return request;
  const { reference: _reference, entry: _entry, ...rest } = request;
  return rest;
}

/** Who approves, by which hash, and whose bank entry is sent back, is known on the platform only. */
export function disbursementFor(sight: Sight, disbursement: Disbursement): object {
  if (sight === 'platform') return disbursement;
  const { hash: _hash, entry: _entry, approvals, ...rest } = disbursement;
  return { ...rest, approvals: approvals.length };
}

/** A payment that was sent back never was part of the trade: the supplier does not see it. */
export const seesDisbursement = (sight: Sight, { kind }: Pick<Disbursement, 'kind'>): boolean =>
  sight !== 'supplier' || kind !== 'RETURN';

/** The contract as those who handle the goods need it: what and how much, without prices and clauses about money. */
function goodsTerms({ lines, currency: _c, paymentPlan: _p, settlement: _s, ...rest }: Terms): object {
  return { ...rest, lines: lines.map(({ price: _price, allowance: _allowance, ...line }) => line) };
}

type Switched = { switching?: Switching | undefined };

/** How the supplier's lots for others went concerns the two sides; who handles the goods reads what follows of it. */
export function switchedFor<What extends Switched>(sight: Sight, what: What): Omit<What, 'switching'> & Switched {
  if (sight !== 'logistics') return what;
  const { switching: _switching, ...rest } = what;
  return rest;
}

const handledGoods = (goods: Goods): object =>
  switchedFor('logistics', { ...goods, plan: goods.plan === null ? null : switchedFor('logistics', goods.plan) });

/** The state of an order as a reader of this sight may see it. */
export function stateFor(sight: Sight, order: Order): object {
  if (sight === 'platform') return isSealed(order) ? sealedState(order) : order;
  if (sight === 'logistics') return logisticsState(order);
  const attention = null;
  if (isSealed(order) && sight !== 'supplier') return sealedState({ ...order, attention });
  if (!isContracted(order)) return { ...order, attention };
  return {
    ...order,
    attention,
    payments: order.payments.map((request) => paymentFor(sight, request)),
    ...(sight === 'supplier' && order.charges !== undefined ? { charges: [] } : {}),
    ...(sight === 'supplier' && order.paymentLinks !== undefined ? { paymentLinks: [] } : {}),
    disbursements: order.disbursements
      .filter((one) => seesDisbursement(sight, one))
      .map((one) => disbursementFor(sight, one)),
    dispute: order.dispute === null ? null : { ...order.dispute, ruling: null },
  };
}

/** What a supplier files with a quote under seal is under seal as well: others read it once the quote is opened. */
export const seesDocument = (sight: Sight, order: Order, { issuer }: { issuer: Party }): boolean =>
  sight === 'supplier' || issuer !== 'supplier' || !isSealed(order);

/** A sealed quote is there, and nobody but its supplier sees what it says. */
const sealedState = (order: Order): object =>
  order.stage === 'quote'
    ? { ...order, versions: order.versions.map(({ version, by, at }) => ({ version, by, at })) }
    : order;

function logisticsState(order: Order): object {
  const { order: number, mode, companies, openedAt, version, stage, stageSince } = order;
  const core = { order: number, mode, companies, openedAt, version, stage, stageSince, attention: null };
  if (order.stage === 'closed') return { ...core, outcome: order.outcome, closedAt: order.closedAt };
  if (!isContracted(order)) return core;
  const { contract, goods, customs, shipment, titleTransferredAt }: Contracted = order;
  const { collected } = order.receipt;
  return {
    ...core,
    goods: handledGoods(goods),
    customs,
    shipment,
    titleTransferredAt,
    contract: {
      version: contract.version,
      hash: contract.hash,
      sealedAt: contract.sealedAt,
      terms: goodsTerms(contract.terms),
    },
    receipt: { collected },
  };
}

/** A row of the list as a reader of this sight may see it. */
export function rowFor<
  Row extends { currency: string | null; totalMinor: number | null; heldMinor: number; attention: string | null },
>(sight: Sight, row: Row): Omit<Row, 'heldMinor'> & { heldMinor: number | null } {
  if (sight === 'platform') return row;
  if (sight === 'logistics') return { ...row, currency: null, totalMinor: null, heldMinor: null, attention: null };
  return { ...row, attention: null };
}
