import { importColumns } from '../../../../src/domain/catalogue/import.ts';
import { shopIn } from '../../../../test/api/catalogue-shop.ts';
import type { Teller } from '../teller.ts';

const nda = { title: 'NDA 7', sha256: 'a'.repeat(64) };
const idOf = ({ body }: { body: unknown }, field: string): string => String((body as Record<string, unknown>)[field]);

const imported: Record<string, string> = {
  sku: 'R-1',
  name_en: 'Lamp',
  category: 'lighting',
  hs_code: '853952',
  origin: 'CN',
  moq: '100',
  units_per_carton: '10',
  net_grams: '100',
  gross_grams: '120',
  length_mm: '1',
  width_mm: '1',
  height_mm: '1',
  lead_times: '1 10',
  prices: 'USD 1 1.05',
  visibility: 'PUBLIC',
};
const columns = Object.keys(importColumns);
const csv = [columns, columns.map((column) => imported[column] ?? '')].map((cells) => cells.join(',')).join('\r\n');

/** A supplier keeps a catalogue, prices and private products; a buyer collects from it. */
export async function catalogue({ office, write }: Teller): Promise<void> {
  const shop = shopIn(office);
  const product = await shop.create({ sku: 'SHOWN' });
  await shop.change(product, { moq: 200 });
  await write({ as: 'supplier', path: '/v1/catalogue/imports', body: csv, type: 'text/csv' });
  const list = {
    name: 'Everybody',
    currency: 'USD',
    scope: { kind: 'EVERYBODY' },
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    entries: [{ subject: { kind: 'SKU', sku: 'SHOWN' }, from: 1, price: { minor: 100, per: 1 } }],
  };
  const lists = '/v1/catalogue/price-lists';
  const made = idOf(await office.post('supplier', lists, list).expect(201), 'list');
  await office.post('supplier', `${lists}/${made}/versions`, { basedOn: 1, list: { ...list, name: 'All' } });
  await office.post('supplier', '/v1/catalogue/tiers', { company: 'c-harbour', tier: 'GOLD' });

  const secret = await shop.create({ sku: 'SECRET', visibility: 'PRIVATE' });
  const access = '/v1/catalogue/access';
  const asking = { supplier: 'c-brightworks', subject: 'Our lamp', nda };
  const granted = await shop.grant([secret]);
  await office.post('supplier', `${access}/${granted}/revoke`, { reason: 'over' });
  const refused = idOf(await office.post('buyer', access, asking).expect(201), 'id');
  await office.post('supplier', `${access}/${refused}/refuse`, { reason: 'not now' });

  const collected = { as: 'buyer', path: '/v1/folders', body: { product, note: '' } };
  const item = idOf(await write({ ...collected, other: { body: { product, note: 'for the kitchen' } } }), 'item');
  await shop.change(product, { moq: 300 });
  await office.post('buyer', `/v1/folders/${item}/recollect`);
  await write({ as: 'buyer', method: 'delete', path: `/v1/folders/${item}` });
}
