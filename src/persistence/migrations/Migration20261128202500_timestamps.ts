import { Migration } from '@mikro-orm/migrations';

/**
 * Timestamps by others over what is evidence: every version of a contract, and the last fact of a closed order. What is
 * to be stamped is noted with the fact itself, whoever records it; what was recorded before is noted now.
 */
export class Migration20261128202500_timestamps extends Migration {
  override name = 'Migration20261128202500_timestamps';

  override up(): void {
    this.addSql(`
      create table "evidence_timestamp" ("order_no" text not null, "subject" text not null, "number" int not null,
        "hash" text not null, "state" text not null default 'WANTED', "attempts" int not null default 0,
        "next_attempt_at" timestamptz not null default now(), "why" text null, "authority" text null,
        "stamped_at" timestamptz null, "policy" text null, "serial" text null, "signer" text null,
        "response" bytea null, primary key ("order_no", "subject", "number"));
      create index "evidence_timestamp_due" on "evidence_timestamp" ("next_attempt_at") where response is null;
      alter table "evidence_timestamp" add constraint "evidence_timestamp_subject_check"
        check (subject in ('CONTRACT', 'RECORD'));
      alter table "evidence_timestamp" add constraint "evidence_timestamp_state_check"
        check (state in ('WANTED', 'UNKNOWN', 'REFUSED', 'STAMPED') and (state = 'STAMPED') = (response is not null));
    `);
    this.addSql(noted);
    this.addSql(secured);
  }
}

const noted = `
  create function note_timestamp(f fact) returns void language sql as $$
    insert into evidence_timestamp (order_no, subject, number, hash)
      select f.order_no, 'CONTRACT', (f.data->'contract'->>'version')::int, f.data->'contract'->>'hash'
        where f.type in ('ContractSealed', 'ContractAmended')
      union all
      select f.order_no, 'RECORD', f.seq, f.hash where f.type = 'OrderClosed'
      on conflict do nothing
  $$;
  create function fact_wants_timestamp() returns trigger language plpgsql as $$
    begin
      perform note_timestamp(new);
      return null;
    end
  $$;
  create trigger fact_wants_timestamp after insert on fact for each row
    when (new.type in ('ContractSealed', 'ContractAmended', 'OrderClosed')) execute function fact_wants_timestamp();
  do $$ begin
    perform note_timestamp(fact) from fact where type in ('ContractSealed', 'ContractAmended', 'OrderClosed');
  end $$;
`;

const secured = `
  alter table evidence_timestamp enable row level security;
  create policy evidence_timestamp_for_party on evidence_timestamp for select to trade_party using (
    exists (select from order_view v where v.order_no = evidence_timestamp.order_no
      and ((select trade_platform()) or (select trade_company()) in (v.buyer, v.supplier))));
  grant select on evidence_timestamp to trade_party;
`;
