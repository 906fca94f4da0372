import { Migration } from '@mikro-orm/migrations';

/** Rules the database keeps whoever writes to it: what is recorded stays, every ledger transaction balances. */
export class Migration20261122090100_rules extends Migration {
  override name = 'Migration20261122090100_rules';

  override up(): void {
    this.addSql(iso);
    this.addSql(appendOnly);
    for (const table of appendOnlyTables) this.addSql(keepRows(table));
    this.addSql(sealOnce);
    this.addSql(balanced);
    this.addSql(inOnePiece);
    this.addSql(noOverdraft);
    // Room on each page lets the read model's frequent updates stay in place and off the indexes.
    this.addSql('alter table order_view set (fillfactor = 80)');
  }
}

const appendOnlyTables = [
  'fact', 'command', 'payment_reference', 'ledger_posting', 'ledger_block', 'bank_message', 'carton_scan',
  'carton_measure',
];

/** Times leave the database as Date#toISOString writes them, whatever the session's time zone. */
const iso = `
  create function iso(moment timestamptz) returns text language sql stable parallel safe as $$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  $$;
`;

const appendOnly = `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'TE010';
  end
  $$;
`;

const keepRows = (table: string) => `
  create trigger ${table}_keeps_rows before update or delete on ${table}
    for each row execute function refuse_change();
  create trigger ${table}_keeps_all before truncate on ${table}
    for each statement execute function refuse_change();
`;

/** A ledger transaction changes once, when it is sealed into a block, and then only in that column. */
const sealOnce = `
  create function seal_once() returns trigger language plpgsql as $$
  begin
    if old.block is not null or new.block is null or to_jsonb(old) - 'block' <> to_jsonb(new) - 'block' then
      raise exception 'ledger_transaction % is append-only: update is refused', old.id using errcode = 'TE010';
    end if;
    return new;
  end
  $$;
  create trigger ledger_transaction_seals_once before update on ledger_transaction
    for each row execute function seal_once();
  create trigger ledger_transaction_keeps_rows before delete on ledger_transaction
    for each row execute function refuse_change();
  create trigger ledger_transaction_keeps_all before truncate on ledger_transaction
    for each statement execute function refuse_change();
`;

/**
 * The check runs for the transaction and again for each posting: one added after "set constraints all immediate" would
 * otherwise go unseen.
 */
const balanced = `
  create function check_ledger_balance() returns trigger language plpgsql as $$
  declare
    v_seq bigint := case tg_table_name when 'ledger_posting' then (to_jsonb(new)->>'transaction_seq')::bigint
      else (to_jsonb(new)->>'seq')::bigint end;
    v_off record;
  begin
    if not exists (select from ledger_posting where transaction_seq = v_seq) then
      raise exception 'ledger transaction % has no postings', v_seq using errcode = 'TE013';
    end if;
    select currency, sum(amount_minor) as off into v_off from ledger_posting
      where transaction_seq = v_seq group by currency having sum(amount_minor) <> 0 limit 1;
    if found then
      raise exception 'ledger transaction % is out of balance by % %', v_seq, v_off.off, v_off.currency
        using errcode = 'TE011';
    end if;
    return null;
  end
  $$;
  create constraint trigger ledger_transaction_balances after insert on ledger_transaction
    deferrable initially deferred for each row execute function check_ledger_balance();
  create constraint trigger ledger_posting_balances after insert on ledger_posting
    deferrable initially deferred for each row execute function check_ledger_balance();
`;

const inOnePiece = `
  create function check_posting_in_time() returns trigger language plpgsql as $$
  begin
    if not exists (select from ledger_transaction
        where seq = new.transaction_seq and txid = pg_current_xact_id() and block is null) then
      raise exception 'ledger transaction % is complete: no posting can be added to it', new.transaction_seq
        using errcode = 'TE014';
    end if;
    return new;
  end
  $$;
  create trigger ledger_posting_in_time before insert on ledger_posting
    for each row execute function check_posting_in_time();
`;

/**
 * Money held for an order or owed to a party cannot be spent twice. Debits of one account queue on an advisory lock
 * until commit, so the sum read under it is final; that holds only where each statement sees what is committed by then.
 */
const noOverdraft = `
  create function may_not_be_debit(account text) returns boolean language sql immutable parallel safe as $$
    select account like 'orders:%:escrow' or account like 'orders:%:returns' or account like 'parties:%:payable'
  $$;
  create function check_overdraft() returns trigger language plpgsql as $$
  declare
    v_sum numeric;
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'the ledger is written at read committed, not %', current_setting('transaction_isolation')
        using errcode = 'TE015';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(new.account || ' ' || new.currency, 2));
    select sum(amount_minor) into v_sum from ledger_posting where account = new.account and currency = new.currency;
    if v_sum > 0 then
      raise exception 'account % would be overdrawn by % %', new.account, v_sum, new.currency using errcode = 'TE012';
    end if;
    return null;
  end
  $$;
  create constraint trigger ledger_posting_no_overdraft after insert on ledger_posting
    deferrable initially deferred for each row
    when (new.amount_minor > 0 and may_not_be_debit(new.account)) execute function check_overdraft();
`;
