import { Migration } from '@mikro-orm/migrations';

/** What goods were planned to cost, and what they cost in the end by which document; each row stays. */
export class Migration20261128210700_actual_costs extends Migration {
  override name = 'Migration20261128210700_actual_costs';

  override up(): void {
    this.addSql(`
      create table "order_cost_plan" ("order_no" text not null, "version" int not null, "content" jsonb not null,
        "hash" text not null, "at" timestamptz not null, "by_user" text not null, primary key ("order_no", "version"));
      create table "order_cost" ("id" text not null, "order_no" text not null, "content" jsonb not null,
        "company" text not null, "by_user" text not null, "at" timestamptz not null, primary key ("id"));
      create index "order_cost_order_index" on "order_cost" ("order_no", "at");
    `);
    for (const [table, rule] of Object.entries(rules))
      this.addSql(`
        create trigger ${table}_keeps_rows before update or delete on ${table}
          for each row execute function refuse_change();
        create trigger ${table}_keeps_all before truncate on ${table}
          for each statement execute function refuse_change();
        alter table ${table} enable row level security;
        create policy ${table}_for_party on ${table} for select to trade_party using (${rule});
        grant select on ${table} to trade_party;
      `);
  }
}

const company = '(select trade_company())';
const platform = '(select trade_platform())';
/** Costs are the buyer's; whoever stated one knows it as well. */
const ofBuyer = (table: string) => `${platform} or exists (select from order_view v
  where v.order_no = ${table}.order_no and v.buyer = ${company})`;

const rules = {
  order_cost_plan: ofBuyer('order_cost_plan'),
  order_cost: `company = ${company} or ${ofBuyer('order_cost')}`,
};
