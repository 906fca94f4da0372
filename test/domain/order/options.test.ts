import { describe, expect, it } from '@jest/globals';
import { offerSchema } from '../../../src/domain/order/options.ts';
import { securedTrade } from '../../../src/domain/order/profile.ts';
import { viewOf } from '../../../src/domain/order/view.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { issue, monday, opened, type Played } from '../../support/played.ts';

const terms = termsOf({}, monday);
const validUntil = addDays(monday, 30);
const buildUp = [
  { line: 1, components: { goods: 1200, exportPacking: 11, exportInland: 30, exportCustoms: 10 } },
  { line: 2, components: { goods: 805 } },
];
const cif = {
  incoterm: 'CIF',
  namedPlace: 'Hamburg',
  buildUp: [
    { line: 1, components: { goods: 1200, mainCarriage: 90, insurance: 5 } },
    { line: 2, components: { goods: 790, mainCarriage: 60 } },
  ],
};
const exw = {
  incoterm: 'EXW',
  namedPlace: 'Works, Shenzhen',
  buildUp: [1, 2].map((line) => ({ line, components: { goods: 700 } })),
};
const offer = { terms, validUntil, buildUp, alternatives: [cif, exw] };
const quoted = issue(opened(), 'supplier', 'submitQuote', offer);
const versions = ({ order }: Played) => {
  if (order.stage !== 'quote') throw new Error(order.stage);
  return order.versions;
};
const [cifOption, exwOption] = versions(quoted)[0]?.alternatives ?? [];
const faults = (change: object): string[] =>
  offerSchema
    .safeParse({ ...offer, ...change })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the same goods under several Incoterms', () => {
  it('have prices that are the sums of their build-up, and hashes of their own', () => {
    expect(cifOption?.terms).toMatchObject({ incoterm: 'CIF', namedPlace: 'Hamburg', transport: 'SEA_FCL' });
    expect(cifOption?.terms.lines.map(({ price }) => price)).toEqual([
      { minor: 1295, per: 1 },
      { minor: 850, per: 1 },
    ]);
    const hashes = [versions(quoted)[0]?.hash, cifOption?.hash, exwOption?.hash];
    expect(new Set(hashes).size).toBe(3);
  });

  it('are accepted one by its hash, and the contract is made of that one', () => {
    const agreed = given(quoted)
      .when('buyer', 'acceptQuote', { hash: cifOption?.hash })
      .thenFacts('QuoteAccepted', 'StageEntered');
    expect(viewOf(agreed.order)).toMatchObject({ currency: 'USD', totalMinor: 1000 * 1295 + 199 * 850 });
    const ordered = issue(agreed, 'buyer', 'issuePurchaseOrder', { number: 'PO-1', hash: cifOption?.hash });
    const drafted = issue(ordered, 'supplier', 'draftContract');
    expect(drafted.order).toMatchObject({ drafting: { draft: { terms: { incoterm: 'CIF' }, changes: [] } } });
  });

  it('cannot be accepted by another hash; the refusal names those there are', () => {
    const refused = given(quoted)
      .when('buyer', 'acceptQuote', { hash: 'a'.repeat(64) })
      .thenRejected('stale-hash');
    expect(refused.data).toMatchObject({ alternatives: [cifOption?.hash, exwOption?.hash] });
  });

  it('are all stale once the other side has made a counter-offer', () => {
    const cheaper = { ...terms, warrantyDays: 365 };
    const countered = issue(quoted, 'buyer', 'counterOffer', { terms: cheaper, validUntil });
    given(countered).when('supplier', 'acceptQuote', { hash: cifOption?.hash }).thenRejected('stale-hash');
    expect(versions(countered)[1]?.changes.map(({ path }) => path)).toContain('warrantyDays');
  });

  it('can be what alone changes from version to version', () => {
    const dearer = { ...cif, buildUp: [{ line: 1, components: { goods: 1250 } }, cif.buildUp[1]] };
    const next = issue(quoted, 'supplier', 'counterOffer', { ...offer, alternatives: [dearer, exw] });
    expect(versions(next)[1]?.changes).toEqual([
      { path: 'alternatives.CIF Hamburg.prices.1.price.minor', from: 1295, to: 1250 },
    ]);
    given(quoted).when('supplier', 'counterOffer', offer).thenRejected('no-change');
  });

  it.each<[string, object, string]>([
    [
      'a sum that is not the price',
      { buildUp: [buildUp[0], { line: 2, components: { goods: 1 } }] },
      'buildUp: line 2: the components add up to 1, not 805',
    ],
    [
      'a cost the rule leaves to the buyer',
      { alternatives: [{ ...cif, incoterm: 'FOB' }] },
      'alternatives.0.buildUp.0.components.mainCarriage: FOB leaves mainCarriage to the buyer ' +
        '(Incoterms 2020): it is not in a price',
    ],
    [
      'a line left out',
      { alternatives: [{ ...cif, buildUp: cif.buildUp.slice(0, 1) }] },
      'alternatives.0.buildUp: each line once: 1, 2',
    ],
    [
      'the same rule and place twice',
      { alternatives: [cif, cif] },
      'alternatives.1.incoterm: CIF Hamburg is offered already',
    ],
    [
      'a rule of the sea for a parcel',
      { alternatives: [{ ...cif, transport: 'COURIER' }] },
      'alternatives.0.incoterm: transport: CIF is for sea and inland waterway transport only ' +
        '(Incoterms 2020), not COURIER',
    ],
  ])('are refused with %s', (_what, change, fault) => {
    expect(faults(change)).toContain(fault);
  });
});

describe('a round of the negotiation', () => {
  it('binds no longer than the profile allows, and shorter where the offer says so', () => {
    const profile = { ...securedTrade, clocks: { ...securedTrade.clocks, counterOfferDays: 5 } };
    const first = issue(opened({ profile }), 'supplier', 'submitQuote', { terms, validUntil });
    const other = { ...terms, warrantyDays: 1 };
    const long = issue(
      first,
      'buyer',
      'counterOffer',
      { terms: other, validUntil: addDays(monday, 20) },
      addDays(monday, 1),
    );
    expect(versions(long)[1]?.validUntil).toBe(addDays(monday, 6));
    const short = issue(
      first,
      'buyer',
      'counterOffer',
      { terms: other, validUntil: addDays(monday, 3) },
      addDays(monday, 1),
    );
    expect(versions(short)[1]?.validUntil).toBe(addDays(monday, 3));
  });
});
