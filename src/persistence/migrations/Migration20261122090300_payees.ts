import { Migration } from '@mikro-orm/migrations';

/** Where companies are paid. */
export class Migration20261122090300_payees extends Migration {
  override name = 'Migration20261122090300_payees';

  override up(): void {
    this.addSql(`
      create table payout_account (company text not null, name text not null, account text not null, bic text null,
        primary key (company));
      alter table payout_account add constraint payout_account_company_foreign
        foreign key (company) references company (id) on update no action on delete no action;
    `);
  }
}
