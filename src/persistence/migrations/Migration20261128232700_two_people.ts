import { Migration } from '@mikro-orm/migrations';

/**
 * Two people in the database itself: a role, an account to be paid to and money in suspense are decided only with every
 * hand named and each of them another's. A check that meets a null passes, so nulls are ruled out by name.
 */
export class Migration20261128232700_two_people extends Migration {
  override name = 'Migration20261128232700_two_people';

  override up(): void {
    this.addSql(`
      alter table "role_proposal" add constraint "role_proposal_two_people_check"
        check (state <> 'approved' or (decided_by is not null and decided_by <> proposed_by and decided_by <> subject));
      alter table "payout_account_change" drop constraint "payout_account_change_two_people_check";
      alter table "payout_account_change" add constraint "payout_account_change_two_people_check"
        check (state <> 'approved' or (first_by is not null and second_by is not null and first_by <> second_by));
      alter table "payout_account_change" add constraint "payout_account_change_not_proposer_check"
        check (coalesce(first_by, '') <> proposed_by and coalesce(second_by, '') <> proposed_by);
      alter table "payout_account_change" add constraint "payout_account_change_in_force_check"
        check (in_force_from is null or state = 'approved');
      alter table "suspense_proposal" drop constraint "suspense_proposal_two_people_check";
      alter table "suspense_proposal" add constraint "suspense_proposal_two_people_check"
        check (state = 'open' or state = 'void' or (decided_by is not null and decided_by <> proposed_by));
    `);
  }
}
