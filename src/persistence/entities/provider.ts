import { defineEntity, p } from '@mikro-orm/core';
import { CompanyEntity } from './people.ts';

/** What a company that serves trades is registered as; its name, country and kinds stand with the company. */
export const ProviderEntity = defineEntity({
  name: 'Provider',
  tableName: 'provider',
  properties: {
    company: () =>
      p.oneToOne(CompanyEntity).primary().fieldName('company').deleteRule('no action').updateRule('no action'),
    country: p.text(),
    registrationNumber: p.text(),
    taxNumber: p.text().nullable(),
    lei: p.text().nullable(),
    address: p.json<object>(),
    registeredBy: p.text(),
    registeredAt: p.datetime(),
  },
  uniques: [{ name: 'provider_registered_once', properties: ['country', 'registrationNumber'] }],
});

/** A time in which a company was suspended; it lasts while nobody has lifted it. */
export const CompanySuspensionEntity = defineEntity({
  name: 'CompanySuspension',
  tableName: 'company_suspension',
  properties: {
    company: () =>
      p.manyToOne(CompanyEntity).primary().fieldName('company').deleteRule('no action').updateRule('no action'),
    suspendedAt: p.datetime().primary(),
    suspendedBy: p.text(),
    reason: p.text(),
    liftedAt: p.datetime().nullable(),
    liftedBy: p.text().nullable(),
    liftedWhy: p.text().nullable(),
  },
  uniques: [{ name: 'company_suspension_one_at_a_time', properties: ['company'], where: 'lifted_at is null' }],
});

/** Whom a company wants to be served by in a place, where an order of its own names nobody. */
export const PreferredProviderEntity = defineEntity({
  name: 'PreferredProvider',
  tableName: 'preferred_provider',
  properties: {
    company: () =>
      p.manyToOne(CompanyEntity).primary().fieldName('company').deleteRule('no action').updateRule('no action'),
    place: p.text().primary().check("place in ('warehouse', 'inspector', 'broker', 'carrier', 'bank')"),
    provider: () => p.manyToOne(CompanyEntity).fieldName('provider').deleteRule('no action').updateRule('no action'),
    byUser: p.text(),
    at: p.datetime(),
  },
});
