import { Migration } from '@mikro-orm/migrations';

/**
 * The rules of the ledger, checked for all the rows of a statement at once rather than row by row: what costs one
 * transfer a few index look-ups costs a batch of a thousand hardly more.
 */
export class Migration20261122090700_ledger_sets extends Migration {
  override name = 'Migration20261122090700_ledger_sets';

  override up(): void {
    this.addSql(`
      drop trigger ledger_transaction_balances on ledger_transaction;
      drop trigger ledger_posting_balances on ledger_posting;
      drop trigger ledger_posting_in_time on ledger_posting;
      drop trigger ledger_posting_no_overdraft on ledger_posting;
      drop function check_ledger_balance();
      drop function check_posting_in_time();
      drop function check_overdraft();
    `);
    this.addSql(overdrafts);
    this.addSql(holdDebits);
    this.addSql(checkPostings);
    this.addSql(checkTransactions);
    this.addSql(bookTransactions);
    this.addSql(bookTransaction);
  }
}

/**
 * Accounts that a statement left in debit: within its transaction a later one may make up for it, so they are looked at
 * again at commit. Nothing ever stays in this table.
 */
const overdrafts = `
  create unlogged table ledger_overdraft (account text not null, currency text not null,
    primary key (account, currency));
  create function account_sum(v_account text, v_currency text) returns numeric language sql stable as $$
    select sum(amount_minor) from ledger_posting where account = v_account and currency = v_currency
  $$;
  create function refuse_overdraft() returns trigger language plpgsql as $$
  declare
    v_sum constant numeric := account_sum(new.account, new.currency);
  begin
    delete from ledger_overdraft where account = new.account and currency = new.currency;
    if v_sum > 0 then
      raise exception 'account % would be overdrawn by % %', new.account, v_sum, new.currency using errcode = 'TE012';
    end if;
    return null;
  end
  $$;
  create constraint trigger ledger_overdraft_refused after insert on ledger_overdraft
    deferrable initially deferred for each row execute function refuse_overdraft();
`;

/**
 * Money held for an order or owed to a party cannot be spent twice. Debits of one account queue on an advisory lock
 * until commit, taken in one order by everybody; the sum read under it is final, because each statement sees what is
 * committed by then and only debits could make it worse. Accounts that may be in debit are never locked.
 */
const holdDebits = `
  create function hold_debits(v_accounts text[], v_currencies text[]) returns void language plpgsql as $$
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'the ledger is written at read committed, not %', current_setting('transaction_isolation')
        using errcode = 'TE015';
    end if;
    perform pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(account || ' ' || currency, 2) as key
      from unnest(v_accounts, v_currencies) as debited (account, currency) order by 1) keys;
    insert into ledger_overdraft (account, currency)
      select account, currency from unnest(v_accounts, v_currencies) as debited (account, currency)
      where account_sum(account, currency) > 0 on conflict do nothing;
  end
  $$;
`;

/** What a statement adds has to belong to transactions of this moment, and to balance in each of them. */
const checkPostings = `
  create function check_postings() returns trigger language plpgsql as $$
  declare
    v_off record;
    v_accounts text[];
    v_currencies text[];
  begin
    select added.transaction_seq as seq into v_off from added
      left join ledger_transaction t on t.seq = added.transaction_seq
      where t.txid is distinct from pg_current_xact_id() or t.block is not null limit 1;
    if found then
      raise exception 'ledger transaction % is complete: no posting can be added to it', v_off.seq
        using errcode = 'TE014';
    end if;
    select transaction_seq as seq, currency, sum(amount_minor) as off into v_off from added
      group by transaction_seq, currency having sum(amount_minor) <> 0 limit 1;
    if found then
      raise exception 'ledger transaction % is out of balance by % %', v_off.seq, v_off.off, v_off.currency
        using errcode = 'TE011';
    end if;
    select array_agg(account), array_agg(currency) into v_accounts, v_currencies from (
      select distinct account, currency from added where amount_minor > 0 and may_not_be_debit(account)) debited;
    if v_accounts is not null then
      perform hold_debits(v_accounts, v_currencies);
    end if;
    return null;
  end
  $$;
  create trigger ledger_posting_checked after insert on ledger_posting
    referencing new table as added for each statement execute function check_postings();
`;

/** A transaction and its postings are written by one statement, so both are there when it ends. */
const checkTransactions = `
  create function check_transactions() returns trigger language plpgsql as $$
  declare
    v_seq bigint;
  begin
    select added.seq into v_seq from added
      where not exists (select from ledger_posting where transaction_seq = added.seq) limit 1;
    if found then
      raise exception 'ledger transaction % has no postings', v_seq using errcode = 'TE013';
    end if;
    return null;
  end
  $$;
  create trigger ledger_transaction_checked after insert on ledger_transaction
    referencing new table as added for each statement execute function check_transactions();
`;

/**
 * Books many transactions in one statement, each once by its id. The postings come as parallel arrays; v_of says which
 * transaction (from 1) each belongs to. Answers the ids that were booked before; the same id with other postings is a
 * bug, not a repetition.
 */
const bookTransactions = `
  create function book_transactions(v_at timestamptz, v_ids text[], v_orders text[], v_kinds text[], v_of int[],
    v_lines int[], v_accounts text[], v_currencies text[], v_amounts bigint[]) returns text[] language plpgsql as $$
  declare
    v_known text[];
    v_reused text;
  begin
    with wanted as (
      select * from unnest(v_ids, v_orders, v_kinds) with ordinality as t (id, order_no, kind, place)
    ), booked as (
      insert into ledger_transaction (id, order_no, kind, at) select id, order_no, kind, v_at from wanted order by place
        on conflict (id) do nothing returning seq, id
    ), posted as (
      insert into ledger_posting (transaction_seq, line, account, currency, amount_minor)
        select booked.seq, p.line, p.account, p.currency, p.amount
        from unnest(v_of, v_lines, v_accounts, v_currencies, v_amounts) as p (place, line, account, currency, amount)
        join wanted using (place) join booked using (id)
    )
    select array_agg(id) into v_known from wanted where id not in (select id from booked);
    if v_known is null then
      return '{}';
    end if;
    select wanted.id into v_reused
      from unnest(v_ids, v_orders, v_kinds) with ordinality as wanted (id, order_no, kind, place)
      left join ledger_transaction t on t.id = wanted.id
      where wanted.id = any(v_known) and (t.kind is distinct from wanted.kind
        or t.order_no is distinct from wanted.order_no
        or (select array_agg(row(line, account, currency, amount)::text order by line)
            from unnest(v_of, v_lines, v_accounts, v_currencies, v_amounts)
              as p (place, line, account, currency, amount)
            where p.place = wanted.place)
          is distinct from (select array_agg(row(line, account, currency, amount_minor)::text order by line)
            from ledger_posting where transaction_seq = t.seq))
      limit 1;
    if found then
      raise exception 'ledger transaction % was booked before with other postings', v_reused using errcode = 'TE003';
    end if;
    return v_known;
  end
  $$;
`;

/** One transaction, as JSON. Answers whether it was booked now. */
const bookTransaction = `
  create or replace function book_transaction(v_order text, v_at timestamptz, input jsonb) returns boolean
  language plpgsql as $$
  declare
    v_seq bigint;
  begin
    with booked as (
      insert into ledger_transaction (id, order_no, kind, at) values (input->>'id', v_order, input->>'kind', v_at)
        on conflict (id) do nothing returning seq
    ), posted as (
      insert into ledger_posting (transaction_seq, line, account, currency, amount_minor)
        select seq, line, posting->>'account', posting->>'currency', (posting->>'amountMinor')::bigint
          from booked, jsonb_array_elements(input->'postings') with ordinality as t (posting, line)
    )
    select seq into v_seq from booked;
    if v_seq is not null then
      return true;
    end if;
    if not exists (select from ledger_transaction t where t.id = input->>'id' and t.kind = input->>'kind'
        and t.order_no is not distinct from v_order
        and input->'postings' = (select jsonb_agg(jsonb_build_object('account', account, 'currency', currency,
          'amountMinor', amount_minor) order by line) from ledger_posting where transaction_seq = t.seq)) then
      raise exception 'ledger transaction % was booked before with other postings', input->>'id'
        using errcode = 'TE003';
    end if;
    return false;
  end
  $$;
`;
