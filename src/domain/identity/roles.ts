import { hashOf } from '../hash.ts';
import { platformRoles, type Role, roles as everyRole } from '../parties.ts';
import { type IdentityRefusal, refuse } from './refusal.ts';

/** What a company may sign up as; every other kind is given by the platform. */
export const tradingKinds = ['buyer', 'supplier'] as const satisfies readonly Role[];
export type TradingKind = (typeof tradingKinds)[number];

/** Roles that move money: granting one needs two people, and nobody gets one by invitation. */
export const moneyRoles: readonly Role[] = ['adviser', 'bank'];

/**
 * Roles a system may act in. The platform's desks act through people: a key of theirs could be the second of the two
 * people that approve a payment, a price or a case.
 */
export const systemRoles: readonly Role[] = everyRole.filter(
  (role) => !platformRoles.includes(role) || role === 'auditor',
);

/** A user or key as far as its rights go. */
export interface Rights {
  roles: Role[];
  admin: boolean;
}

const listed = (list: readonly Role[]): string => list.join(', ');

/** Sorted and each once, so that equal rights have equal hashes. */
export const tidyRoles = (given: readonly Role[]): Role[] => everyRole.filter((role) => given.includes(role));

/** Why a company of these kinds cannot give these roles, or null. */
export function faultOfRoles(kinds: readonly Role[], given: readonly Role[]): IdentityRefusal | null {
  const others = given.filter((role) => !kinds.includes(role));
  if (others.length === 0) return null;
  return refuse('role-not-of-company', `roles: ${listed(others)} is not for a company of the kinds ${listed(kinds)}.`);
}

/** Why these rights cannot be given by an invitation, or null. */
export function faultOfInvited(kinds: readonly Role[], invited: Rights): IdentityRefusal | null {
  const none = { roles: [], admin: false };
  if (!needsTwoPeople(kinds, none, invited)) return faultOfRoles(kinds, invited.roles);
  const what = [...gainedMoney([], invited.roles), ...(invited.admin ? ['admin'] : [])].join(', ');
  return refuse('needs-two-people', `${what}: granted by two people, after the invitation is accepted.`);
}

/** Why a system cannot have these roles, or null. */
export function faultOfSystem(kinds: readonly Role[], given: readonly Role[]): IdentityRefusal | null {
  const people = given.filter((role) => !systemRoles.includes(role));
  if (people.length === 0) return faultOfRoles(kinds, given);
  return refuse('not-for-systems', `roles: ${listed(people)} is for people only.`);
}

/** The money roles somebody would gain. */
export const gainedMoney = (before: readonly Role[], after: readonly Role[]): Role[] =>
  moneyRoles.filter((role) => after.includes(role) && !before.includes(role));

/** A change of rights that waits for a second person. */
export interface Proposal {
  id: string;
  company: string;
  /** A user of the company, or one of its API keys. */
  subject: string;
  before: Rights;
  after: Rights;
  hash: string;
  state: 'open' | 'approved' | 'refused' | 'void';
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** What a second person approves: who gets what, from where they stood. SHA-256 of the canonical JSON (RFC 8785). */
export const proposalHash = ({
  company,
  subject,
  before,
  after,
}: Pick<Proposal, 'company' | 'subject' | 'before' | 'after'>): string => hashOf({ company, subject, before, after });

/** True: the change gives a money role, or the right to decide on money roles, and so needs a second person. */
export const needsTwoPeople = (kinds: readonly Role[], before: Rights, after: Rights): boolean =>
  gainedMoney(before.roles, after.roles).length > 0 ||
  (after.admin && !before.admin && kinds.some((kind) => moneyRoles.includes(kind)));

/**
 * Why whoever runs the platform's machines cannot be the second of two people for a proposal, or null: they stand in
 * only where nobody else could, for making one more administrator of the platform, and never for a role that moves
 * money.
 */
export function faultOfStandIn(
  { before, after }: Pick<Proposal, 'before' | 'after'>,
  { ofPlatform, others }: { ofPlatform: boolean; others: number },
): IdentityRefusal | null {
  if (others > 0) return refuse('needs-two-people', 'Somebody else can approve it: an administrator who signs in.');
  if (!ofPlatform || !after.admin || before.admin || gainedMoney(before.roles, after.roles).length > 0) {
    return refuse('needs-two-people', 'Only one more administrator of the platform is approved from the command line.');
  }
  return null;
}

/** Why a proposal does not count any more, or null: whoever made it has to be one who could still make it. */
export function faultOfProposer(
  { proposedBy }: Pick<Proposal, 'proposedBy'>,
  administrators: readonly { user: string }[],
): IdentityRefusal | null {
  if (administrators.some(({ user }) => user === proposedBy)) return null;
  return refuse('proposal-void', 'Whoever proposed it is no administrator any more: propose it anew.');
}

/**
 * Why `user` cannot approve a proposal, or null: whoever proposed it or would gain by it never can, nobody can for
 * another hash, or once the rights are not those it started from.
 */
export function faultOfApproval(
  proposal: Proposal,
  user: string,
  { hash, now }: { hash: string; now: Rights | null },
): IdentityRefusal | null {
  if (proposal.state !== 'open') return refuse('proposal-decided', `The proposal is ${proposal.state} already.`);
  if (user === proposal.proposedBy || user === proposal.subject) {
    return refuse('same-person', 'A second person approves: neither who proposed it nor who gains by it.');
  }
  if (now === null || hashOf({ ...now }) !== hashOf(proposal.before)) {
    return refuse('proposal-void', 'The rights have changed since it was proposed.');
  }
  return hash === proposal.hash ? null : refuse('stale-hash', 'hash: it is not that of what is proposed.');
}
