import { Migration } from '@mikro-orm/migrations';

/** What a provider keeps of a payment: what the payer was told before, and whether the order has charged it on. */
export class Migration20261128201500_charges extends Migration {
  override name = 'Migration20261128201500_charges';

  override up(): void {
    this.addSql(`
      alter table "payment_attempt" add column "quoted_fee_minor" bigint null;
      alter table "payment_attempt" add column "charges" text not null default 'NONE';
      alter table "payment_attempt" add constraint "payment_attempt_charges_check"
        check (charges in ('NONE', 'WAITING', 'TOLD'));
    `);
  }
}
