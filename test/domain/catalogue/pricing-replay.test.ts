import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PriceList } from '../../../src/domain/catalogue/price-list.ts';
import { type Offer, offersFor, priceFor, type PriceQuestion } from '../../../src/domain/catalogue/pricing.ts';
import { discount, everybody, gold, harbour, price, product } from './pricing-cases.ts';
import { listWith } from './sample.ts';

const instant = fc.integer({ min: 0, max: 60 }).map((day) => new Date(Date.UTC(2026, 4, 1 + day)).toISOString());
const anyEntry = fc.oneof(
  fc
    .record({ from: fc.integer({ min: 1, max: 2000 }), minor: fc.integer({ min: 1, max: 500 }) })
    .map(({ from, minor }) => price(minor, from)),
  fc
    .record({ from: fc.integer({ min: 1, max: 2000 }), bp: fc.integer({ min: 1, max: 9999 }) })
    .map(({ from, bp }) => discount(bp, from)),
);
const anyLists = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      scope: fc.constantFrom(everybody, gold, harbour),
      entries: fc.uniqueArray(anyEntry, { minLength: 1, maxLength: 4, selector: (e) => `${e.subject.kind} ${e.from}` }),
      validFrom: instant,
      validUntil: fc.option(instant),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  )
  .map((lists) =>
    lists.map(({ id, scope, entries, validFrom, validUntil }) =>
      listWith(id, scope, entries, { validFrom, validUntil }),
    ),
  );
const anyQuestion = fc.record({
  quantity: fc.integer({ min: 2, max: 60 }).map((times) => times * 50),
  tier: fc.constantFrom(null, 'GOLD', 'SILVER'),
  company: fc.constantFrom('c-harbour', 'c-lantau'),
  currency: fc.constantFrom('USD', 'HKD'),
  at: instant,
});

describe('any price', () => {
  it('is the same when it is asked again, whatever order the lists come in', () => {
    fc.assert(
      fc.property(anyLists, anyQuestion, fc.integer(), (lists, question, seed) => {
        const shuffled = lists.toSorted(
          (a, b) => ((a.id.charCodeAt(0) * seed) % 7) - ((b.id.charCodeAt(0) * seed) % 7),
        );
        const replayed = JSON.parse(JSON.stringify({ product, question, shuffled })) as never as {
          product: typeof product;
          question: PriceQuestion;
          shuffled: PriceList[];
        };
        expect(priceFor(replayed.product, replayed.question, replayed.shuffled)).toEqual(
          priceFor(product, question, lists),
        );
      }),
    );
  });

  it('holds unchanged until the instant it says, as long as no list changes', () => {
    fc.assert(
      fc.property(anyLists, anyQuestion, (lists, question) => {
        const before = priceFor(product, question, lists) as Offer;
        if (before.validUntil === null || Date.parse(before.validUntil) <= Date.parse(question.at)) return;
        const last = new Date(Date.parse(before.validUntil) - 1).toISOString();
        expect(priceFor(product, { ...question, at: last }, lists)).toMatchObject({
          price: before.price,
          rules: before.rules,
        });
      }),
    );
  });

  it('names no rule that is not for whoever asks', () => {
    fc.assert(
      fc.property(anyLists, anyQuestion, (lists, question) => {
        const { rules } = priceFor(product, question, lists) as Offer;
        for (const {
          id,
          content: { scope },
        } of lists) {
          const foreign =
            (scope.kind === 'TIER' && scope.tier !== question.tier) ||
            (scope.kind === 'COMPANY' && scope.company !== question.company);
          if (foreign) expect(rules.some((rule) => rule.startsWith(`list/${id}@`))).toBe(false);
        }
      }),
    );
  });

  it('is that of the offer whose quantity it has reached', () => {
    fc.assert(
      fc.property(anyLists, anyQuestion, (lists, question) => {
        const offers = offersFor(product, question, lists);
        const reached = offers.findLast(({ quantity }) => quantity <= question.quantity);
        expect(reached).toMatchObject({
          price: (priceFor(product, question, lists) as Offer).price,
          leadTimeDays: (priceFor(product, question, lists) as Offer).leadTimeDays,
        });
      }),
    );
  });
});
