import { Migration } from '@mikro-orm/migrations';

/** Process profiles that were added without code; what an order can be pinned to never changes. */
export class Migration20261122091510_profiles extends Migration {
  override name = 'Migration20261122091510_profiles';

  override up(): void {
    this.addSql(`
      create table profile (id text not null, version int not null, content jsonb not null, sha256 text not null,
        reason text not null, by_user text not null, at timestamptz not null, primary key (id, version));
      create trigger profile_keeps_rows before update or delete on profile
        for each row execute function refuse_change();
      create trigger profile_keeps_all before truncate on profile
        for each statement execute function refuse_change();
    `);
  }
}
