import { Migration } from '@mikro-orm/migrations';

/** Files that came by mail and were not filed wait for operators; the table is read by no company. */
export class Migration20261129000200_mail_quarantine extends Migration {
  override name = 'Migration20261129000200_mail_quarantine';

  override up(): void {
    this.addSql(`
      create table "mail_quarantine" ("mail" text not null, "number" int not null, "name" text not null,
        "media_type" text not null, "sha256" text not null, "bytes" bytea not null, "reason" text not null,
        "at" timestamptz not null, primary key ("mail", "number"));
      alter table "mail_quarantine" add constraint "mail_quarantine_mail_foreign" foreign key ("mail")
        references "mail" ("id");
      alter table mail_quarantine enable row level security;
    `);
  }
}
