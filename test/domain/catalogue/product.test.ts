import { describe, expect, it } from '@jest/globals';
import {
  certificatesValid,
  certificateStatus,
  expiredCertificates,
} from '../../../src/domain/catalogue/certificates.ts';
import { priceListSchema } from '../../../src/domain/catalogue/price-list.ts';
import { normalised, productHash, productSchema, textIn } from '../../../src/domain/catalogue/product.ts';
import { lamp, productWith } from './sample.ts';

const faultsOf = (changes: object): string[] => {
  const parsed = productSchema.safeParse({ ...lamp, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a product', () => {
  it('is taken with its optional parts left out', () => {
    const { descriptions, specifications, orderMultiple, certificates, stock, customisable, ...least } = lamp;
    expect(productSchema.parse(least)).toMatchObject({
      descriptions: {},
      specifications: [],
      orderMultiple: 1,
      unit: 'C62',
      certificates: [],
      stock: 0,
      customisable: false,
      onSale: true,
    });
  });

  it('keeps its HS code as digits, and is refused with one there is not', () => {
    expect(productWith({ hsCode: '8539.52.00 00' }).hsCode).toBe('8539520000');
    expect(faultsOf({ hsCode: '853999' })).toEqual(['hsCode: not an HS code (6 to 13 digits of a known subheading)']);
  });

  it.each([
    [{ names: {} }, 'names: a name in at least one language'],
    [{ moq: 120 }, 'moq: must be a multiple of orderMultiple'],
    [{ prices: [{ currency: 'USD', from: 500, minor: 1 }] }, 'prices: no price in USD from the minimum order on'],
    [{ leadTimes: [{ from: 500, days: 1 }] }, 'leadTimes: no lead time from the minimum order on'],
    [{ prices: [...lamp.prices, lamp.prices[1]] }, 'prices.3: the band stands there twice'],
    [
      {
        leadTimes: [
          { from: 1, days: 1 },
          { from: 1, days: 2 },
        ],
      },
      'leadTimes.1: the band stands there twice',
    ],
    [
      { specifications: [lamp.specifications[0], lamp.specifications[0]] },
      'specifications.1: the specification stands there twice',
    ],
    [
      { certificates: [lamp.certificates[0], lamp.certificates[0]] },
      'certificates.1: the certificate stands there twice',
    ],
    [{ category: 'Lighting' }, 'category: lower-case words and hyphens, levels divided by "/"'],
    [
      { packing: { ...lamp.packing, grossGrams: 1 } },
      'packing.grossGrams: a carton cannot weigh less than its contents',
    ],
    [{ names: { en: 'bell \u0007' } }, 'names.en: no control characters'],
  ])('%j breaks a rule that is named', (changes, fault) => {
    expect(faultsOf(changes)).toEqual([fault]);
  });

  it('written with its bands in another order is the same product', () => {
    const turned = productWith({ prices: lamp.prices.toReversed(), leadTimes: lamp.leadTimes.toReversed() });
    const named = (content: ReturnType<typeof productWith>) => productHash({ product: 'p1', version: 1, content });
    expect(named(normalised(turned))).toBe(named(normalised(productWith())));
    expect(named(turned)).not.toBe(named(normalised(productWith())));
  });

  it('has another hash in every version and for every change', () => {
    const hash = productHash({ product: 'p1', version: 1, content: productWith() });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(productHash({ product: 'p1', version: 2, content: productWith() })).not.toBe(hash);
    expect(productHash({ product: 'p1', version: 1, content: productWith({ stock: 1 }) })).not.toBe(hash);
  });

  it('is named in the language asked for, or the first there is', () => {
    expect(textIn({ en: 'lamp', 'zh-HK': '燈' }, 'zh-HK')).toBe('燈');
    expect(textIn({ 'zh-CN': '灯' }, 'zh-HK')).toBe('灯');
    expect(textIn({})).toBe('');
  });
});

describe('a certificate', () => {
  const [certificate] = productWith().certificates;

  it('holds to the end of its last day in Hong Kong', () => {
    expect(certificateStatus(certificate!, '2027-05-31T15:59:59.999Z')).toBe('VALID');
    expect(certificateStatus(certificate!, '2027-05-31T16:00:00.000Z')).toBe('EXPIRED');
  });

  it('that ran out keeps its product from a contract, one without an end never does', () => {
    const at = '2028-01-01T00:00:00Z';
    const product = productWith({ certificates: [certificate, { ...certificate, number: '2', validUntil: null }] });
    expect(certificatesValid(product, '2026-01-01T00:00:00Z')).toBe(true);
    expect(certificatesValid(product, at)).toBe(false);
    expect(expiredCertificates(product, at).map(({ number }) => number)).toEqual(['CE-123']);
    expect(certificatesValid(productWith({ certificates: [] }), at)).toBe(true);
  });
});

describe('a price list', () => {
  const list = {
    name: 'Gold',
    currency: 'USD',
    scope: { kind: 'TIER', tier: 'GOLD' },
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    entries: [{ subject: { kind: 'ALL' }, from: 1, discountBp: 500 }],
  };
  const faults = (changes: object): string[] => {
    const parsed = priceListSchema.safeParse({ ...list, ...changes });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };

  it('ends after it begins', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ validUntil: '2026-01-01T00:00:00Z' })).toEqual(['validUntil: must be later than validFrom']);
  });

  it('prices one SKU, and discounts more', () => {
    const entries = [{ subject: { kind: 'ALL' }, from: 1, price: { minor: 1, per: 1 } }];
    expect(faults({ entries })).toEqual(['entries.0.subject: a price is for one SKU; categories take a discount']);
  });

  it('has every band once and at most 20 of a subject', () => {
    const bands = (count: number) => Array.from({ length: count }, (_, at) => ({ ...list.entries[0], from: at + 1 }));
    expect(faults({ entries: bands(20) })).toEqual([]);
    expect(faults({ entries: bands(21) })).toEqual(['entries.20: at most 20 bands of one subject']);
    expect(faults({ entries: [...list.entries, ...list.entries] })).toEqual(['entries.1: the band stands there twice']);
  });
});
