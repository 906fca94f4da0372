import { Migration } from '@mikro-orm/migrations';

/** The feed of all facts in one order, and who is told of them by webhook. */
export class Migration20261122091520_webhooks extends Migration {
  override name = 'Migration20261122091520_webhooks';

  override up(): void {
    this.addSql(`
      create table event_feed (position bigserial not null, order_no text not null, seq int not null,
        command_position bigint not null, primary key (position));
      alter table event_feed add constraint event_feed_fact_unique unique (order_no, seq);
      create index event_feed_command_index on event_feed (command_position);

      create table webhook (id text not null, company text not null, url text not null, types text[] not null,
        state text not null, secret text not null, old_secret text null, old_secret_until timestamptz null,
        reached bigint not null, created_by text not null, created_at timestamptz not null,
        disabled_why text null, primary key (id));
      alter table webhook add constraint webhook_company_foreign
        foreign key (company) references company (id) on update no action on delete no action;
      alter table webhook add constraint webhook_state_check check (state in ('enabled', 'disabled', 'deleted'));
      create index webhook_company_index on webhook (company);

      create table webhook_delivery (webhook text not null, position bigint not null, order_no text not null,
        state text not null default 'waiting', attempts int not null default 0, since timestamptz not null,
        next_attempt_at timestamptz not null, done_at timestamptz null, status int null, said text null,
        primary key (webhook, position));
      alter table webhook_delivery add constraint webhook_delivery_state_check
        check (state in ('waiting', 'delivered', 'dead'));
      create index webhook_delivery_waiting on webhook_delivery (next_attempt_at) where state = 'waiting';
      create index webhook_delivery_line on webhook_delivery (webhook, order_no, position) where state = 'waiting';
    `);
  }
}
