import { Migration } from '@mikro-orm/migrations';

/** Who a movement in suspense concerns, where its order is closed: who owes it, or who it is owed to. */
export class Migration20261122092100_suspense_parties extends Migration {
  override name = 'Migration20261122092100_suspense_parties';

  override up(): void {
    this.addSql(`
      alter table "bank_entry" add column "party" text null;
      alter table "suspense_return" add column "company" text null;
    `);
  }
}
