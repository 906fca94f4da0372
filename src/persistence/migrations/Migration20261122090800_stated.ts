import { Migration } from '@mikro-orm/migrations';

/** Which movements a statement has listed: what is still on its way is found without reading statements again. */
export class Migration20261122090800_stated extends Migration {
  override name = 'Migration20261122090800_stated';

  override up(): void {
    this.addSql(`
      create table "stated_movement" ("key" text not null, "booking" text not null, "day" date not null,
        primary key ("key"));
      create index "stated_movement_booking_index" on "stated_movement" ("booking");
      create trigger stated_movement_keeps_rows before update or delete on stated_movement
        for each row execute function refuse_change();
      create trigger stated_movement_keeps_all before truncate on stated_movement
        for each statement execute function refuse_change();
    `);
  }
}
