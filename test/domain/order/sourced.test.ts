import { describe, expect, it } from '@jest/globals';
import { evolve } from '../../../src/domain/order/evolve.ts';
import { fact, type HappenedFact } from '../../../src/domain/order/facts.ts';
import { papersOf } from '../../../src/domain/order/papers.ts';
import { runningClocks } from '../../../src/domain/order/process.ts';
import { narrowed, type SourcingReference } from '../../../src/domain/order/sourced.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { viewOf } from '../../../src/domain/order/view.ts';
import { openingOf, termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, monday, opened, type Played } from '../../support/played.ts';

const deadline = addDays(monday, 8);
const terms = termsOf({}, monday);
const offer = { terms, validUntil: addDays(monday, 40) };

/** An order that answers a sourcing; the demand has two items, as the terms have two lines. */
function asked(changes: Partial<SourcingReference> = {}): Played {
  const sourcing = { number: 'S26000001', sealed: true, deadline, split: 'BY_QUANTITY' as const, ...changes };
  const opening = openingOf('T-2601', undefined, monday);
  const items = [1000, 199].map((quantity) => ({ description: 'Lamp', quantity, quality: '' }));
  const data = { ...opening, sourcing, answerDueAt: deadline, demand: { ...opening.demand, items } };
  const by = { party: 'buyer' as const, user: 'u-buyer', company: 'c-harbour' };
  const happened = { ...fact('OrderOpened', data), at: monday, by } as HappenedFact;
  return { ...opened(), order: evolve(null, happened), facts: [happened] };
}
const sealed = issue(asked(), 'supplier', 'submitQuote', offer);
const open = issue(asked({ sealed: false }), 'supplier', 'submitQuote', offer);
const unsealed = elapse(sealed, deadline);
const hash = last(sealed, 'QuoteSubmitted').version.hash;

describe('an order of a sourcing', () => {
  it('takes its quote until the deadline, however long a question waits for its answer', () => {
    const asking = issue(asked(), 'supplier', 'askForDetails', { question: 'Which plug?' });
    expect(runningClocks(asking.order)).toMatchObject([{ clock: 'answerDue', at: deadline }]);
    const answered = issue(asking, 'buyer', 'answerDetails', { answer: 'EU' }, addDays(monday, 7));
    given(answered)
      .when('supplier', 'submitQuote', offer, addMillis(deadline, -1))
      .thenFacts('QuoteSubmitted', 'StageEntered');
    expect(elapse(answered, deadline).order).toMatchObject({ stage: 'closed', outcome: 'unanswered' });
  });

  it('wants a quote that outlasts the deadline and answers items of the demand', () => {
    given(asked()).when('supplier', 'submitQuote', { terms, validUntil: deadline }).thenRejected('valid-until-past');
    const stray = { ...terms, lines: terms.lines.map((line) => ({ ...line, line: line.line + 1 })) };
    expect(
      given(asked())
        .when('supplier', 'submitQuote', { ...offer, terms: stray })
        .thenRejected('lines-unknown').data,
    ).toEqual({ lines: [3] });
  });

  it('can be improved by its supplier before the deadline, and by nobody after', () => {
    const better = { ...offer, terms: { ...terms, warrantyDays: 999 } };
    given(sealed).when('supplier', 'counterOffer', better).thenFacts('CounterOffered');
    given(unsealed).when('supplier', 'counterOffer', better).thenRejected('sourcing-closed');
  });

  it('keeps one deadline for all suppliers, also for operators', () => {
    const input = { until: addDays(deadline, 3), reason: 'please' };
    given(asked())
      .when('operator', 'extendDeadline', { clock: 'answerDue', ...input })
      .thenRejected('no-such-clock');
    given(sealed)
      .when('operator', 'extendDeadline', { clock: 'opening', ...input })
      .thenRejected('no-such-clock');
  });

  it('is answered by the award: the buyer neither accepts, counters, declines nor withdraws by itself', () => {
    for (const [command, input] of [
      ['acceptQuote', { hash }],
      ['counterOffer', { ...offer, terms: { ...terms, warrantyDays: 1 } }],
      ['declineQuote', { reason: '-' }],
      ['withdraw', { reason: '-' }],
    ] as const)
      for (const order of [open, unsealed]) given(order).when('buyer', command, input).thenRejected('award-decides');
    given(unsealed).when('supplier', 'withdraw', { reason: 'sold out' }).thenFacts('Withdrawn', 'OrderClosed');
  });
});

describe('a sealed quote', () => {
  it('shows neither amount nor end nor paper before the deadline, and all of it after', () => {
    expect(viewOf(sealed.order)).toMatchObject({ currency: null, totalMinor: null, nextDeadline: deadline });
    const submitted = sealed.facts.find(({ type }) => type === 'QuoteSubmitted')!;
    const before = evolve(sealed.order, { ...fact('AttentionCleared', { reason: '-' }), at: monday, by: submitted.by });
    expect(papersOf(before, submitted, 2)).toMatchObject([{ type: '310', visibleTo: ['supplier'] }]);
    expect(viewOf(unsealed.order)).toMatchObject({ currency: 'USD', totalMinor: 1_411_195 });
    const openedFact = unsealed.facts.find(({ type }) => type === 'QuoteOpened')!;
    expect(papersOf(unsealed.order, openedFact, 5)[0]?.visibleTo).toContain('buyer');
  });

  it('of a supplier who withdraws before the deadline is never opened', () => {
    const gone = elapse(issue(sealed, 'supplier', 'withdraw', { reason: 'no capacity' }), addDays(deadline, 30));
    expect(gone.order).toMatchObject({ stage: 'closed', sourcing: { openedAt: null } });
  });

  it('cannot be awarded under seal', () => {
    given(sealed).when('buyer', 'awardShare', { hash, lines: null }).thenRejected('sealed');
  });
});

describe('the award of a share', () => {
  const award = (lines: object[] | null, order = unsealed) => given(order).when('buyer', 'awardShare', { hash, lines });
  it('accepts the whole quote by its hash, also when every line is named in full', () => {
    expect(award(null).thenFacts('QuoteAccepted', 'StageEntered').order).toMatchObject({ acceptedHash: hash });
    const all = terms.lines.map(({ line, quantity }) => ({ line, quantity }));
    award(all).thenFacts('QuoteAccepted', 'StageEntered');
  });

  it('makes a version of the lines awarded and accepts it by a hash of its own', () => {
    const part = award([{ line: 2, quantity: 199 }]).thenFacts('ShareAwarded', 'QuoteAccepted', 'StageEntered');
    const { version, of } = last(part, 'ShareAwarded');
    expect(of).toBe(hash);
    expect(version).toMatchObject({ version: 2, by: 'buyer', validUntil: offer.validUntil });
    expect(part.order).toMatchObject({ acceptedHash: version.hash });
    expect(viewOf(part.order).totalMinor).toBe(199 * 805);
  });

  it('is refused of an order that belongs to no sourcing, of another hash, and after the validity', () => {
    const plain = issue(opened(), 'supplier', 'submitQuote', offer);
    given(plain).when('buyer', 'awardShare', { hash, lines: null }).thenRejected('not-sourced');
    given(unsealed)
      .when('buyer', 'awardShare', { hash: 'a'.repeat(64), lines: null })
      .thenRejected('stale-hash');
    given(unsealed).when('buyer', 'awardShare', { hash, lines: null }, offer.validUntil).thenRejected('wrong-stage');
  });
});

describe('a share of a quote', () => {
  const lines = [{ ...terms.lines[0]!, minimum: { quantity: 200, multiple: 50 } }, terms.lines[1]!];
  const share = (wish: [number, number][], split: SourcingReference['split'] = 'BY_QUANTITY') => {
    const part = narrowed(
      { ...terms, lines },
      wish.map(([line, quantity]) => ({ line, quantity })),
      split,
    );
    return 'rejection' in part ? part.rejection.code : part.lines.map(({ line, quantity }) => [line, quantity]);
  };
  it.each<[string, [number, number][], SourcingReference['split'], unknown]>([
    ['at the minimum', [[1, 200]], 'BY_QUANTITY', [[1, 200]]],
    ['a multiple above it', [[1, 950]], 'BY_QUANTITY', [[1, 950]]],
    ['below the minimum', [[1, 199]], 'BY_QUANTITY', 'below-minimum'],
    ['off the multiple', [[1, 220]], 'BY_QUANTITY', 'not-a-multiple'],
    ['part of a line without a minimum', [[2, 100]], 'BY_QUANTITY', 'below-minimum'],
    ['more than was offered', [[1, 1001]], 'BY_QUANTITY', 'over-quoted'],
    ['one line of two', [[2, 199]], 'BY_LINE', [[2, 199]]],
    ['part of a line where lines are awarded whole', [[1, 500]], 'BY_LINE', 'split-not-offered'],
    ['one line where quotes are awarded whole', [[2, 199]], 'WHOLE', 'split-not-offered'],
    ['a line there is not', [[9, 1]], 'BY_QUANTITY', 'lines-unknown'],
    [
      'a line twice',
      [
        [1, 200],
        [1, 200],
      ],
      'BY_QUANTITY',
      'lines-unknown',
    ],
    ['nothing', [], 'BY_QUANTITY', 'lines-unknown'],
  ])('%s', (_what, wish, split, expected) => {
    expect(share(wish, split)).toEqual(expected);
  });
});
