import { allowanceAmount, lineAmount } from './line.ts';
import type { Contracted } from './order.ts';

/** The lines of the contract as proforma and commercial invoice state them: what is left once allowances are off. */
export const goodsLines = ({ contract }: Pick<Contracted, 'contract'>) =>
  contract.terms.lines.map((line) => ({
    line: line.line,
    description: line.description,
    hsCode: line.hsCode,
    origin: line.origin,
    quantity: line.quantity,
    unit: line.unit,
    ...(line.allowance === undefined ? {} : { allowance: { ...line.allowance, minor: allowanceAmount(line) } }),
    amountMinor: lineAmount(line),
  }));
