import { Migration } from '@mikro-orm/migrations';

/** The bank that keeps the trust account of an order stands on it like its other companies, and sees that order only. */
export class Migration20261128204100_order_bank extends Migration {
  override name = 'Migration20261128204100_order_bank';

  override up(): void {
    this.addSql(column);
    this.addSql(roles);
    this.addSql(moveView);
    this.addSql(policies);
  }
}

/** Orders from before are the one bank's there was; where there were several, nobody but the platform's they are. */
const column = `
  alter table "order_view" add column "bank" text null;
  create index "order_view_bank_index" on "order_view" ("bank", "order_no");
  update order_view set bank = (select min(id) from company where 'bank' = any(kinds))
    where (select count(*) from company where 'bank' = any(kinds)) = 1;
`;

const roles = `
  create or replace function roles_on(seen order_view) returns text[] language sql stable parallel safe as $$
    select array_remove(array[
      case trade_company() when seen.buyer then 'buyer' end,
      case trade_company() when seen.supplier then 'supplier' end,
      case trade_company() when seen.warehouse then 'warehouse-operator' end,
      case trade_company() when seen.inspector then 'inspector' end,
      case trade_company() when seen.broker then 'customs-broker' end,
      case trade_company() when seen.carrier then 'carrier' end,
      case trade_company() when seen.bank then 'bank' end
    ], null)
  $$;
`;

/** The state of an order from before does not name its bank: what stands in the row stays. */
const moveView = `
  create or replace function move_view(v_view jsonb, v_must_grow boolean) returns void language plpgsql as $$
  begin
    insert into order_view as kept (order_no, version, stage, outcome, mode, profile, buyer, supplier, warehouse,
      inspector, broker, carrier, bank, currency, total_minor, held_minor, waiting_on, next_deadline, attention, state,
      updated_at)
    values (v_view->>'order', (v_view->>'version')::int, v_view->>'stage', v_view->>'outcome', v_view->>'mode',
      v_view->>'profile', v_view#>>'{companies,buyer}', v_view#>>'{companies,supplier}',
      v_view#>>'{companies,warehouse}', v_view#>>'{companies,inspector}', v_view#>>'{companies,broker}',
      v_view#>>'{companies,carrier}', v_view#>>'{companies,bank}',
      v_view->>'currency', (v_view->>'totalMinor')::bigint, (v_view->>'heldMinor')::bigint,
      array(select jsonb_array_elements_text(v_view->'waitingOn')), (v_view->>'nextDeadline')::timestamptz,
      v_view->>'attention', v_view->'state', clock_timestamp())
    on conflict (order_no) do update set version = excluded.version, stage = excluded.stage, outcome = excluded.outcome,
      mode = excluded.mode, profile = excluded.profile, buyer = excluded.buyer, supplier = excluded.supplier,
      warehouse = excluded.warehouse, inspector = excluded.inspector, broker = excluded.broker,
      carrier = excluded.carrier, bank = coalesce(excluded.bank, kept.bank),
      currency = excluded.currency, total_minor = excluded.total_minor, held_minor = excluded.held_minor,
      waiting_on = excluded.waiting_on, next_deadline = excluded.next_deadline, attention = excluded.attention,
      state = excluded.state, updated_at = excluded.updated_at
    where kept.version < excluded.version;
    if not found and v_must_grow then
      raise exception 'version % of order % is not newer than what is kept', v_view->>'version', v_view->>'order'
        using errcode = 'TE002';
    end if;
  end
  $$;
`;

const company = '(select trade_company())';
const platform = '(select trade_platform())';

/** The bank sees every posting of the orders whose trust account it keeps, that account included. */
const policies = `
  drop policy order_view_for_party on order_view;
  create policy order_view_for_party on order_view for select to trade_party
    using (${platform} or ${company} in (buyer, supplier, warehouse, inspector, broker, carrier, bank));
  create policy ledger_posting_for_bank on ledger_posting for select to trade_party
    using (exists (select from ledger_transaction t join order_view v on v.order_no = t.order_no
      where t.seq = ledger_posting.transaction_seq and v.bank = ${company}));
`;
