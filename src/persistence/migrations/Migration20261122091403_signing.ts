import { Migration } from '@mikro-orm/migrations';

/** People's signing keys, and their signatures over contracts. */
export class Migration20261122091403_signing extends Migration {
  override name = 'Migration20261122091403_signing';

  override up(): void {
    this.addSql(`
      create table "signing_key" ("id" text not null, "user_id" text not null, "origin" text not null,
        "public_key" text not null, "sealed" bytea null, "at" timestamptz not null, "revoked_at" timestamptz null,
        primary key ("id"));
      create unique index "signing_key_one_of_a_user" on "signing_key" ("user_id") where revoked_at is null;
      alter table "signing_key" add constraint "signing_key_origin_check" check (origin in ('PLATFORM', 'OWN'));
      create table "contract_signature" ("command_id" text not null, "order_no" text not null, "hash" text not null,
        "user_id" text not null, "company" text not null, "key_id" text not null, "public_key" text not null,
        "signature" text not null, "at" timestamptz not null, primary key ("command_id"));
      create index "contract_signature_order_no_index" on "contract_signature" ("order_no");
    `);
  }
}
