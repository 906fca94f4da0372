import { Migration } from '@mikro-orm/migrations';

/** The write path of a command as database functions: one round trip, one transaction. */
export class Migration20261122090200_record extends Migration {
  override name = 'Migration20261122090200_record';

  override up(): void {
    this.addSql(readFacts);
    this.addSql(recordedOutcome);
    this.addSql(keepReference);
    this.addSql(appendFacts);
    this.addSql(moveView);
    this.addSql(bookTransaction);
    this.addSql(keepPapers);
    this.addSql(recordCommand);
  }
}

/** The hash of a fact is over this text and the hash before it; verification computes it again outside the database. */
const readFacts = `
  create function fact_text(f fact) returns text language sql stable as $$
    select jsonb_build_array(f.order_no, f.seq, f.type, iso(f.at), f.by_party, f.by_user, f.by_company, f.data)::text
  $$;
  create function fact_json(f fact) returns jsonb language sql stable as $$
    select jsonb_build_object('seq', f.seq, 'type', f.type, 'at', iso(f.at), 'data', f.data,
      'by', jsonb_build_object('party', f.by_party, 'user', f.by_user, 'company', f.by_company))
  $$;
`;

/**
 * What holds the numbers this record asked for: itself, unchanged and last, is 'written'; anything else is 'missed'.
 */
const recordedOutcome = `
  create function recorded_outcome(input jsonb) returns json language plpgsql as $$
  declare
    v_first constant int := (input#>>'{facts,0,seq}')::int;
    v_asked jsonb;
    v_commands json;
  begin
    if exists (select from command where id = input->>'commandId' and order_no <> input->>'order') then
      raise exception 'command % belongs to another order', input->>'commandId' using errcode = 'TE006';
    end if;
    select json_agg(json_build_object('commandId', c.id, 'command', c.command, 'facts', coalesce(f.facts, '[]'),
        'answer', json_build_object('status', c.status, 'body', c.body)) order by c.position) into v_commands
      from command c left join lateral (
        select jsonb_agg(fact_json(fact) order by fact.seq) as facts from fact
          where fact.order_no = c.order_no and fact.seq >= c.first_seq and fact.seq < c.first_seq + c.fact_count
      ) f on true
      where c.order_no = input->>'order' and (c.id = input->>'commandId' or c.first_seq + c.fact_count > v_first);
    select coalesce(jsonb_agg(fact || jsonb_build_object('at', iso((fact->>'at')::timestamptz))), '[]') into v_asked
      from jsonb_array_elements(input->'facts') as fact;
    if json_array_length(v_commands) = 1 and v_commands#>>'{0,commandId}' = input->>'commandId'
        and (v_commands#>'{0,facts}')::jsonb = v_asked then
      return json_build_object('status', 'written');
    end if;
    return json_build_object('status', 'missed', 'commands', v_commands);
  end
  $$;
`;

/** Money is matched to an order by these references, so a fact that should carry one and does not is refused. */
const keepReference = `
  create function keep_reference(v_order text, v_fact jsonb) returns void language plpgsql as $$
  declare
    v_reference constant text := case v_fact->>'type' when 'PaymentRequested' then v_fact#>>'{data,request,reference}'
      else v_fact#>>'{data,disbursement,id}' end;
    v_kind constant text := case v_fact->>'type' when 'PaymentRequested' then 'PAYMENT_REQUEST' else 'DISBURSEMENT' end;
  begin
    if v_reference is null then
      raise exception 'fact % of order % carries no payment reference', v_fact->>'type', v_order
        using errcode = 'TE007';
    end if;
    insert into payment_reference (reference, order_no, kind, created_at)
      values (v_reference, v_order, v_kind, (v_fact->>'at')::timestamptz) on conflict (reference) do nothing;
    if not exists (select from payment_reference
        where reference = v_reference and order_no = v_order and kind = v_kind) then
      raise exception 'payment reference % belongs to another order', v_reference using errcode = 'TE005';
    end if;
  end
  $$;
`;

const appendFacts = `
  create function append_facts(v_order text, v_last int, v_facts jsonb) returns void language plpgsql as $$
  declare
    v_hash text;
    v_row fact;
    v_fact jsonb;
  begin
    select hash into v_hash from fact where order_no = v_order and seq = v_last;
    for v_fact in select jsonb_array_elements(v_facts) loop
      v_last := v_last + 1;
      if (v_fact->>'seq')::int <> v_last then
        raise exception 'fact % of order % should have seq %', v_fact->>'seq', v_order, v_last using errcode = 'TE001';
      end if;
      v_row := (v_order, v_last, v_fact->>'type', (v_fact->>'at')::timestamptz, v_fact#>>'{by,party}',
        v_fact#>>'{by,user}', v_fact#>>'{by,company}', v_fact->'data', null);
      v_hash := encode(sha256(convert_to(coalesce(v_hash, '') || e'\\n' || fact_text(v_row), 'UTF8')), 'hex');
      v_row.hash := v_hash;
      insert into fact select v_row.*;
      if v_fact->>'type' in ('PaymentRequested', 'DisbursementOpened') then
        perform keep_reference(v_order, v_fact);
      end if;
    end loop;
  end
  $$;
`;

const moveView = `
  create function move_view(v_view jsonb, v_must_grow boolean) returns void language plpgsql as $$
  begin
    insert into order_view as kept (order_no, version, stage, outcome, mode, profile, buyer, supplier, warehouse,
      inspector, broker, carrier, currency, total_minor, held_minor, waiting_on, next_deadline, attention, state,
      updated_at)
    values (v_view->>'order', (v_view->>'version')::int, v_view->>'stage', v_view->>'outcome', v_view->>'mode',
      v_view->>'profile', v_view#>>'{companies,buyer}', v_view#>>'{companies,supplier}',
      v_view#>>'{companies,warehouse}',
      v_view#>>'{companies,inspector}', v_view#>>'{companies,broker}', v_view#>>'{companies,carrier}',
      v_view->>'currency', (v_view->>'totalMinor')::bigint, (v_view->>'heldMinor')::bigint,
      array(select jsonb_array_elements_text(v_view->'waitingOn')), (v_view->>'nextDeadline')::timestamptz,
      v_view->>'attention', v_view->'state', clock_timestamp())
    on conflict (order_no) do update set version = excluded.version, stage = excluded.stage, outcome = excluded.outcome,
      mode = excluded.mode, profile = excluded.profile, buyer = excluded.buyer, supplier = excluded.supplier,
      warehouse = excluded.warehouse, inspector = excluded.inspector, broker = excluded.broker,
      carrier = excluded.carrier,
      currency = excluded.currency, total_minor = excluded.total_minor, held_minor = excluded.held_minor,
      waiting_on = excluded.waiting_on, next_deadline = excluded.next_deadline, attention = excluded.attention,
      state = excluded.state, updated_at = excluded.updated_at
    where kept.version < excluded.version;
    if not found and v_must_grow then
      raise exception 'version % of order % is not newer than what is kept', v_view->>'version', v_view->>'order'
        using errcode = 'TE002';
    end if;
  end
  $$;
`;

/** Books once by id; the same id with other postings is a bug, not a repetition. Answers whether it was booked now. */
const bookTransaction = `
  create function book_transaction(v_order text, v_at timestamptz, input jsonb) returns boolean language plpgsql as $$
  declare
    v_seq bigint;
  begin
    insert into ledger_transaction (id, order_no, kind, at) values (input->>'id', v_order, input->>'kind', v_at)
      on conflict (id) do nothing returning seq into v_seq;
    if v_seq is not null then
      insert into ledger_posting (transaction_seq, line, account, currency, amount_minor)
        select v_seq, line, posting->>'account', posting->>'currency', (posting->>'amountMinor')::bigint
          from jsonb_array_elements(input->'postings') with ordinality as t (posting, line);
      return true;
    end if;
    if not exists (select from ledger_transaction t where t.id = input->>'id' and t.kind = input->>'kind'
        and t.order_no is not distinct from v_order
        and input->'postings' = (select jsonb_agg(jsonb_build_object('account', account, 'currency', currency,
          'amountMinor', amount_minor) order by line) from ledger_posting where transaction_seq = t.seq)) then
      raise exception 'ledger transaction % was booked before with other postings', input->>'id'
        using errcode = 'TE003';
    end if;
    return false;
  end
  $$;
`;

const keepPapers = `
  create function keep_papers(v_order text, v_at timestamptz, v_papers jsonb) returns void language plpgsql as $$
  declare
    v_paper jsonb;
  begin
    for v_paper in select jsonb_array_elements(v_papers) loop
      insert into document (order_no, id, type, title, version, issuer, sha256, visible_to, media_type, json, at)
        values (v_order, v_paper->>'id', v_paper->>'type', v_paper->>'title', (v_paper->>'version')::int,
          v_paper->>'issuer', v_paper->>'sha256', array(select jsonb_array_elements_text(v_paper->'visibleTo')),
          'application/json', v_paper->'content', v_at) on conflict (order_no, id) do nothing;
      if not found and not exists (select from document where order_no = v_order and id = v_paper->>'id'
          and sha256 = v_paper->>'sha256') then
        raise exception 'paper % of order % was kept before with another hash', v_paper->>'id', v_order
          using errcode = 'TE004';
      end if;
    end loop;
  end
  $$;
`;

/**
 * The lock makes two workers that record for one order take turns, so the later one sees what the earlier one wrote.
 */
const recordCommand = `
  create function record_command(input jsonb, v_body json) returns json language plpgsql as $$
  declare
    v_order constant text := input->>'order';
    v_first constant int := (input#>>'{facts,0,seq}')::int;
    v_at constant timestamptz := coalesce((input#>>'{facts,0,at}')::timestamptz, clock_timestamp());
    v_last int;
    v_transaction jsonb;
  begin
    perform pg_advisory_xact_lock(hashtextextended(v_order, 1));
    select coalesce(max(seq), 0) into v_last from fact where order_no = v_order;
    if v_last >= v_first or exists (select from command where id = input->>'commandId') then
      return recorded_outcome(input);
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
