import { Migration } from '@mikro-orm/migrations';

/** More time for the suppliers of an enquiry: each extension stays, and is read by whoever reads the sourcing. */
export class Migration20261128200500_sourcing_extension extends Migration {
  override name = 'Migration20261128200500_sourcing_extension';

  override up(): void {
    this.addSql(`
      create table "sourcing_extension" ("sourcing" text not null, "version" int not null, "command_id" text not null,
        "content" jsonb not null, "at" timestamptz not null, "by_user" text not null,
        primary key ("sourcing", "version"));
      alter table "sourcing_extension" add constraint "sourcing_extension_command_id_unique" unique ("command_id");
      create trigger sourcing_extension_keeps_rows before update or delete on sourcing_extension
        for each row execute function refuse_change();
      create trigger sourcing_extension_keeps_all before truncate on sourcing_extension
        for each statement execute function refuse_change();
      alter table sourcing_extension enable row level security;
      create policy sourcing_extension_for_party on sourcing_extension for select to trade_party
        using (exists (select from sourcing s where s.number = sourcing_extension.sourcing));
      grant select on sourcing_extension to trade_party;
    `);
  }
}
