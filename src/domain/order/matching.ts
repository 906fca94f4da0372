import { subheadingOf } from '../identifiers/hs.ts';
import type { Contracted } from './order.ts';
import type { Discrepancy, PackedLine, ReceivedLine } from './parts.ts';
import { cartonsOf, type Line } from './line.ts';
import type { Terms } from './terms.ts';

/**
 * Line-level comparison of contract, packing list and goods receipt (requirements.md S75). Every difference beyond the
 * contract's tolerance is one typed discrepancy; an empty list means the papers agree.
 */
export function matchDocuments({ contract, goods }: Pick<Contracted, 'contract' | 'goods'>): Discrepancy[] {
  const listed = new Map(goods.packingList?.perLine.map((each) => [each.line, each]));
  const counted = new Map(goods.receipt?.perLine.map((each) => [each.line, each]));
  const agreed = new Map(contract.terms.lines.map((each) => [each.line, each]));
  const numbers = [...new Set([...agreed.keys(), ...listed.keys(), ...counted.keys()])].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const line = agreed.get(number);
    const list = listed.get(number);
    const receipt = counted.get(number);
    return line && list && receipt
      ? matchLine(contract.terms, line, list, receipt)
      : [missingLine(number, line, list, receipt)];
  });
}

function missingLine(number: number, line?: Line, list?: PackedLine, receipt?: ReceivedLine): Discrepancy {
  const papers = [
    ['contract', line],
    ['packing list', list],
    ['goods receipt', receipt],
  ] as const;
  const absent = papers
    .filter(([, paper]) => paper === undefined)
    .map(([name]) => name)
    .join(' and the ');
  return {
    field: 'line',
    line: number,
    contract: line?.quantity ?? null,
    packingList: list?.quantity ?? null,
    goodsReceipt: receipt?.quantity ?? null,
    detail: `line ${number} is missing on the ${absent}`,
  };
}

function matchLine(terms: Terms, line: Line, list: PackedLine, receipt: ReceivedLine): Discrepancy[] {
  const { quantityBp, weightBp, volumeBp } = terms.tolerances;
  const gross = (line.quantity * line.packing.grossGrams) / line.packing.unitsPerCarton;
  const net = (line.quantity * line.packing.netGrams) / line.packing.unitsPerCarton;
  const { lengthMm, widthMm, heightMm } = line.packing;
  const volume = Math.ceil((lengthMm * widthMm * heightMm) / 1000) * cartonsOf(line);
  const checks: [Discrepancy['field'], number, number, number | null, number, string][] = [
    ['quantity', line.quantity, list.quantity, receipt.quantity, quantityBp, 'pieces'],
    ['cartons', cartonsOf(line), list.cartons, receipt.cartons, quantityBp, 'cartons'],
    ['grossWeight', Math.round(gross), list.grossGrams, receipt.grossGrams, weightBp, 'g gross'],
    ['netWeight', Math.round(net), list.netGrams, null, weightBp, 'g net'],
    ['volume', volume, list.volumeCm3, receipt.volumeCm3, volumeBp, 'cm³'],
  ];
  const measured = checks.flatMap(([field, contract, packingList, goodsReceipt, tolerance, unit]) => {
    const allowed = Math.floor((contract * tolerance) / 10_000);
    const off = (value: number | null) => value !== null && Math.abs(value - contract) > allowed;
    const apart = goodsReceipt !== null && Math.abs(packingList - goodsReceipt) > allowed;
    if (!off(packingList) && !off(goodsReceipt) && !apart) return [];
    const { line: number } = line;
    const detail =
      goodsReceipt === null
        ? `line ${number}: contract ${contract}, packing list ${packingList} ${unit}; ${allowed} allowed`
        : `line ${number}: contract ${contract}, packing list ${packingList}, goods receipt ${goodsReceipt} ${unit}; ` +
          `${allowed} allowed`;
    return [{ field, line: number, contract, packingList, goodsReceipt, detail }];
  });
  return [...measured, ...matchHsCode(line, list)];
}

/** The first six digits are the world's, what follows is national: the two countries must agree on the six. */
function matchHsCode(line: Line, list: PackedLine): Discrepancy[] {
  if (subheadingOf(line.hsCode) === subheadingOf(list.hsCode)) return [];
  const detail = `line ${line.line}: HS ${line.hsCode} on the contract, ${list.hsCode} on the packing list`;
  return [
    { field: 'hsCode', line: line.line, contract: line.hsCode, packingList: list.hsCode, goodsReceipt: null, detail },
  ];
}
