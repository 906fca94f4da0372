import { Migration } from '@mikro-orm/migrations';

/** How much of a movement in suspense has been made up for: what is decided about it is about the rest. */
export class Migration20261128234900_suspense_offset extends Migration {
  override name = 'Migration20261128234900_suspense_offset';

  override up(): void {
    this.addSql(`
      alter table "bank_entry" add column "offset_minor" bigint not null default '0';
      alter table "bank_entry" add constraint "bank_entry_offset_check" check (offset_minor >= 0 and offset_minor <= amount_minor);
    `);
  }
}
