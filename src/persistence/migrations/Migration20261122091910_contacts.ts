import { Migration } from '@mikro-orm/migrations';

/** Who is written to about an application is kept beside the record, which knows them by a hash only. */
export class Migration20261122091910_contacts extends Migration {
  override name = 'Migration20261122091910_contacts';

  override up(): void {
    this.addSql(`
      create table "qualification_contact" ("company" text not null, "sha256" text not null, "name" text not null,
        "email" text not null, "phone" text not null, primary key ("company", "sha256"));
      alter table qualification_contact enable row level security;
      create policy qualification_contact_for_party on qualification_contact for select to trade_party
        using (((select trade_platform()) or company = (select trade_company())));
      grant select on qualification_contact to trade_party;
    `);
  }
}
