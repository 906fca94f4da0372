import { runningClocks } from '../../src/domain/order/process.ts';
import { isWhole, openRequests } from '../../src/domain/order/escrow.ts';
import { isContracted } from '../../src/domain/order/order.ts';
import { answer, elapse, issue, MINUTE, type Played, running } from './played.ts';
import { examined, lodged, paperOf, payAll, settleAll } from './play.ts';
import { receiptOf } from './deal.ts';
import { openWithdrawals } from '../../src/domain/order/withdrawn.ts';
import { addMillis } from '../../src/domain/order/time.ts';
import { people } from './people.ts';

const later = (left: string, right: string): string => (left > right ? left : right);

/** One more legal step towards the end, whatever stands in the way. Throws where there is none. */
function step(played: Played): Played {
  const { order } = played;
  const [clock] = runningClocks(order);
  // What takes a few steps must not be overtaken by a clock between them.
  if (clock !== undefined && clock.at <= addMillis(played.now, 30 * MINUTE))
    return elapse(played, later(played.now, clock.at));
  if (isContracted(order)) {
    // After the deadline only the bank's word is waited for: what is paid then is late, and goes back.
    const soon = addMillis(played.now, 30 * MINUTE);
    const payable = openRequests(order).every(({ deadline }) => deadline > soon);
    if (order.dispute === null && !isWhole(order) && payable) return payAll(played);
    if (order.disbursements.some(({ status }) => !['SETTLED', 'VOIDED'].includes(status)) && order.dispute === null)
      return settleAll(played);
    if (order.dispute !== null) return ruled(played);
    if (order.amendment !== null) return issue(played, order.amendment.by, 'refuseAmendment', { reason: 'taken back' });
    if (order.cancellation !== null)
      return issue(played, order.cancellation.by, 'refuseCancellation', { reason: 'taken back' });
    if (order.shipment.exception !== null && ['shipment', 'receipt'].includes(order.stage)) {
      return issue(played, 'carrier', 'resolveException', { detail: 'found' });
    }
  }
  return clock === undefined ? byHand(played) : elapse(played, later(played.now, clock.at));
}

/** The parties do not settle it: when the time for that is over, two advisers rule for the buyer. */
function ruled(played: Played): Played {
  const { dispute } = running(played);
  if (dispute !== null && dispute.negotiateUntil > played.now) return elapse(played, dispute.negotiateUntil);
  const ruling = { buyerShareBp: 10_000, reason: 'not delivered as agreed' };
  const proposed = dispute?.ruling ?? null;
  const again = proposed !== null && proposed.buyerShareBp === 10_000 && proposed.user === people.adviser.user;
  const once = again ? played : issue(played, 'adviser', 'ruleDispute', ruling);
  return isContracted(once.order) && once.order.dispute !== null
    ? issue(once, 'secondAdviser', 'ruleDispute', ruling)
    : once;
}

/** Where no clock ends the trade, those it waits for do. */
function byHand(played: Played): Played {
  const order = running(played);
  switch (order.stage) {
    case 'warehouse':
      return issue(played, 'warehouse', 'issueGoodsReceipt', receiptOf(order.contract.terms));
    case 'inspection':
      return issue(examined(played, 1), 'inspector', 'giveVerdict', { verdict: 'reject' });
    case 'customs':
      return order.titleTransferredAt === null ? together(played) : released(played);
    case 'matching':
    case 'release':
      return together(played);
    case 'receipt': {
      const [awaited] = openWithdrawals(order);
      if (awaited === undefined) throw new Error('nobody has anything to do at the receipt');
      return issue(played, 'supplier', 'confirmGoodsBack', { withdrawal: awaited.id });
    }
    case 'shipment': {
      if (order.shipment.handedOverAt !== null) return issue(played, 'carrier', 'arrived', { evidence: 'POD-9' });
      const transportDocument = { type: paperOf(order), number: 'AWB-9' };
      return issue(payAll(played), 'carrier', 'handOver', { carrier: 'Sandbox Lines', transportDocument });
    }
    default:
      throw new Error(`nothing moves ${order.stage}`);
  }
}

function released(played: Played): Played {
  const { customs } = running(played);
  const before = customs.declaration === null ? lodged(played) : played;
  const answered = customs.query === null ? before : issue(before, 'broker', 'answerQuery', { answer: 'as declared' });
  return issue(answered, 'broker', 'customsReleased', { document: 'REL-9' });
}

/** Both sides leave the trade: the buyer names the fee that the refusal told. */
function together(played: Played): Played {
  const asked = answer(played, 'buyer', 'cancel', { reason: 'let us stop' }).judgement;
  const feeMinor = 'rejection' in asked ? Number(asked.rejection.data?.feeMinor ?? 0) : 0;
  return issue(
    issue(played, 'buyer', 'cancel', { reason: 'let us stop', feeMinor }),
    'supplier',
    'consentCancellation',
  );
}

/** Walks a trade to its end by legal steps alone. */
export function walkToClosed(start: Played): Played {
  let played = start;
  for (let steps = 0; played.order.stage !== 'closed'; steps += 1) {
    if (steps > 60) throw new Error(`still in ${played.order.stage} after ${steps} steps`);
    played = step(played);
  }
  return played;
}
