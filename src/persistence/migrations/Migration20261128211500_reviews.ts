import { Migration } from '@mikro-orm/migrations';

/** What buyers say of products they have received (requirements.md S7), and suppliers answer. */
export class Migration20261128211500_reviews extends Migration {
  override name = 'Migration20261128211500_reviews';

  override up(): void {
    this.addSql(tables);
    this.addSql(policies);
  }
}

const tables = `
  create table "product_review" ("id" text not null, "product" text not null, "order_no" text not null,
    "line" int not null, "country" text not null, "at" timestamptz not null, primary key ("id"));
  alter table "product_review" add constraint "product_review_once" unique ("order_no", "line");
  create index "product_review_product_index" on "product_review" ("product", "at");
  create table "product_review_entry" ("review" text not null, "seq" int not null, "kind" text not null,
    "stars" int null, "text" text not null, "by_user" text not null, "at" timestamptz not null,
    primary key ("review", "seq"));
  alter table "product_review_entry" add constraint "product_review_entry_kind_check"
    check (kind in ('REVIEW', 'ANSWER'));
  alter table "product_review_entry" add constraint "product_review_entry_stars_check"
    check (stars >= 1 and stars <= 5);
  alter table "product_review_entry" add constraint "product_review_entry_seq_check" check (seq > 0);
  alter table "product_review_entry" add constraint "product_review_entry_rated_check"
    check ((kind = 'REVIEW') = (stars is not null));
  create trigger product_review_entry_keeps_rows before update or delete on product_review_entry
    for each row execute function refuse_change();
  create trigger product_review_entry_keeps_all before truncate on product_review_entry
    for each statement execute function refuse_change();
`;

/** Whoever may know of a product reads what is said of it; who said it stands in the order, under the order's policy. */
const policies = `
  alter table product_review enable row level security;
  create policy product_review_for_party on product_review for select to trade_party
    using (exists (select from catalogue_product p where p.id = product_review.product)
      or exists (select from order_view v where v.order_no = product_review.order_no));
  grant select on product_review to trade_party;
  alter table product_review_entry enable row level security;
  create policy product_review_entry_for_party on product_review_entry for select to trade_party
    using (exists (select from product_review r where r.id = product_review_entry.review));
  grant select (review, seq, kind, stars, text, at) on product_review_entry to trade_party;
`;
