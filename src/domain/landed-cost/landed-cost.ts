import { type CostComponent, costComponents, costsOfSeller } from '../incoterm-costs.ts';
import { converted, perPiece } from './exact.ts';
import {
  type CostPart,
  type LandedCost,
  type Question,
  type QuotedGoods,
  type QuotedLine,
  spread,
  type Sums,
  total,
} from './parts.ts';
import type { AllocationBasis, Statement, Target } from './statement.ts';
import { addDuty, addInsurance, addTax } from './worked-out.ts';

export const weightOf: Record<AllocationBasis, (line: QuotedLine) => number> = {
  VALUE: ({ amountMinor }) => amountMinor,
  WEIGHT: ({ grossGrams }) => grossGrams,
  VOLUME: ({ volumeCm3 }) => volumeCm3,
  QUANTITY: ({ quantity }) => quantity,
};

/**
 * What a quote costs under one rule at one place in one currency: everything that the rule of the comparison puts on
 * the seller, taken from the price where it is in it, else from what the buyer stated, else worked out from stated
 * rates. Whole minor units; every part is allocated to the lines so that they add up (largest remainder). What nobody
 * stated makes the quote not comparable, with its name, never zero (requirements.md B2, B10).
 */
export function landedCost(quote: QuotedGoods, target: Target, statement: Statement): LandedCost {
  try {
    return costOf(quote, target, statement);
  } catch (error) {
    // One supplier's absurd figures must not take the comparison of all others away.
    if (error instanceof RangeError) return { comparable: false, missing: [error.message] };
    throw error;
  }
}

function costOf(quote: QuotedGoods, target: Target, statement: Statement): LandedCost {
  const rate = rateInto(statement, quote.currency, target.currency);
  if (rate === null)
    return { comparable: false, missing: [`rate of exchange ${quote.currency} to ${target.currency}`] };
  const wanted = costsOfSeller(target.incoterm);
  const sums: Sums = priceParts(quote, target, wanted, rate);
  const included = costsOfSeller(quote.incoterm);
  const open = wanted.filter((component) => !included.includes(component));
  // In the order of the journey, because each may rest on those before it.
  for (const component of costComponents.filter((each) => open.includes(each)))
    addPart(component, { quote, target, statement }, sums);
  if (sums.missing.length > 0) return { comparable: false, missing: sums.missing };
  const counted = sums.parts.filter((part) => part.counted);
  const lines = quote.lines.map(({ line, quantity }, index) => {
    const totalMinor = total(counted.map(({ perLine }) => perLine[index] ?? 0));
    return { line, quantity, totalMinor, perPiece: perPiece(totalMinor, quantity) };
  });
  const totalMinor = total(lines.map((line) => line.totalMinor));
  return { comparable: true, currency: target.currency, totalMinor, parts: sums.parts, lines };
}

/** Units of `to` for one of `from`: 1 within a currency, else as stated; null when nobody stated it. */
export function rateInto({ rates }: Statement, from: string, to: string): { rate: string; source: string } | null {
  if (from === to) return { rate: '1', source: '' };
  const stated = rates.find((each) => each.from === from);
  return stated === undefined
    ? null
    : { rate: stated.rate, source: `, ${from} at ${stated.rate} (${stated.source}, ${stated.date})` };
}

/** What the price covers: one sum, or by its build-up; parts the rule of the comparison leaves to the buyer go off. */
function priceParts(
  quote: QuotedGoods,
  { currency }: Target,
  wanted: readonly CostComponent[],
  { rate, source: exchange }: { rate: string; source: string },
): Sums {
  const source = `price of the quote, ${quote.incoterm} ${quote.namedPlace}${exchange}`;
  const included = costsOfSeller(quote.incoterm);
  const inTarget = (amounts: readonly number[]) =>
    spread(converted(total(amounts), quote.currency, currency, rate), amounts);
  const part = (component: CostPart['component'], covers: CostComponent[], perLine: number[]): CostPart => {
    return { component, covers, minor: total(perLine), perLine, from: 'QUOTE', source, counted: true };
  };
  const builtUp = quote.lines.every(({ buildUp }) => buildUp !== null);
  const surplus = included.filter((component) => !wanted.includes(component));
  if (!builtUp) {
    const missing = surplus.map(
      (each) => `${each}: in the ${quote.incoterm} price, and the quote does not say how much`,
    );
    return { parts: [part('price', [...included], inTarget(quote.lines.map((each) => each.amountMinor)))], missing };
  }
  const parts = included
    .filter((component) => wanted.includes(component))
    .map((component) => {
      const amounts = quote.lines.map(({ buildUp }) => buildUp?.[component] ?? 0);
      return part(component, [component], inTarget(amounts));
    });
  return { parts, missing: [] };
}

function addPart(component: CostComponent, question: Question, sums: Sums): void {
  const { quote, target, statement } = question;
  const stated = statement.costs.find((each) => each.component === component);
  if (stated !== undefined) {
    const exchange = rateInto(statement, stated.currency, target.currency);
    if (exchange === null) {
      sums.missing.push(`rate of exchange ${stated.currency} to ${target.currency}`);
      return;
    }
    const minor = converted(stated.minor, stated.currency, target.currency, exchange.rate);
    const perLine = spread(minor, quote.lines.map(weightOf[stated.by]));
    const source = `${stated.source}, by ${stated.by.toLowerCase()}${exchange.source}`;
    sums.parts.push({ component, covers: [component], minor, perLine, from: 'STATEMENT', source, counted: true });
    return;
  }
  if (component === 'insurance') addInsurance(question, sums);
  else if (component === 'importDuty') addDuty(question, sums);
  else if (component === 'importTax') addTax(question, sums);
  else sums.missing.push(component);
}
