import { Migration } from '@mikro-orm/migrations';

/** Payments over rails that were disputed whole pay their request no more; bank movements that wait, by turns. */
export class Migration20261128211000_taken_back extends Migration {
  override name = 'Migration20261128211000_taken_back';

  override up(): void {
    this.addSql(`
      alter table "payment_attempt" add column "taken_back" boolean not null default false;
      update payment_attempt a set taken_back = true
        where exists (select from rail_dispute d join fact f on f.order_no = a.order_no
          where d.charge = a.charge and d.amount_minor = (a.captured->>'amountMinor')::bigint
            and f.type = 'PaymentReversed' and f.data->>'original' = a.charge and f.data->>'entry' = d.dispute);
      alter table "bank_entry" add column "looked_at" timestamptz null;
      create index "bank_entry_waiting" on "bank_entry" ("looked_at", "position") where disposition = 'pending';
    `);
  }
}
