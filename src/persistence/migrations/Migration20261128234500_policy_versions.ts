import { Migration } from '@mikro-orm/migrations';

/**
 * The texts of policies as they were published (requirements.md S82), so that what an order or a consent names can
 * always be read again. They are for everybody, so no policy of a party holds them back; none is ever changed.
 */
export class Migration20261128234500_policy_versions extends Migration {
  override name = 'Migration20261128234500_policy_versions';

  override up(): void {
    this.addSql(`
      create table "policy_text" ("name" text not null, "version" int not null, "locale" text not null,
        "title" text not null, "text" text not null, "sha256" text not null, "at" timestamptz not null,
        primary key ("name", "version", "locale"));
      alter table "policy_text" add constraint "policy_text_version_check" check (version > 0);
      alter table "policy_text" add constraint "policy_text_hash_check"
        check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'));
      create trigger policy_text_keeps_rows before update or delete on policy_text
        for each row execute function refuse_change();
      create trigger policy_text_keeps_all before truncate on policy_text
        for each statement execute function refuse_change();
    `);
  }
}
