import { Migration } from '@mikro-orm/migrations';

/** What one company may read of the rest: decision 10. The engine itself owns the tables and is not held back. */
export class Migration20261122091110_row_security extends Migration {
  override name = 'Migration20261122091110_row_security';

  override up(): void {
    this.addSql(role);
    this.addSql(context);
    for (const [table, rule] of Object.entries(rules)) this.addSql(secured(table, rule));
    for (const [table, columns] of Object.entries(someColumns)) {
      this.addSql(`revoke select on ${table} from trade_party; grant select (${columns}) on ${table} to trade_party;`);
    }
  }
}

/**
 * Roles are the server's, not the database's: another database of this server, or a copy that starts at the same
 * moment, may have made it.
 */
const role = `
  do $$
  begin
    if not exists (select from pg_roles where rolname = 'trade_party') then
      begin
        create role trade_party nologin;
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    -- From PostgreSQL 16 on, whoever made a role is its member without being allowed to take it on.
    if not pg_has_role(current_user, 'trade_party',
        case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) then
      execute format('grant trade_party to %I', current_user);
    end if;
    execute format('grant usage on schema %I to trade_party', current_schema());
  exception when insufficient_privilege then
    raise exception 'the role trade_party cannot be made or taken by %', current_user
      using hint = format('as a superuser: create role trade_party nologin; grant trade_party to %I', current_user),
        errcode = 'insufficient_privilege';
  end
  $$;
`;

/** For whom a transaction reads; nobody, and so nothing, while it has not been said. */
const context = `
  create function trade_company() returns text language sql stable parallel safe as $$
    select nullif(current_setting('trade.company', true), '')
  $$;
  create function trade_platform() returns boolean language sql stable parallel safe as $$
    select coalesce(current_setting('trade.platform', true) = 'yes', false)
  $$;
  create function roles_on(seen order_view) returns text[] language sql stable parallel safe as $$
    select array_remove(array[
      case trade_company() when seen.buyer then 'buyer' end,
      case trade_company() when seen.supplier then 'supplier' end,
      case trade_company() when seen.warehouse then 'warehouse-operator' end,
      case trade_company() when seen.inspector then 'inspector' end,
      case trade_company() when seen.broker then 'customs-broker' end,
      case trade_company() when seen.carrier then 'carrier' end
    ], null)
  $$;
`;

/** As subqueries they are asked once a statement, not once a row. */
const company = '(select trade_company())';
const platform = '(select trade_platform())';

/** The subquery is held to the policy of order_view itself: no order, nothing of it. */
const ofOrder = (table: string) => `exists (select from order_view v where v.order_no = ${table}.order_no)`;
const own = (column: string) => `(${platform} or ${column} = ${company})`;

const ofLedger = `(${platform} or account = 'parties:' || ${company} || ':payable'
  or account ~ '^orders:[^:]+:(escrow|returns)$' and exists (select from order_view v
    where v.order_no = split_part(account, ':', 2)
      and (v.buyer = ${company} or v.supplier = ${company} and account like '%:escrow')))`;

const shownProduct = `(${own('supplier')} or (on_sale and (visibility = 'PUBLIC' or exists (
  select from catalogue_grant g where g.buyer = ${company} and g.supplier = catalogue_product.supplier and g.state = 'APPROVED'
    and catalogue_product.id = any(g.products)))))`;

const shownTo = `(${own('supplier')} or scope = 'EVERYBODY' or (scope = 'COMPANY' and scope_value = ${company})
  or (scope = 'TIER' and scope_value = (select t.tier from buyer_tier t where t.supplier = price_list.supplier
    and t.company = ${company} order by t.position desc limit 1)))`;

const rules: Record<string, string> = {
  company: 'true',
  order_view: `(${platform} or ${company} in (buyer, supplier, warehouse, inspector, broker, carrier))`,
  fact: ofOrder('fact'),
  tracking_event: ofOrder('tracking_event'),
  packing_list: ofOrder('packing_list'),
  carton_booking: ofOrder('carton_booking'),
  carton: ofOrder('carton'),
  carton_scan: ofOrder('carton_scan'),
  carton_measure: ofOrder('carton_measure'),
  message: `(${ofOrder('message')} and (${platform} or not internal))`,
  document: `(${platform} or exists (select from order_view v where v.order_no = document.order_no
    and roles_on(v) && document.visible_to))`,
  ledger_transaction: `(${platform} or ${ofOrder('ledger_transaction')})`,
  ledger_posting: ofLedger,
  payment_reference: platform,
  bank_message: platform,
  bank_entry: platform,
  reconciliation_case: platform,
  payout_account: own('company'),
  platform_user: `company = ${company}`,
  invitation: `company = ${company}`,
  api_key: `company = ${company}`,
  role_proposal: own('company'),
  catalogue_product: shownProduct,
  catalogue_version: `exists (select from catalogue_product p where p.id = catalogue_version.product
    and (${platform} or p.supplier = ${company}))`,
  catalogue_list_price: 'exists (select from catalogue_product p where p.id = catalogue_list_price.product)',
  catalogue_grant: `(${own('supplier')} or buyer = ${company})`,
  folder_item: `company = ${company}`,
  buyer_tier: `(${own('supplier')} or company = ${company})`,
  price_list: shownTo,
  price_list_version: `exists (select from price_list l where l.id = price_list_version.list
    and (${platform} or l.supplier = ${company}))`,
};

const secured = (table: string, rule: string) => `
  alter table ${table} enable row level security;
  create policy ${table}_for_party on ${table} for select to trade_party using (${rule});
  grant select on ${table} to trade_party;
`;

/** Hashes of passwords, codes and keys are nobody's to read. */
const someColumns: Record<string, string> = {
  platform_user: 'id, email, name, company, roles, locale, admin, deactivated_at',
  invitation: 'id, company, email, roles, admin, locale, invited_by, created_at, expires_at, accepted_at, revoked_at',
  api_key: 'id, company, name, roles, created_by, created_at, expires_at, last_used_at, revoked_at',
};
