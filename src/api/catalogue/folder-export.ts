import { z } from 'zod';
import { textIn } from '../../domain/catalogue/product.ts';
import { formatAmount } from '../../domain/money.ts';
import { seenBy } from '../../persistence/party-view.ts';
import { folderKinds, listFolder } from '../../persistence/catalogue/folder.ts';
import { readerOf } from '../../persistence/catalogue/visibility.ts';
import { operation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { download, everyPage, pageSize } from './download.ts';
import { type CsvCell, writeCsv } from './files/csv-writer.ts';
import { itemViews } from './folders.ts';
import { termsOf } from './reading.ts';
import { searchText } from './schemas.ts';

const header = [
  'item', 'kind', 'supplier', 'sku', 'name', 'product', 'version', 'product_hash', 'collected_at', 'snapshot_hash',
  'quantity_from', 'currency', 'price', 'per', 'lead_time_days', 'price_rules', 'offered_now', 'changed_fields', 'note',
];

type View = Awaited<ReturnType<typeof itemViews>>[number];

/** One line for each price as collected; a product without one still has a line. */
function rowsOf({ id, kind, snapshot, sha256, note, collectedAt, offered, drift }: View): CsvCell[][] {
  const { supplier, content, product, version, hash, offers } = snapshot;
  const before = [
    id, kind, supplier, content.sku, textIn(content.names), product, version, hash, collectedAt, sha256,
  ];
  const after = [offered ? 'yes' : 'no', drift.map(({ path }) => path).join(' | '), note];
  if (offers.length === 0) return [[...before, null, null, null, null, null, null, ...after]];
  return offers.map(({ quantity, currency, price, leadTimeDays, rules }) => [
    ...before, quantity, currency, formatAmount(price.minor, currency), price.per, leadTimeDays, rules.join(' '),
    ...after,
  ]);
}

export const folderExportOperation = (deps: ApiDeps) => operation({
  method: 'get', path: '/v1/folders/export', id: 'exportFolder', tag: 'folders', access: 'signed-in',
  summary: 'What your company has collected as CSV, prices as collected, with the fields that are different since',
  query: z.strictObject({ format: z.literal('csv'), kind: z.enum(folderKinds).optional(), q: searchText.optional() }),
  answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'text/csv' } },
  problems: [400, 401, 422],
  async handle({ actor, query: { kind, q } }) {
    const filter = { ...termsOf(q), ...(kind === undefined ? {} : { kind }) };
    const items = await everyPage(async (after) => {
      const page = { ...filter, limit: pageSize, ...(after === undefined ? {} : { after }) };
      const { items: found, next } = await listFolder(seenBy(deps.orm, actor), readerOf(actor), page);
      return { found, next };
    });
    const views = await itemViews(deps, actor, items);
    return download({ text: writeCsv(header, views.flatMap(rowsOf)), mediaType: 'text/csv', name: 'folder.csv' });
  },
});
