import { type CostComponent, costComponents } from '../incoterm-costs.ts';
import { incoterms } from '../incoterms.ts';
import { share } from '../money.ts';
import { scaled } from './exact.ts';
import { type CostPart, type Question, spread, type Sums, total } from './parts.ts';

const upTo = (sums: Sums, last: CostComponent, lines: number): number[] => {
  const end = costComponents.indexOf(last);
  // A price in one sum counts whole: what was not distinguished in it cannot be taken out of a base.
  const counts = ({ component }: CostPart) => component === 'price' || costComponents.indexOf(component) <= end;
  const parts = sums.parts.filter(counts);
  return Array.from({ length: lines }, (_, index) => total(parts.map(({ perLine }) => perLine[index] ?? 0)));
};

const computed = (component: CostComponent, perLine: number[], source: string, counted = true): CostPart => ({
  component,
  covers: [component],
  minor: total(perLine),
  perLine,
  from: 'COMPUTED',
  source,
  counted,
});

/**
 * The premium on the sum insured, itself included: with r the rate and k the sum in parts of the value, the premium is
 * (C + F) × rk ÷ (1 − rk), so that a loss pays k times the CIF value. CIP asks for Institute Cargo Clauses (A), CIF for
 * (C), both for 110 % (Incoterms 2020, A5).
 */
export function addInsurance({ quote, target, statement: { insurance } }: Question, sums: Sums): void {
  if (insurance === undefined) {
    sums.missing.push('insurance');
    return;
  }
  const { ratePpm, insuredBp, clauses, source } = insurance;
  const duty = incoterms[target.incoterm].insurance;
  if (duty !== null && (insuredBp < duty.minimumPercent * 100 || clauses > duty.clauses)) {
    sums.missing.push(
      `insurance: ${target.incoterm} asks for ${duty.clauses} and ${duty.minimumPercent} % of the value`,
    );
    return;
  }
  const value = upTo(sums, 'mainCarriage', quote.lines.length);
  const rk = BigInt(ratePpm) * BigInt(insuredBp);
  const premium = scaled(total(value), rk, 10_000_000_000n - rk);
  const text = `${ratePpm / 10_000} % on ${insuredBp / 100} % of the CIF value, ${clauses}; ${source}`;
  sums.parts.push(computed('insurance', spread(premium, value), text));
}

/** Duty line by line: the rate of the longest HS number that fits, one of the line's own origin before others. */
export function addDuty({ quote, statement: { duty } }: Question, sums: Sums): void {
  if (duty === undefined) {
    sums.missing.push('importDuty');
    return;
  }
  const value = upTo(sums, duty.value === 'CIF' ? 'insurance' : 'exportCustoms', quote.lines.length);
  const rates = quote.lines.map(({ hsCode, origin }) =>
    duty.rates
      .filter((each) => hsCode.startsWith(each.hs) && (each.origin === undefined || each.origin === origin))
      .sort((a, b) => b.hs.length - a.hs.length || Number(b.origin !== undefined) - Number(a.origin !== undefined))
      .at(0),
  );
  const without = quote.lines.filter((_, index) => rates[index] === undefined);
  if (without.length > 0) {
    sums.missing.push(...without.map(({ line, hsCode }) => `importDuty: no rate for HS ${hsCode} of line ${line}`));
    return;
  }
  const perLine = rates.map((rate, index) => share(value[index] ?? 0, rate?.rateBp ?? 0));
  const texts = rates.map((rate) => `${rate?.hs}: ${(rate?.rateBp ?? 0) / 100} % (${rate?.source})`);
  sums.parts.push(computed('importDuty', perLine, `${[...new Set(texts)].join('; ')} of the ${duty.value} value`));
}

/** Tax on import: on value for customs, duty and, where the country says so, carriage to the first destination. */
export function addTax({ quote, statement: { tax, duty } }: Question, sums: Sums): void {
  if (tax === undefined || duty === undefined) {
    sums.missing.push('importTax');
    return;
  }
  const customs = upTo(sums, duty.value === 'CIF' ? 'insurance' : 'exportCustoms', quote.lines.length);
  const more = sums.parts.filter(
    ({ component }) => component === 'importDuty' || (tax.includesDelivery && component === 'inlandDelivery'),
  );
  const perLine = customs.map((value, index) =>
    share(value + total(more.map((part) => part.perLine[index] ?? 0)), tax.rateBp),
  );
  const base = `value for customs, duty${tax.includesDelivery ? ' and delivery' : ''}`;
  const text = `${tax.rateBp / 100} % of ${base}; ${tax.source}${tax.recoverable ? '; given back to the buyer' : ''}`;
  sums.parts.push(computed('importTax', perLine, text, !tax.recoverable));
}
