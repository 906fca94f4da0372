import type { Contract, Contracted, ContractStage, Order, OrderAt } from '../order.ts';
import type { Dispute, Receipt, Shipment } from '../parts.ts';
import { millisBetween } from '../time.ts';
import { restart, restartDelivery } from './clocks.ts';
import { attend, contracted, type Evolvers, relieve } from './evolver.ts';
import { endedByDispute } from './withdrawal.ts';

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
  | 'ReceiptRejected'
  | 'CancellationProposed'
  | 'CancellationRefused'
  | 'OrderCancelled'
  | 'DisputeOpened'
  | 'DisputeAnswered'
  | 'DisputeOfferMade'
  | 'DisputeRulingProposed'
  | 'DisputeWithdrawn'
  | 'DisputeResolved'
  | 'AmendmentProposed'
  | 'AmendmentRefused'
  | 'ContractAmended'
  | 'ReturnOpened'
  | 'WarrantyClaimed'
  | 'PartsOrdered'
  | 'Rated';

const shipment = (order: Order, change: Partial<Shipment>): Order => ({
  ...contracted(order),
  shipment: { ...contracted(order).shipment, ...change },
});
const receipt = (order: Order, change: Partial<Receipt>): Order => ({
  ...contracted(order),
  receipt: { ...contracted(order).receipt, ...change },
});
const dispute = (order: Order, change: Partial<Dispute>): Order => {
  const open = contracted(order).dispute;
  if (open === null) throw new Error(`order ${order.order} has no open dispute`);
  return { ...contracted(order), dispute: { ...open, ...change } };
};
const afterSales = (order: Order, add: (all: Contracted['afterSales']) => Partial<Contracted['afterSales']>): Order => {
  const all = contracted(order).afterSales;
  return { ...contracted(order), afterSales: { ...all, ...add(all) } };
};

/** A dispute or an exception stops the receipt clock; what was left on it is kept. */
const stopClock = (order: Order, now: string): Order => {
  const { autoConfirmAt } = contracted(order).receipt;
  return autoConfirmAt === null
    ? order
    : receipt(order, { autoConfirmAt: null, pausedMillis: Math.max(0, millisBetween(now, autoConfirmAt)) });
};
const startClock = (order: Order, autoConfirmAt: string | null): Order =>
  autoConfirmAt === null ? order : receipt(order, { autoConfirmAt, pausedMillis: null });

/** The new contract runs: a new delivery date is watched anew, and for other transport the buyer chooses anew. */
function amended(order: OrderAt<ContractStage>, contract: Contract): Order {
  const before = order.contract.terms;
  const next = { ...order, contract, amendment: null };
  const shipped =
    contract.terms.transport === before.transport
      ? next
      : { ...next, customs: { ...order.customs, transport: null, container: null } };
  return contract.terms.deliverBy === before.deliverBy ? shipped : restartDelivery(shipped);
}

/** The way to the buyer, what can disturb it, and what comes after. */
export const delivery: Evolvers<Delivery> = {
  HandedOver: (order, { carrier, transportDocument }, { at }) =>
    shipment(order, { carrier, transportDocument, handedOverAt: at }),
  TransportMilestoneReached: (order, { milestone, occurredAt, event, sha256 }) =>
    shipment(order, {
      milestones: [...contracted(order).shipment.milestones, { milestone, at: occurredAt, event, sha256 }],
    }),
  BillOfLadingSurrendered: (order, _data, { at }) => shipment(order, { surrenderedAt: at }),
  ExceptionReported: (order, { detail }, { at }) =>
    shipment(attend(stopClock(order, at), { code: 'transport-exception', detail, since: at }), {
      exception: { detail, since: at },
    }),
  ExceptionResolved: (order, { autoConfirmAt }) =>
    shipment(
      relieve(startClock(order, autoConfirmAt), (code) => code === 'transport-exception'),
      { exception: null },
    ),
  GoodsArrived: (order, { autoConfirmAt, withdrawUntil }, { at }) => {
    const arrived = receipt(
      shipment(order, { arrivedAt: at }),
      withdrawUntil === undefined ? {} : { withdrawUntil },
    );
    const { exception, dispute: disputed } = { ...contracted(order).shipment, dispute: contracted(order).dispute };
    const started = startClock(arrived, autoConfirmAt);
    return exception === null && disputed === null ? started : stopClock(started, at);
  },
  ServicePerformed: (order, { autoConfirmAt }, { at }) => {
    const started = startClock(order, autoConfirmAt);
    return contracted(order).dispute === null ? started : stopClock(started, at);
  },
  GoodsCollected: (order, collected, { at }) => receipt(order, { collected: { ...collected, at } }),
  InspectionExtended: (order, { autoConfirmAt }) =>
    receipt(restart(order, ['receiptReminder', 'autoConfirm']), { autoConfirmAt, extended: true }),
  ReceiptConfirmed: (order, confirmed, { at }) =>
    receipt(order, { confirmed: { ...confirmed, at }, autoConfirmAt: null }),
  ReceiptRejected: (order, { reason }, { at }) => receipt(stopClock(order, at), { rejected: { reason, at } }),
  CancellationProposed: (order, { cancellation }) => ({ ...contracted(order), cancellation }),
  CancellationRefused: (order) => ({ ...contracted(order), cancellation: null }),
  OrderCancelled: (order) => ({ ...contracted(order), cancellation: null }),
  DisputeOpened: (order, data, { at }) => ({
    ...contracted(restart(stopClock(order, at), ['disputeAnswer', 'disputeNegotiation'])),
    dispute: data.dispute,
  }),
  DisputeAnswered: (order, _data, { at }) => dispute(order, { answeredAt: at }),
  DisputeOfferMade: (order, { offer }) => dispute(order, { offer }),
  DisputeRulingProposed: (order, { ruling }) => dispute(order, { ruling }),
  DisputeWithdrawn: (order, { autoConfirmAt }) =>
    receipt({ ...contracted(startClock(order, autoConfirmAt)), dispute: null }, { rejected: null }),
  DisputeResolved: (order, { autoConfirmAt }, { at }) => ({
    ...contracted(startClock(order, autoConfirmAt)),
    ...endedByDispute(contracted(order), at),
    dispute: null,
  }),
  AmendmentProposed: (order, { amendment }) => ({ ...contracted(order), amendment }),
  AmendmentRefused: (order) => ({ ...contracted(order), amendment: null }),
  ContractAmended: (order, { contract }) => amended(contracted(order), contract),
  ReturnOpened: (order, { entry }) => afterSales(order, ({ returns }) => ({ returns: [...returns, entry] })),
  WarrantyClaimed: (order, { entry }) =>
    afterSales(order, ({ warrantyClaims }) => ({ warrantyClaims: [...warrantyClaims, entry] })),
  PartsOrdered: (order, { entry }) =>
    afterSales(order, ({ partsOrders }) => ({ partsOrders: [...partsOrders, entry] })),
  Rated: (order, { rating }) => afterSales(order, ({ ratings }) => ({ ratings: [...ratings, rating] })),
};
