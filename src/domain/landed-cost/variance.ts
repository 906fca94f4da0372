import { type CostComponent, costComponents } from '../incoterm-costs.ts';
import { type ActualComponent, actualComponents, type ActualCost, standing } from './actual.ts';
import { converted, perPiece } from './exact.ts';
import { landedCost, rateInto, weightOf } from './landed-cost.ts';
import { type LandedCost, type QuotedGoods, spread, total } from './parts.ts';
import type { Statement, Target } from './statement.ts';

export type VaryingComponent = 'price' | CostComponent | ActualComponent;

/** One component as planned and as it came about, in minor units of the plan's currency; null where not known. */
export interface ComponentVariance {
  component: VaryingComponent;
  plannedMinor: number | null;
  actualMinor: number | null;
  /** Actual less planned, once the actual is known; what was not planned varies by all of it. */
  varianceMinor: number | null;
  perLine: (number | null)[];
  sources: string[];
  /** False: shown, and no cost to the buyer (tax that is given back). */
  counted: boolean;
}

export interface LineVariance {
  line: number;
  quantity: number;
  plannedPerPiece: string | null;
  /** Of what is known so far. */
  actualPerPiece: string;
  variancePerPiece: string | null;
}

export interface LandedVariance {
  currency: string;
  components: ComponentVariance[];
  lines: LineVariance[];
  plannedMinor: number | null;
  actualMinor: number;
  /** The sum of the variances that are known; what is still awaited is in none of them. */
  varianceMinor: number;
  /** Planned components of which no document has come yet. */
  awaited: VaryingComponent[];
  /** What keeps something from being told: rates of exchange nobody locked, costs nobody planned in full. */
  missing: string[];
}

interface Part {
  minor: number;
  perLine: number[];
  sources: string[];
}

/**
 * What goods cost in the end against what was planned before the contract. Everything is in the plan's currency at the
 * rates locked with the plan, so that a variance is one of cost and not of exchange; each cost is allocated to the
 * lines by its own basis so that they add up (largest remainder), as the plan was.
 */
export function landedVariance(
  goods: QuotedGoods,
  { target, statement }: { target: Target; statement: Statement },
  costs: readonly ActualCost[],
): LandedVariance {
  const planned = landedCost(goods, target, statement);
  const actual = actualParts(goods, { target, statement }, standing(costs));
  const names: VaryingComponent[] = ['price', ...costComponents, ...actualComponents];
  const components = [...new Set(names)].flatMap((component) => {
    const found = componentOf(component, { planned, actual: actual.parts.get(component), statement, goods });
    return found === null ? [] : [found];
  });
  const counted = components.filter((each) => each.counted);
  const sum = (pick: (each: ComponentVariance) => number | null) => total(counted.map((each) => pick(each) ?? 0));
  return {
    currency: target.currency,
    components,
    lines: goods.lines.map((line, index) => lineOf(line, index, planned, counted)),
    plannedMinor: planned.comparable ? planned.totalMinor : null,
    actualMinor: sum(({ actualMinor }) => actualMinor),
    varianceMinor: sum(({ varianceMinor }) => varianceMinor),
    awaited: components.filter(({ actualMinor }) => actualMinor === null).map(({ component }) => component),
    missing: [...(planned.comparable ? [] : planned.missing), ...actual.missing],
  };
}

/** The price as contracted, and every standing cost, component by component. */
function actualParts(
  goods: QuotedGoods,
  { target, statement }: { target: Target; statement: Statement },
  costs: readonly ActualCost[],
): { parts: Map<VaryingComponent, Part>; missing: string[] } {
  const parts = new Map<VaryingComponent, Part>();
  const missing = new Set<string>();
  type Given = { minor: number; currency: string; source: string };
  const add = (component: VaryingComponent, given: Given, by: number[]) => {
    const exchange = rateInto(statement, given.currency, target.currency);
    if (exchange === null) {
      missing.add(`rate of exchange ${given.currency} to ${target.currency}`);
      return;
    }
    const minor = converted(given.minor, given.currency, target.currency, exchange.rate);
    const perLine = spread(minor, by);
    const before = parts.get(component);
    parts.set(component, {
      minor: (before?.minor ?? 0) + minor,
      perLine: perLine.map((each, index) => each + (before?.perLine[index] ?? 0)),
      sources: [...(before?.sources ?? []), `${given.source}${exchange.source}`],
    });
  };
  const amounts = goods.lines.map(({ amountMinor }) => amountMinor);
  const source = `price of the contract, ${goods.incoterm} ${goods.namedPlace}`;
  add('price', { minor: total(amounts), currency: goods.currency, source }, amounts);
  for (const { component, minor, currency, by, document, source: from } of costs) {
    const told = `${document.type} ${document.number}, ${from}, by ${by.toLowerCase()}`;
    add(component, { minor, currency, source: told }, goods.lines.map(weightOf[by]));
  }
  return { parts, missing: [...missing] };
}

function componentOf(
  component: VaryingComponent,
  given: { planned: LandedCost; actual: Part | undefined; statement: Statement; goods: QuotedGoods },
): ComponentVariance | null {
  const { planned, actual, statement, goods } = given;
  const plan = planned.comparable ? planned.parts.filter((part) => part.component === component) : [];
  if (plan.length === 0 && actual === undefined) return null;
  const plannedLine = (index: number) => total(plan.map(({ perLine }) => perLine[index] ?? 0));
  const plannedMinor = plan.length === 0 ? null : total(plan.map(({ minor }) => minor));
  return {
    component,
    plannedMinor,
    actualMinor: actual?.minor ?? null,
    varianceMinor: actual === undefined ? null : actual.minor - (plannedMinor ?? 0),
    perLine: goods.lines.map((_, index) =>
      actual === undefined ? null : (actual.perLine[index] ?? 0) - plannedLine(index),
    ),
    sources: [...plan.map(({ source }) => `planned: ${source}`), ...(actual?.sources ?? [])],
    counted: component !== 'importTax' || statement.tax?.recoverable !== true,
  };
}

function lineOf(
  { line, quantity }: { line: number; quantity: number },
  index: number,
  planned: LandedCost,
  counted: readonly ComponentVariance[],
): LineVariance {
  const varies = total(counted.map(({ perLine }) => perLine[index] ?? 0));
  const known = counted.filter(({ actualMinor }) => actualMinor !== null);
  const plannedOf = (names: readonly ComponentVariance[]) =>
    planned.comparable
      ? total(
          planned.parts
            .filter(({ component }) => names.some((each) => each.component === component))
            .map(({ perLine }) => perLine[index] ?? 0),
        )
      : 0;
  return {
    line,
    quantity,
    plannedPerPiece: planned.comparable ? (planned.lines[index]?.perPiece ?? null) : null,
    actualPerPiece: perPiece(plannedOf(known) + varies, quantity),
    variancePerPiece: planned.comparable ? signed(varies, quantity) : null,
  };
}

const signed = (minor: number, quantity: number): string =>
  minor < 0 ? `-${perPiece(-minor, quantity)}` : perPiece(minor, quantity);
