import type { AnyOperation } from '../contract.ts';
import type { ApiDeps } from '../deps.ts';
import { apiKeyOperations } from './api-keys.ts';
import { companyOperations } from './company.ts';
import { invitationOperations } from './invitations.ts';
import { memberOperations } from './members.ts';
import { openIdOperations } from './openid.ts';
import { ownProfileOperations } from './own-profile.ts';
import { ownSessionOperations } from './own-sessions.ts';
import { passwordResetOperations } from './password-resets.ts';
import { proposalOperations } from './proposals.ts';
import { signUpOperations } from './sign-up.ts';

/** Companies, their people and systems, and how they sign in. */
export const identityOperations = (deps: ApiDeps): AnyOperation[] => [
  ...signUpOperations(deps),
  ...passwordResetOperations(deps),
  ...companyOperations(deps),
  ...memberOperations(deps),
  ...invitationOperations(deps),
  ...proposalOperations(deps),
  ...apiKeyOperations(deps),
  ...openIdOperations(deps),
  ...ownProfileOperations(deps),
  ...ownSessionOperations(deps),
];
