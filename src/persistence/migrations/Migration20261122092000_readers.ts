import { Migration } from '@mikro-orm/migrations';

/** Letters to a role of the platform find their readers without looking at every user. */
export class Migration20261122092000_readers extends Migration {
  override name = 'Migration20261122092000_readers';

  override up(): void {
    this.addSql('create index "platform_user_roles_index" on "platform_user" using gin ("roles");');
  }
}
