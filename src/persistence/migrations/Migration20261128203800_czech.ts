import { Migration } from '@mikro-orm/migrations';

/** Czech beside English and both kinds of Chinese, wherever the language of a reader is kept. */
export class Migration20261128203800_czech extends Migration {
  override name = 'Migration20261128203800_czech';

  override up(): void {
    for (const table of ['platform_user', 'sign_up', 'invitation']) {
      this.addSql(`
        alter table ${table} drop constraint if exists ${table}_locale_check;
        alter table ${table} add constraint ${table}_locale_check check (locale in ('en', 'zh-CN', 'zh-HK', 'cs'));
      `);
    }
  }
}
