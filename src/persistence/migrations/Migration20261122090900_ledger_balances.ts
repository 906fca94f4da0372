import { Migration } from '@mikro-orm/migrations';

/**
 * Balances of guarded accounts carried forward now and then, so that the overdraft check of a supplier with a million
 * postings adds up the last few instead of all of them; and a second look at every posting saved.
 */
export class Migration20261122090900_ledger_balances extends Migration {
  override name = 'Migration20261122090900_ledger_balances';

  override up(): void {
    this.addSql(`
      create table "ledger_balance" ("account" text not null, "currency" text not null, "amount_minor" bigint not null,
        "through_seq" bigint not null, primary key ("account", "currency"));
      drop index "ledger_posting_account_index";
      create index "ledger_posting_account_index" on "ledger_posting" ("account", "currency",
        "transaction_seq") include ("amount_minor");
    `);
    // Every posting is checked against its transaction as it is inserted (check_postings), and neither can be deleted:
    // the foreign key would look the same rows up once more, at a fifth of what a batch costs.
    this.addSql('alter table "ledger_posting" drop constraint "ledger_posting_transaction_seq_foreign"');
    this.addSql(accountSum);
    this.addSql(carryForward);
  }
}

const accountSum = `
  create or replace function account_sum(v_account text, v_currency text) returns numeric language plpgsql stable as $$
  declare
    v_kept bigint;
    v_through bigint;
  begin
    select amount_minor, through_seq into v_kept, v_through from ledger_balance
      where account = v_account and currency = v_currency;
    return coalesce(v_kept, 0) + coalesce((select sum(amount_minor) from ledger_posting
      where account = v_account and currency = v_currency and transaction_seq > coalesce(v_through, -1)), 0);
  end
  $$;
`;

/**
 * Numbers are given out before they are committed, so "up to here" is only known while nobody writes: the lock waits
 * for whoever is writing and holds up the others for the few milliseconds the sums take.
 */
const carryForward = `
  create function carry_balances_forward(v_accounts text[], v_currencies text[]) returns void language plpgsql as $$
  declare
    v_through bigint;
  begin
    lock table ledger_transaction in share row exclusive mode;
    select max(seq) into v_through from ledger_transaction;
    insert into ledger_balance as kept (account, currency, amount_minor, through_seq)
      select account, currency, account_sum(account, currency), v_through
        from unnest(v_accounts, v_currencies) as busy (account, currency)
      on conflict (account, currency) do update
        set amount_minor = excluded.amount_minor, through_seq = excluded.through_seq;
  end
  $$;
`;
