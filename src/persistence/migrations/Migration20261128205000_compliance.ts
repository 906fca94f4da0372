import { Migration } from '@mikro-orm/migrations';

/** What the law wants of goods as data, licences, and what orders draw from them (requirements.md S22, B12). */
export class Migration20261128205000_compliance extends Migration {
  override name = 'Migration20261128205000_compliance';

  override up(): void {
    this.addSql(tables);
    for (const [table, rule] of Object.entries(rules)) this.addSql(secured(table, rule));
  }
}

const tables = `
  create table "compliance_rules" ("version" int not null, "content" jsonb not null, "sha256" text not null,
    "reason" text not null, "by_user" text not null, "at" timestamptz not null, primary key ("version"));
  alter table "compliance_rules" add constraint "compliance_rules_version_check" check (version > 0);
  create trigger compliance_rules_keeps_rows before update or delete on compliance_rules
    for each row execute function refuse_change();
  create trigger compliance_rules_keeps_all before truncate on compliance_rules
    for each statement execute function refuse_change();
  create table "licence" ("id" text not null, "holder" text not null, "type" text not null, "number" text not null,
    "content" jsonb not null, "quantity" bigint not null, "state" text not null, "registered_by" text not null,
    "registered_at" timestamptz not null, "decided_by" text null, "decided_at" timestamptz null, "reason" text null,
    primary key ("id"));
  alter table "licence" add constraint "licence_once" unique ("type", "number", "holder");
  alter table "licence" add constraint "licence_type_check" check (type in ('811', '911'));
  alter table "licence" add constraint "licence_state_check" check (state in ('REGISTERED', 'CONFIRMED', 'REVOKED'));
  alter table "licence" add constraint "licence_quantity_check" check (quantity > 0);
  create index "licence_holder_index" on "licence" ("holder");
  create table "licence_drawing" ("order_no" text not null, "line" int not null, "type" text not null,
    "licence" text not null, "quantity" bigint not null, "command_id" text not null, "at" timestamptz not null,
    primary key ("order_no", "line", "type"));
  create index "licence_drawing_licence_index" on "licence_drawing" ("licence");
  alter table "licence_drawing" add constraint "licence_drawing_quantity_check" check (quantity > 0);
`;

const company = '(select trade_company())';
const platform = '(select trade_platform())';

const rules: Record<string, string> = {
  compliance_rules: 'true',
  licence: `(${platform} or holder = ${company})`,
  licence_drawing: 'exists (select from licence l where l.id = licence_drawing.licence)',
};

const secured = (table: string, rule: string) => `
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party using (${rule});
  grant select on ${table} to trade_party;
`;
