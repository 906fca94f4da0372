import { defineEntity, p } from '@mikro-orm/core';
import { locales } from '../../domain/words/locale.ts';
import { CompanyEntity, UserEntity } from './people.ts';

const locale = () => p.text().check(`locale in (${locales.map((one) => `'${one}'`).join(', ')})`);

/** A company and its first user as they signed up; nothing of them exists until the address is confirmed. */
export const SignUpEntity = defineEntity({
  name: 'SignUp',
  tableName: 'sign_up',
  properties: {
    id: p.text().primary(),
    email: p.text().index().check('email = lower(email)'),
    name: p.text(),
    passwordHash: p.text(),
    companyName: p.text(),
    country: p.text().check("country ~ '^[A-Z]{2}$'"),
    kinds: p.array().columnType('text[]'),
    locale: locale(),
    tokenHash: p.text().unique(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    confirmedAt: p.datetime().nullable(),
  },
});

/** Leave to choose a new password, once. */
export const PasswordResetEntity = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_reset',
  properties: {
    tokenHash: p.text().primary(),
    user: () => p.manyToOne(UserEntity).fieldName('user_id').index(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});

/** An invitation to act for a company. */
export const InvitationEntity = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    id: p.text().primary(),
    company: () => p.manyToOne(CompanyEntity).fieldName('company').index(),
    email: p.text().check('email = lower(email)'),
    roles: p.array().columnType('text[]'),
    admin: p.boolean(),
    locale: locale(),
    tokenHash: p.text().unique(),
    invitedBy: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    /** True: of the first administrator, by the platform, which may invite to what two people have to grant. */
    byPlatform: p.boolean().default(false),
  },
});

/** A change of rights that gives a money role and waits for a second person. */
export const RoleProposalEntity = defineEntity({
  name: 'RoleProposal',
  tableName: 'role_proposal',
  properties: {
    id: p.text().primary(),
    company: () => p.manyToOne(CompanyEntity).fieldName('company').index(),
    subject: p.text(),
    before: p.json<object>(),
    after: p.json<object>(),
    hash: p.text(),
    state: p.text().check("state in ('open', 'approved', 'refused', 'void')"),
    proposedBy: p.text(),
    proposedAt: p.datetime(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
  },
  checks: [
    {
      name: 'role_proposal_two_people_check',
      expression:
        "state <> 'approved' or (decided_by is not null and decided_by <> proposed_by and decided_by <> subject)",
    },
  ],
  indexes: [{ name: 'role_proposal_open', properties: ['subject'], where: "state = 'open'" }],
});

/** A key a system signs its requests with; only the hash of it is kept. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.text().primary(),
    company: () => p.manyToOne(CompanyEntity).fieldName('company').index(),
    name: p.text(),
    roles: p.array().columnType('text[]'),
    keyHash: p.text().unique(),
    createdBy: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

/** Whom an OpenID Connect provider means by a subject; bound when it is first met. */
export const ExternalIdentityEntity = defineEntity({
  name: 'ExternalIdentity',
  tableName: 'external_identity',
  properties: {
    issuer: p.text().primary(),
    subject: p.text().primary(),
    user: () => p.manyToOne(UserEntity).fieldName('user_id'),
    boundAt: p.datetime(),
  },
  uniques: [{ name: 'external_identity_one_each', properties: ['issuer', 'user'] }],
});
