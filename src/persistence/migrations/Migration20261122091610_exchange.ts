import { Migration } from '@mikro-orm/migrations';

/** Foreign exchange: reference rates by day and source, and rates locked for one payment. */
export class Migration20261122091610_exchange extends Migration {
  override name = 'Migration20261122091610_exchange';

  override up(): void {
    this.addSql(`
      create table "fx_rate" ("source" text not null, "date" date not null, "currency" text not null,
        "base" text not null, "rate" text not null, primary key ("source", "date", "currency"));
      create table "fx_quote" ("id" text not null, "order_no" text not null, "request" text not null,
        "from_currency" text not null, "from_minor" bigint not null, "to_currency" text not null,
        "to_minor" bigint not null, "rate" text not null, "provider" text not null, "locked_at" timestamptz not null,
        "expires_at" timestamptz not null, "settled_by" text null, primary key ("id"));
      create index "fx_quote_order_no_index" on "fx_quote" ("order_no");
      alter table "fx_quote" add constraint "fx_quote_from_minor_check" check (from_minor > 0);
      alter table "fx_quote" add constraint "fx_quote_to_minor_check" check (to_minor > 0);
    `);
  }
}
