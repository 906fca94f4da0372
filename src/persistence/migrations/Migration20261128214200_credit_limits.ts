import { Migration } from '@mikro-orm/migrations';

/** What the platform lets a buyer's company leave unpaid, and what its orders take of it (requirements.md B4). */
export class Migration20261128214200_credit_limits extends Migration {
  override name = 'Migration20261128214200_credit_limits';

  override up(): void {
    this.addSql(tables);
    this.addSql(policies);
  }
}

const tables = `
  create table "credit_limit" ("company" text not null, "currency" text not null, "version" int not null,
    "minor" bigint null, "reason" text not null, "hash" text not null, "proposed_by" text not null,
    "proposed_at" timestamptz not null, "confirmed_by" text null, "confirmed_at" timestamptz null,
    primary key ("company", "currency", "version"));
  alter table "credit_limit" add constraint "credit_limit_version_check" check (version > 0);
  alter table "credit_limit" add constraint "credit_limit_minor_check" check (minor >= 0);
  alter table "credit_limit" add constraint "credit_limit_two_people_check"
    check (confirmed_by is null or confirmed_by <> proposed_by);
  create table "credit_reservation" ("position" bigserial primary key, "command_id" text not null,
    "order_no" text not null, "company" text not null, "currency" text not null, "amount_minor" bigint not null,
    "hash" text not null, "at" timestamptz not null);
  alter table "credit_reservation" add constraint "credit_reservation_command_id_unique" unique ("command_id");
  create index "credit_reservation_company_index" on "credit_reservation" ("company", "order_no", "position");
  create function credit_limit_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.confirmed_at is null and to_jsonb(new) - '{confirmed_by,confirmed_at}'::text[]
        = to_jsonb(old) - '{confirmed_by,confirmed_at}'::text[] then
      return new;
    end if;
    raise exception 'what was set as a credit limit is kept as it was' using errcode = 'TE001';
  end
  $$;
  create trigger credit_limit_keeps_rows before update or delete on credit_limit
    for each row execute function credit_limit_stays();
  create trigger credit_limit_keeps_all before truncate on credit_limit
    for each statement execute function refuse_change();
`;

/** A buyer reads its own, the platform's people everybody's; suppliers learn nothing of it. */
const policies = ['credit_limit', 'credit_reservation']
  .map(
    (table) => `
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party
    using ((select trade_platform()) or company = (select trade_company()));
  grant select on ${table} to trade_party;
`,
  )
  .join('');
