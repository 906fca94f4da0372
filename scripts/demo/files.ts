import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { productsOf } from '../../src/domain/catalogue/import.ts';
import type { Product } from '../../src/domain/catalogue/product.ts';
import { inspectionSchema, offerClausesSchema } from './clauses.ts';

const folder = new URL('../../examples/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** A file of the examples as it is handed in. */
export const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, folder)));

const whole = z.coerce.number().int().positive();
const size = { length_mm: whole, width_mm: whole, height_mm: whole };

/** Rows of a CSV file whose first line names the columns. Throws naming file, line and column of what is wrong. */
function rows<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const records = parse(text(name), { columns: true, skip_empty_lines: true }) as unknown[];
  return records.map((record, index) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Error(`examples/${name}, line ${index + 2}: ${issue?.path.join('.')}: ${issue?.message}`);
  });
}

/** A JSON file of the examples. Throws naming file, place and rule of what is wrong with it. */
export function document<Content>(name: string, schema: z.ZodType<Content>): Content {
  const parsed = schema.safeParse(JSON.parse(text(name)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`examples/${name}: ${issue?.path.join('.')}: ${issue?.message}`);
}

const carton = z.object({
  booking: z.string(),
  sscc: z.string(),
  line: whole,
  sku: z.string(),
  quantity: whole,
  gross_g: whole,
  ...size,
});
const scan = z.object({
  sequence: whole,
  sscc: z.string(),
  condition: z.enum(['GOOD', 'DAMAGED']),
  remark: z.string(),
});
const measure = z.object({ sscc: z.string(), gross_g: whole, ...size });
const packed = z.object({
  reference: z.string(),
  carton_numbers: z.string(),
  line: whole,
  sku: z.string(),
  hs_code: z.string(),
  quantity: whole,
  cartons: whole,
  net_g: whole,
  gross_g: whole,
  ...size,
});
export type PackedRow = z.output<typeof packed>;

const anything = z.record(z.string(), z.unknown());
const party = z.object({ name: z.string(), account: z.string() });
const round = z.object({
  by: z.enum(['buyer', 'supplier']),
  prices: z.record(z.string(), z.string()),
  clauses: anything,
  because: z.string(),
});
const enquirySchema = z.looseObject({
  demand: z.looseObject({ items: z.array(z.looseObject({ sku: z.string(), quantity: whole })) }),
});

/** The products of a supplier's file, as the API's import reads them. Throws naming what is wrong with a row. */
export function catalogueOf(name: string): Product[] {
  const records = parse(text(`catalogues/${name}`), { columns: true, skip_empty_lines: true });
  const cells = records as unknown as Record<string, string>[];
  const { products, issues } = productsOf(cells.map((each, index) => ({ row: index + 2, cells: each })));
  const [issue] = issues;
  if (issue === undefined) return products;
  throw new Error(`examples/catalogues/${name}, row ${issue.row}: ${issue.field}: ${issue.rule}`);
}

export const catalogue = (): Product[] => catalogueOf('brightworks.csv');
export const despatchAdvice = () => rows('despatch-advice.csv', carton);
export const cartonScans = () => rows('carton-scans.csv', scan);
export const cartonMeasures = () => rows('carton-measures.csv', measure);
export const packingList = (name: 'packing-list.csv' | 'packing-list-corrected.csv'): PackedRow[] => rows(name, packed);

export const enquiry = () => document('enquiry.json', enquirySchema);
export const quote = () => document('quote.json', offerClausesSchema);
export const negotiation = () => document('negotiation.json', z.array(round));
export const productionMilestones = () =>
  document('production-milestones.json', z.array(z.object({ name: z.string(), detail: z.string() })));
export const inspection = () => document('inspection.json', inspectionSchema);
export const stuffing = () =>
  document(
    'stuffing.json',
    z.object({
      container: z.object({ number: z.string(), seal: z.string(), vgmKg: whole }),
      vgm: z.object({ method: z.string(), tareKg: whole, dunnageKg: whole, cargoKg: whole }),
    }),
  );
export const customs = () =>
  document(
    'customs-release.json',
    z.object({
      declaration: z.object({ number: z.string(), mode: z.string() }),
      query: z.object({ query: z.string() }),
      answer: z.object({ answer: z.string() }),
      release: z.object({ document: z.string() }),
    }),
  );
export const billOfLading = () =>
  document(
    'bill-of-lading.json',
    z.object({
      handOver: z.object({
        carrier: z.string(),
        transportDocument: z.object({ type: z.string(), number: z.string() }),
      }),
      surrender: z.object({ how: z.string() }),
      collection: z.object({ reference: z.string() }),
    }),
  );
export const ratings = () => document('rating.json', z.object({ buyer: anything, supplier: anything }));
export const bankParties = () =>
  document(
    'bank/parties.json',
    z.object({
      trustAccount: z.string(),
      buyer: party,
      supplier: party,
      wireChargeMinor: whole,
    }),
  );

/** The carrier's DCSA events in the order they happened. */
export const trackingFiles = [
  '01-gate-in',
  '02-customs-released',
  '03-loaded',
  '04-departed',
  '05-arrival-estimated',
  '06-arrived',
  '07-discharged',
  '08-gate-out',
] as const;
export const trackingEvent = (name: (typeof trackingFiles)[number]) => document(`tracking/${name}.json`, anything);
