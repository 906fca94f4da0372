import { Migration } from '@mikro-orm/migrations';

/** Every table as the entities describe it; `orm.schema.getUpdateSchemaSQL()` stays empty after the last migration. */
export class Migration20261122090000_tables extends Migration {
  override name = 'Migration20261122090000_tables';

  override up(): void {
    this.addSql(`
      create table "bank_message" ("sha256" text not null, "xml" text not null,
        "received_at" timestamptz not null, primary key ("sha256"));
    `);
    this.addSql(`
      create table "bank_entry" ("dedupe_key" text not null, "position" bigserial not null,
        "message" text not null, "account" text not null, "currency" text not null,
        "amount_minor" bigint not null, "credit_debit" text not null, "reversal" boolean not null,
        "end_to_end_id" text null, "references" jsonb not null, "booking_date" date not null,
        "content" jsonb not null, "disposition" text not null, "order_no" text null, "command_id" text null,
        "why" text null, primary key ("dedupe_key"));
      alter table "bank_entry" add constraint "bank_entry_position_unique" unique ("position");
      create index "bank_entry_order_no_index" on "bank_entry" ("order_no");
      create index "bank_entry_pending" on "bank_entry" ("position") where disposition = 'pending';
      alter table "bank_entry" add constraint "bank_entry_currency_check" check (currency ~ '^[A-Z]{3}$');
      alter table "bank_entry" add constraint "bank_entry_amount_minor_check" check (amount_minor > 0);
      alter table "bank_entry" add constraint "bank_entry_credit_debit_check" check (credit_debit in ('CRDT',
        'DBIT'));
      alter table "bank_entry" add constraint "bank_entry_disposition_check" check (disposition in ('pending',
        'applied', 'suspense', 'returned', 'ignored'));
    `);
    this.addSql(`
      create table "carton" ("order_no" text not null, "sscc" text not null, "booking" text not null,
        "line" int not null, "sku" text not null, "quantity" numeric(18,6) not null, "gross_grams" int not null,
        "length_mm" int not null, "width_mm" int not null, "height_mm" int not null, primary key ("order_no",
        "sscc"));
      alter table "carton" add constraint "carton_quantity_check" check (quantity > 0);
      alter table "carton" add constraint "carton_gross_grams_check" check (gross_grams > 0);
      alter table "carton" add constraint "carton_length_mm_check" check (length_mm > 0);
      alter table "carton" add constraint "carton_width_mm_check" check (width_mm > 0);
      alter table "carton" add constraint "carton_height_mm_check" check (height_mm > 0);
    `);
    this.addSql(`
      create table "carton_booking" ("order_no" text not null, "id" text not null, "sha256" text not null,
        "summary" jsonb not null, "at" timestamptz not null default now(), primary key ("order_no", "id"));
    `);
    this.addSql(`
      create table "carton_measure" ("id" text not null, "position" bigserial not null,
        "order_no" text not null, "sscc" text not null, "gross_grams" int not null, "length_mm" int not null,
        "width_mm" int not null, "height_mm" int not null, "at" timestamptz not null, "by_user" text not null,
        "by_company" text not null, primary key ("id"));
      alter table "carton_measure" add constraint "carton_measure_position_unique" unique ("position");
      create index "carton_measure_order_no_index" on "carton_measure" ("order_no", "sscc", "at");
      alter table "carton_measure" add constraint "carton_measure_gross_grams_check" check (gross_grams > 0);
      alter table "carton_measure" add constraint "carton_measure_length_mm_check" check (length_mm > 0);
      alter table "carton_measure" add constraint "carton_measure_width_mm_check" check (width_mm > 0);
      alter table "carton_measure" add constraint "carton_measure_height_mm_check" check (height_mm > 0);
    `);
    this.addSql(`
      create table "carton_scan" ("id" text not null, "order_no" text not null, "sscc" text not null,
        "outcome" text not null, "condition" text not null, "at" timestamptz not null, "by_user" text not null,
        "by_company" text not null, primary key ("id"));
      create index "carton_scan_order_no_index" on "carton_scan" ("order_no", "sscc");
      create unique index "carton_scan_accepted_once" on "carton_scan" ("order_no", "sscc") where outcome = 'OK';
      alter table "carton_scan" add constraint "carton_scan_outcome_check" check (outcome in ('OK', 'DUPLICATE',
        'UNKNOWN', 'BAD_CHECK_DIGIT', 'AFTER_RECEIPT'));
      alter table "carton_scan" add constraint "carton_scan_condition_check" check (condition in ('GOOD',
        'DAMAGED'));
    `);
    this.addSql(`
      create table "command" ("id" text not null, "position" bigserial not null, "order_no" text not null,
        "command" text not null, "first_seq" int not null, "fact_count" int not null, "status" int not null,
        "body" json not null, "recorded_at" timestamptz not null, primary key ("id"));
      alter table "command" add constraint "command_position_unique" unique ("position");
      create index "command_order_no_index" on "command" ("order_no", "first_seq");
      alter table "command" add constraint "command_fact_count_check" check (fact_count >= 0);
    `);
    this.addSql(`
      create table "company" ("id" text not null, "name" text not null, "country" text not null,
        "kinds" text[] not null, primary key ("id"));
      alter table "company" add constraint "company_country_check" check (country ~ '^[A-Z]{2}$');
    `);
    this.addSql(`
      create table "document" ("order_no" text not null, "id" text not null, "type" text not null,
        "title" text not null, "version" int not null, "issuer" text not null, "sha256" text not null,
        "visible_to" text[] not null, "media_type" text not null, "json" jsonb null, "bytes" bytea null,
        "at" timestamptz not null, primary key ("order_no", "id"));
    `);
    this.addSql(`
      create table "fact" ("order_no" text not null, "seq" int not null, "type" text not null,
        "at" timestamptz not null, "by_party" text not null, "by_user" text not null, "by_company" text not null,
        "data" jsonb not null, "hash" text not null, primary key ("order_no", "seq"));
      alter table "fact" add constraint "fact_seq_check" check (seq > 0);
    `);
    this.addSql(`
      create table "idempotency" ("actor" text not null, "key" text not null, "route" text not null,
        "body_hash" text not null, "command_id" text not null, "order_no" text null, "state" text not null,
        "status" int null, "body" json null, "lease_until" timestamptz not null,
        "created_at" timestamptz not null, primary key ("actor", "key"));
      alter table "idempotency" add constraint "idempotency_command_id_unique" unique ("command_id");
      create index "idempotency_created_at_index" on "idempotency" ("created_at");
      alter table "idempotency" add constraint "idempotency_state_check" check (state in ('running', 'done'));
    `);
    this.addSql(`
      create table "ledger_block" ("number" int not null, "first_seq" bigint not null,
        "last_seq" bigint not null, "count" int not null, "previous_hash" text not null, "hash" text not null,
        "sealed_at" timestamptz not null, primary key ("number"));
      alter table "ledger_block" add constraint "ledger_block_hash_unique" unique ("hash");
      alter table "ledger_block" add constraint "ledger_block_number_check" check (number > 0);
      alter table "ledger_block" add constraint "ledger_block_count_check" check (count > 0);
    `);
    this.addSql(`
      create table "ledger_transaction" ("seq" bigserial primary key, "id" text not null, "order_no" text null,
        "kind" text not null, "at" timestamptz not null, "txid" xid8 not null default pg_current_xact_id(),
        "block" int null);
      alter table "ledger_transaction" add constraint "ledger_transaction_id_unique" unique ("id");
      create index "ledger_transaction_order_no_index" on "ledger_transaction" ("order_no");
      create index "ledger_transaction_unsealed" on "ledger_transaction" ("seq") where block is null;
      create index "ledger_transaction_block_index" on "ledger_transaction" ("block");
    `);
    this.addSql(`
      create table "ledger_posting" ("transaction_seq" bigint not null, "line" int not null,
        "account" text not null, "currency" text not null, "amount_minor" bigint not null,
        primary key ("transaction_seq", "line"));
      create index "ledger_posting_account_index" on "ledger_posting" ("account",
        "currency") include ("amount_minor");
      alter table "ledger_posting" add constraint "ledger_posting_currency_check" check (currency ~ '^[A-Z]{3}$');
      
        alter table "ledger_posting" add constraint "ledger_posting_amount_minor_check"
        check (amount_minor <> 0 and abs(amount_minor) <= 9007199254740991);
    `);
    this.addSql(`
      create table "message" ("order_no" text not null, "id" text not null, "from_user" text not null,
        "from_company" text not null, "from_role" text not null, "stage" text not null, "text" text not null,
        "internal" boolean not null, "at" timestamptz not null, primary key ("order_no", "id"));
    `);
    this.addSql(`
      create table "order_view" ("order_no" text not null, "version" int not null, "stage" text not null,
        "outcome" text null, "mode" text not null, "profile" text not null, "buyer" text not null,
        "supplier" text not null, "warehouse" text not null, "inspector" text not null, "broker" text not null,
        "carrier" text not null, "currency" text null, "total_minor" bigint null, "held_minor" bigint not null,
        "waiting_on" text[] not null, "next_deadline" timestamptz null, "attention" text null,
        "state" jsonb not null, "updated_at" timestamptz not null, primary key ("order_no"));
      create index "order_view_stage_index" on "order_view" ("stage");
      create index "order_view_buyer_index" on "order_view" ("buyer", "order_no");
      create index "order_view_supplier_index" on "order_view" ("supplier", "order_no");
      create index "order_view_warehouse_index" on "order_view" ("warehouse", "order_no");
      create index "order_view_inspector_index" on "order_view" ("inspector", "order_no");
      create index "order_view_broker_index" on "order_view" ("broker", "order_no");
      create index "order_view_carrier_index" on "order_view" ("carrier", "order_no");
      alter table "order_view" add constraint "order_view_mode_check" check (mode in ('B2B', 'B2C'));
      alter table "order_view" add constraint "order_view_held_minor_check" check (held_minor >= 0);
    `);
    this.addSql(`
      create table "packing_list" ("order_no" text not null, "id" text not null, "sha256" text not null,
        "content" jsonb not null, "summary" jsonb not null, "at" timestamptz not null default now(),
        primary key ("order_no", "id"));
    `);
    this.addSql(`
      create table "payment_reference" ("reference" text not null, "order_no" text not null,
        "kind" text not null, "created_at" timestamptz not null, primary key ("reference"));
      create index "payment_reference_order_no_index" on "payment_reference" ("order_no");
      
        alter table "payment_reference" add constraint "payment_reference_kind_check" check (kind in ('PAYMENT_REQUEST',
        'DISBURSEMENT'));
    `);
    this.addSql(`
      create table "tracking_event" ("order_no" text not null, "event_id" text not null,
        "content" jsonb not null, "event_at" timestamptz not null,
        "received_at" timestamptz not null default now(), primary key ("order_no", "event_id"));
    `);
    this.addSql(`
      create table "platform_user" ("id" text not null, "email" text not null, "name" text not null,
        "password_hash" text not null, "company" text not null, "roles" text[] not null, primary key ("id"));
      alter table "platform_user" add constraint "platform_user_email_unique" unique ("email");
      alter table "platform_user" add constraint "platform_user_email_check" check (email = lower(email));
    `);
    this.addSql(`
      create table "session" ("id" text not null, "user_id" text not null, "created_at" timestamptz not null,
        "expires_at" timestamptz not null, "revoked_at" timestamptz null, primary key ("id"));
    `);
    this.addSql(`
      
        alter table "bank_entry" add constraint "bank_entry_message_foreign"
        foreign key ("message") references "bank_message" ("sha256");
    `);
    this.addSql(`
      
        alter table "ledger_transaction" add constraint "ledger_transaction_block_foreign"
        foreign key ("block") references "ledger_block" ("number") on delete no action;
    `);
    this.addSql(`
      
        alter table "ledger_posting" add constraint "ledger_posting_transaction_seq_foreign"
        foreign key ("transaction_seq") references "ledger_transaction" ("seq");
    `);
    this.addSql(`
      
        alter table "platform_user" add constraint "platform_user_company_foreign"
        foreign key ("company") references "company" ("id");
    `);
    this.addSql(`
      
        alter table "session" add constraint "session_user_id_foreign"
        foreign key ("user_id") references "platform_user" ("id");
    `);
    this.addSql('create sequence order_number');
  }
}
