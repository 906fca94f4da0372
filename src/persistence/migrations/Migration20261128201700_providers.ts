import { Migration } from '@mikro-orm/migrations';

/** Companies that serve trades: what they are registered as, by whom, and when they were suspended. */
export class Migration20261128201700_providers extends Migration {
  override name = 'Migration20261128201700_providers';

  override up(): void {
    this.addSql(`
      alter table "company" add column "suspended_at" timestamptz null;
      alter table "invitation" add column "by_platform" boolean not null default false;
      create table "provider" ("company" text not null, "country" text not null, "registration_number" text not null,
        "tax_number" text null, "lei" text null, "address" jsonb not null, "registered_by" text not null,
        "registered_at" timestamptz not null, primary key ("company"));
      alter table "provider" add constraint "provider_company_foreign" foreign key ("company")
        references "company" ("id");
      alter table "provider" add constraint "provider_registered_once" unique ("country", "registration_number");
      create table "company_suspension" ("company" text not null, "suspended_at" timestamptz not null,
        "suspended_by" text not null, "reason" text not null, "lifted_at" timestamptz null, "lifted_by" text null,
        "lifted_why" text null, primary key ("company", "suspended_at"));
      alter table "company_suspension" add constraint "company_suspension_company_foreign" foreign key ("company")
        references "company" ("id");
      create unique index "company_suspension_one_at_a_time" on "company_suspension" ("company")
        where lifted_at is null;
    `);
    for (const table of ['provider', 'company_suspension']) this.addSql(secured(table));
  }
}

/** What a company was registered as, and why it was suspended, is read by the platform and by the company itself. */
const secured = (table: string) => `
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party
    using ((select trade_platform()) or company = (select trade_company()));
  grant select on ${table} to trade_party;
`;
