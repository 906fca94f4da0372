import type { PoolClient } from 'pg';
import type { Disbursement } from '../../domain/order/parts.ts';
import type { Hold, OrderedPayment } from '../../domain/reconciliation/books.ts';
import { whole } from '../sql.ts';

interface DisbursementFact {
  order: string;
  type: string;
  at: string;
  id: string;
  disbursement: Disbursement | string;
}

/**
 * Payments of the house: those whose end-to-end id is among `ids`, and all that are at the bank. Their standing is read
 * from the facts, because a closed order no longer carries it.
 */
export async function orderedPayments(client: PoolClient, ids: string[]): Promise<OrderedPayment[]> {
  const { rows } = await client.query<DisbursementFact>(
    `select order_no as "order", type, iso(at) as at, data->'disbursement' as disbursement,
        coalesce(data#>>'{disbursement,id}', data->>'disbursement', data->>'id') as id
      from fact
      where (type like 'Disbursement%' or (type = 'ApprovalLapsed' and data->>'of' = 'DISBURSEMENT')) and order_no in (
        select order_no from payment_reference where kind = 'DISBURSEMENT' and reference = any($1)
        union select order_no from order_view
          where state @? '$.disbursements[*] ? (@.status == "SENT" || @.status == "UNKNOWN")')
      order by order_no, seq`,
    [ids],
  );
  const payments = new Map<string, Standing>();
  for (const row of rows) {
    const before = payments.get(row.id);
    const after = before === undefined ? opened(row) : moved(before, row);
    if (after !== undefined) payments.set(row.id, after);
  }
  return [...payments.values()].map(({ approvals: _, ...payment }) => payment);
}

type Standing = OrderedPayment & { approvals: number };
const people = 2;

function opened({ order, disbursement }: DisbursementFact): Standing | undefined {
  if (typeof disbursement === 'string') return undefined;
  const { id, amountMinor, currency, status } = disbursement;
  return { id, order, amountMinor, currency, status, sentAt: null, approvals: 0 };
}

/** One the bank refused waits for approval again; but it had been ordered, so its debit is not without an order. */
function moved(payment: Standing, { type, at }: DisbursementFact): Standing {
  const approvals = payment.approvals + 1;
  switch (type) {
    case 'DisbursementApproved':
      return { ...payment, approvals, status: approvals < people ? payment.status : 'APPROVED' };
    case 'ApprovalLapsed':
      return { ...payment, approvals: payment.approvals - 1 };
    case 'DisbursementSent':
      return { ...payment, status: 'SENT', sentAt: at };
    case 'DisbursementOutcomeUnknown':
      return { ...payment, status: 'UNKNOWN', sentAt: payment.sentAt ?? at };
    case 'DisbursementRefusedByBank':
    case 'DisbursementReturned':
      return { ...payment, status: 'REJECTED', approvals: 0 };
    case 'DisbursementVoided':
      return { ...payment, status: 'VOIDED' };
    case 'DisbursementRevived':
      return { ...payment, status: 'APPROVED' };
    case 'DisbursementSettled':
      return { ...payment, status: 'SETTLED' };
    default:
      return payment;
  }
}

/** Each order's escrow by the ledger, and by its facts: received on its requests, less what was promised away. */
export async function holds(client: PoolClient): Promise<Hold[]> {
  const { rows } = await client.query<Hold & { ledgerMinor: string; requestsMinor: string }>(
    `with booked as (
      select substring(account from '^orders:(.*):escrow$') as order_no, currency, -sum(amount_minor) as minor
        from ledger_posting where account like 'orders:%:escrow' group by account, currency
    ), moved as (
      select order_no, data->>'currency' as currency, (data->>'amountMinor')::bigint as minor
        from fact where type = 'PaymentReceived'
      union all select order_no, data->>'currency', -(data->>'holdMinor')::bigint
        from fact where type in ('PaymentReversed', 'DisbursementRevived')
      union all select order_no, data->>'currency', -(data->>'amountMinor')::bigint
        from fact where type in ('ClaimCovered', 'ChargesCovered')
      union all select order_no, data->>'currency', (data->>'amountMinor')::bigint
        from fact where type = 'DisbursementVoided' and data->>'kind' <> 'RETURN'
      union all select order_no, data#>>'{disbursement,currency}', -(data#>>'{disbursement,amountMinor}')::bigint
        from fact where type = 'DisbursementOpened' and data#>>'{disbursement,kind}' <> 'RETURN'
    ), agreed as (
      select order_no, currency, sum(minor) as minor from moved group by order_no, currency
    )
    select order_no as "order", currency, coalesce(booked.minor, 0) as "ledgerMinor",
        coalesce(agreed.minor, 0) as "requestsMinor"
      from booked full join agreed using (order_no, currency)
      where coalesce(booked.minor, 0) <> 0 or coalesce(agreed.minor, 0) <> 0 order by order_no, currency`,
  );
  return rows.map((row) => ({
    ...row,
    ledgerMinor: whole(row.ledgerMinor),
    requestsMinor: whole(row.requestsMinor),
  }));
}
