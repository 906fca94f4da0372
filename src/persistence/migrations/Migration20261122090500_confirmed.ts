import { Migration } from '@mikro-orm/migrations';

/** Tells commands whose workflow has answered from those that are on the record and may be lost to their workflow. */
export class Migration20261122090500_confirmed extends Migration {
  override name = 'Migration20261122090500_confirmed';

  override up(): void {
    this.addSql(`
      alter table "idempotency" add column "confirmed" boolean not null default false;
      update "idempotency" set "confirmed" = true;
      create index "idempotency_unconfirmed" on "idempotency" ("lease_until") where state = 'done' and not confirmed;
    `);
  }
}
