import { describe, expect, it } from '@jest/globals';
import { approvalLetters } from '../../../src/domain/approvals/letters.ts';
import { levelsFor, limitsFor, policySchema, takesCurrency } from '../../../src/domain/approvals/policy.ts';
import {
  type ApprovalRequest,
  type Asked,
  decideRequest,
  elapseRequest,
  openRequest,
  type RequestLevel,
  voidRequest,
} from '../../../src/domain/approvals/request.ts';
import { monday } from '../../support/played.ts';

const hash = 'a'.repeat(64);
const level = (name: string, approvers: string[], changes: Partial<RequestLevel> = {}): RequestLevel => ({
  name,
  approvers,
  needs: 'ANY',
  ownRequest: false,
  timeoutHours: 4,
  onTimeout: 'ESCALATE',
  ...changes,
});
const asking = (...levels: RequestLevel[]): Asked => ({
  id: 'a1',
  company: 'c',
  order: 'T-1',
  command: 'acceptQuote',
  hash,
  amountMinor: 100_00,
  currency: 'USD',
  calendar: 'HK',
  requestedBy: 'u-asks',
  levels,
});
const opened = (...levels: RequestLevel[]): ApprovalRequest => {
  const request = openRequest(asking(...levels), monday);
  if ('rejection' in request) throw new Error(request.rejection.detail);
  return request;
};
const at = '2026-03-02T03:00:00.000Z';
const vote = (by: string, changes: object = {}) => ({ by, for: by, approve: true, reason: 'ok', hash, at, ...changes });
const decided = (request: ApprovalRequest, ...votes: ReturnType<typeof vote>[]): ApprovalRequest =>
  votes.reduce((before, each) => {
    const after = decideRequest(before, each);
    if ('rejection' in after) throw new Error(after.rejection.code);
    return after;
  }, request);
const code = (result: ReturnType<typeof decideRequest>) => ('rejection' in result ? result.rejection.code : 'taken');

describe('a level', () => {
  it('that needs ANY passes with the first approval, and the next level begins its own business hours', () => {
    const after = decided(opened(level('manager', ['m1', 'm2']), level('director', ['d'])), vote('m1'));
    expect(after).toMatchObject({ state: 'OPEN', level: 1, dueAt: '2026-03-02T07:00:00.000Z' });
  });

  it('that needs ALL passes with the last approval, and the last level approves the request', () => {
    const request = opened(level('board', ['b1', 'b2'], { needs: 'ALL' }));
    const first = decided(request, vote('b1'));
    expect(first).toMatchObject({ state: 'OPEN', level: 0 });
    expect(decided(first, vote('b2'))).toMatchObject({ state: 'APPROVED', closedAt: at });
  });

  it('refuses the request with one refusal, whatever it needs', () => {
    const request = opened(level('board', ['b1', 'b2'], { needs: 'ALL' }), level('director', ['d']));
    const after = decided(request, vote('b1'), vote('b2', { approve: false, reason: 'too dear' }));
    expect(after).toMatchObject({ state: 'REFUSED', outcome: 'board: too dear' });
    expect(code(decideRequest(after, vote('d')))).toBe('approval-closed');
  });

  it('is not decided by whoever asked, not even in another person’s place, unless it allows that', () => {
    const request = opened(level('manager', ['u-asks', 'm']));
    expect(request.levels[0]?.approvers).toEqual(['m']);
    expect(code(decideRequest(request, vote('u-asks')))).toBe('own-request');
    expect(code(decideRequest(request, vote('u-asks', { for: 'm' })))).toBe('own-request');
    const own = opened(level('manager', ['u-asks'], { ownRequest: true }));
    expect(decided(own, vote('u-asks')).state).toBe('APPROVED');
  });

  it('with nobody but whoever asks cannot be asked for', () => {
    const request = openRequest(asking(level('manager', ['m']), level('director', ['u-asks'])), monday);
    expect(request).toMatchObject({ rejection: { code: 'no-approver' } });
  });

  it('counts one pair of eyes once: who stands in for another does not decide for both', () => {
    const request = decided(opened(level('board', ['b1', 'b2'], { needs: 'ALL' })), vote('b1'));
    expect(code(decideRequest(request, vote('b1', { for: 'b2' })))).toBe('already-decided');
    expect(code(decideRequest(request, vote('x', { for: 'b1' })))).toBe('already-decided');
    expect(decided(request, vote('x', { for: 'b2' })).state).toBe('APPROVED');
  });

  it('is not decided by strangers, and not for another hash', () => {
    const request = opened(level('manager', ['m']));
    expect(code(decideRequest(request, vote('x')))).toBe('not-an-approver');
    expect(code(decideRequest(request, vote('m', { hash: 'b'.repeat(64) })))).toBe('stale-hash');
  });
});

describe('time that runs out', () => {
  const two = () => opened(level('manager', ['m']), level('director', ['d']));

  it('hands on to the next level at the very instant, whose hours begin there', () => {
    const request = two();
    expect(elapseRequest(request, '2026-03-02T05:59:59.999Z')).toBe(request);
    const after = elapseRequest(request, '2026-03-02T06:00:00.000Z');
    expect(after).toMatchObject({ level: 1, state: 'OPEN', dueAt: '2026-03-02T10:00:00.000Z', version: 2 });
    expect(code(decideRequest(after, vote('m')))).toBe('not-an-approver');
  });

  it('never approves: after the last level the request is refused', () => {
    expect(elapseRequest(two(), '2026-03-09T00:00:00.000Z')).toMatchObject({
      state: 'REFUSED',
      outcome: 'director: nobody decided in time.',
      closedAt: '2026-03-02T10:00:00.000Z',
    });
  });

  it('refuses at once where the level says so', () => {
    const request = opened(level('manager', ['m'], { onTimeout: 'REFUSE' }), level('director', ['d']));
    expect(elapseRequest(request, '2026-03-02T06:00:00.000Z')).toMatchObject({ state: 'REFUSED', level: 0 });
  });

  it('leaves what is decided or void as it is', () => {
    const gone = voidRequest(two(), 'The terms have changed.', at);
    expect(gone).toMatchObject({ state: 'VOID', outcome: 'The terms have changed.' });
    expect(elapseRequest(gone, '2027-01-01T00:00:00.000Z')).toBe(gone);
    expect(voidRequest(gone, 'again', at)).toBe(gone);
  });
});

describe('letters', () => {
  const kinds = (before: ApprovalRequest | null, after: ApprovalRequest) =>
    approvalLetters(before, after).map(({ kind, to }) => `${kind} ${'user' in to ? to.user : ''}`);

  it('go to everybody who is to decide, and to whoever asked when nobody did', () => {
    const request = opened(level('manager', ['m1', 'm2']), level('director', ['d']));
    expect(kinds(null, request)).toEqual(['approval-asked m1', 'approval-asked m2']);
    const escalated = elapseRequest(request, '2026-03-02T06:00:00.000Z');
    expect(kinds(request, escalated)).toEqual(['approval-overdue u-asks', 'approval-asked d']);
    expect(kinds(escalated, elapseRequest(escalated, '2026-03-03T06:00:00.000Z'))).toEqual(['approval-overdue u-asks']);
    expect(kinds(request, decided(request, vote('m1')))).toEqual(['approval-asked d']);
    expect(kinds(request, voidRequest(request, 'gone', at))).toEqual([]);
  });
});

describe('a policy', () => {
  const band = (name: string, fromMinor: number, belowMinor: number | null) => ({
    ...{ name, fromMinor, belowMinor, currency: 'USD', needs: 'ANY', timeoutHours: 8 },
    approvers: { role: 'buyer' },
  });
  const policy = policySchema.parse({
    levels: [band('manager', 1000, 5000), band('director', 5000, null)],
    limits: [
      { of: 'USER', window: 'DAY', currency: 'USD', minor: 10 },
      { of: 'USER', user: 'u', window: 'DAY', currency: 'USD', minor: 99 },
      { of: 'USER', window: 'MONTH', currency: 'USD', minor: 50 },
      { of: 'COMPANY', window: 'DAY', currency: 'USD', minor: 1000 },
    ],
  });

  it('chooses levels by the band of the amount: from its lower edge up to, not including, its upper one', () => {
    const names = (amount: number) => levelsFor(policy, 'USD', amount).map(({ name }) => name);
    expect([999, 1000, 4999, 5000].map(names)).toEqual([[], ['manager'], ['manager'], ['director']]);
    expect(levelsFor(policy, 'EUR', 1000)).toEqual([]);
  });

  it('gives a user their own limit in place of the general one of the same window', () => {
    const minors = (user: string) => limitsFor(policy, user, 'USD').map(({ minor }) => minor);
    expect(minors('u')).toEqual([99, 50, 1000]);
    expect(minors('x')).toEqual([10, 50, 1000]);
  });

  it('does not let its people buy in a currency it says nothing of', () => {
    expect(takesCurrency(policy, 'USD')).toBe(true);
    expect(takesCurrency(policy, 'EUR')).toBe(false);
    expect(takesCurrency({ ...policy, otherCurrencies: 'ALLOW' }, 'EUR')).toBe(true);
  });

  it('is refused where a band is empty, a name or limit stands twice, or an amount is negative', () => {
    const faults = [
      { levels: [band('a', 5000, 5000)] },
      { levels: [band('a', 0, null), band('a', 9, null)] },
      { levels: [band('a', -1, null)] },
      { limits: [{ of: 'COMPANY', user: 'u', window: 'DAY', currency: 'USD', minor: 1 }] },
      { limits: [1, 2].map((minor) => ({ of: 'USER', window: 'DAY', currency: 'USD', minor })) },
    ];
    expect(faults.map((given) => policySchema.safeParse(given).success)).toEqual(faults.map(() => false));
  });
});
