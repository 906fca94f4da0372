import { Migration } from '@mikro-orm/migrations';

/**
 * Joint marketing (requirements.md S24): when a notice ends an agreement, the orders that take an allowance off their
 * prices, and the costs claimed on its budget. Of a claimed cost only what is said of it changes.
 */
export class Migration20261128232000_joint_marketing extends Migration {
  override name = 'Migration20261128232000_joint_marketing';

  override up(): void {
    this.addSql(tables);
    for (const table of ['agreement_order', 'agreement_cost']) this.addSql(secured(table));
  }
}

const tables = `
  alter table "agreement" add column "ends_at" timestamptz null;
  create table "agreement_order" ("agreement" text not null, "order_no" text not null, "at" timestamptz not null,
    primary key ("agreement", "order_no"));
  create table "agreement_cost" ("id" text not null, "agreement" text not null, "side" text not null,
    "content" jsonb not null, "currency" text not null, "amount_minor" bigint not null, "evidence" text not null,
    "hash" text not null, "state" text not null, "claimed_by" text not null, "at" timestamptz not null,
    "answer" jsonb null, primary key ("id"));
  alter table "agreement_cost" add constraint "agreement_cost_side_check" check (side in ('buyer', 'supplier'));
  alter table "agreement_cost" add constraint "agreement_cost_amount_minor_check" check (amount_minor > 0);
  alter table "agreement_cost" add constraint "agreement_cost_state_check"
    check (state in ('CLAIMED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN'));
  create index "agreement_cost_agreement_index" on "agreement_cost" ("agreement", "at", "id");
  create unique index "agreement_cost_evidence_once" on "agreement_cost" ("agreement", "evidence")
    where state in ('CLAIMED', 'CONFIRMED');
  create function agreement_cost_answers_once() returns trigger language plpgsql as $$
  begin
    if old.state <> 'CLAIMED' or to_jsonb(old) - 'state' - 'answer' <> to_jsonb(new) - 'state' - 'answer' then
      raise exception 'agreement_cost % is answered once: update is refused', old.id using errcode = 'TE010';
    end if;
    return new;
  end
  $$;
  create trigger agreement_cost_answers_once before update on agreement_cost
    for each row execute function agreement_cost_answers_once();
`;

/** Whoever may know of the agreement knows what became of it. */
const secured = (table: string) => `
  create trigger ${table}_keeps_rows before delete on ${table} for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table} for each statement execute function refuse_change();
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party
    using (exists (select from agreement a where a.id = ${table}.agreement));
  grant select on ${table} to trade_party;
`;
