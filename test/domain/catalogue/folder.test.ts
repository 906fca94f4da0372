import { describe, expect, it } from '@jest/globals';
import { driftOf, enquiryDraft, snapshotHash } from '../../../src/domain/catalogue/folder.ts';
import { offersFor } from '../../../src/domain/catalogue/pricing.ts';
import { openingSchema } from '../../../src/domain/order/opening.ts';
import { lamp, listWith, versionWith } from './sample.ts';

const ask = { company: 'c-harbour', tier: null, currency: 'USD', at: '2026-06-01T00:00:00Z' };
const seen = (changes: object = {}, lists = [] as Parameters<typeof offersFor>[2]) => {
  const version = versionWith(changes);
  return { ...version, hash: 'h', offers: offersFor(version, ask, lists) };
};
const paths = (then: ReturnType<typeof seen>, now: ReturnType<typeof seen>) =>
  driftOf(then, now).map(({ path }) => path);

describe('drift since a product was collected', () => {
  it('is nothing where nothing changed', () => {
    expect(driftOf(seen(), seen())).toEqual([]);
  });

  it('names the fields that differ, with what they were and are', () => {
    expect(driftOf(seen(), seen({ moq: 200, origin: 'VN' }))).toEqual(
      expect.arrayContaining([
        { path: 'moq', from: 100, to: 200 },
        { path: 'origin', from: 'CN', to: 'VN' },
      ]),
    );
  });

  it('names a specification by its name, so that one more before it shifts nothing', () => {
    const specifications = [{ name: 'Base', value: 'E27' }, lamp.specifications[0], { name: 'Power', value: '10 W' }];
    expect(paths(seen(), seen({ specifications }))).toEqual(['specifications.Base', 'specifications.Power.value']);
  });

  it("shows the reader's own price when a price list changed and the product did not", () => {
    const list = listWith('a', { kind: 'COMPANY', company: 'c-harbour' }, [
      { subject: { kind: 'SKU', sku: lamp.sku }, from: 1, price: { minor: 90, per: 1 } },
    ]);
    expect(driftOf(seen(), seen({}, [list]))).toContainEqual({ path: 'offers.USD 100.price.minor', from: 105, to: 90 });
  });

  it('is not the rule ids, which change with every version', () => {
    const later = seen();
    expect(
      driftOf(seen(), { ...later, offers: later.offers.map((offer) => ({ ...offer, rules: ['other'] })) }),
    ).toEqual([]);
  });

  it('can be proven by the hash of what was collected', () => {
    expect(snapshotHash(seen())).toBe(snapshotHash(structuredClone(seen())));
    expect(snapshotHash(seen())).not.toBe(snapshotHash(seen({ moq: 200 })));
  });
});

describe('an enquiry from a folder', () => {
  const wish = { quantity: 150, destination: 'Hong Kong', language: 'en' as const };

  it('is a body that opens an order', () => {
    const draft = enquiryDraft(versionWith(), wish);
    expect(openingSchema.parse(draft)).toEqual(draft);
    expect(draft).toMatchObject({
      supplier: 'c-brightworks',
      source: 'ENQUIRY',
      demand: { items: [{ sku: lamp.sku, description: lamp.names.en, quantity: 150 }], destination: 'Hong Kong' },
    });
    expect(draft.demand.items[0]!.quality).toBe('Voltage: 230 V\nPower: 9 W\nCE CE-123');
  });

  it('is in the language of whoever asks', () => {
    expect(enquiryDraft(versionWith(), { ...wish, language: 'zh-CN' }).demand.items[0]!.description).toBe(
      lamp.names['zh-CN'],
    );
  });

  it('cuts long specifications between characters, so that the demand stays valid', () => {
    const specifications = Array.from({ length: 100 }, (_, at) => ({ name: `n${at}`, value: '𠮷'.repeat(40) }));
    const draft = enquiryDraft(versionWith({ specifications }), { ...wish, wantedBy: '2026-12-01', remarks: 'soon' });
    expect(openingSchema.safeParse(draft).success).toBe(true);
    expect(draft.demand.items[0]!.quality.isWellFormed()).toBe(true);
  });
});
