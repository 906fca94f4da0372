import { decimalsOf, parseAmount } from '../money.ts';
import { unstorableText } from '../storable.ts';
import { normalised, type Product, productSchema } from './product.ts';

/** One row of a file as text, by the name of its column. `row` is its number in the file, the header being 1. */
export interface ImportRow {
  row: number;
  cells: Record<string, string>;
}

/** One thing wrong with a file: where, and which rule it breaks. `field` is '' when it is about a whole row or file. */
export interface ImportIssue {
  row: number;
  field: string;
  rule: string;
}

/** The columns of an import, in the order the sample has them; those marked true have to be there. */
export const importColumns = {
  sku: true, gtin: false, name_en: false, name_zh_cn: false, name_zh_hk: false,
  description_en: false, description_zh_cn: false, description_zh_hk: false,
  category: true, specifications: false, hs_code: true, origin: true, moq: true, order_multiple: false, unit: false,
  units_per_carton: true, net_grams: true, gross_grams: true, length_mm: true, width_mm: true, height_mm: true,
  lead_times: true, prices: true, certificates: false, stock: false, customisable: false, visibility: true,
  retail: false, not_withdrawable: false, on_sale: false,
} as const satisfies Record<string, boolean>;
type Column = keyof typeof importColumns;

/** The column a field of the product comes from, to name it in issues. */
const columnOf: Record<string, Column> = {
  'names.en': 'name_en', 'names.zh-CN': 'name_zh_cn', 'names.zh-HK': 'name_zh_hk', names: 'name_en',
  'descriptions.en': 'description_en', 'descriptions.zh-CN': 'description_zh_cn',
  'descriptions.zh-HK': 'description_zh_hk',
  hsCode: 'hs_code', orderMultiple: 'order_multiple', leadTimes: 'lead_times', onSale: 'on_sale',
  notWithdrawable: 'not_withdrawable',
  'packing.unitsPerCarton': 'units_per_carton', 'packing.netGrams': 'net_grams', 'packing.grossGrams': 'gross_grams',
  'packing.lengthMm': 'length_mm', 'packing.widthMm': 'width_mm', 'packing.heightMm': 'height_mm',
};

/** Why the header of a file cannot be read: unknown, repeated and missing columns. */
export function faultsOfHeader(header: readonly string[]): ImportIssue[] {
  const names = header.map((name) => name.trim());
  const known = Object.keys(importColumns);
  return [
    ...names.filter((name) => !known.includes(name))
      .map((field) => ({ row: 1, field, rule: 'there is no such column' })),
    ...names.filter((name, at) => names.indexOf(name) < at)
      .map((field) => ({ row: 1, field, rule: 'the column stands there twice' })),
    ...Object.entries(importColumns).filter(([name, needed]) => needed && !names.includes(name))
      .map(([field]) => ({ row: 1, field, rule: 'the column is missing' })),
  ];
}

/** Fields that a product keeps where the file has no column for them. */
const keptFields = {
  gtin: 'gtin', specifications: 'specifications', certificates: 'certificates', stock: 'stock',
  customisable: 'customisable', retail: 'retail', not_withdrawable: 'notWithdrawable', on_sale: 'onSale',
} as const satisfies Partial<Record<Column, keyof Product>>;
type KeptField = (typeof keptFields)[keyof typeof keptFields];

/** What of a product a file of these columns says nothing about. */
export const silentFields = (header: readonly string[]): KeptField[] =>
  Object.entries(keptFields).filter(([column]) => !header.includes(column)).map(([, field]) => field);

/** A product of a file as a new version of the one there is: what the file is silent about stays as it was. */
export function keeping(content: Product, before: Product, silent: readonly KeptField[]): Product {
  const said = Object.entries(content).filter(([field]) => !silent.some((each) => each === field));
  const kept = silent.flatMap((field) => (before[field] === undefined ? [] : [[field, before[field]] as const]));
  return { ...Object.fromEntries(said), ...Object.fromEntries(kept) } as Product;
}

/** The products of a file and all that is wrong with it; a file with an issue gives no product that may be kept. */
export function productsOf(rows: readonly ImportRow[]): { products: Product[]; issues: ImportIssue[] } {
  const products: Product[] = [];
  const issues: ImportIssue[] = [];
  const firstRow = new Map<string, number>();
  for (const each of rows) {
    const read = productOf(each);
    issues.push(...read.issues);
    if (read.product === null) continue;
    const { sku } = read.product;
    const earlier = firstRow.get(sku);
    if (earlier === undefined) firstRow.set(sku, each.row);
    else issues.push({ row: each.row, field: 'sku', rule: `stands in row ${earlier} too` });
    products.push(read.product);
  }
  return { products, issues };
}

/** A number as sheets show long ones, with digits lost. */
const scientific = /^\d+([.,]\d+)?E[+-]?\d+$/i;

/** Reads cells of one row and notes what is wrong with them. */
interface Reader {
  text(column: Column): string;
  fault(column: Column, rule: string): void;
}

function productOf({ row, cells }: ImportRow): { product: Product | null; issues: ImportIssue[] } {
  const issues: ImportIssue[] = [];
  const fault = (field: string, rule: string) => void issues.push({ row, field, rule });
  const strange = unstorableText(cells);
  if (strange !== null) fault(strange, 'holds a character that cannot be stored');
  const reader: Reader = { text: (column) => (cells[column] ?? '').trim(), fault };
  for (const [column, needed] of Object.entries(importColumns)) {
    if (needed && reader.text(column as Column) === '') fault(column, 'must not be empty');
  }
  for (const column of ['gtin', 'hs_code'] as const) {
    if (scientific.test(reader.text(column))) fault(column, 'in scientific notation: write all digits, as text');
  }
  const parsed = productSchema.safeParse(candidateOf(reader));
  if (parsed.success) return { product: issues.length === 0 ? normalised(parsed.data) : null, issues };
  const named = new Set(issues.map(({ field }) => field));
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path);
    // What could not be read from a cell has been said already; that the product then lacks it is no news.
    if (!named.has(field)) fault(field, message);
  }
  return { product: null, issues };
}

function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  return columnOf[`${first}.${second}`] ?? columnOf[first ?? ''] ?? first ?? '';
}

/** The row as the product's schema wants it; what is left empty is left out. */
function candidateOf(reader: Reader): object {
  const { text } = reader;
  const given = (name: string, value: unknown) => (value === undefined || value === '' ? {} : { [name]: value });
  const number = (column: Column) => numberIn(reader, column);
  const inLanguages = (kind: 'name' | 'description') => ({
    ...given('en', text(`${kind}_en`)), ...given('zh-CN', text(`${kind}_zh_cn`)),
    ...given('zh-HK', text(`${kind}_zh_hk`)),
  });
  return {
    sku: text('sku'), ...given('gtin', text('gtin')), names: inLanguages('name'),
    descriptions: inLanguages('description'),
    category: text('category'), hsCode: text('hs_code'), origin: text('origin'),
    visibility: text('visibility').toUpperCase(),
    moq: number('moq'), ...given('orderMultiple', number('order_multiple')), ...given('unit', text('unit')),
    packing: {
      unitsPerCarton: number('units_per_carton'), netGrams: number('net_grams'), grossGrams: number('gross_grams'),
      lengthMm: number('length_mm'), widthMm: number('width_mm'), heightMm: number('height_mm'),
    },
    specifications: specificationsIn(reader), leadTimes: leadTimesIn(reader), prices: pricesIn(reader),
    certificates: certificatesIn(reader),
    ...given('stock', number('stock')), ...given('customisable', flagIn(reader, 'customisable')),
    ...given('retail', flagIn(reader, 'retail')), ...given('notWithdrawable', text('not_withdrawable').toUpperCase()),
    ...given('onSale', flagIn(reader, 'on_sale')),
  };
}

function numberIn({ text, fault }: Reader, column: Column): number | undefined {
  const written = text(column);
  if (written === '') return undefined;
  if (/^\d{1,15}$/.test(written)) return Number(written);
  fault(column, 'a whole number, digits only');
  return undefined;
}

function flagIn({ text, fault }: Reader, column: Column): boolean | undefined {
  const written = text(column).toLowerCase();
  if (written === '') return undefined;
  if (['yes', 'true', '1'].includes(written)) return true;
  if (['no', 'false', '0'].includes(written)) return false;
  fault(column, 'yes or no');
  return undefined;
}

/** The members of a cell that holds several, divided by "|". */
const membersOf = (text: string): string[] => text.split('|').map((part) => part.trim()).filter((part) => part !== '');

/** Reads every member of a cell by its pattern; one that does not fit is a fault of the cell. */
function eachIn<T>(
  { text, fault }: Reader, column: Column, form: string, read: (member: string) => T | null,
): T[] {
  return membersOf(text(column)).flatMap((member) => {
    const value = read(member);
    if (value === null) fault(column, `"${member}" is not written as ${form}`);
    return value === null ? [] : [value];
  });
}

const specificationsIn = (reader: Reader) => eachIn(reader, 'specifications', 'Name=value', (member) => {
  const [, name, value] = /^([^=]+)=(.+)$/.exec(member) ?? [];
  return name === undefined || value === undefined ? null : { name, value };
});

const leadTimesIn = (reader: Reader) => eachIn(reader, 'lead_times', 'quantity days, e.g. 100 15', (member) => {
  const [, from, days] = /^(\d{1,10})\s+(\d{1,4})$/.exec(member) ?? [];
  return from === undefined ? null : { from: Number(from), days: Number(days) };
});

const pricesIn = (reader: Reader) =>
  eachIn(reader, 'prices', 'currency quantity price, e.g. USD 100 8.85 or USD 100 12.5 per 10', (member) => {
    const written = /^([A-Z]{3})\s+(\d{1,10})\s+(\d+(?:\.\d+)?)(?:\s+per\s+(\d{1,6}))?$/.exec(member);
    const [, currency = '', from, amount = '', per = '1'] = written ?? [];
    const minor = written === null ? null : minorOf(amount, currency);
    return minor === null ? null : { currency, from: Number(from), minor, per: Number(per) };
  });

/** The amount in minor units; null for an unknown currency or more decimals than it has. */
function minorOf(amount: string, currency: string): number | null {
  try {
    decimalsOf(currency);
    return parseAmount(amount, currency);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const certificatesIn = (reader: Reader) =>
  eachIn(reader, 'certificates', 'type; number; issuer; last day (YYYY-MM-DD, or - for none)', (member) => {
    const [type, number, issuer, until, ...more] = member.split(';').map((part) => part.trim());
    if (!type || !number || !issuer || !until || more.length > 0) return null;
    return { type, number, issuer, validUntil: until === '-' ? null : until };
  });
