/** Why something asked of companies and people was refused: stable codes; the API gives each its status. */
export type IdentityRefusalCode =
  | 'role-not-of-company'
  | 'needs-two-people'
  | 'not-for-systems'
  | 'proposal-decided'
  | 'proposal-void'
  | 'same-person'
  | 'stale-hash'
  | 'token-invalid'
  | 'address-taken'
  | 'already-with-us'
  | 'weak-password'
  | 'wrong-password'
  | 'last-admin'
  | 'kinds-set-by-platform'
  | 'kind-in-use'
  | 'user-deactivated'
  | 'user-active'
  | 'no-change'
  | 'not-open'
  | 'expiry-passed'
  | 'too-many-keys'
  | 'too-many-invitations'
  | 'not-registered'
  | 'platform-exists'
  | 'already-registered'
  | 'already-administered';

/** A "no" for the person who asked; the sentence names the field or rule. */
export interface IdentityRefusal {
  code: IdentityRefusalCode;
  detail: string;
}

export const refuse = (code: IdentityRefusalCode, detail: string): IdentityRefusal => ({ code, detail });

/** An expected "no" on its way out of a transaction, which it rolls back. */
export type Refused = { rejection: IdentityRefusal };
export const refused = (code: IdentityRefusalCode, detail: string): Refused => ({ rejection: refuse(code, detail) });
