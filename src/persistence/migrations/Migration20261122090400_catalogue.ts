import { Migration } from '@mikro-orm/migrations';

/** The catalogue: products and price lists with every version, buyers' tiers, access to private products, folders. */
export class Migration20261122090400_catalogue extends Migration {
  override name = 'Migration20261122090400_catalogue';

  override up(): void {
    this.addSql(products);
    this.addSql(prices);
    this.addSql(access);
    for (const table of ['catalogue_version', 'price_list_version', 'buyer_tier']) this.addSql(keepRows(table));
    this.addSql(vector);
    this.addSql(searchQuery);
  }
}

const products = `
  create table "catalogue_product" ("id" text not null, "supplier" text not null, "sku" text not null,
    "version" int not null, "hash" text not null, "content" jsonb not null, "visibility" text not null,
    "on_sale" boolean not null, "category" text not null, "origin" text not null, "hs_code" text not null,
    "name" text not null, "search" tsvector not null, "updated_at" timestamptz not null, primary key ("id"));
  create index "catalogue_product_category_index" on "catalogue_product" ("category");
  create index "catalogue_product_updated_at_index" on "catalogue_product" ("updated_at");
  create index "catalogue_product_search" on "catalogue_product" using gin ("search");
  alter table "catalogue_product" add constraint "catalogue_product_sku" unique ("supplier", "sku");
  alter table "catalogue_product" add constraint "catalogue_product_version_check" check (version > 0);
  alter table "catalogue_product" add constraint "catalogue_product_visibility_check"
    check (visibility in ('PUBLIC', 'PRIVATE'));
  create table "catalogue_version" ("product" text not null, "version" int not null, "hash" text not null,
    "content" jsonb not null, "at" timestamptz not null, "by_user" text not null, "by_company" text not null,
    primary key ("product", "version"));
`;

const prices = `
  create table "catalogue_list_price" ("product" text not null, "currency" text not null,
    "unit_minor" numeric(28,10) not null, primary key ("product", "currency"));
  create index "catalogue_list_price_sorted" on "catalogue_list_price" ("currency", "unit_minor");
  alter table "catalogue_list_price" add constraint "catalogue_list_price_currency_check"
    check (currency ~ '^[A-Z]{3}$');
  alter table "catalogue_list_price" add constraint "catalogue_list_price_unit_minor_check" check (unit_minor > 0);
  create table "price_list" ("id" text not null, "supplier" text not null, "name" text not null,
    "version" int not null, "hash" text not null, "content" jsonb not null, "scope" text not null,
    "scope_value" text null, "currency" text not null, "valid_until" timestamptz null,
    "updated_at" timestamptz not null, primary key ("id"));
  create index "price_list_scope" on "price_list" ("supplier", "scope", "scope_value");
  alter table "price_list" add constraint "price_list_name" unique ("supplier", "name");
  alter table "price_list" add constraint "price_list_version_check" check (version > 0);
  alter table "price_list" add constraint "price_list_scope_check"
    check (scope in ('EVERYBODY', 'TIER', 'COMPANY'));
  alter table "price_list" add constraint "price_list_currency_check" check (currency ~ '^[A-Z]{3}$');
  create table "price_list_version" ("list" text not null, "version" int not null, "hash" text not null,
    "content" jsonb not null, "at" timestamptz not null, "by_user" text not null, "by_company" text not null,
    primary key ("list", "version"));
  create table "buyer_tier" ("position" bigserial primary key, "supplier" text not null, "company" text not null,
    "tier" text null, "at" timestamptz not null, "by_user" text not null, "by_company" text not null);
  create index "buyer_tier_pair" on "buyer_tier" ("supplier", "company", "position");
  create index "buyer_tier_company" on "buyer_tier" ("company");
`;

const access = `
  create table "catalogue_grant" ("id" text not null, "supplier" text not null, "buyer" text not null,
    "state" text not null, "subject" text not null, "nda" jsonb not null, "products" text[] not null,
    "steps" jsonb not null, "requested_at" timestamptz not null, primary key ("id"));
  create index "catalogue_grant_buyer" on "catalogue_grant" ("buyer", "supplier");
  create index "catalogue_grant_supplier" on "catalogue_grant" ("supplier");
  create unique index "catalogue_grant_requested_once" on "catalogue_grant" ("supplier", "buyer")
    where state = 'REQUESTED';
  alter table "catalogue_grant" add constraint "catalogue_grant_state_check"
    check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'REVOKED'));
  create table "folder_item" ("id" text not null, "company" text not null, "product" text not null,
    "kind" text not null, "snapshot" jsonb not null, "sha256" text not null, "note" text not null,
    "search" tsvector not null, "collected_at" timestamptz not null, "collected_by" text not null,
    primary key ("id"));
  alter table "folder_item" add constraint "folder_item_once" unique ("company", "product");
  alter table "folder_item" add constraint "folder_item_kind_check" check (kind in ('PUBLIC', 'PRIVATE'));
`;

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;

/**
 * What a text is found by: English stems, and every word and CJK character pair as it is, with weight. The terms are
 * letters and digits only (search-words.ts), so they need no quoting beyond the quotes; PostgreSQL's own parser would
 * take Chinese apart by the server's locale.
 */
const vector = `
  create function catalogue_vector(words text[], grams text[], weight "char") returns tsvector
  language sql immutable parallel safe as $$
    select setweight(to_tsvector('english', array_to_string(words, ' ')), weight) || setweight(coalesce((
      select string_agg('''' || term || ''':' || least(place, 16383), ' ')
      from unnest(words || grams) with ordinality as t (term, place)
    ), '')::tsvector, weight)
  $$;
`;

/** All words and pairs have to be there; a word counts as its English stem or, if longer than a letter, a beginning. */
const searchQuery = `
  create function catalogue_query(words text[], grams text[]) returns tsquery
  language plpgsql immutable parallel safe as $$
  declare
    v_term text;
    v_stem tsquery;
    v_all tsquery := '';
  begin
    foreach v_term in array words loop
      v_stem := plainto_tsquery('english', v_term);
      -- A stop word among others says nothing; alone it is what somebody looks for.
      continue when numnode(v_stem) = 0 and cardinality(words) + cardinality(grams) > 1;
      v_all := v_all && (v_stem || ('''' || v_term || case length(v_term) when 1 then '''' else ''':*' end)::tsquery);
    end loop;
    foreach v_term in array grams loop
      v_all := v_all && ('''' || v_term || '''')::tsquery;
    end loop;
    return v_all;
  end
  $$;
`;
