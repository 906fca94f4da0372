import type { QuoteOption } from '../order/options.ts';
import { cartonsOf, lineAmount } from '../order/line.ts';
import { type CostComponent, costComponents } from '../incoterm-costs.ts';
import type { QuotedGoods } from './parts.ts';
import { allocate } from '../money.ts';

/** An option of a quote as the landed cost reads it: line amounts, weights and volumes of full cartons. */
export function quotedGoods({ terms, buildUp }: Pick<QuoteOption, 'terms' | 'buildUp'>): QuotedGoods {
  const { currency, incoterm, namedPlace, lines } = terms;
  return {
    currency,
    incoterm,
    namedPlace,
    lines: lines.map((line) => {
      const { grossGrams, lengthMm, widthMm, heightMm } = line.packing;
      const cartons = cartonsOf(line);
      const amountMinor = lineAmount(line);
      return {
        line: line.line,
        hsCode: line.hsCode,
        origin: line.origin,
        quantity: line.quantity,
        grossGrams: cartons * grossGrams,
        volumeCm3: cartons * Math.ceil((lengthMm * widthMm * heightMm) / 1000),
        amountMinor,
        buildUp: ofLine(buildUp?.find((each) => each.line === line.line)?.components, amountMinor),
      };
    }),
  };
}

/** The build-up of `price.per` pieces, for the whole line: in the same proportions, adding up to its amount. */
function ofLine(
  components: Partial<Record<CostComponent, number>> | undefined,
  amountMinor: number,
): Partial<Record<CostComponent, number>> | null {
  if (components === undefined) return null;
  const named = costComponents.filter((each) => components[each] !== undefined);
  const amounts = allocate(
    amountMinor,
    named.map((each) => components[each] ?? 0),
  );
  return Object.fromEntries(named.map((each, index) => [each, amounts[index] ?? 0]));
}
