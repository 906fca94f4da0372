import { z } from 'zod';
import { type Proposal, proposalHash, type Rights } from '../../domain/identity/roles.ts';
import { type Actor, roles } from '../../domain/parties.ts';
import { deciders, keepProposal } from '../../persistence/identity/proposals.ts';
import { takeCompany } from '../../persistence/identity/members.ts';
import { post } from '../../persistence/outbox.ts';
import { instant } from '../schemas.ts';
import type { Making } from './writes.ts';

const rightsSchema = z.object({ roles: z.array(z.enum(roles)), admin: z.boolean() });
export const proposalSchema = z.object({
  proposal: z.string(),
  company: z.string(),
  subject: z.string(),
  before: rightsSchema,
  after: rightsSchema,
  /** What a second person approves; it goes back with the approval. */
  hash: z.string(),
  state: z.enum(['open', 'approved', 'refused', 'void']),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});

export const proposalView = ({ id: proposal, ...rest }: Proposal) => ({ proposal, ...rest });

/** Rights somebody or some key is to have, and what the letter calls them. */
export interface Wanted {
  subject: string;
  name: string;
  before: Rights;
  after: Rights;
}

/** Proposes rights that need a second person, and writes to everybody who may be that person. */
export async function propose(
  { db, at, idOf }: Making,
  { user, company }: Pick<Actor, 'user' | 'company'>,
  { subject, name, before, after }: Wanted,
): Promise<object> {
  const rights = { company, subject, before, after };
  const proposal: Proposal = {
    id: idOf('p'),
    ...rights,
    hash: proposalHash(rights),
    state: 'open',
    proposedBy: user,
    proposedAt: at,
    decidedBy: null,
    decidedAt: null,
  };
  await keepProposal(db, proposal);
  const { name: companyName } = await takeCompany(db, company);
  const what = [...after.roles, ...(after.admin ? ['admin'] : [])].join(', ');
  for (const reader of await deciders(db, company, [user, subject])) {
    await post(db, {
      key: `role-proposed:${proposal.id}:${reader.user}`,
      kind: 'role-proposed',
      to: { user: reader.user },
      order: null,
      data: { name: reader.name, company: companyName, subject: name, roles: what, proposal: proposal.id },
      at,
    });
  }
  return proposalView(proposal);
}
