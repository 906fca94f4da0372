import { Migration } from '@mikro-orm/migrations';

/** A supplier may say for the whole company that it sells to businesses only (requirements.md S2). */
export class Migration20261129001600_businesses_only extends Migration {
  override name = 'Migration20261129001600_businesses_only';

  override up(): void {
    this.addSql('alter table "company" add column "businesses_only" boolean not null default false;');
  }
}
