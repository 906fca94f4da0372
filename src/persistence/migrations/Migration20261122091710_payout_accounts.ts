import { Migration } from '@mikro-orm/migrations';

/** Changes of payout accounts, each approved by two people, and which account a payment order was made out to. */
export class Migration20261122091710_payout_accounts extends Migration {
  override name = 'Migration20261122091710_payout_accounts';

  override up(): void {
    this.addSql(`
      create table "payout_account_change" ("company" text not null, "version" int not null, "name" text not null,
        "account" text not null, "bic" text null, "hash" text not null, "state" text not null,
        "proposed_by" text not null, "proposed_at" timestamptz not null, "first_by" text null,
        "first_at" timestamptz null, "second_by" text null, "second_at" timestamptz null,
        "in_force_from" timestamptz null, "detail" text null, primary key ("company", "version"));
      alter table "payout_account_change" add constraint "payout_account_change_company_foreign"
        foreign key ("company") references "company" ("id") on update no action on delete no action;
      alter table "payout_account_change" add constraint "payout_account_change_version_check" check (version > 1);
      alter table "payout_account_change" add constraint "payout_account_change_state_check"
        check (state in ('open', 'approved', 'void'));
      alter table "payout_account_change" add constraint "payout_account_change_two_people_check"
        check (state <> 'approved' or first_by <> second_by);
      create unique index "payout_account_change_one_at_a_time" on "payout_account_change" ("company")
        where state = 'open';
      create table "payout_order" ("key" text not null, "company" text not null, "version" int not null,
        "at" timestamptz not null, primary key ("key"));
    `);
  }
}
