import { isContracted, type Order } from '../../domain/order/order.ts';
import type { Disbursement } from '../../domain/order/parts.ts';
import { messageIdOf, orderedAtOf, paymentOfMessage, settledByReport } from '../../domain/order/payment-order.ts';
import type { Actor } from '../../domain/parties.ts';
import { ordersOfReferences } from '../../persistence/bank.ts';
import { findOrder } from '../../persistence/order-reader.ts';
import { findReturn, noteReturn, type SuspenseReturn } from '../../persistence/suspense-returns.ts';
import type { ApiDeps } from '../deps.ts';
import { commandIdOf } from '../idempotency.ts';
import type { StatusLine } from './reader.ts';

/** What a report says of one payment order of ours. */
export interface Verdict {
  payment: string;
  /** The MsgId it answers; null when the bank does not say. */
  messageId: string | null;
  status: string;
  outcome: StatusLine['outcome'];
  reason: string | null;
}

/** What became of it. */
export interface Carried {
  disposition: 'applied' | 'ignored' | 'unknown';
  order: string | null;
  facts: string[];
  why: string;
}

/** A transaction's own status says more than that of its payment information, and that more than the group's. */
const precision = ({ endToEndId, paymentInformationId }: StatusLine): number =>
  endToEndId !== null ? 2 : paymentInformationId === null ? 0 : 1;

/** One verdict a payment, the most precise the report gives; each of our messages orders one payment. */
export function verdictsOf(lines: readonly StatusLine[]): Verdict[] {
  const best = new Map<string, StatusLine>();
  for (const line of lines) {
    const { endToEndId, originalMessageId } = line;
    const payment = endToEndId ?? (originalMessageId === null ? null : paymentOfMessage(originalMessageId));
    if (payment === null) continue;
    const known = best.get(payment);
    if (known === undefined || precision(line) >= precision(known)) best.set(payment, line);
  }
  return [...best].map(([payment, { originalMessageId, status, outcome, reasonCode, reasonText }]) => ({
    payment,
    messageId: originalMessageId,
    status,
    outcome,
    reason: [reasonCode, reasonText].filter((part) => part !== null).join(' ') || null,
  }));
}

const ignored = (order: string | null, why: string): Carried => ({ disposition: 'ignored', order, facts: [], why });

/**
 * Carries one verdict out, once however often it is reported. It counts for the payment order it answers and no other:
 * a late refusal of an earlier one must not stop what was approved and ordered anew.
 */
export async function applyVerdict(deps: ApiDeps, verdict: Verdict, by: Actor): Promise<Carried> {
  const { payment } = verdict;
  const [known] = (await ordersOfReferences(deps.orm, [payment])).filter(({ kind }) => kind === 'DISBURSEMENT');
  if (known === undefined) {
    const returned = await findReturn(deps.orm, payment);
    return returned === null
      ? { disposition: 'unknown', order: null, facts: [], why: `no payment of ours is called ${payment}` }
      : ofReturn(deps, verdict, returned);
  }
  const view = await findOrder(deps.orm, known.order);
  const order = view?.state as Order | undefined;
  if (order === undefined || view === null || !isContracted(order))
    return ignored(known.order, `order ${known.order} is closed`);
  const { bank = null } = view.companies;
  if (bank !== null && bank !== by.company)
    return ignored(known.order, 'the order it names has its trust account with another bank');
  const one = order.disbursements.find(({ id }) => id === payment);
  if (one === undefined) return ignored(known.order, `order ${known.order} has no payment ${payment}`);
  const stale = staleness(verdict, { id: one.id, orderedAt: orderedAtOf(one) });
  if (stale !== null) return ignored(known.order, stale);
  if (verdict.outcome === 'PENDING' && one.status !== 'UNKNOWN')
    return ignored(known.order, `it is under way: ${verdict.status} has moved no money for certain`);
  const command = commandOf(verdict, one);
  const commandId = commandIdOf(['bank-status', verdict.messageId ?? '', payment, verdict.outcome]);
  const answered = await deps.desk.issue(order.order, { commandId, ...command, by, seen: view.version }, view.stage);
  if ('rejection' in answered) return ignored(order.order, answered.rejection.detail);
  const { facts = [] } = answered.answer.body as { facts?: string[] };
  const why = facts.length === 0 ? 'it changed nothing' : facts.join(', ');
  return { disposition: 'applied', order: order.order, facts, why };
}

function staleness({ messageId }: Verdict, ordered: { id: string; orderedAt: string }): string | null {
  const standing = messageIdOf(ordered);
  if (messageId === standing) return null;
  return `it answers ${messageId ?? 'no message'}; what was ordered last is ${standing}`;
}

function commandOf(verdict: Verdict, { id: disbursement, amountMinor, currency }: Disbursement) {
  const { outcome, messageId, status, reason } = verdict;
  switch (outcome) {
    case 'REJECTED':
      return {
        name: 'disbursementRefused',
        input: { disbursement, reason: (reason ?? `the bank answered ${status}`).slice(0, 500) },
      };
    case 'SETTLED': {
      const entry = settledByReport(messageId ?? '');
      return { name: 'transferSettled', input: { disbursement, entry, amountMinor, currency } };
    }
    case 'PENDING':
      return { name: 'disbursementSent', input: { disbursement, bankReference: messageId ?? status } };
  }
}

/** Money of suspense on its way back: a refusal puts it into suspense again; the debit alone settles it. */
async function ofReturn(deps: ApiDeps, verdict: Verdict, one: SuspenseReturn): Promise<Carried> {
  const stale = staleness(verdict, one);
  if (stale !== null) return ignored(null, stale);
  if (verdict.outcome !== 'REJECTED') return ignored(null, `${one.id} is settled by the bank's debit`);
  if (one.status === 'SETTLED' || one.status === 'REJECTED') return ignored(null, `${one.id} is ${one.status}`);
  const reason = verdict.reason ?? `the bank answered ${verdict.status}`;
  await noteReturn(deps.orm, one.id, { status: 'REJECTED', reason });
  return { disposition: 'applied', order: null, facts: [], why: 'its money is in suspense again' };
}
