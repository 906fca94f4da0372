import { Migration } from '@mikro-orm/migrations';

/** Mails of the order mailbox, kept whole with what became of each. */
export class Migration20261122091401_mailbox extends Migration {
  override name = 'Migration20261122091401_mailbox';

  override up(): void {
    this.addSql(`
      create table "mail" ("id" text not null, "message_id" text null, "from_address" text null,
        "subject" text not null, "sha256" text not null, "raw" bytea not null, "kind" text not null,
        "state" text not null, "reason" text null, "input" jsonb null, "user_id" text null, "order_no" text null,
        "received_at" timestamptz not null, primary key ("id"));
      create index "mail_received_index" on "mail" ("received_at", "id");
      create index "mail_pending" on "mail" ("received_at") where state = 'pending';
      alter table "mail" add constraint "mail_kind_check" check (kind in ('order', 'qualification', 'other'));
      alter table "mail" add constraint "mail_state_check"
        check (state in ('pending', 'opened', 'case', 'refused'));
      create trigger mail_keeps_rows before delete on mail for each row execute function refuse_change();
      create trigger mail_keeps_all before truncate on mail for each statement execute function refuse_change();
    `);
  }
}
