import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { held, openRequests, paid, refunds } from '../../../src/domain/order/escrow.ts';
import { totalOf } from '../../../src/domain/order/terms.ts';
import { amend, priced, termsOfOrder } from '../../support/amend.ts';
import { expectSound } from '../../support/invariants.ts';
import { type Played, running } from '../../support/played.ts';
import { onward, payAll, upTo } from '../../support/play.ts';

const total = 1_411_195;
const halves = [
  { share: 3000, due: 'ON_CONTRACT' as const },
  { share: 7000, due: 'BEFORE_TITLE_TRANSFER' as const },
];
const open = (played: Played) => openRequests(running(played)).map(({ amountMinor }) => amountMinor);

describe('what an amendment does to the money', () => {
  it('asks open requests anew at their share of the new total', () => {
    const paying = upTo('escrow', { paymentPlan: halves });
    const dearer = amend(paying, priced(paying, 2000));
    const sum = totalOf(priced(paying, 2000));
    expect(running(dearer).payments.map(({ status }) => status)).toEqual(['WITHDRAWN', 'OPEN']);
    expect(open(dearer)).toEqual([Math.round(sum * 0.3)]);
    expect(open(onward(onward(onward(onward(onward(dearer))))))).toEqual([sum - Math.round(sum * 0.3)]);
  });

  it('asks for what is missing at once, when everything was paid', () => {
    const making = upTo('production');
    const dearer = amend(making, priced(making, 1300));
    expect(open(dearer)).toEqual([49_000]);
    expect(held(running(payAll(dearer)))).toBe(total + 49_000);
  });

  it('asks for the new balance at once, when the old one was asked already', () => {
    const releasing = upTo('release', { paymentPlan: halves });
    expect(open(amend(releasing, priced(releasing, 1300)))).toEqual([987_836 + 49_000]);
  });

  it('returns to the buyer what is too much, and asks no more than the rest later', () => {
    const making = upTo('production', { paymentPlan: halves });
    const cheaper = amend(making, priced(making, 200));
    expect(refunds(running(cheaper)).map(({ amountMinor }) => amountMinor)).toEqual([423_359 - 360_195]);
    const clearing = onward(onward(onward(onward(cheaper))));
    expect(clearing.order.stage).toBe('customs');
    expect(open(clearing)).toEqual([]);
    const raised = amend(clearing, priced(clearing, 1251));
    expect(open(raised)).toEqual([total - 360_195]);
  });

  it('asks for all that is left, also where a part of the plan came to nothing by rounding', () => {
    const shares = [1195, 1215, 1043, 1016, 5531];
    const paymentPlan = shares.map((share, at) => ({
      share,
      due: at < 2 ? ('ON_CONTRACT' as const) : ('BEFORE_TITLE_TRANSFER' as const),
    }));
    const paying = upTo('escrow', { paymentPlan });
    const lines = termsOfOrder(paying).lines.map((line, at) => ({
      ...line,
      price: { minor: at === 0 ? 1 : 10, per: 1000 },
    }));
    const tiny = amend(paying, { ...termsOfOrder(paying), lines });
    expect(running(tiny).contract.totalMinor).toBe(3);
    expect(open(tiny)).toEqual([1]);
    const clearing = onward(onward(onward(onward(onward(tiny)))));
    expect(open(clearing)).toEqual([1, 1]);
    expect(onward(onward(clearing)).order.stage).toBe('shipment');
  });

  it('at any price: received less refunds, and asked, are the new total once everything is asked', () => {
    const clauses = [
      {},
      { paymentPlan: halves },
      { paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' as const }] },
    ];
    const starts = clauses.flatMap((each) => [upTo('production', each), upTo('customs', each), upTo('release', each)]);
    const prices = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), prices, fc.boolean(), (start, steps, pays) => {
        const end = steps.reduce((played, minor) => {
          if (minor === termsOfOrder(played).lines[0]?.price.minor) return played;
          const amended = amend(played, priced(played, minor));
          return pays ? payAll(amended) : amended;
        }, start);
        expectSound(end);
        const asked = running(end).stage === 'production' ? onward(onward(onward(onward(payAll(end))))) : end;
        const order = running(asked);
        expect(paid(order) + open(asked).reduce((sum, amount) => sum + amount, 0)).toBe(order.contract.totalMinor);
      }),
      { numRuns: 40 },
    );
  });
});
