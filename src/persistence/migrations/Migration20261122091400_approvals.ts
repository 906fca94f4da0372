import { Migration } from '@mikro-orm/migrations';

/** Approval policies, requests and delegations of buying companies, and what their purchases take of their limits. */
export class Migration20261122091400_approvals extends Migration {
  override name = 'Migration20261122091400_approvals';

  override up(): void {
    this.addSql(`
      create table "approval_policy" ("company" text not null, "version" int not null, "content" jsonb not null,
        "proposed_by" text not null, "proposed_at" timestamptz not null, "confirmed_by" text null,
        "confirmed_at" timestamptz null, primary key ("company", "version"));
      alter table "approval_policy" add constraint "approval_policy_version_check" check (version > 0);
      alter table "approval_policy" add constraint "approval_policy_two_people_check"
        check (confirmed_by is null or confirmed_by <> proposed_by);
      create table "approval_delegation" ("id" text not null, "company" text not null, "from_user" text not null,
        "to_user" text not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null,
        "reason" text not null, "at" timestamptz not null, "revoked_at" timestamptz null, primary key ("id"));
      create index "approval_delegation_to_user_index" on "approval_delegation" ("to_user");
    `);
    this.addSql(`
      create table "approval_request" ("id" text not null, "company" text not null, "order_no" text not null,
        "hash" text not null, "state" text not null, "version" int not null, "content" jsonb not null,
        "requested_at" timestamptz not null, "started" boolean not null default false, primary key ("id"));
      create index "approval_request_company_index" on "approval_request" ("company", "requested_at", "id");
      create index "approval_request_unstarted" on "approval_request" ("requested_at")
        where not started and state = 'OPEN';
      create unique index "approval_request_open_once" on "approval_request" ("order_no", "hash")
        where state = 'OPEN';
      alter table "approval_request" add constraint "approval_request_state_check"
        check (state in ('OPEN', 'APPROVED', 'REFUSED', 'VOID'));
      create table "approval_step" ("request" text not null, "version" int not null, "command_id" text not null,
        "content" jsonb not null, primary key ("request", "version"));
      alter table "approval_step" add constraint "approval_step_command_id_unique" unique ("command_id");
    `);
    this.addSql(`
      create table "purchase_reservation" ("command_id" text not null, "order_no" text not null,
        "company" text not null, "user_id" text not null, "currency" text not null, "amount_minor" bigint not null,
        "hash" text not null, "at" timestamptz not null, primary key ("command_id"));
      create index "purchase_reservation_order_no_index" on "purchase_reservation" ("order_no");
      create index "purchase_reservation_company_index" on "purchase_reservation" ("company", "currency", "at");
    `);
    this.addSql(`
      create trigger approval_step_keeps_rows before update or delete on approval_step
        for each row execute function refuse_change();
      create trigger approval_step_keeps_all before truncate on approval_step
        for each statement execute function refuse_change();
    `);
  }
}
