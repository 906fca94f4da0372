import { Migration } from '@mikro-orm/migrations';

/** The language a user reads letters in. */
export class Migration20261122091500_languages extends Migration {
  override name = 'Migration20261122091500_languages';

  override up(): void {
    this.addSql(`
      alter table platform_user add column if not exists locale text not null default 'en';
      alter table platform_user drop constraint if exists platform_user_locale_check;
      alter table platform_user add constraint platform_user_locale_check check (locale in ('en', 'zh-CN', 'zh-HK'));
      create index outbox_letter_listed on outbox_letter (at, key);
    `);
  }
}
