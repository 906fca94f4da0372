import { describe, expect, it } from '@jest/globals';
import { type BoughtLine, boughtAgain, boughtTogether } from '../../../src/domain/accounts/recommendation.ts';

const line = (order: string, buyer: string, sku = 'LAMP', more: Partial<BoughtLine> = {}): BoughtLine => ({
  order, buyer, supplier: 's', sku, sealedAt: `2026-03-0${order.at(-1)}T00:00:00.000Z`, unit: 'C62', quantity: 100,
  product: `p-${sku}`, listed: true, ...more,
});
const pair = (order: string, buyer: string, sku = 'SHADE', more: Partial<BoughtLine> = {}): BoughtLine[] =>
  [line(order, buyer), line(order, buyer, sku, more)];
const lamp = [{ supplier: 's', sku: 'LAMP' }];
const told = (lines: BoughtLine[]) => boughtTogether(lines, 'me', lamp);

describe('what is bought again', () => {
  it('is what two contracts or more of the company say, with those contracts and what the last one was of', () => {
    const lines = [
      line('o1', 'me'), line('o3', 'me', 'LAMP', { quantity: 40 }), line('o3', 'me', 'LAMP', { quantity: 2 }),
      line('o2', 'me', 'BULB'), line('o4', 'other'),
    ];
    const lamps = {
      why: 'BOUGHT_AGAIN', supplier: 's', sku: 'LAMP', product: 'p-LAMP', contracts: 2,
      lastAt: '2026-03-03T00:00:00.000Z', lastQuantity: 42, unit: 'C62', orders: ['o3', 'o1'],
    };
    expect(boughtAgain(lines, 'me')).toEqual([lamps]);
    expect(boughtAgain(lines.toReversed(), 'me')).toEqual([lamps]);
    expect(boughtAgain(lines, 'nobody')).toEqual([]);
  });
});

describe('what is bought together', () => {
  it('is told of three other companies, by their number alone', () => {
    const three = [...pair('o1', 'b'), ...pair('o2', 'c'), ...pair('o3', 'd'), ...pair('o4', 'd')];
    const shade = {
      why: 'BOUGHT_TOGETHER', supplier: 's', sku: 'SHADE', product: 'p-SHADE', contracts: 4, buyers: 3,
      with: ['p-LAMP'],
    };
    expect(told(three)).toEqual([shade]);
    expect(told(three.toReversed())).toEqual([shade]);
  });

  it('is nothing where fewer bought it, however often, or only the company itself makes three', () => {
    expect(told(pair('o1', 'b'))).toEqual([]);
    expect(told([1, 2, 3, 4].flatMap((at) => pair(`o${at}`, at % 2 === 0 ? 'b' : 'c')))).toEqual([]);
    expect(told([...pair('o1', 'b'), ...pair('o2', 'c'), ...pair('o3', 'me')])).toEqual([]);
  });

  it('is never told of products that not everybody may find, on either side of the pair', () => {
    const secret = ['b', 'c', 'd'].flatMap((buyer, at) => pair(`o${at}`, buyer, 'OEM', { listed: false }));
    expect(told(secret)).toEqual([]);
    const unknown = ['b', 'c', 'd'].flatMap((buyer, at) => pair(`o${at}`, buyer, 'OEM', { product: null }));
    expect(told(unknown)).toEqual([]);
    const byPrivate = ['b', 'c', 'd'].flatMap((buyer, at) =>
      [line(`o${at}`, buyer, 'LAMP', { listed: false }), line(`o${at}`, buyer, 'SHADE')]);
    expect(told(byPrivate)).toEqual([]);
  });

  it('counts three companies for each product it was bought with, not over several', () => {
    const bulb = { supplier: 's', sku: 'BULB' };
    const lines = [
      ...pair('o1', 'b'), ...pair('o2', 'c'), line('o3', 'd', 'BULB'), line('o3', 'd', 'SHADE'),
    ];
    expect(boughtTogether(lines, 'me', [...lamp, bulb])).toEqual([]);
    expect(boughtTogether([...lines, ...pair('o4', 'e')], 'me', [...lamp, bulb]))
      .toMatchObject([{ sku: 'SHADE', with: ['p-LAMP'], buyers: 3, contracts: 3 }]);
  });
});
