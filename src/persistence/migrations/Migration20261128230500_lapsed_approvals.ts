import { Migration } from '@mikro-orm/migrations';

/** What completes an earlier approval is recorded only while its giver still holds the role it was given in. */
export class Migration20261128230500_lapsed_approvals extends Migration {
  override name = 'Migration20261128230500_lapsed_approvals';

  override up(): void {
    this.addSql(lapsedBackers);
    this.addSql(recordCommand);
  }
}

/** Which backers of a record have lost the role; null: none. The others keep it until the transaction ends. */
const lapsedBackers = `
  create function lapsed_backers(v_backers jsonb) returns json language plpgsql as $$
  begin
    perform from platform_user where id in (select backer->>'user' from jsonb_array_elements(v_backers) as backer)
      order by id for share;
    return (select json_agg(distinct backer->>'user') from jsonb_array_elements(v_backers) as backer
      where not exists (select from platform_user u join company c on c.id = u.company
        where u.id = backer->>'user' and u.roles && array(select jsonb_array_elements_text(backer->'roles'))
          and u.deactivated_at is null and c.suspended_at is null));
  end
  $$;
`;

/** As in Migration20261122090200_record, but for the backers: asked after what is recorded already was answered. */
const recordCommand = `
  create or replace function record_command(input jsonb, v_body json) returns json language plpgsql as $$
  declare
    v_order constant text := input->>'order';
    v_first constant int := (input#>>'{facts,0,seq}')::int;
    v_at constant timestamptz := coalesce((input#>>'{facts,0,at}')::timestamptz, clock_timestamp());
    v_last int;
    v_lapsed json;
    v_transaction jsonb;
  begin
    perform pg_advisory_xact_lock(hashtextextended(v_order, 1));
    select coalesce(max(seq), 0) into v_last from fact where order_no = v_order;
    if v_last >= v_first or exists (select from command where id = input->>'commandId') then
      return recorded_outcome(input);
    end if;
    if input ? 'backers' then
      v_lapsed := lapsed_backers(input->'backers');
      if v_lapsed is not null then
        return json_build_object('status', 'lapsed', 'users', v_lapsed);
      end if;
    end if;
    perform append_facts(v_order, v_last, input->'facts');
    insert into command (id, order_no, command, first_seq, fact_count, status, body, recorded_at)
      values (input->>'commandId', v_order, input->>'command', v_last + 1, jsonb_array_length(input->'facts'),
        (input#>>'{answer,status}')::int, v_body, clock_timestamp());
    perform move_view(input->'view', v_first is not null);
    for v_transaction in select jsonb_array_elements(input->'ledger') loop
      perform book_transaction(v_order, v_at, v_transaction);
    end loop;
    perform keep_papers(v_order, v_at, input->'papers');
    update idempotency set state = 'done', status = (input#>>'{answer,status}')::int, body = v_body,
      order_no = coalesce(order_no, v_order) where command_id = input->>'commandId' and state = 'running';
    return json_build_object('status', 'written');
  end
  $$;
`;
