import { Migration } from '@mikro-orm/migrations';

/** Statements of the bank, the daily proof and the cases it opens; checkpoints of the ledger get their signature. */
export class Migration20261122090600_reconciliation extends Migration {
  override name = 'Migration20261122090600_reconciliation';

  override up(): void {
    this.addSql(`
      alter table "ledger_block" add column "key_id" text null, add column "signature" text null;
    `);
    this.addSql(`
      create table "bank_statement" ("account" text not null, "currency" text not null, "id" text not null,
        "day" date not null, "sequence" int null, "opening_minor" bigint not null, "closing_minor" bigint not null,
        "entries" jsonb not null, "message" text not null, primary key ("account", "currency", "id"));
      create index "bank_statement_day_index" on "bank_statement" ("day");
      alter table "bank_statement" add constraint "bank_statement_message_foreign"
        foreign key ("message") references "bank_message" ("sha256");
      create table "statement_reading" ("message" text not null, "statements" int not null,
        "read_at" timestamptz not null, primary key ("message"));
      alter table "statement_reading" add constraint "statement_reading_message_foreign"
        foreign key ("message") references "bank_message" ("sha256");
    `);
    this.addSql(`
      create table "reconciliation_run" ("id" bigserial primary key, "day" date not null, "at" timestamptz not null,
        "statements" int not null, "entries" int not null, "breaks" int not null, "opened" int not null,
        "block" int null);
      create index "reconciliation_run_day_index" on "reconciliation_run" ("day");
      create table "reconciliation_case" ("id" bigserial primary key, "kind" text not null, "subject" text not null,
        "account" text null, "order_no" text null, "amount_minor" bigint null, "currency" text null,
        "sentence" text not null, "state" text not null, "first_day" date not null, "last_day" date not null,
        "opened_at" timestamptz not null, "proposed_by" text null, "proposed_at" timestamptz null,
        "reason" text null, "resolved_by" text null, "resolved_at" timestamptz null);
      create unique index "reconciliation_case_open_once" on "reconciliation_case" ("kind", "subject")
        where state <> 'resolved';
      create index "reconciliation_case_state_index" on "reconciliation_case" ("state", "id");
      alter table "reconciliation_case" add constraint "reconciliation_case_state_check"
        check (state in ('open', 'proposed', 'resolved'));
      alter table "reconciliation_case" add constraint "reconciliation_case_two_people_check"
        check (state <> 'resolved' or resolved_by <> proposed_by);
    `);
    this.addSql(keepCases);
    for (const table of ['bank_statement', 'statement_reading', 'reconciliation_run']) this.addSql(keepRows(table));
  }
}

/** A case is never deleted, and once it is resolved it stays as it is. */
const keepCases = `
  create function keep_case() returns trigger language plpgsql as $$
  begin
    if old.state = 'resolved' or (old.kind, old.subject, old.opened_at) <> (new.kind, new.subject, new.opened_at) then
      raise exception 'reconciliation_case % is resolved: update is refused', old.id using errcode = 'TE010';
    end if;
    return new;
  end
  $$;
  create trigger reconciliation_case_keeps_resolved before update on reconciliation_case
    for each row execute function keep_case();
  create trigger reconciliation_case_keeps_rows before delete on reconciliation_case
    for each row execute function refuse_change();
  create trigger reconciliation_case_keeps_all before truncate on reconciliation_case
    for each statement execute function refuse_change();
`;

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
