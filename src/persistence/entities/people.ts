import { defineEntity, p } from '@mikro-orm/core';
import { locales } from '../../domain/words/locale.ts';

/** A company on the platform; `kinds` are the roles it may be given on an order. */
export const CompanyEntity = defineEntity({
  name: 'Company',
  tableName: 'company',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    country: p.text().check("country ~ '^[A-Z]{2}$'"),
    kinds: p.array().columnType('text[]'),
    suspendedAt: p.datetime().nullable(),
    /** True: nothing it offers is sold to consumers by a click. */
    businessesOnly: p.boolean().default(false),
  },
});

/** A person or system that signs in; the password is kept as an argon2id hash only. */
export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'platform_user',
  indexes: [{ name: 'platform_user_roles_index', properties: ['roles'], type: 'gin' }],
  properties: {
    id: p.text().primary(),
    email: p.text().unique().check('email = lower(email)'),
    name: p.text(),
    passwordHash: p.text(),
    company: () => p.manyToOne(CompanyEntity).fieldName('company').index(),
    roles: p.array().columnType('text[]'),
    locale: p
      .text()
      .default('en')
      .check(`locale in (${locales.map((one) => `'${one}'`).join(', ')})`),
    /** True: invites people to the company, changes their roles and makes keys. */
    admin: p.boolean().default(false),
    deactivatedAt: p.datetime().nullable(),
  },
});

/** Where a company is paid: an IBAN or another account number, in the holder's name as its bank knows it. */
export const PayoutAccountEntity = defineEntity({
  name: 'PayoutAccount',
  tableName: 'payout_account',
  properties: {
    company: () =>
      p.oneToOne(CompanyEntity).primary().fieldName('company').deleteRule('no action').updateRule('no action'),
    name: p.text(),
    account: p.text(),
    bic: p.text().nullable(),
  },
});

/** A sign-in; it ends at `expiresAt` or when it is revoked, whichever is first. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.text().primary(),
    user: () => p.manyToOne(UserEntity).fieldName('user_id').index(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});
