import { describe, expect, it } from '@jest/globals';
import { waitingOn } from '../../../src/domain/order/process.ts';
import { securedTrade } from '../../../src/domain/order/profile.ts';
import { termsSchema } from '../../../src/domain/order/terms.ts';
import { addDays, addMillis } from '../../../src/domain/order/time.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, monday, opened, type Played } from '../../support/played.ts';
import { hashOnTable, upTo } from '../../support/play.ts';

const quoted = upTo('quote');
const terms = termsOf({}, monday);
const validUntil = addDays(monday, 30);
const cheaper = (minor: number) => ({
  ...terms,
  lines: terms.lines.map((line) => (line.line === 2 ? { ...line, price: { minor, per: 1 } } : line)),
});
const versions = ({ order }: Played) => {
  if (order.stage !== 'quote') throw new Error(order.stage);
  return order.versions;
};

describe('a quote', () => {
  it('binds by the hash of the version that is accepted', () => {
    const agreed = given(quoted).when('buyer', 'acceptQuote', { hash: hashOnTable(quoted) });
    expect(agreed.thenFacts('QuoteAccepted', 'StageEntered').order).toMatchObject({
      stage: 'contract',
      acceptedHash: hashOnTable(quoted),
    });
  });

  it('cannot be accepted under another hash, and the refusal names the right one', () => {
    const refused = given(quoted)
      .when('buyer', 'acceptQuote', { hash: 'a'.repeat(64) })
      .thenRejected('stale-hash');
    expect(refused.data).toEqual({ version: 1, hash: hashOnTable(quoted) });
  });

  it('cannot be accepted by the side that offered it', () => {
    given(quoted)
      .when('supplier', 'acceptQuote', { hash: hashOnTable(quoted) })
      .thenRejected('own-offer');
  });

  it('can be accepted until the last millisecond of its validity', () => {
    given(quoted)
      .when('buyer', 'acceptQuote', { hash: hashOnTable(quoted) }, addMillis(validUntil, -1))
      .thenFacts('QuoteAccepted', 'StageEntered');
  });

  it('lapses at the instant its validity ends', () => {
    expect(elapse(quoted, validUntil).order).toMatchObject({ stage: 'closed', outcome: 'lapsed' });
    given(quoted)
      .when('buyer', 'acceptQuote', { hash: hashOnTable(quoted) }, validUntil)
      .thenRejected('wrong-stage');
  });

  it('is not accepted after its validity even while an operator keeps the negotiation open', () => {
    const until = addDays(validUntil, 5);
    const open = issue(quoted, 'operator', 'extendDeadline', { clock: 'validity', until, reason: 'both asked' });
    const late = addDays(validUntil, 1);
    given(open)
      .when('buyer', 'acceptQuote', { hash: hashOnTable(quoted) }, late)
      .thenRejected('quote-expired');
    const offered = issue(open, 'buyer', 'counterOffer', { terms: cheaper(700), validUntil: addDays(late, 9) }, late);
    expect(versions(offered)).toHaveLength(2);
  });

  it('ends when either side declines or withdraws', () => {
    for (const who of ['buyer', 'supplier'] as const) {
      const declined = given(quoted)
        .when(who, 'declineQuote', { reason: 'too dear' })
        .thenFacts('QuoteDeclined', 'OrderClosed');
      expect(declined.order).toMatchObject({ outcome: 'declined' });
      const withdrawn = given(quoted)
        .when(who, 'withdraw', { reason: 'no need' })
        .thenFacts('Withdrawn', 'OrderClosed');
      expect(withdrawn.order).toMatchObject({ outcome: 'withdrawn' });
    }
  });
});

describe('a counter-offer', () => {
  const countered = issue(quoted, 'buyer', 'counterOffer', { terms: cheaper(790), validUntil });

  it('is the next version, with its difference field by field', () => {
    expect(versions(countered)[1]).toMatchObject({
      version: 2,
      by: 'buyer',
      changes: [{ path: 'lines.2.price.minor', from: 805, to: 790 }],
    });
    expect(waitingOn(countered.order)).toEqual(['supplier']);
  });

  it('makes the version before it stale', () => {
    const first = versions(countered)[0]?.hash;
    given(countered).when('supplier', 'acceptQuote', { hash: first }).thenRejected('stale-hash');
    given(countered).when('buyer', 'acceptQuote', { hash: first }).thenRejected('own-offer');
  });

  it('must change something', () => {
    given(quoted).when('buyer', 'counterOffer', { terms, validUntil }).thenRejected('no-change');
  });

  it('cannot be valid until the past', () => {
    const past = { terms: cheaper(790), validUntil: addDays(monday, -1) };
    given(quoted).when('buyer', 'counterOffer', past).thenRejected('valid-until-past');
  });

  it('starts its own validity, shorter or longer than the one before', () => {
    const short = issue(quoted, 'buyer', 'counterOffer', { terms: cheaper(790), validUntil: addDays(monday, 2) });
    expect(elapse(short, addDays(monday, 2)).order).toMatchObject({ outcome: 'lapsed' });
  });

  it('is refused beyond the rounds of the profile', () => {
    const brief = { ...securedTrade, negotiationRounds: 2 };
    const offered = issue(opened({ profile: brief }), 'supplier', 'submitQuote', { terms, validUntil });
    const again = issue(offered, 'buyer', 'counterOffer', { terms: cheaper(790), validUntil });
    given(again)
      .when('supplier', 'counterOffer', { terms: cheaper(800), validUntil })
      .thenRejected('round-limit');
    given(again)
      .when('supplier', 'acceptQuote', { hash: hashOnTable(again) })
      .thenFacts('QuoteAccepted', 'StageEntered');
  });
});

describe('the terms of an offer', () => {
  const faults = (change: object): string[] =>
    termsSchema
      .safeParse({ ...terms, ...change })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const [line] = terms.lines;

  it.each<[string, object, string]>([
    [
      'shares that do not add up',
      { paymentPlan: [{ share: 9999, due: 'ON_CONTRACT' }] },
      'paymentPlan: the shares of the plan must add up to 10000',
    ],
    ['two lines of one number', { lines: [line, line] }, 'lines: line numbers must differ'],
    [
      'milestones that do not add up',
      { settlement: { trigger: 'MILESTONES', milestones: [{ at: 'TITLE_TRANSFER', share: 1 }] } },
      'settlement.milestones: the shares must add up to 10000',
    ],
    [
      'a milestone twice',
      {
        settlement: {
          trigger: 'MILESTONES',
          milestones: [
            { at: 'TITLE_TRANSFER', share: 1 },
            { at: 'TITLE_TRANSFER', share: 9999 },
          ],
        },
      },
      'settlement.milestones: each stands once',
    ],
    [
      'a total no number holds',
      { lines: [{ ...line, quantity: 1_000_000_000, price: { minor: 1_000_000_000_000, per: 1 } }] },
      'lines: the total is larger than the engine carries',
    ],
    [
      'a total of nothing',
      { lines: [{ ...line, quantity: 1, price: { minor: 1, per: 1000 } }] },
      'lines: the total is less than one minor unit of the currency',
    ],
    ['a date no timer waits for', { deliverBy: '2400-01-01' }, 'deliverBy: a date of this century'],
  ])('are refused with %s', (_what, change, fault) => {
    expect(faults(change)).toContain(fault);
  });

  it('are refused with a rule of the sea for a parcel', () => {
    expect(faults({ incoterm: 'FOB', transport: 'COURIER' })).toEqual([expect.stringContaining('incoterm: ')]);
  });
});
