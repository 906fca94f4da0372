import { leastBuyers, type SealedLine } from './insight.ts';

/** A line of a sealed contract, and the product it is in the catalogue now, as one company may know of it. */
export interface BoughtLine extends Pick<SealedLine, 'order' | 'buyer' | 'supplier' | 'sku' | 'sealedAt' | 'unit'> {
  quantity: number;
  /** Null where it is not on sale, or not to be known of by the reader. */
  product: string | null;
  /** True: everybody may find the product. */
  listed: boolean;
}

/** A product a buyer bought before, with the contracts that say so, the latest first; `lastQuantity` is in `unit`. */
export interface BoughtAgain {
  why: 'BOUGHT_AGAIN';
  supplier: string;
  sku: string;
  product: string | null;
  contracts: number;
  lastAt: string;
  lastQuantity: number;
  unit: string;
  orders: string[];
}

/** A product other buyers bought in one contract with `with`: so many contracts of so many companies. */
export interface BoughtTogether {
  why: 'BOUGHT_TOGETHER';
  supplier: string;
  sku: string;
  product: string;
  contracts: number;
  buyers: number;
  with: string[];
}

/** At most these of each kind. */
const most = 10;
const fewestContracts = 2;

const keyOf = ({ supplier, sku }: Pick<BoughtLine, 'supplier' | 'sku'>): string => JSON.stringify([supplier, sku]);
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const bySupplierAndSku = (one: { supplier: string; sku: string }, other: { supplier: string; sku: string }): number =>
  compareText(one.supplier, other.supplier) || compareText(one.sku, other.sku);

/** What a buyer bought in two contracts or more, the most often bought first, then the latest. */
export function boughtAgain(lines: readonly BoughtLine[], company: string): BoughtAgain[] {
  const own = Map.groupBy(lines.filter(({ buyer }) => buyer === company), keyOf);
  return [...own.values()]
    .map((group) => {
      const latest = group.toSorted((one, other) =>
        compareText(other.sealedAt, one.sealedAt) || compareText(other.order, one.order));
      const [{ supplier, sku, product, sealedAt, order: lastOrder, unit }] = latest as [BoughtLine];
      const orders = [...new Set(latest.map(({ order }) => order))];
      const lastQuantity = latest.filter(({ order }) => order === lastOrder)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const why = 'BOUGHT_AGAIN' as const;
      return { why, supplier, sku, product, contracts: orders.length, lastAt: sealedAt, lastQuantity, unit, orders };
    })
    .filter(({ contracts }) => contracts >= fewestContracts)
    .sort((one, other) =>
      other.contracts - one.contracts || compareText(other.lastAt, one.lastAt) || bySupplierAndSku(one, other))
    .slice(0, most);
}

/**
 * What buyers other than `company` bought in one contract with something of `wanted`. Only of products everybody may
 * find, and only where three other companies or more did so: fewer would tell what one of them buys. Neither who they
 * are nor when they bought is told.
 */
export function boughtTogether(
  lines: readonly BoughtLine[], company: string, wanted: readonly Pick<BoughtLine, 'supplier' | 'sku'>[],
): BoughtTogether[] {
  const anchors = new Set(wanted.map(keyOf));
  const others = lines.filter(({ buyer, listed, product }) => buyer !== company && listed && product !== null);
  const pairs = [...Map.groupBy(others, ({ order }) => order).values()].flatMap((order) => {
    const known = order.filter((line) => anchors.has(keyOf(line))).map(({ product }) => product as string);
    return known.length === 0 ? [] : order.filter((line) => !anchors.has(keyOf(line))).map((line) => ({ line, known }));
  });
  return [...Map.groupBy(pairs, ({ line }) => keyOf(line)).values()]
    .map((group) => {
      const [{ line: { supplier, sku, product } }] = group as [(typeof group)[number]];
      const buyersWith = Map.groupBy(
        group.flatMap(({ line: { buyer }, known }) => known.map((id) => ({ id, buyer }))), ({ id }) => id);
      const enough = [...buyersWith]
        .filter(([, bought]) => new Set(bought.map(({ buyer }) => buyer)).size >= leastBuyers)
        .map(([id]) => id).sort(compareText);
      // Told of are the contracts with what enough companies bought it with: no number says more than the pairs do.
      const told = group.filter(({ known }) => known.some((id) => enough.includes(id))).map(({ line }) => line);
      const [contracts, buyers] = [told.map(({ order }) => order), told.map(({ buyer }) => buyer)]
        .map((each) => new Set(each).size) as [number, number];
      const why = 'BOUGHT_TOGETHER' as const;
      return { why, supplier, sku, product: product as string, contracts, buyers, with: enough };
    })
    .filter((each) => each.with.length > 0)
    .sort((one, other) =>
      other.buyers - one.buyers || other.contracts - one.contracts || bySupplierAndSku(one, other))
    .slice(0, most);
}
