import type { Order } from '../order.ts';
import { isContracted } from '../order.ts';
import { amount, otherSide, percent, tell, tellBoth, type Tellers } from './telling.ts';

type Delivery =
  | 'HandedOver'
  | 'TransportMilestoneReached'
  | 'BillOfLadingSurrendered'
  | 'ExceptionReported'
  | 'ExceptionResolved'
  | 'GoodsArrived'
  | 'ServicePerformed'
  | 'GoodsCollected'
  | 'InspectionExtended'
  | 'ReceiptConfirmed'
  | 'ReceiptRejected';

/** From the hand-over to the carrier to the receipt. */
export const deliveryTellers: Tellers<Delivery> = {
  HandedOver: ({ carrier, transportDocument }) => tellBoth('shipped', { carrier, document: transportDocument.number }),
  TransportMilestoneReached: ({ milestone, occurredAt }) => [
    tell('buyer', 'transport-milestone', { milestone, occurredAt }),
  ],
  BillOfLadingSurrendered: ({ how }) => [tell('buyer', 'bill-surrendered', { how })],
  ExceptionReported: ({ detail }) => tellBoth('transport-exception', { detail }),
  ExceptionResolved: ({ detail }) => tellBoth('exception-resolved', { detail }),
  GoodsArrived: ({ autoConfirmAt, withdrawUntil }) => [
    withdrawUntil === undefined
      ? tell('buyer', 'arrived', { autoConfirmAt })
      : tell('buyer', 'arrived-withdrawable', { autoConfirmAt, withdrawUntil }),
  ],
  ServicePerformed: ({ autoConfirmAt }) => [tell('buyer', 'service-performed', { autoConfirmAt })],
  GoodsCollected: ({ reference }) => [tell('supplier', 'collected', { reference })],
  InspectionExtended: ({ autoConfirmAt }) => [tell('supplier', 'inspection-extended', { autoConfirmAt })],
  ReceiptConfirmed: ({ by }) =>
    by === 'house' ? tellBoth('receipt-by-silence') : [tell('supplier', 'receipt-confirmed')],
  ReceiptRejected: ({ reason }) => [tell('supplier', 'receipt-rejected', { reason })],
};

type Leaving =
  | 'CancellationProposed'
  | 'CancellationRefused'
  | 'OrderCancelled'
  | 'DisputeOpened'
  | 'DisputeAnswered'
  | 'DisputeOfferMade'
  | 'DisputeRulingProposed'
  | 'DisputeWithdrawn'
  | 'DisputeResolved'
  | 'ReturnOpened'
  | 'WarrantyClaimed'
  | 'PartsOrdered'
  | 'Rated';

const fee = (order: Order, minor: number): string =>
  isContracted(order) ? amount(minor, order.contract.terms.currency) : String(minor);

/** Cancellation, disputes and after-sales: the other side is told, and who has to decide. */
export const leavingTellers: Tellers<Leaving> = {
  CancellationProposed: ({ cancellation: { by, feeMinor, reason } }, order) => [
    tell(otherSide(by), 'cancellation-proposed', { fee: fee(order, feeMinor), reason }),
  ],
  CancellationRefused: ({ reason }, _order, { by }) => [tell(otherSide(by.party), 'cancellation-refused', { reason })],
  OrderCancelled: ({ feeMinor, reason }, order) => tellBoth('order-cancelled', { fee: fee(order, feeMinor), reason }),
  DisputeOpened: ({ dispute: { by, reason, answerBy, negotiateUntil } }) => [
    tell(otherSide(by), 'dispute-opened', { reason, answerBy }),
    tell('adviser', 'dispute-to-watch', { negotiateUntil }),
  ],
  DisputeAnswered: ({ answer }, _order, { by }) => [tell(otherSide(by.party), 'dispute-answered', { answer })],
  DisputeOfferMade: ({ offer: { by, buyerShareBp } }) => [
    tell(otherSide(by), 'settlement-offered', { share: percent(buyerShareBp) }),
  ],
  DisputeRulingProposed: ({ ruling: { buyerShareBp, reason } }) => [
    tell('adviser', 'ruling-to-confirm', { share: percent(buyerShareBp), reason }),
  ],
  DisputeWithdrawn: (_data, _order, { by }) => [tell(otherSide(by.party), 'dispute-withdrawn')],
  DisputeResolved: ({ buyerShareBp, how }) => tellBoth('dispute-resolved', { share: percent(buyerShareBp), how }),
  ReturnOpened: ({ entry: { id, line, quantity, detail } }) => [
    tell('supplier', 'return-asked', { id, line, quantity, detail }),
  ],
  WarrantyClaimed: ({ entry: { id, line, quantity, detail } }) => [
    tell('supplier', 'warranty-claimed', { id, line, quantity, detail }),
  ],
  PartsOrdered: ({ entry: { id, line, quantity, detail } }) => [
    tell('supplier', 'parts-ordered', { id, line, quantity, detail }),
  ],
  Rated: ({ rating: { party, stars, comment } }) => [tell(otherSide(party), 'rated', { stars, comment })],
};
