import { describe, expect, it } from '@jest/globals';
import type { PriceEntry, PriceList } from '../../../src/domain/catalogue/price-list.ts';
import { type Offer, offersFor, priceFor, type PriceQuestion } from '../../../src/domain/catalogue/pricing.ts';
import { isRefused } from '../../../src/domain/catalogue/refusal.ts';
import { ask, discount, everybody, gold, harbour, price, product } from './pricing-cases.ts';
import { listWith, versionWith } from './sample.ts';

function offer(question: Partial<PriceQuestion> = {}, lists: PriceList[] = []): Offer {
  const answer = priceFor(product, { ...ask, ...question }, lists);
  if (isRefused(answer)) throw new Error(answer.rejection.code);
  return answer;
}

function refusal(question: Partial<PriceQuestion>) {
  const answer = priceFor(product, { ...ask, ...question }, []);
  if (!isRefused(answer)) throw new Error('not refused');
  return answer.rejection;
}

describe('a price', () => {
  it('is the list price of the band the quantity falls in, with the rules that made it', () => {
    expect(offer()).toEqual({
      currency: 'USD',
      quantity: 100,
      price: { minor: 105, per: 1 },
      amountMinor: 10_500,
      leadTimeDays: 15,
      rules: ['product/p1@3/price/USD/100', 'product/p1@3/lead-time/1'],
      validUntil: null,
    });
    expect(offer({ quantity: 450 }).price.minor).toBe(105);
    expect(offer({ quantity: 500 })).toMatchObject({ price: { minor: 99 }, amountMinor: 49_500 });
    expect(offer({ quantity: 1000 }).leadTimeDays).toBe(30);
  });

  it('for several pieces is multiplied before it is rounded', () => {
    expect(offer({ currency: 'HKD', quantity: 150 }).amountMinor).toBe(122_625);
  });

  it('is refused below the minimum order, naming the rule', () => {
    expect(refusal({ quantity: 50 })).toMatchObject({
      code: 'below-minimum-order',
      data: { rule: 'product/p1@3/moq/100', minimum: 100 },
    });
  });

  it('is refused for what is no order multiple, naming the next quantity that is', () => {
    expect(refusal({ quantity: 120 })).toMatchObject({
      code: 'not-an-order-multiple',
      data: { rule: 'product/p1@3/order-multiple/50', next: 150 },
    });
  });

  it('is refused in a currency the product has none in, naming those it has', () => {
    expect(refusal({ currency: 'EUR' })).toMatchObject({ code: 'no-price', data: { currencies: ['HKD', 'USD'] } });
  });

  it('is refused where the amount is larger than the engine carries', () => {
    const dear = versionWith({ prices: [{ currency: 'USD', from: 1, minor: 1_000_000_000_000, per: 1 }] });
    expect(priceFor(dear, { ...ask, quantity: 1_000_000_000 }, [])).toMatchObject({
      rejection: { code: 'price-out-of-range' },
    });
  });

  it('cannot be asked for a quantity that is no whole number', () => {
    expect(() => priceFor(product, { ...ask, quantity: 1.5 }, [])).toThrow('quantity: must be a whole number above 0');
  });
});

describe('a price list', () => {
  it('for one company goes before its tier, the tier before everybody, whatever is cheaper', () => {
    const lists = [
      listWith('a', everybody, [price(80)]),
      listWith('b', gold, [price(90)]),
      listWith('c', harbour, [price(95)]),
    ];
    expect(offer({ tier: 'GOLD' }, lists).price.minor).toBe(95);
    expect(offer({ tier: 'GOLD', company: 'c-lantau' }, lists).price.minor).toBe(90);
    expect(offer({ company: 'c-lantau' }, lists).price.minor).toBe(80);
  });

  it('of a tier counts only for a company whose tier is approved', () => {
    const lists = [listWith('b', gold, [price(90)])];
    expect(offer({ tier: null }, lists).rules).toEqual(['product/p1@3/price/USD/100', 'product/p1@3/lead-time/1']);
    expect(offer({ tier: 'SILVER' }, lists).price.minor).toBe(105);
    expect(offer({ tier: 'GOLD' }, lists).rules[0]).toBe('list/b@1/sku/LED-9W-E27/1/price');
  });

  it('that takes a discount off rounds half to even and says both rules', () => {
    expect(offer({ tier: 'GOLD' }, [listWith('b', gold, [discount(1000)])])).toMatchObject({
      price: { minor: 94, per: 1 },
      amountMinor: 9400,
      rules: ['product/p1@3/price/USD/100', 'list/b@1/all/1/discount/1000', 'product/p1@3/lead-time/1'],
    });
  });

  it('never discounts to nothing', () => {
    const cheap = versionWith({ prices: [{ currency: 'USD', from: 1, minor: 1, per: 1 }] });
    const answer = priceFor(cheap, ask, [listWith('a', everybody, [discount(9999)])]);
    expect(answer).toMatchObject({ price: { minor: 1 } });
  });

  it('names the narrowest subject: the SKU before its category, a deep category before the one above', () => {
    const entry = (category: string, discountBp: number): PriceEntry => ({
      subject: { kind: 'CATEGORY', category },
      from: 1,
      discountBp,
    });
    const broad = [discount(5000), entry('lighting', 4000)];
    expect(offer({}, [listWith('a', everybody, broad)]).price.minor).toBe(63);
    const deep = [...broad, entry('lighting/led-lamps', 1000), entry('light', 9000)];
    expect(offer({}, [listWith('a', everybody, deep)]).price.minor).toBe(94);
    expect(offer({}, [listWith('a', everybody, [...deep, price(200)])]).price.minor).toBe(200);
  });

  it('has bands of its own', () => {
    const lists = [listWith('a', everybody, [price(100, 100), price(90, 200)])];
    expect(offer({ quantity: 150 }, lists).price.minor).toBe(100);
    expect(offer({ quantity: 200 }, lists).price.minor).toBe(90);
  });

  it('counts from its first instant until just before its last, and says until when', () => {
    const during = { validFrom: '2026-06-01T00:00:00Z', validUntil: '2026-07-01T00:00:00Z' };
    const lists = [listWith('a', everybody, [price(80)], during)];
    expect(offer({ at: '2026-06-01T00:00:00Z' }, lists)).toMatchObject({
      price: { minor: 80 },
      validUntil: during.validUntil,
    });
    expect(offer({ at: '2026-06-30T23:59:59.999Z' }, lists).price.minor).toBe(80);
    expect(offer({ at: '2026-07-01T00:00:00Z' }, lists)).toMatchObject({ price: { minor: 105 }, validUntil: null });
    expect(offer({ at: '2026-05-31T23:59:59Z' }, lists)).toMatchObject({
      price: { minor: 105 },
      validUntil: during.validFrom,
    });
  });

  it('in another currency or of another supplier says nothing', () => {
    const others = listWith('a', everybody, [price(1)]);
    expect(offer({}, [{ ...others, supplier: 'c-pearlriver' }]).price.minor).toBe(105);
    expect(offer({}, [listWith('a', everybody, [price(1)], { currency: 'HKD' })]).price.minor).toBe(105);
  });
});

describe('the offers of a product', () => {
  it('are one for each quantity from which price or lead time is another', () => {
    expect(
      offersFor(product, ask, []).map(({ quantity, price: { minor }, leadTimeDays }) => [
        quantity,
        minor,
        leadTimeDays,
      ]),
    ).toEqual([
      [100, 105, 15],
      [500, 99, 15],
      [1000, 99, 30],
    ]);
  });

  it('are none in a currency it is not offered in', () => {
    expect(offersFor(product, { ...ask, currency: 'EUR' }, [])).toEqual([]);
  });
});
