import { describe, expect, it } from '@jest/globals';
import {
  faultOfApproval,
  faultOfInvited,
  faultOfRoles,
  faultOfSystem,
  moneyRoles,
  needsTwoPeople,
  type Proposal,
  proposalHash,
  systemRoles,
  tidyRoles,
} from '../../../src/domain/identity/roles.ts';
import { type Role, roles } from '../../../src/domain/parties.ts';

const platform: Role[] = ['adviser', 'account-manager', 'customer-service', 'operator', 'auditor'];
const rights = (given: Role[], admin = false) => ({ roles: given, admin });
const change = { company: 'c-platform', subject: 'u-a', before: rights(['operator']), after: rights(['adviser']) };
const proposal: Proposal = {
  id: 'p-1',
  ...change,
  hash: proposalHash(change),
  state: 'open',
  proposedBy: 'u-p',
  proposedAt: '2026-01-01T00:00:00Z',
  decidedBy: null,
  decidedAt: null,
};
const { hash } = proposal;

describe('roles', () => {
  it('are given only where the company is of that kind', () => {
    expect(faultOfRoles(['buyer', 'supplier'], ['buyer', 'supplier'])).toBeNull();
    expect(faultOfRoles(['buyer'], ['buyer', 'supplier'])).toMatchObject({ code: 'role-not-of-company' });
    expect(faultOfRoles(['buyer'], ['adviser'])?.detail).toContain('adviser');
  });

  it.each(moneyRoles)('that move money are not given by invitation: %s', (role) => {
    expect(faultOfInvited(roles, rights([role]))).toMatchObject({ code: 'needs-two-people' });
  });

  it('to administer are not given by invitation where administrators decide on money roles', () => {
    expect(faultOfInvited(platform, rights(['operator'], true))).toMatchObject({ code: 'needs-two-people' });
    expect(faultOfInvited(['buyer'], rights(['buyer'], true))).toBeNull();
  });

  it("of the platform's desks are not for systems, which could be the second of two people", () => {
    expect(systemRoles).toEqual([
      'buyer',
      'supplier',
      'warehouse-operator',
      'inspector',
      'customs-broker',
      'carrier',
      'bank',
      'auditor',
    ]);
    expect(faultOfSystem(platform, ['operator'])).toMatchObject({ code: 'not-for-systems' });
    expect(faultOfSystem(platform, ['auditor'])).toBeNull();
    expect(faultOfSystem(['buyer'], ['bank'])).toMatchObject({ code: 'role-not-of-company' });
  });

  it('are kept in one order, each once', () => {
    expect(tidyRoles(['supplier', 'buyer', 'supplier'])).toEqual(['buyer', 'supplier']);
  });
});

describe('two people', () => {
  it.each([
    [['operator'], ['operator', 'adviser'], true],
    [['adviser'], ['adviser', 'operator'], false],
    [['adviser'], ['operator'], false],
    [['operator'], ['bank'], true],
  ] as [Role[], Role[], boolean][])('are needed for %j to become %j: %s', (before, after, needed) => {
    expect(needsTwoPeople(platform, rights(before), rights(after))).toBe(needed);
  });

  it('are needed to make an administrator of a company with money roles, and of no other', () => {
    expect(needsTwoPeople(platform, rights(['auditor']), rights(['auditor'], true))).toBe(true);
    expect(needsTwoPeople(['buyer'], rights(['buyer']), rights(['buyer'], true))).toBe(false);
  });
});

describe('an approval', () => {
  const now = proposal.before;

  it('is taken from a second person, for the hash of what is proposed', () => {
    expect(faultOfApproval(proposal, 'u-b', { hash, now })).toBeNull();
  });

  it.each([
    ['u-p', { hash, now }, 'same-person'],
    ['u-a', { hash, now }, 'same-person'],
    ['u-b', { hash: 'f'.repeat(64), now }, 'stale-hash'],
    ['u-b', { hash, now: rights(['auditor']) }, 'proposal-void'],
    ['u-b', { hash, now: rights(['operator'], true) }, 'proposal-void'],
    ['u-b', { hash, now: null }, 'proposal-void'],
  ] as const)('by %s with %j is refused: %s', (user, given, code) => {
    expect(faultOfApproval(proposal, user, given as Parameters<typeof faultOfApproval>[2])).toMatchObject({ code });
  });

  it('is taken once', () => {
    for (const state of ['approved', 'refused', 'void'] as const) {
      expect(faultOfApproval({ ...proposal, state }, 'u-b', { hash, now })).toMatchObject({ code: 'proposal-decided' });
    }
  });

  it('is bound to every part of what is proposed', () => {
    const others = [
      { ...change, company: 'c-x' },
      { ...change, subject: 'u-x' },
      { ...change, before: rights(['auditor']) },
      { ...change, after: rights(['adviser'], true) },
    ];
    for (const other of others) expect(proposalHash(other)).not.toBe(hash);
  });
});
