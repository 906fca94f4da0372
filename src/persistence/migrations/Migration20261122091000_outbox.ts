import { Migration } from '@mikro-orm/migrations';

/** Letters on their way to readers. */
export class Migration20261122091000_outbox extends Migration {
  override name = 'Migration20261122091000_outbox';

  override up(): void {
    this.addSql(`
      create table "outbox_letter" ("key" text not null, "kind" text not null, "to_user" text null,
        "to_address" text null, "locale" text null, "order_no" text null, "data" jsonb not null,
        "at" timestamptz not null, "state" text not null default 'waiting', "attempts" int not null default 0,
        "next_attempt_at" timestamptz not null, "sent_at" timestamptz null, "receipt" text null,
        "last_error" text null, primary key ("key"));
      create index "outbox_letter_waiting" on "outbox_letter" ("next_attempt_at") where state = 'waiting';
      alter table "outbox_letter" add constraint "outbox_letter_state_check"
        check (state in ('waiting', 'sent', 'dead'));
    `);
  }
}
