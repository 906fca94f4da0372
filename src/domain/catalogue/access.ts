import { z } from 'zod';
import { refuse, type Refused } from './refusal.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');
const reason = z.string().trim().min(1).max(1000);

/** A buyer's request to see private products; the hash names the non-disclosure agreement it has signed. */
export const accessRequestSchema = z.strictObject({
  supplier: z.string().min(1).max(64),
  subject: z.string().trim().min(1).max(1000),
  nda: z.strictObject({ title: z.string().trim().min(1).max(200), sha256 }),
});
export type AccessRequest = z.output<typeof accessRequestSchema>;

/** The supplier names the agreement it has before it and the products it shows. */
export const approvalSchema = z.strictObject({
  ndaSha256: sha256,
  products: z.array(z.string().min(1).max(64)).min(1).max(500),
});
export const reasonSchema = z.strictObject({ reason });

export const grantStates = ['REQUESTED', 'APPROVED', 'REFUSED', 'REVOKED'] as const;
export type GrantState = (typeof grantStates)[number];

/** One step of a grant: who took it, when, why. */
export interface GrantStep {
  state: GrantState;
  at: string;
  by: { user: string; company: string };
  reason: string | null;
}

/** A buyer company's access to private products of a supplier. */
export interface Grant {
  id: string;
  supplier: string;
  buyer: string;
  state: GrantState;
  subject: string;
  nda: AccessRequest['nda'];
  products: string[];
  steps: GrantStep[];
}

type Answered = { grant: Grant } | Refused;
type Deed = { at: string; by: { user: string; company: string } };

export const requestAccess = (id: string, request: AccessRequest, { at, by }: Deed): Grant => ({
  id,
  supplier: request.supplier,
  buyer: by.company,
  state: 'REQUESTED',
  subject: request.subject,
  nda: request.nda,
  products: [],
  steps: [{ state: 'REQUESTED', at, by, reason: null }],
});

const stepped = (grant: Grant, state: GrantState, reasonGiven: string | null, { at, by }: Deed): Grant =>
  ({ ...grant, state, steps: [...grant.steps, { state, at, by, reason: reasonGiven }] });

/**
 * Shows the named products to the buyer. Refused: `not-requested` (answered before), `stale-hash` (the supplier has
 * another agreement before it than the buyer named).
 */
export function approveAccess(grant: Grant, input: z.output<typeof approvalSchema>, deed: Deed): Answered {
  if (grant.state !== 'REQUESTED') {
    return refuse('not-requested', `The request has been answered: ${grant.state.toLowerCase()}.`);
  }
  if (input.ndaSha256 !== grant.nda.sha256) {
    return refuse('stale-hash', 'ndaSha256: the buyer named another agreement.', { ndaSha256: grant.nda.sha256 });
  }
  const approved = stepped(grant, 'APPROVED', null, deed);
  return { grant: { ...approved, products: [...new Set(input.products)].sort() } };
}

/** Refuses a request; refused itself with `not-requested` when the request has been answered. */
export const refuseAccess = (grant: Grant, because: string, deed: Deed): Answered =>
  grant.state === 'REQUESTED'
    ? { grant: stepped(grant, 'REFUSED', because, deed) }
    : refuse('not-requested', `The request has been answered: ${grant.state.toLowerCase()}.`);

/** Ends access at once; refused with `not-approved` when there is none to end. */
export const revokeAccess = (grant: Grant, because: string, deed: Deed): Answered =>
  grant.state === 'APPROVED'
    ? { grant: stepped(grant, 'REVOKED', because, deed) }
    : refuse('not-approved', `There is no access to revoke: ${grant.state.toLowerCase()}.`);

/** What somebody of `company` can do with a grant now. */
export function grantActions({ supplier, state }: Grant, company: string): string[] {
  if (company !== supplier) return [];
  return state === 'REQUESTED' ? ['approve', 'refuse'] : state === 'APPROVED' ? ['revoke'] : [];
}
