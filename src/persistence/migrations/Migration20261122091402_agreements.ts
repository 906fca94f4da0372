import { Migration } from '@mikro-orm/migrations';

/** Frame and cooperation agreements, and the orders called off from frames. */
export class Migration20261122091402_agreements extends Migration {
  override name = 'Migration20261122091402_agreements';

  override up(): void {
    this.addSql(`
      create table "agreement" ("id" text not null, "buyer" text not null, "supplier" text not null,
        "content" jsonb not null, "hash" text not null, "state" text not null, "signatures" jsonb not null,
        "end_asked_by" text null, "at" timestamptz not null, primary key ("id"));
      create index "agreement_buyer_index" on "agreement" ("buyer");
      create index "agreement_supplier_index" on "agreement" ("supplier");
      alter table "agreement" add constraint "agreement_state_check"
        check (state in ('PROPOSED', 'SIGNED', 'DECLINED', 'ENDED'));
      create table "agreement_call_off" ("order_no" text not null, "agreement" text not null,
        "lines" jsonb not null, "at" timestamptz not null, primary key ("order_no"));
      create index "agreement_call_off_agreement_index" on "agreement_call_off" ("agreement");
      create trigger agreement_keeps_rows before delete on agreement
        for each row execute function refuse_change();
      create trigger agreement_keeps_all before truncate on agreement
        for each statement execute function refuse_change();
    `);
  }
}
