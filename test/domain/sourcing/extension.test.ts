import { describe, expect, it } from '@jest/globals';
import type { Order } from '../../../src/domain/order/order.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import type { Answered } from '../../../src/domain/sourcing/comparison.ts';
import {
  extensionFact,
  judgeExtension,
  lapsingBefore,
  mostExtensions,
  shownLapsing,
} from '../../../src/domain/sourcing/extension.ts';
import type { Sourcing } from '../../../src/domain/sourcing/sourcing.ts';

const opened = '2026-06-01T02:00:00.000Z';
const deadline = '2026-06-10T02:00:00.000Z';
const later = '2026-06-20T02:00:00.000Z';
const sourcing = { state: 'open', deadline, createdAt: opened } as Sourcing;
const answer = (order: string, state: object): Answered => ({ supplier: `c-${order}`, order, state: state as Order });
const asked = answer('1', { stage: 'enquiry', sourcing: { sealed: true, openedAt: null } });
const quoted = answer('2', {
  stage: 'quote',
  sourcing: { sealed: true, openedAt: null },
  versions: [{ validUntil: '2026-06-20T02:00:00.000Z' }],
});
const declined = answer('3', { stage: 'closed', outcome: 'declined', sourcing: { sealed: true, openedAt: null } });

const judged = (
  { wish = later, now = addMillis(deadline, -1), extensions = 0, answers = [asked, quoted, declined] } = {},
  change: Partial<Sourcing> = {},
) => judgeExtension({ ...sourcing, ...change }, { deadline: wish, reason: 'holidays' }, { answers, extensions, now });
const code = (result: ReturnType<typeof judged>) => ('rejection' in result ? result.rejection.code : 'extended');

describe('more time for the suppliers of a sourcing', () => {
  it('is given to every order that is not closed, until the last millisecond before the deadline', () => {
    expect(judged()).toMatchObject({ deadline: later, extended: [{ order: '1' }, { order: '2' }] });
    expect(code(judged({ now: deadline }))).toBe('deadline-passed');
  });

  it('comes too late once the clock of one order has acted on the deadline, whatever the time says', () => {
    const open = answer('2', { stage: 'quote', sourcing: { sealed: true, openedAt: deadline }, versions: [] });
    const givenUp = answer('1', { stage: 'closed', outcome: 'unanswered', sourcing: { sealed: true, openedAt: null } });
    for (const late of [open, givenUp]) expect(code(judged({ answers: [asked, late] }))).toBe('deadline-passed');
    expect(code(judged({}, { state: 'evaluating' }))).toBe('deadline-passed');
  });

  it('is more time, not less, at most 180 days from the opening, and three times', () => {
    expect(code(judged({ wish: deadline }))).toBe('deadline-not-later');
    expect(code(judged({ wish: addMillis(deadline, 1) }))).toBe('extended');
    expect(code(judged({ wish: addDays(opened, 180) }))).toBe('extended');
    expect(code(judged({ wish: addMillis(addDays(opened, 180), 1) }))).toBe('deadline-too-far');
    expect(code(judged({ extensions: mostExtensions }))).toBe('extensions-used-up');
    expect(code(judged({ answers: [declined] }))).toBe('quote-gone');
  });

  it('warns anew at half of what is left', () => {
    const by = { party: 'buyer', user: 'u', company: 'c' } as const;
    const fact = extensionFact(sourcing, { deadline: later, reason: '-' }, { now: addDays(later, -4), by });
    expect(fact.data).toMatchObject({ from: deadline, deadline: later, warnAt: addDays(later, -2) });
  });

  it('names the quotes that end with the new deadline or before, once their seal is broken', () => {
    expect(lapsingBefore(later, [asked, quoted, declined])).toMatchObject([{ order: '2', validUntil: later }]);
    expect(lapsingBefore(addMillis(later, -1), [quoted])).toEqual([]);
    const lapsing = lapsingBefore(later, [quoted]);
    expect(shownLapsing(lapsing, [quoted])).toEqual([]);
    const open = answer('2', { ...quoted.state, sourcing: { sealed: true, openedAt: later } });
    expect(shownLapsing(lapsing, [open])).toEqual(lapsing);
  });
});
