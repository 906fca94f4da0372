import { Migration } from '@mikro-orm/migrations';

/** Tables of rules by name and edition, several in force at once; a line draws on a licence of each kind it needs. */
export class Migration20261128234500_licence_kinds extends Migration {
  override name = 'Migration20261128234500_licence_kinds';

  override up(): void {
    this.addSql(`
      alter table "compliance_rules" add column "name" text not null default 'platform';
      alter table "compliance_rules" add column "edition" text null;
      alter table "compliance_rules" add constraint "compliance_rules_edition" unique ("name", "edition");
      alter table "licence_drawing" add column "kind" text not null default 'general';
      alter table "licence_drawing" drop constraint "licence_drawing_pkey";
      alter table "licence_drawing" add constraint "licence_drawing_pkey"
        primary key ("order_no", "line", "type", "kind");
    `);
  }
}
