import { Migration } from '@mikro-orm/migrations';

/** The bank's own entry that a detail belongs to, found without reading every detail ever kept. */
export class Migration20261122091050_entry_key extends Migration {
  override name = 'Migration20261122091050_entry_key';

  override up(): void {
    this.addSql(`
      alter table "bank_entry" add column "entry_key" text generated always as (content ->> 'entryKey') stored;
      create index "bank_entry_entry_key_index" on "bank_entry" ("entry_key");
    `);
  }
}
