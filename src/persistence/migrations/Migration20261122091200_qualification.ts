import { Migration } from '@mikro-orm/migrations';

/** Qualification of companies: what happened, as it is now, its documents, and the membership it gives. */
export class Migration20261122091200_qualification extends Migration {
  override name = 'Migration20261122091200_qualification';

  override up(): void {
    this.addSql(`
      create table "qualification" ("company" text not null, "version" int not null, "state" text not null,
        "due_at" timestamptz null, "next_deadline" timestamptz null, "attention" text null, "content" jsonb not null,
        "updated_at" timestamptz not null, primary key ("company"));
      create index "qualification_due" on "qualification" ("due_at", "company");
      alter table "qualification" add constraint "qualification_version_check" check (version > 0);
      alter table "qualification" add constraint "qualification_state_check" check (state in ('submitted',
        'under-review', 'more-info', 'approved', 'rejected', 'expiring', 'expired'));
      create table "qualification_fact" ("company" text not null, "seq" int not null, "type" text not null,
        "at" timestamptz not null, "by_party" text not null, "by_user" text not null, "by_company" text not null,
        "data" jsonb not null, primary key ("company", "seq"));
      alter table "qualification_fact" add constraint "qualification_fact_seq_check" check (seq > 0);
      create table "qualification_command" ("id" text not null, "company" text not null, "version" int not null,
        "body" jsonb not null, primary key ("id"));
      create table "qualification_document" ("company" text not null, "id" text not null, "media_type" text not null,
        "title" text not null, "sha256" text not null, "bytes" bytea not null, "at" timestamptz not null,
        primary key ("company", "id"));
      create table "membership" ("company" text not null, "state" text not null, "tier" text null,
        "since" timestamptz not null, "expires" timestamptz not null, primary key ("company"));
      alter table "membership" add constraint "membership_state_check" check (state in ('running', 'ended'));
    `);
    // Whoever trades already goes on for a year, in which to apply.
    this.addSql(`
      insert into "membership" ("company", "state", "tier", "since", "expires")
        select company, 'running', null, now(), now() + interval '1 year'
        from (select buyer from order_view union select supplier from order_view) as trading (company);
    `);
    for (const table of ['qualification_fact', 'qualification_command', 'qualification_document']) {
      this.addSql(keepRows(table));
    }
  }
}

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
