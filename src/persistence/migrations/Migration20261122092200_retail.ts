import { Migration } from '@mikro-orm/migrations';

/** Consumers' orders: what was decided, where it goes, what it takes of the stock; and papers that messages name. */
export class Migration20261122092200_retail extends Migration {
  override name = 'Migration20261122092200_retail';

  override up(): void {
    this.addSql(`
      create table "retail_sale" ("order_no" text not null, "opening" jsonb not null, "address" jsonb not null,
        "at" timestamptz not null, primary key ("order_no"));
      create table "retail_reservation" ("order_no" text not null, "product" text not null, "quantity" int not null,
        "at" timestamptz not null, primary key ("order_no", "product"));
      alter table "retail_reservation" add constraint "retail_reservation_quantity_check" check (quantity > 0);
      create index "retail_reservation_product_index" on "retail_reservation" ("product", "at");
      alter table "message" add column "document" text null;
    `);
  }
}
