import { multiplyPrice, share } from '../money.ts';
import { type Allowance, allowanceAmount, type Line } from '../order/line.ts';
import { type Agreement, isInForce, type Marketing } from './agreement.ts';
import { type AgreementRefusal, refuse } from './refusal.ts';
import { isAbout } from './territory.ts';

/** Where goods go that one buyer buys of one supplier. */
export interface Destined {
  buyer: string;
  countries: readonly string[];
}

/** The allowance on a line by the agreements of its supplier at an instant, the highest of several; none without. */
export function allowanceDue(
  agreements: readonly Agreement[],
  { buyer, countries }: Destined,
  line: Pick<Line, 'sku' | 'hsCode'>,
  now: string,
): Allowance | undefined {
  const due = agreements.flatMap((agreement) => {
    const { content, id, hash } = agreement;
    if (content.kind !== 'MARKETING' || content.allowanceBp === undefined || agreement.buyer !== buyer) return [];
    const applies = isInForce(agreement, now) && content.countries.some((one) => countries.includes(one));
    return applies && isAbout(content, line) ? [{ agreement: id, hash, shareBp: content.allowanceBp }] : [];
  });
  return due.sort((one, other) => other.shareBp - one.shareBp || (one.agreement < other.agreement ? -1 : 1))[0];
}

const same = (one: Allowance | undefined, other: Allowance | undefined): boolean =>
  one?.agreement === other?.agreement && one?.hash === other?.hash && one?.shareBp === other?.shareBp;

/**
 * Where lines do not carry just the allowance that is due: refused with the one that is, null where none is. A line may
 * keep an allowance that `agreed`, the terms both have accepted or sealed, gives it already.
 */
export function allowanceFault(
  agreements: readonly Agreement[],
  sale: Destined,
  { lines, agreed }: { lines: readonly Line[]; agreed: readonly Line[] },
  now: string,
): { rejection: AgreementRefusal } | null {
  for (const [at, line] of lines.entries()) {
    const due = allowanceDue(agreements, sale, line, now);
    const before = agreed.find((one) => one.line === line.line && one.sku === line.sku);
    if (same(line.allowance, due) || (before !== undefined && same(line.allowance, before.allowance))) continue;
    const path = `lines.${at}.allowance`;
    const wanted = due ?? null;
    const detail =
      due === undefined
        ? `${path}: no agreement on joint marketing gives these goods an allowance.`
        : `${path}: agreement ${due.agreement} gives these goods an allowance of ${due.shareBp} basis points.`;
    return refuse('marketing-terms', detail, { path, wanted });
  }
  return null;
}

/** What became of the goods of one order whose contract carries allowances. */
export interface AllowedOrder {
  order: string;
  currency: string;
  lines: readonly Line[];
  /** Pieces received of each line; null where nobody counts them before the buyer does. */
  received: readonly { line: number; quantity: number }[] | null;
  /** Pieces the buyer accepted of each line; null until then. */
  accepted: readonly { line: number; accepted: number }[] | null;
  completed: boolean;
}

/** What one order gave of an agreement's allowance, or will have given once its goods are accepted as agreed. */
export interface GivenAllowance {
  order: string;
  state: 'AGREED' | 'GIVEN';
  currency: string;
  /** The price of these goods before the allowance, and the allowance. */
  goodsMinor: number;
  allowanceMinor: number;
}

/** The allowance of one agreement in one order: on what was accepted, received or, before that, contracted. */
export function allowanceGiven(agreement: string, order: AllowedOrder): GivenAllowance {
  const counted = order.lines
    .filter(({ allowance }) => allowance?.agreement === agreement)
    .map((line) => {
      const received = order.received?.find((one) => one.line === line.line)?.quantity ?? 0;
      const accepted = order.accepted?.find((one) => one.line === line.line)?.accepted;
      const most = order.received === null ? line.quantity : Math.min(line.quantity, received);
      return { ...line, quantity: Math.min(most, accepted ?? most) };
    });
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0);
  return {
    order: order.order,
    state: order.completed ? 'GIVEN' : 'AGREED',
    currency: order.currency,
    goodsMinor: sum(counted.map(({ price, quantity }) => multiplyPrice(price, quantity))),
    allowanceMinor: sum(counted.map(allowanceAmount)),
  };
}

/** Costs of one side that the other has confirmed, in minor units of the budget's currency. */
export interface ConfirmedCosts {
  buyer: number;
  supplier: number;
}

/** How the budget stands: who has borne what of it, and who owes the other; nothing of it is paid by the engine. */
export interface BudgetStatement {
  currency: string;
  ceilingMinor: number;
  confirmedMinor: ConfirmedCosts;
  /** What may still be confirmed. */
  leftMinor: number;
  /** The supplier's share of what was confirmed. */
  supplierMinor: number;
  /** What the supplier has given of it by allowances in the budget's currency. */
  allowancesMinor: number;
  balance: { owedBy: 'buyer' | 'supplier' | null; minor: number };
}

/** The budget's statement from confirmed costs and allowances given; null for an agreement without a budget. */
export function budgetStatement(
  { budget }: Pick<Marketing, 'budget'>,
  confirmed: ConfirmedCosts,
  given: readonly GivenAllowance[],
): BudgetStatement | null {
  if (budget === undefined) return null;
  const { currency, ceilingMinor, supplierBp } = budget;
  const total = confirmed.buyer + confirmed.supplier;
  const supplierMinor = share(total, supplierBp);
  const allowancesMinor = given
    .filter((one) => one.state === 'GIVEN' && one.currency === currency)
    .reduce((sum, { allowanceMinor }) => sum + allowanceMinor, 0);
  const owed = supplierMinor - confirmed.supplier - allowancesMinor;
  const owedBy = owed === 0 ? null : owed > 0 ? ('supplier' as const) : ('buyer' as const);
  return {
    currency,
    ceilingMinor,
    confirmedMinor: confirmed,
    leftMinor: ceilingMinor - total,
    supplierMinor,
    allowancesMinor,
    balance: { owedBy, minor: Math.abs(owed) },
  };
}
