import { Migration } from '@mikro-orm/migrations';

/** What two people decide about money that belongs to nothing, and its way back. */
export class Migration20261122091700_suspense extends Migration {
  override name = 'Migration20261122091700_suspense';

  override up(): void {
    this.addSql(`
      alter table "bank_entry" drop constraint "bank_entry_disposition_check";
      alter table "bank_entry" add constraint "bank_entry_disposition_check"
        check (disposition in ('pending', 'applied', 'suspense', 'returned', 'ignored', 'written-off'));
      create index "bank_entry_suspense" on "bank_entry" ("position") where disposition = 'suspense';
      create table "suspense_proposal" ("id" bigserial primary key, "entry" text not null, "plan" jsonb not null,
        "hash" text not null, "reason" text not null, "state" text not null, "proposed_by" text not null,
        "proposed_at" timestamptz not null, "decided_by" text null, "decided_at" timestamptz null,
        "detail" text null);
      alter table "suspense_proposal" add constraint "suspense_proposal_entry_foreign"
        foreign key ("entry") references "bank_entry" ("dedupe_key") on update no action on delete no action;
      alter table "suspense_proposal" add constraint "suspense_proposal_state_check"
        check (state in ('open', 'approved', 'done', 'void'));
      alter table "suspense_proposal" add constraint "suspense_proposal_two_people_check"
        check (state = 'open' or state = 'void' or decided_by <> proposed_by);
      create unique index "suspense_proposal_one_at_a_time" on "suspense_proposal" ("entry")
        where state in ('open', 'approved');
      create table "suspense_return" ("id" text not null, "proposal" bigint not null, "entry" text not null,
        "amount_minor" bigint not null, "currency" text not null, "status" text not null,
        "ordered_at" timestamptz not null, "sent_at" timestamptz null, "bank_reference" text null,
        "reason" text null, primary key ("id"));
      alter table "suspense_return" add constraint "suspense_return_proposal_foreign"
        foreign key ("proposal") references "suspense_proposal" ("id") on update no action on delete no action;
      alter table "suspense_return" add constraint "suspense_return_status_check"
        check (status in ('APPROVED', 'SENT', 'UNKNOWN', 'SETTLED', 'REJECTED'));
    `);
  }
}
