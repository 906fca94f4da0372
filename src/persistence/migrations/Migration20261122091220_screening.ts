import { Migration } from '@mikro-orm/migrations';

/** Screening against lists of denied parties: every list, every check, and the hits two people decide. */
export class Migration20261122091220_screening extends Migration {
  override name = 'Migration20261122091220_screening';

  override up(): void {
    this.addSql(`
      create table "screening_list" ("version" text not null, "position" bigserial not null, "name" text not null,
        "entries" int not null, "imported_at" timestamptz not null, "imported_by" text not null,
        primary key ("version"));
      alter table "screening_list" add constraint "screening_list_position_unique" unique ("position");
      create table "screening_entry" ("list" text not null, "id" text not null, "name" text not null,
        "aliases" text[] not null, "country" text null, "programme" text not null, "hash" text not null,
        primary key ("list", "id"));
      create table "screening_check" ("position" bigserial primary key, "company" text not null, "name" text not null,
        "list" text not null, "occasion" text not null, "subject" text null, "outcome" text not null,
        "at" timestamptz not null);
      create index "screening_check_company" on "screening_check" ("company", "list");
      create index "screening_check_subject" on "screening_check" ("subject");
      alter table "screening_check" add constraint "screening_check_outcome_check"
        check (outcome in ('clear', 'pending', 'denied'));
      create table "screening_hit" ("id" bigserial primary key, "company" text not null, "company_name" text not null,
        "list" text not null, "entry_hash" text not null, "entry" jsonb not null, "score" int not null,
        "why" text not null, "occasion" text not null, "found_at" timestamptz not null, "verdict" text null,
        "proposed" text null, "proposed_by" text null, "proposed_at" timestamptz null, "reason" text null,
        "decided_by" text null, "decided_at" timestamptz null);
      alter table "screening_hit" add constraint "screening_hit_once" unique ("company", "company_name", "entry_hash");
      alter table "screening_hit" add constraint "screening_hit_verdict_check"
        check (verdict in ('cleared', 'confirmed'));
      alter table "screening_hit" add constraint "screening_hit_proposed_check"
        check (proposed in ('cleared', 'confirmed'));
      alter table "screening_hit" add constraint "screening_hit_two_people_check"
        check (decided_by is null or decided_by <> proposed_by);
    `);
    for (const table of ['screening_list', 'screening_entry', 'screening_check']) this.addSql(keepRows(table));
  }
}

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;
