import type { PriceEntry } from '../../../src/domain/catalogue/price-list.ts';
import type { PriceQuestion } from '../../../src/domain/catalogue/pricing.ts';
import { versionWith } from './sample.ts';

export const product = versionWith();
export const ask: PriceQuestion = {
  quantity: 100,
  company: 'c-harbour',
  tier: null,
  currency: 'USD',
  at: '2026-06-01T00:00:00Z',
};
export const sku = { kind: 'SKU' as const, sku: 'LED-9W-E27' };
export const everybody = { kind: 'EVERYBODY' as const };
export const gold = { kind: 'TIER' as const, tier: 'GOLD' };
export const harbour = { kind: 'COMPANY' as const, company: 'c-harbour' };
export const price = (minor: number, from = 1): PriceEntry => ({ subject: sku, from, price: { minor, per: 1 } });
export const discount = (discountBp: number, from = 1): PriceEntry => ({ subject: { kind: 'ALL' }, from, discountBp });
