import { Migration } from '@mikro-orm/migrations';

/** Money that comes over providers: attempts to collect it, refunds, disputes, and what providers tell by webhook. */
export class Migration20261122091600_rails extends Migration {
  override name = 'Migration20261122091600_rails';

  override up(): void {
    this.addSql(`
      create table "payment_attempt" ("attempt" text not null, "position" bigserial not null, "order_no" text not null,
        "request" text not null, "reference" text not null, "link" text not null, "rail" text not null,
        "gateway" text not null, "currency" text not null, "amount_minor" bigint not null, "exchange" jsonb null,
        "state" text not null, "provider_id" text null, "action" jsonb null, "charge" text null,
        "captured" jsonb null, "reason" text null, "credit" text not null, "created_at" timestamptz not null,
        "claimed_until" timestamptz null, "looked_at" timestamptz not null, "is_open" boolean not null,
        "unsettled" boolean not null, primary key ("attempt"));
      alter table "payment_attempt" add constraint "payment_attempt_position_unique" unique ("position");
      create unique index "payment_attempt_one_open" on "payment_attempt" ("order_no", "request")
        where is_open;
      create unique index "payment_attempt_charge" on "payment_attempt" ("charge") where charge is not null;
      create index "payment_attempt_order_no_request_index" on "payment_attempt" ("order_no", "request");
      create index "payment_attempt_unsettled" on "payment_attempt" ("looked_at") where unsettled;
      alter table "payment_attempt" add constraint "payment_attempt_state_check"
        check (state in ('CREATED', 'SENT', 'UNKNOWN', 'PENDING', 'CONFIRMED', 'FAILED'));
      alter table "payment_attempt" add constraint "payment_attempt_credit_check"
        check (credit in ('NONE', 'WAITING', 'CREDITED', 'SUSPENSE'));
      alter table "payment_attempt" add constraint "payment_attempt_amount_minor_check" check (amount_minor > 0);
      alter table "payment_attempt" add constraint "payment_attempt_captured_check"
        check ((state = 'CONFIRMED') = (captured is not null) and (captured is null) = (charge is null));

      create table "rail_refund" ("key" text not null, "disbursement" text not null, "order_no" text not null,
        "rail" text not null, "charge" text not null, "currency" text not null, "amount_minor" bigint not null,
        "refund" text null, "state" text not null, "reason" text null, "told" boolean not null default false,
        primary key ("key"));
      create index "rail_refund_charge_index" on "rail_refund" ("charge");
      create index "rail_refund_untold" on "rail_refund" ("key") where not told and state in ('SUCCEEDED', 'FAILED');
      alter table "rail_refund" add constraint "rail_refund_state_check"
        check (state in ('SENT', 'PENDING', 'SUCCEEDED', 'FAILED'));
      alter table "rail_refund" add constraint "rail_refund_amount_minor_check" check (amount_minor > 0);

      create table "rail_dispute" ("dispute" text not null, "provider" text not null, "charge" text not null,
        "order_no" text not null, "currency" text not null, "amount_minor" bigint not null, "reason" text not null,
        "state" text not null, "opened_at" timestamptz not null, primary key ("dispute"));
      create index "rail_dispute_order_no_index" on "rail_dispute" ("order_no");
      alter table "rail_dispute" add constraint "rail_dispute_state_check" check (state in ('OPEN', 'WON', 'LOST'));
      alter table "rail_dispute" add constraint "rail_dispute_amount_minor_check" check (amount_minor > 0);

      create table "incoming_webhook" ("provider" text not null, "event_id" text not null,
        "position" bigserial not null, "subject" text not null, "occurred_at" timestamptz not null,
        "received_at" timestamptz not null, "body" text not null, "event" jsonb null, "state" text not null,
        "attempts" int not null default 0, "next_attempt_at" timestamptz not null, "last_error" text null,
        primary key ("provider", "event_id"));
      create index "incoming_webhook_pending" on "incoming_webhook" ("next_attempt_at") where state = 'pending';
      create index "incoming_webhook_dead" on "incoming_webhook" ("position") where state = 'dead';
      alter table "incoming_webhook" add constraint "incoming_webhook_state_check"
        check (state in ('pending', 'applied', 'dead'));
      create table "webhook_refusal" ("provider" text not null, "count" bigint not null, "last_at" timestamptz not null,
        "last_why" text not null, primary key ("provider"));
    `);
  }
}
