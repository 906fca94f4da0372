import { Migration } from '@mikro-orm/migrations';

/**
 * What became of charges nobody had paid when their order closed (requirements.md S65). A row is written when somebody
 * first does something about one; what is owed follows from the facts.
 */
export class Migration20261129000400_unpaid_charges extends Migration {
  override name = 'Migration20261129000400_unpaid_charges';

  override up(): void {
    this.addSql(`
      create table "unpaid_charge" ("order_no" text not null, "request" text not null, "state" text not null,
        "hash" text null, "reason" text null, "proposed_by" text null, "proposed_at" timestamptz null,
        "decided_by" text null, "decided_at" timestamptz null, "entry" text null,
        primary key ("order_no", "request"));
      alter table "unpaid_charge" add constraint "unpaid_charge_state_check"
        check (state in ('open', 'proposed', 'written-off', 'paid'));
      alter table "unpaid_charge" add constraint "unpaid_charge_two_people_check"
        check (state <> 'written-off' or (proposed_by is not null and decided_by is not null
          and decided_by <> proposed_by));
      alter table "unpaid_charge" add constraint "unpaid_charge_paid_check" check (state <> 'paid' or entry is not null);
      create index "fact_charged" on "fact" ("order_no", "seq") where type = 'ChargesIncurred';
    `);
  }
}
