import { Migration } from '@mikro-orm/migrations';

/** Account managers: who looks after whom, follow-ups, notes, and stock that companies watch. */
export class Migration20261122091210_accounts extends Migration {
  override name = 'Migration20261122091210_accounts';

  override up(): void {
    this.addSql(`
      create table "account_assignment" ("company" text not null, "manager" text not null, "every_days" int not null,
        "paused" boolean not null, "since" timestamptz not null, primary key ("company"));
      create index "account_assignment_manager_index" on "account_assignment" ("manager");
      alter table "account_assignment" add constraint "account_assignment_every_days_check" check (every_days > 0);
      create table "account_change" ("position" bigserial primary key, "company" text not null,
        "manager" text not null, "every_days" int not null, "paused" boolean not null, "at" timestamptz not null,
        "by_user" text not null);
      create index "account_change_company_index" on "account_change" ("company");
      create table "account_note" ("id" text not null, "company" text not null, "at" timestamptz not null,
        "by_user" text not null, "text" text not null, primary key ("id"));
      create index "account_note_company" on "account_note" ("company", "at", "id");
      create table "follow_up" ("id" text not null, "company" text not null, "manager" text not null,
        "state" text not null, "opened_at" timestamptz not null, "due_at" timestamptz not null,
        "recorded_at" timestamptz null, "recorded_by" text null, "summary" text null, primary key ("id"));
      create index "follow_up_due" on "follow_up" ("due_at", "id");
      alter table "follow_up" add constraint "follow_up_state_check" check (state in ('open', 'recorded', 'missed'));
      create table "stock_watch" ("company" text not null, "product" text not null, "threshold" int not null,
        "at" timestamptz not null, "by_user" text not null, primary key ("company", "product"));
      alter table "stock_watch" add constraint "stock_watch_threshold_check" check (threshold >= 0);
      create index "fact_sealed" on "fact" ("at") where type = 'ContractSealed';
    `);
    for (const table of ['account_change', 'account_note']) this.addSql(keepRows(table));
  }
}

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
