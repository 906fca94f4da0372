import { Migration } from '@mikro-orm/migrations';

/** Follow-ups are due by the company's own working days; null: those of its country. */
export class Migration20261129000600_follow_up_calendar extends Migration {
  override name = 'Migration20261129000600_follow_up_calendar';

  override up(): void {
    for (const table of ['account_assignment', 'account_change']) {
      this.addSql(`
        alter table "${table}" add column "calendar" text null;
        alter table "${table}" add constraint "${table}_calendar_check" check (calendar in ('HK', 'CN', 'HK+CN'));
      `);
    }
  }
}
