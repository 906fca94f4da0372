/** What one order cost its buyer in the end against what was planned before its contract, in the plan's currency. */
export interface OwnOrder {
  order: string;
  supplier: string;
  currency: string;
  plannedMinor: number;
  actualMinor: number;
}

/** The orders of one supplier whose costs are all known, those in one currency together. */
export interface Experience {
  currency: string;
  orders: string[];
  plannedMinor: number;
  actualMinor: number;
  /** Actual less planned in basis points of what was planned: 250 is two and a half per cent dearer. */
  varianceBp: number;
}

/** What a buyer's own orders with a supplier have cost; `awaiting`: orders of which some cost is not known yet. */
export interface SupplierExperience {
  supplier: string;
  figures: Experience[];
  awaiting: number;
}

/** Rounded to the nearest, halves away from zero; exact whatever the amounts. */
function basisPoints(part: number, whole: number): number {
  const doubled = (BigInt(Math.abs(part)) * 20_000n) / BigInt(whole);
  return Math.sign(part) * Number((doubled + 1n) / 2n);
}

/**
 * What a buyer's own finished orders say of each supplier's quotes, currency by currency, most orders first. It stands
 * beside a comparison and weighs nothing in it: what it means is for the buyer to judge, in an evaluation of its own.
 */
export function experienceOf(
  suppliers: readonly string[],
  finished: readonly OwnOrder[],
  awaiting: readonly { supplier: string }[],
): SupplierExperience[] {
  return suppliers.map((supplier) => {
    const own = finished.filter((each) => each.supplier === supplier && each.plannedMinor > 0);
    const figures = [...new Set(own.map(({ currency }) => currency))].map((currency): Experience => {
      const these = own.filter((each) => each.currency === currency);
      const sum = (pick: (each: OwnOrder) => number) => these.reduce((total, each) => total + pick(each), 0);
      const [plannedMinor, actualMinor] = [sum((each) => each.plannedMinor), sum((each) => each.actualMinor)];
      const varianceBp = basisPoints(actualMinor - plannedMinor, plannedMinor);
      return { currency, orders: these.map(({ order }) => order), plannedMinor, actualMinor, varianceBp };
    });
    figures.sort((one, other) => other.orders.length - one.orders.length);
    return { supplier, figures, awaiting: awaiting.filter((each) => each.supplier === supplier).length };
  });
}
