import { describe, expect, it } from '@jest/globals';
import { type Agreement, agreementSchema, isInForce } from '../../../src/domain/agreements/agreement.ts';
import { budgetFor, confirmCost, type MarketingCost, refuseCost } from '../../../src/domain/agreements/costs.ts';
import {
  allowanceDue,
  allowanceFault,
  allowanceGiven,
  budgetStatement,
} from '../../../src/domain/agreements/marketing.ts';
import { endAgreement } from '../../../src/domain/agreements/steps.ts';
import { alreadyGiven } from '../../../src/domain/agreements/territory.ts';
import { earned } from '../../../src/domain/order/earned.ts';
import { allowanceAmount, lineAmount } from '../../../src/domain/order/line.ts';
import type { Contracted } from '../../../src/domain/order/order.ts';
import { totalOf } from '../../../src/domain/order/terms.ts';
import { termsOf } from '../../support/deal.ts';
import { upTo } from '../../support/play.ts';

const now = '2026-03-10T04:00:00.000Z';
const budget = { currency: 'USD', ceilingMinor: 100_000, supplierBp: 6000 };
const content = {
  kind: 'MARKETING',
  validFrom: '2026-03-01',
  validUntil: '2026-06-30',
  countries: ['CZ'],
  hsPrefixes: ['9405'],
  noticeDays: 30,
  allowanceBp: 300,
  budget,
};
const agreement = (changes: object = {}, named: Partial<Agreement> = {}): Agreement => ({
  id: 'a1',
  buyer: 'c-harbour',
  supplier: 'c-brightworks',
  content: agreementSchema.parse({ ...content, ...changes }),
  hash: 'a'.repeat(64),
  state: 'SIGNED',
  signatures: [],
  endAskedBy: null,
  endsAt: null,
  at: now,
  ...named,
});
const allowance = { agreement: 'a1', hash: 'a'.repeat(64), shareBp: 300 };
const sale = { buyer: 'c-harbour', countries: ['CZ'] };
const { lines } = termsOf({}, now);
const [lamp] = lines as [(typeof lines)[0]];

describe('an allowance for joint marketing', () => {
  it('is due on the goods and in the countries of the agreement, to its buyer, while it is in force', () => {
    const due = (given: Agreement, to = sale, at = now) => allowanceDue([given], to, lamp, at);
    expect(due(agreement())).toEqual(allowance);
    expect(due(agreement({ skus: ['LAMP-9'], hsPrefixes: [] }))).toBeUndefined();
    expect(due(agreement({ skus: ['LAMP-1'], hsPrefixes: [] }))).toEqual(allowance);
    expect(due(agreement(), { ...sale, countries: ['DE'] })).toBeUndefined();
    expect(due(agreement(), { ...sale, buyer: 'c-lantau' })).toBeUndefined();
    expect(due(agreement(), sale, '2026-06-30T16:00:00.000Z')).toBeUndefined();
    expect(due(agreement({}, { state: 'PROPOSED' }))).toBeUndefined();
    expect(due(agreement({ allowanceBp: undefined }))).toBeUndefined();
  });

  it('stands in terms neither more nor less than it is due; what both agreed on before stands', () => {
    const fault = (line: object, agreed: typeof lines = [], all = [agreement()]) =>
      allowanceFault(all, sale, { lines: [{ ...lamp, ...line }], agreed }, now)?.rejection;
    const data = { path: 'lines.0.allowance', wanted: allowance };
    expect(fault({})).toMatchObject({ code: 'marketing-terms', data });
    expect(fault({ allowance })).toBeUndefined();
    expect(fault({ allowance: { ...allowance, shareBp: 299 } })?.code).toBe('marketing-terms');
    expect(fault({ allowance: { ...allowance, hash: 'b'.repeat(64) } })?.code).toBe('marketing-terms');
    expect(fault({ allowance }, [], [])).toMatchObject({ data: { wanted: null } });
    expect(fault({ allowance }, [{ ...lamp, allowance }], [])).toBeUndefined();
    expect(fault({}, [lamp])).toBeUndefined();
    expect(fault({ allowance, sku: 'OTHER' }, [{ ...lamp, allowance }], [])?.code).toBe('marketing-terms');
  });

  it('comes off the price, is asked of the buyer no more, and is not released to the supplier', () => {
    const line = { ...lamp, allowance };
    expect(allowanceAmount(line)).toBe(37_530);
    expect(lineAmount(line)).toBe(1_251_000 - 37_530);
    const { order } = upTo('production', { allowanceBp: 300 });
    const { contract, payments } = order as Contracted;
    const plain = totalOf(termsOf({}, now));
    expect(contract.totalMinor).toBe(plain - 37_530);
    expect(payments[0]?.amountMinor).toBe(plain - 37_530);
    expect(earned(order as Contracted)).toBe(plain - 37_530);
  });

  it('is reckoned on what was accepted, never on more than was received', () => {
    const order = { order: '1', currency: 'USD', lines: [{ ...lamp, allowance }], completed: true };
    const minor = (received: number | null, accepted: number | null) =>
      allowanceGiven('a1', {
        ...order,
        received: received === null ? null : [{ line: 1, quantity: received }],
        accepted: accepted === null ? null : [{ line: 1, accepted }],
      }).allowanceMinor;
    expect(minor(null, null)).toBe(37_530);
    expect(minor(900, null)).toBe(33_777);
    expect(minor(1100, 1100)).toBe(37_530);
    expect(minor(900, 1000)).toBe(33_777);
    expect(minor(1000, 800)).toBe(30_024);
    expect(allowanceGiven('other', { ...order, received: null, accepted: null }).allowanceMinor).toBe(0);
  });

  it('is granted once on the same goods: a second agreement that would overlap cannot be signed', () => {
    const second = agreement({ countries: ['CZ', 'SK'] }, { id: 'a2', state: 'PROPOSED' });
    expect(alreadyGiven(second, [agreement()], now)?.rejection.code).toBe('marketing-overlap');
    expect(alreadyGiven({ ...second, buyer: 'c-lantau' }, [agreement()], now)).toBeNull();
    expect(alreadyGiven(agreement({ hsPrefixes: ['8539'] }), [agreement()], now)).toBeNull();
    expect(alreadyGiven(agreement({ allowanceBp: undefined }), [agreement()], now)).toBeNull();
    const over = agreement({}, { endsAt: '2026-03-09T00:00:00.000Z' });
    expect(alreadyGiven(second, [over], now)).toBeNull();
  });
});

describe('joint marketing', () => {
  it('says what is borne, and ends by notice without the other side', () => {
    const bare = { ...content, allowanceBp: undefined, budget: undefined };
    expect(agreementSchema.safeParse(bare).success).toBe(false);
    const asked = endAgreement(agreement(), 'buyer', now) as Agreement;
    expect(asked).toMatchObject({ state: 'SIGNED', endsAt: '2026-04-09T04:00:00.000Z' });
    expect(isInForce(asked, '2026-04-09T03:59:59.000Z')).toBe(true);
    expect(isInForce(asked, '2026-04-09T04:00:01.000Z')).toBe(false);
    const ended = (at: string) => endAgreement(asked, 'supplier', at);
    expect(ended('2026-03-20T04:00:00.000Z')).toMatchObject({ state: 'ENDED', endsAt: '2026-03-20T04:00:00.000Z' });
    expect(ended('2026-05-01T04:00:00.000Z')).toMatchObject({ state: 'ENDED', endsAt: asked.endsAt });
  });

  const cost: MarketingCost = {
    ...{ id: 'c1', agreement: 'a1', side: 'buyer', description: 'Fair', spentOn: '2026-03-05', amountMinor: 70_000 },
    ...{ currency: 'USD', evidence: { name: 'invoice', sha256: 'c'.repeat(64) }, hash: 'd'.repeat(64) },
    ...{ state: 'CLAIMED', claimed: { user: 'u', at: now }, answered: null },
  };
  const supplier = { side: 'supplier' as const, user: 's', at: now };

  it('takes costs of its term, once there is a budget and it was signed', () => {
    const claim = (spentOn: string, given = agreement()) => {
      const found = budgetFor(given, { spentOn }, now);
      return 'rejection' in found ? found.rejection.code : found.ceilingMinor;
    };
    expect(claim('2026-03-10')).toBe(100_000);
    expect(claim('2026-02-28')).toBe('outside-term');
    expect(claim('2026-03-11')).toBe('outside-term');
    expect(claim('2026-03-05', agreement({}, { state: 'ENDED' }))).toBe(100_000);
    expect(claim('2026-03-05', agreement({}, { state: 'PROPOSED' }))).toBe('not-in-force');
    expect(claim('2026-03-08', agreement({}, { endsAt: '2026-03-07T10:00:00.000Z' }))).toBe('outside-term');
    expect(claim('2026-03-05', agreement({ budget: undefined }))).toBe('no-budget');
    const asked = agreement({}, { endAskedBy: 'buyer' });
    const both = endAgreement(asked, 'supplier', '2026-03-07T10:00:00.000Z') as Agreement;
    expect([claim('2026-03-07', both), claim('2026-03-08', both)]).toEqual([100_000, 'outside-term']);
  });

  it('counts a cost the other side has confirmed by its hash, up to the ceiling', () => {
    const room = { ceilingMinor: 100_000, confirmedMinor: 30_000 };
    const code = (...given: Parameters<typeof confirmCost>) => {
      const after = confirmCost(...given);
      return 'rejection' in after ? after.rejection.code : after.state;
    };
    expect(code(cost, supplier, cost.hash, room)).toBe('CONFIRMED');
    expect(code(cost, { ...supplier, side: 'buyer' }, cost.hash, room)).toBe('not-your-move');
    expect(code(cost, supplier, 'e'.repeat(64), room)).toBe('stale-hash');
    expect(code(cost, supplier, cost.hash, { ...room, confirmedMinor: 30_001 })).toBe('budget-exhausted');
    expect(code({ ...cost, state: 'REFUSED' }, supplier, cost.hash, room)).toBe('not-claimed');
    expect(refuseCost(cost, supplier, 'no')).toMatchObject({ state: 'REFUSED', answered: { reason: 'no' } });
    expect(refuseCost(cost, { ...supplier, side: 'buyer' }, 'mistake')).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('sums up who owes whom: shares of what was confirmed, less what each has borne and allowed', () => {
    const given = [
      { order: '1', state: 'GIVEN' as const, currency: 'USD', goodsMinor: 1_000_000, allowanceMinor: 30_000 },
      { order: '2', state: 'AGREED' as const, currency: 'USD', goodsMinor: 1_000_000, allowanceMinor: 30_000 },
      { order: '3', state: 'GIVEN' as const, currency: 'EUR', goodsMinor: 1_000_000, allowanceMinor: 30_000 },
    ];
    const statement = (buyer: number, own: number) => budgetStatement({ budget }, { buyer, supplier: own }, given);
    // 60 % of 80,000 is the supplier's: 48,000, of which 10,000 were spent and 30,000 allowed.
    expect(statement(70_000, 10_000)).toMatchObject({
      ...{ leftMinor: 20_000, supplierMinor: 48_000, allowancesMinor: 30_000 },
      balance: { owedBy: 'supplier', minor: 8000 },
    });
    expect(statement(10_000, 0)?.balance).toEqual({ owedBy: 'buyer', minor: 24_000 });
    expect(statement(50_000, 0)?.balance).toEqual({ owedBy: null, minor: 0 });
    expect(budgetStatement({ budget: undefined }, { buyer: 0, supplier: 0 }, given)).toBeNull();
  });
});
