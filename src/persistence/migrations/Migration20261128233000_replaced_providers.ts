import { Migration } from '@mikro-orm/migrations';

/**
 * Whom companies prefer to be served by; and a company whose place on an order another has taken goes on reading what
 * it did there itself, and nothing else.
 */
export class Migration20261128233000_replaced_providers extends Migration {
  override name = 'Migration20261128233000_replaced_providers';

  override up(): void {
    this.addSql(preferred);
    this.addSql(roleOfPlace);
    this.addSql(policies);
  }
}

const company = '(select trade_company())';

const preferred = `
  create table "preferred_provider" ("company" text not null, "place" text not null, "provider" text not null,
    "by_user" text not null, "at" timestamptz not null, primary key ("company", "place"));
  alter table "preferred_provider" add constraint "preferred_provider_company_foreign" foreign key ("company")
    references "company" ("id");
  alter table "preferred_provider" add constraint "preferred_provider_provider_foreign" foreign key ("provider")
    references "company" ("id");
  alter table "preferred_provider" add constraint "preferred_provider_place_check"
    check (place in ('warehouse', 'inspector', 'broker', 'carrier', 'bank'));
  alter table preferred_provider enable row level security;
  create policy preferred_provider_for_party on preferred_provider for select to trade_party
    using ((select trade_platform()) or company = ${company});
  grant select on preferred_provider to trade_party;
`;

const roleOfPlace = `
  create function role_of_place(place text) returns text language sql immutable parallel safe as $$
    select case place when 'warehouse' then 'warehouse-operator' when 'broker' then 'customs-broker' else place end
  $$;
`;

/** Facts of one's own, and those that ended one's service, are read without the order; papers by the latter. */
const policies = `
  create policy fact_for_former on fact for select to trade_party
    using (by_company = ${company} or (type = 'ProviderReplaced' and data->>'before' = ${company}));
  create policy document_for_former on document for select to trade_party
    using (exists (select from fact f where f.order_no = document.order_no and f.type = 'ProviderReplaced'
      and f.data->>'before' = ${company} and role_of_place(f.data->>'place') = document.issuer
      and document.at between (f.data->>'since')::timestamptz and f.at));
`;
