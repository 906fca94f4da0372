import { Migration } from '@mikro-orm/migrations';

/** Letters of credit: read model, facts and commands. */
export class Migration20261122091800_credits extends Migration {
  override name = 'Migration20261122091800_credits';

  override up(): void {
    this.addSql(`
      create sequence "credit_number";
      create table "credit_view" ("credit_no" text not null, "order_no" text not null, "version" int not null,
        "stage" text not null, "outcome" text null, "applicant" text not null, "beneficiary" text not null,
        "issuing_bank" text not null, "advising_bank" text not null, "confirming_bank" text null,
        "currency" text not null, "amount_minor" bigint not null, "drawn_minor" bigint not null,
        "waiting_on" text[] not null, "next_deadline" timestamptz null, "attention" text null, "state" jsonb not null,
        "updated_at" timestamptz not null, primary key ("credit_no"));
      create unique index "credit_view_open" on "credit_view" ("order_no") where stage <> 'closed';
      create index "credit_view_order_index" on "credit_view" ("order_no");
      create index "credit_view_applicant_index" on "credit_view" ("applicant", "credit_no");
      create index "credit_view_beneficiary_index" on "credit_view" ("beneficiary", "credit_no");
      alter table "credit_view" add constraint "credit_view_amount_minor_check" check (amount_minor > 0);
      alter table "credit_view" add constraint "credit_view_drawn_minor_check" check (drawn_minor >= 0);

      create table "credit_fact" ("credit_no" text not null, "seq" int not null, "type" text not null,
        "at" text not null, "by_party" text not null, "by_user" text not null, "by_company" text not null,
        "data" jsonb not null, "hash" text not null, primary key ("credit_no", "seq"));
      alter table "credit_fact" add constraint "credit_fact_seq_check" check (seq > 0);
      create table "credit_command" ("id" text not null, "credit_no" text not null, "command" text not null,
        "first_seq" int not null, "fact_count" int not null, "status" int not null, "body" json not null,
        "recorded_at" timestamptz not null, primary key ("id"));
      create index "credit_command_credit_index" on "credit_command" ("credit_no", "first_seq");
      alter table "credit_command" add constraint "credit_command_fact_count_check" check (fact_count >= 0);
    `);
    for (const table of ['credit_fact', 'credit_command']) this.addSql(keepRows(table));
  }
}

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
