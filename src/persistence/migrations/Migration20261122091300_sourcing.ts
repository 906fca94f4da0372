import { Migration } from '@mikro-orm/migrations';

/** One enquiry to several suppliers: whom it asks, what the buyer stated and judged, and who was awarded what. */
export class Migration20261122091300_sourcing extends Migration {
  override name = 'Migration20261122091300_sourcing';

  override up(): void {
    this.addSql(`
      create table "sourcing" ("number" text not null, "buyer" text not null, "by_user" text not null,
        "state" text not null, "title" text not null, "deadline" timestamptz not null, "content" jsonb not null,
        "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("number"));
      alter table "sourcing" add constraint "sourcing_state_check"
        check (state in ('open', 'evaluating', 'awarding', 'awarded', 'not-awarded', 'unanswered'));
      create index "sourcing_buyer_index" on "sourcing" ("buyer", "number");
      create table "sourcing_invitation" ("sourcing" text not null, "supplier" text not null,
        "order_no" text not null, primary key ("sourcing", "supplier"));
      alter table "sourcing_invitation" add constraint "sourcing_invitation_order_no_unique" unique ("order_no");
    `);
    this.addSql(`
      create table "sourcing_statement" ("sourcing" text not null, "version" int not null, "content" jsonb not null,
        "hash" text not null, "at" timestamptz not null, "by_user" text not null,
        primary key ("sourcing", "version"));
      create table "sourcing_evaluation" ("sourcing" text not null, "version" int not null,
        "content" jsonb not null, "hash" text not null, "at" timestamptz not null, "by_user" text not null,
        primary key ("sourcing", "version"));
      create table "sourcing_award" ("sourcing" text not null, "version" int not null, "command_id" text not null,
        "content" jsonb not null, "at" timestamptz not null, "by_user" text not null,
        primary key ("sourcing", "version"));
      alter table "sourcing_award" add constraint "sourcing_award_command_id_unique" unique ("command_id");
      create table "sourcing_outcome" ("sourcing" text not null, "award" int not null, "order_no" text not null,
        "result" text not null, "detail" text not null, "at" timestamptz not null,
        primary key ("sourcing", "award", "order_no"));
      alter table "sourcing_outcome" add constraint "sourcing_outcome_result_check"
        check (result in ('awarded', 'declined', 'failed'));
    `);
    for (const table of ['invitation', 'statement', 'evaluation', 'award', 'outcome'])
      this.addSql(keepRows(`sourcing_${table}`));
  }
}

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
