import { Migration } from '@mikro-orm/migrations';
import { simplifiedPairs } from '../../domain/chinese.ts';

/**
 * Search and prices held back by the database too (decision 11): what everybody may find stands in a table of its own,
 * which the database fills, so that its index can be used under row-level security.
 */
export class Migration20261128201000_catalogue_search extends Migration {
  override name = 'Migration20261128201000_catalogue_search';

  override up(): void {
    this.addSql(words);
    this.addSql(listPrices);
    this.addSql(foundAnew);
    this.addSql(published);
    this.addSql(keptPublic);
    this.addSql(policies);
  }
}

const written = simplifiedPairs.map(([character]) => character).join('');
const forms = simplifiedPairs.map(([, form]) => form).join('');

/**
 * What codes and mistyped words are found by, and names as they are compared. A slip is a word with one character left
 * out: a word and its misspelling have one in common. It begins with "~", which no word does.
 */
const words = `
  create function simplified(text text) returns text language sql immutable parallel safe as $$
    select translate(text, '${written}', '${forms}')
  $$;
  create function catalogue_name(name text) returns text language sql immutable parallel safe as $$
    select simplified(lower(normalize(regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g'), NFC)))
  $$;
  create function catalogue_slips(words text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct '~' || case place when 0 then word
      else left(word, place - 1) || substr(word, place + 1) end), '{}')
    from unnest(words) as w (word), generate_series(0, length(word)) as place
    where word ~ '^[a-z]{4,24}$'
  $$;
  create function catalogue_codes(codes text[]) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct part), '{}') from (
      select regexp_replace(lower(code), '[^a-z0-9]', '', 'g') as part from unnest(codes) as c (code)
      union select run[1] from unnest(codes) as c (code), regexp_matches(lower(code), '[a-z]+|[0-9]+', 'g') as run
    ) parts where part <> ''
  $$;
  create function catalogue_hs_parts(hs_code text) returns text[] language sql immutable parallel safe as $$
    select array[hs_code, left(hs_code, 4)] || array(select part[1]
      from regexp_matches(substr(hs_code, 5), '[0-9]{1,2}', 'g') as part)
  $$;
  create function catalogue_slip_query(words text[], grams text[]) returns tsquery
  language plpgsql immutable parallel safe as $$
  declare
    v_term text;
    v_slips text[];
    v_all tsquery := '';
  begin
    foreach v_term in array words loop
      continue when numnode(plainto_tsquery('english', v_term)) = 0 and cardinality(words) + cardinality(grams) > 1;
      v_slips := catalogue_slips(array[v_term]);
      v_all := v_all && case cardinality(v_slips) when 0 then catalogue_query(array[v_term], '{}')
        else catalogue_query(array[v_term], '{}') || ('''' || array_to_string(v_slips, ''' | ''') || '''')::tsquery end;
    end loop;
    return v_all && catalogue_query('{}', grams);
  end
  $$;
`;

/** List price of one piece by currency, in minor units: with the product, so that it is under its policy. */
const listPrices = `
  alter table "catalogue_product" add column "list_prices" jsonb not null default '{}';
  update catalogue_product p set list_prices = l.prices from (
    select product, jsonb_object_agg(currency, unit_minor) as prices from catalogue_list_price group by product
  ) l where l.product = p.id;
  alter table "catalogue_product" alter column "list_prices" drop default;
  drop table "catalogue_list_price";
`;

/** What is kept already is found by what is found from now on. */
const foundAnew = `
  update catalogue_product set search = translate(search::text, '${written}', '${forms}')::tsvector;
  update folder_item set search = translate(search::text, '${written}', '${forms}')::tsvector;
  update catalogue_product set search = search
    || catalogue_vector(catalogue_codes(array[sku]), '{}', 'A')
    || catalogue_vector(catalogue_hs_parts(hs_code), '{}', 'B')
    || array_to_tsvector(catalogue_slips(array(select lexeme from unnest(search) where 'A' = any(weights))));
`;

/** What everybody may find: products that are public and on sale, and no others, whoever writes. */
const published = `
  drop index "catalogue_product_search";
  create index "catalogue_product_withheld" on "catalogue_product" ("supplier")
    where not (on_sale and visibility = 'PUBLIC');
  create table "catalogue_public" ("product" text not null, "supplier" text not null, "category" text not null,
    "origin" text not null, "hs_code" text not null, "name" text not null, "search" tsvector not null,
    "list_prices" jsonb not null, "updated_at" timestamptz not null, primary key ("product"));
  insert into catalogue_public select id, supplier, category, origin, hs_code, name, search, list_prices, updated_at
    from catalogue_product where on_sale and visibility = 'PUBLIC';
  create index "catalogue_public_search" on "catalogue_public" using gin ("search");
  create index "catalogue_public_supplier_index" on "catalogue_public" ("supplier");
  create index "catalogue_public_category_index" on "catalogue_public" ("category");
  create index "catalogue_public_updated_at_index" on "catalogue_public" ("updated_at");
`;

const keptPublic = `
  create function publish_product() returns trigger language plpgsql as $$
  begin
    if not (new.on_sale and new.visibility = 'PUBLIC') then
      delete from catalogue_public where product = new.id;
      return null;
    end if;
    insert into catalogue_public values (new.id, new.supplier, new.category, new.origin, new.hs_code, new.name,
      new.search, new.list_prices, new.updated_at)
    on conflict (product) do update set supplier = excluded.supplier, category = excluded.category,
      origin = excluded.origin, hs_code = excluded.hs_code, name = excluded.name, search = excluded.search,
      list_prices = excluded.list_prices, updated_at = excluded.updated_at;
    return null;
  end
  $$;
  create trigger catalogue_product_published after insert or update on catalogue_product
    for each row execute function publish_product();
  create function withdraw_product() returns trigger language plpgsql as $$
  begin
    delete from catalogue_public where product = old.id;
    return null;
  end
  $$;
  create trigger catalogue_product_withdrawn after delete on catalogue_product
    for each row execute function withdraw_product();
  create function refuse_withheld() returns trigger language plpgsql as $$
  begin
    if not exists (select from catalogue_product p where p.id = new.product and p.on_sale and p.visibility = 'PUBLIC') then
      raise exception 'product % is not public and on sale', new.product using errcode = 'check_violation';
    end if;
    return new;
  end
  $$;
  create trigger catalogue_public_is_public before insert or update on catalogue_public
    for each row execute function refuse_withheld();
`;

const company = '(select trade_company())';
const platform = '(select trade_platform())';

/**
 * Grants are read once a statement and not once a row. A list for a tier or a company counts for a member: the tier
 * its supplier decided last, or the membership's where it decided nothing. When a membership ends is seen to above.
 */
const policies = `
  alter table catalogue_public enable row level security;
  create policy catalogue_public_for_party on catalogue_public for select to trade_party using (true);
  grant select on catalogue_public to trade_party;
  alter policy catalogue_product_for_party on catalogue_product using (${platform} or supplier = ${company}
    or (on_sale and (visibility = 'PUBLIC' or (supplier, id) in (select g.supplier, unnest(g.products)
      from catalogue_grant g where g.buyer = ${company} and g.state = 'APPROVED'))));
  alter policy price_list_for_party on price_list using (${platform} or supplier = ${company} or scope = 'EVERYBODY'
    or (exists (select from membership m where m.company = ${company} and m.state = 'running')
      and case scope when 'COMPANY' then scope_value = ${company}
        else scope_value = case
          when exists (select from buyer_tier t where t.supplier = price_list.supplier and t.company = ${company})
            then (select t.tier from buyer_tier t where t.supplier = price_list.supplier and t.company = ${company}
              order by t.position desc limit 1)
          else (select m.tier from membership m where m.company = ${company}) end end));
`;
