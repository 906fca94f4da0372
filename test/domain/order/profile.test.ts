import { describe, expect, it } from '@jest/globals';
import { toldBy } from '../../../src/domain/order/bank-notice.ts';
import { isAfter } from '../../../src/domain/order/time.ts';
import { held } from '../../../src/domain/order/escrow.ts';
import {
  type Profile,
  securedTrade,
  services,
  shippedProfiles,
  wholesale,
} from '../../../src/domain/order/profile.ts';
import { profileContentSchema } from '../../../src/domain/order/profile-content.ts';
import { runningClocks, waitingOn } from '../../../src/domain/order/process.ts';
import { addDays } from '../../../src/domain/order/time.ts';
import { termsOf } from '../../support/deal.ts';
import { given } from '../../support/given.ts';
import { elapse, issue, last, opened, running, typesOf } from '../../support/played.ts';
import { drafted, hashOnTable, payAll, settleAll, upTo } from '../../support/play.ts';

const contentOf = ({ version: _version, ...content }: Profile) => content;
const stagesOf = (played: ReturnType<typeof upTo>): string[] =>
  played.facts.flatMap((each) => (each.type === 'StageEntered' ? [each.data.stage] : []));
const quoted = (profile: Profile, terms: object) => {
  const asked = opened({ profile });
  const { openedAt } = asked.order;
  return {
    asked,
    input: { terms: { ...termsOf({ profile }, openedAt), ...terms }, validUntil: addDays(openedAt, 30) },
  };
};
const refusedFor = (profile: Profile, terms: object): string => {
  const { asked, input } = quoted(profile, terms);
  try {
    issue(asked, 'supplier', 'submitQuote', input);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the shipped profiles', () => {
  it.each(shippedProfiles.map((profile) => [profile.id, profile] as const))(
    '%s is one an operator could add',
    (_id, profile) => {
      expect(profileContentSchema.safeParse(contentOf(profile)).error).toBeUndefined();
    },
  );

  it('have names of their own', () => {
    expect(new Set(shippedProfiles.map(({ id }) => id)).size).toBe(shippedProfiles.length);
  });
});

describe('a trade of services', () => {
  it('goes from performance to the confirmed receipt, and the whole of the money to the supplier', () => {
    const done = upTo('completed', { profile: services });
    expect(stagesOf(done)).toEqual(['quote', 'contract', 'escrow', 'production', 'receipt', 'release', 'completed']);
    expect(typesOf(done.facts)).not.toContain('TitleTransferred');
    expect(last(done, 'DisbursementSettled')).toMatchObject({ kind: 'PAYOUT', amountMinor: 32_000_000 });
    expect(held(running(done))).toBe(0);
  });

  it('confirms itself when the client is silent through the days of the contract', () => {
    const performed = upTo('receipt', { profile: services });
    const { autoConfirmAt } = running(performed).receipt;
    expect(autoConfirmAt).toBe(addDays(performed.order.stageSince, 7));
    expect(runningClocks(performed.order).map(({ clock }) => clock)).toContain('autoConfirm');
    const silent = elapse(performed, autoConfirmAt ?? '');
    expect(last(silent, 'ReceiptConfirmed').by).toBe('house');
    expect(silent.order.stage).toBe('release');
    expect(waitingOn(silent.order)).toEqual(['adviser']);
    expect(settleAll(silent).order.stage).toBe('completed');
  });

  it('holds the money of what the client rejects, as a dispute', () => {
    const performed = upTo('receipt', { profile: services });
    const rejected = issue(performed, 'buyer', 'rejectReceipt', { reason: 'not what was asked' });
    expect(running(rejected).dispute).not.toBeNull();
    expect(running(rejected).receipt.autoConfirmAt).toBeNull();
    expect(held(running(rejected))).toBe(32_000_000);
  });

  it('takes nothing into a warehouse', () => {
    given(upTo('production', { profile: services }))
      .when('supplier', 'bookInbound', { booking: 'B', cartons: 1, perLine: [], sha256: 'a'.repeat(64) })
      .thenRejected('clause-fixed');
  });

  it.each([
    ['settlement', { settlement: { trigger: 'TITLE_TRANSFER' } }],
    ['paymentPlan', { paymentPlan: [{ share: 10_000, due: 'BEFORE_TITLE_TRANSFER' }] }],
    ['inspection', { inspection: { mode: 'PERCENT', percent: 5, majorDefectsBp: 0, minorDefectsBp: 0 } }],
  ])('is refused a clause %s that does not suit it, when it is offered', (clause, terms) => {
    expect(refusedFor(services, terms)).toContain(`invalid-input, By the profile services@3, ${clause}:`);
  });

  it('is refused such a clause in a draft and an amendment too', () => {
    const agreed = upTo('contract', { profile: services });
    const terms = { ...termsOf({ profile: services }, agreed.now), settlement: { trigger: 'TITLE_TRANSFER' } };
    expect(() => drafted(agreed, terms)).toThrow('settlement: services are released on RECEIPT_CONFIRMED');
    const inspected = { ...termsOf({ profile: services }, agreed.now), inspection: { mode: 'AQL' } };
    const amend = { terms: inspected, reason: 'x' };
    expect(() => issue(upTo('production', { profile: services }), 'buyer', 'proposeAmendment', amend)).toThrow(
      'inspection: the profile has no inspection',
    );
  });
});

describe('goods', () => {
  it('need their HS code and their packing, whatever a service may leave out', () => {
    const [line] = termsOf({ profile: services }, '2026-11-22T00:00:00.000Z').lines;
    expect(refusedFor(securedTrade, { lines: [line] })).toContain('lines.0.hsCode: goods need an HS code');
    const coded = { ...line, hsCode: '940521' };
    expect(refusedFor(securedTrade, { lines: [coded] })).toContain('lines.0.packing: goods need their packing');
    expect(refusedFor(securedTrade, {})).toBe('accepted');
  });
});

describe('a wholesale trade', () => {
  it('goes the way of goods without an inspection, and pays on title', () => {
    const done = upTo('completed', { profile: wholesale });
    expect(stagesOf(done)).not.toContain('inspection');
    expect(typesOf(done.facts)).toEqual(
      expect.arrayContaining(['GoodsReceived', 'CustomsReleased', 'TitleTransferred']),
    );
  });

  it('gives three days to pay, where secured trade gives five', () => {
    const deadline = (profile: Profile) => last(upTo('escrow', { profile }), 'PaymentRequested').request.deadline;
    expect(isAfter(deadline(securedTrade), deadline(wholesale))).toBe(true);
    const late = elapse(upTo('escrow', { profile: wholesale }), toldBy({ profile: wholesale }, deadline(wholesale)));
    expect(late.order.stage).toBe('closed');
    expect(payAll(upTo('escrow', { profile: wholesale })).order.stage).toBe('production');
  });

  it('refuses an inspection clause it would not carry out', () => {
    expect(refusedFor(wholesale, { inspection: { mode: 'AQL', level: 'II', major: '2.5', minor: '4.0' } })).toContain(
      'inspection: the profile has no inspection, so mode is NONE',
    );
    expect(hashOnTable(upTo('quote', { profile: wholesale }))).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a profile an operator writes', () => {
  const issuesOf = (change: object): string[] =>
    (profileContentSchema.safeParse({ ...contentOf(securedTrade), ...change }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );

  it.each([
    [{ skips: ['warehouse'] }, 'skips: warehouse, matching, customs, shipment are gone through together'],
    [{ skips: ['warehouse', 'matching', 'customs', 'shipment'] }, 'skips: without goods there is nothing to inspect'],
    [{ skips: ['inspection', 'inspection'] }, 'skips: each stage stands once'],
    [{ id: 'Not A Name' }, 'id: lower-case letters'],
    [
      { clocks: { ...securedTrade.clocks, answerWarningBusinessDays: 2 } },
      'clocks.answerWarningBusinessDays: must be less',
    ],
    [{ clocks: { ...securedTrade.clocks, paymentDays: 0 } }, 'clocks.paymentDays: '],
    [{ returnCostMinor: { XXX: 1 } }, 'returnCostMinor'],
    [{ cancellation: { moon: {} } }, 'cancellation'],
    [{ nonsense: true }, ': Unrecognized key'],
  ])('is refused when it breaks a rule: %j', (change, said) => {
    expect(issuesOf(change).join('\n')).toContain(said);
  });
});
