import { needsTwoPeople, type Rights, tidyRoles } from '../../domain/identity/roles.ts';
import { refuse } from '../../domain/identity/refusal.ts';
import type { Actor } from '../../domain/parties.ts';
import type { Answer } from '../../domain/record.ts';
import type { Locale } from '../../domain/words/locale.ts';
import { keepInvitation } from '../../persistence/identity/invitations.ts';
import { adminsBesides, memberOf, setRights } from '../../persistence/identity/members.ts';
import type { Provider } from '../../persistence/identity/providers.ts';
import { userOfAddress } from '../../persistence/identity/sign-ups.ts';
import { post } from '../../persistence/outbox.ts';
import { propose } from '../identity/propose.ts';
import { hoursAfter, type Making, newToken, refusedBy } from '../identity/writes.ts';

const inviteHours = 14 * 24;

/** What the first administrator of a company may: all of it. */
export const firstRights = (kinds: Provider['kinds']): Rights => ({ roles: tidyRoles(kinds), admin: true });

/** Invites the first administrator of a company; what needs two people is proposed once the invitation is accepted. */
async function inviteFirst(
  { db, at, idOf }: Making,
  { user }: Actor,
  { company, name, kinds }: Provider,
  { email, locale }: { email: string; locale: Locale },
): Promise<Answer> {
  const { token, tokenHash } = newToken();
  const invitation = { invitation: idOf('i'), email, expiresAt: hoursAfter(at, inviteHours) };
  await keepInvitation(db, company, {
    ...invitation,
    ...firstRights(kinds),
    locale,
    invitedBy: user,
    createdAt: at,
    acceptedAt: null,
    revokedAt: null,
    tokenHash,
    byPlatform: true,
  });
  await post(db, {
    key: `provider-invitation:${invitation.invitation}`,
    kind: 'provider-invitation',
    to: { address: email, locale },
    order: null,
    data: { company: name, token, until: invitation.expiresAt },
    at,
  });
  return { status: 201, body: { company, invitation, proposal: null } };
}

/** Lets somebody who is of the company already administer it: at once, or as proposed to a second person. */
async function promote(making: Making, actor: Actor, { company, kinds }: Provider, user: string): Promise<Answer> {
  const member = await memberOf(making.db, company, user);
  if (member === null || member.deactivatedAt !== null) {
    return refusedBy(refuse('user-deactivated', 'email: the user is deactivated.'));
  }
  const [before, after] = [{ roles: tidyRoles(member.roles), admin: member.admin }, firstRights(kinds)];
  if (!needsTwoPeople(kinds, before, after)) {
    await setRights(making.db, user, after, making.at);
    return { status: 201, body: { company, invitation: null, proposal: null } };
  }
  const wanted = { subject: user, name: member.name, before, after };
  const proposal = await propose(making, { ...actor, company }, wanted);
  return { status: 201, body: { company, invitation: null, proposal } };
}

/**
 * Brings a company its first administrator. Refused once somebody administers it (`already-administered`): from then on
 * its own people decide who does. An address of another company is told to its owner only.
 */
export async function firstAdministrator(
  making: Making,
  actor: Actor,
  provider: Provider,
  who: { email: string; locale: Locale },
): Promise<Answer> {
  if ((await adminsBesides(making.db, provider.company, '')).length > 0) {
    return refusedBy(refuse('already-administered', 'The company has an administrator, who invites others.'));
  }
  const known = await userOfAddress(making.db, who.email);
  if (known?.company === provider.company) return promote(making, actor, provider, known.id);
  if (known !== null) return refusedBy(refuse('address-taken', 'email: there is an account with this address.'));
  return inviteFirst(making, actor, provider, who);
}
